// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of what slows a job without stopping it: degraded domains, stragglers, jitter, silent errors.
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/binomial.h"
#include "analytics/reliability/degraded.h"
#include "analytics/reliability/rates.h"
#include "analytics/reliability/silent_errors.h"
#include "analytics/reliability/stragglers.h"

namespace rackloom::analytics {

namespace {

using namespace reading;

Parameters degradedParameters() {
    return Parameters()
        .number("domains", "Domains in use.")
        .number("trays", "Trays of one.")
        .number("spare_trays", "Trays of one that may be lost without loss of speed.")
        .time("tray_mtbf", "Mean time between failures of one tray.")
        .time("mttr", "Mean time to repair.")
        .number("boost", "How much faster the remaining trays may run.", "1")
        .number("degrees", "Tray counts that a domain can run on, as 1|2|4; all when left out.");
}

Result<DegradedSpeed> degraded(Arguments& a) {
    DegradedCase c;
    c.domains = whole(a, "domains", 1);
    c.trays = whole(a, "trays", 1, 1e5);
    c.spareTrays = whole(a, "spare_trays");
    c.boost = a.number("boost");
    const Duration mean = positiveTime(a, "tray_mtbf"), repair = time(a, "mttr");
    if (!(repair.si() >= 0)) a.fail("mttr_h", "it is negative", "Give zero or more.");
    if (a.has("degrees"))
        for (const double d : a.list("degrees"))
            c.degrees.push_back(static_cast<int>(d));
    if (a.error()) return *a.error();
    c.lost = downDistribution(c.trays, c.trays, availability(rateOf(mean), repair));
    return degradedSpeed(c);
}

template <auto Member> FormulaAnswer speed(Arguments& a) {
    const Result<DegradedSpeed> v = degraded(a);
    return answer(a, v ? Result<double>(v.value().*Member) : Result<double>(v.error()));
}

FormulaAnswer stragglers(Arguments& a) {
    const Duration mean = positiveTime(a, "slow_mtbf");
    return answer(
        a, stragglerSpeed({rateOf(mean), time(a, "evict"), a.number("slowdown")}, a.number("domains")));
}

FormulaAnswer jitter(Arguments& a) {
    return answer(a, jitterFactor(a.number("cv"), a.number("domains")));
}

FormulaAnswer silent(Arguments& a) {
    return answer(a, silentLoss({a.number("lam_silent_per_h") * unit::perHour, time(a, "latency"),
                                 time(a, "diagnosis")},
                                time(a, "tau"), time(a, "R")));
}

}  // namespace

std::vector<Formula> slownessFormulas() {
    constexpr std::string_view kDegraded = "Rackloom reliability reference, 3.10";
    constexpr std::string_view kErrors = "Rackloom reliability reference, 3.11";
    constexpr std::string_view kIndependent = "Trays fail and are repaired independently.";
    return {
        {"degraded.mean", "Speed of degraded domains, work spread anew", "Σ π_j v_j", "v_mean", "1",
         kDegraded, kIndependent, degradedParameters(), speed<&DegradedSpeed::mean>},
        {"degraded.slowest", "Speed of degraded domains, slowest first", "Σ (F_j^K − F_(j−1)^K) v_j", "v_min",
         "1", kDegraded, kIndependent, degradedParameters(), speed<&DegradedSpeed::slowest>},
        {"degraded.dropped", "Share kept when short domains are dropped", "F_s", "v_drop", "1", kDegraded,
         kIndependent, degradedParameters(), speed<&DegradedSpeed::dropped>},
        {"stragglers.speed", "Speed with slow domains", "1 − (1 − (1−p)^K)(1 − 1/h), p = λT/(1+λT)",
         "v_straggler", "1", kErrors, "The step waits for the slowest domain.",
         Parameters()
             .number("domains", "Domains in use.")
             .time("slow_mtbf", "Mean time until one turns slow.")
             .time("evict", "Until it is evicted.")
             .number("slowdown", "Its step time over a healthy one's."),
         stragglers},
        {"stragglers.jitter", "Step time with random variation", "1 + cv √(2 ln K)", "factor", "1", kErrors,
         "Normal variation, many domains.",
         Parameters().number("cv", "Coefficient of variation.").number("domains", "Domains in use."), jitter},
        {"silent.loss", "Share lost to silent errors", "λ (latency + τ/2 + R + diagnosis)", "w_sdc", "1",
         kErrors, "First order.",
         Parameters()
             .number("lam_silent_per_h", "Silent errors of the job per hour.")
             .time("latency", "Until one is noticed.")
             .time("diagnosis", "Until the culprit is found.", "0")
             .time("tau", "Compute time between checkpoints.", "0")
             .time("R", "Load and initialise.", "0"),
         silent},
    };
}

}  // namespace rackloom::analytics
