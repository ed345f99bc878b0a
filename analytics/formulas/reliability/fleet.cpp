// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of published fleet figures: rates, causes, run counters, burn-in, sums over parts.
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/efficiency.h"
#include "analytics/reliability/rates.h"
#include "analytics/reliability/roll_up.h"

namespace rackloom::analytics {

namespace {

using namespace reading;

constexpr std::string_view kCalibrations = "Only within one calibration; never across.";

FormulaAnswer jobMttf(Arguments& a) {
    const Frequency lambda = rate(a);
    if (!(lambda.si() > 0)) a.fail("rf_per_1000_node_days", "the rate is zero", "Give a rate above zero.");
    return {a.error() ? 0 : meanTime(lambda).in(unit::hour), {}};
}

FormulaAnswer impliedRate(Arguments& a) {
    const double gpus = a.number("gpus", 1, 1e9), perNode = a.number("gpus_per_node", 1, 1e6);
    const Frequency lambda = rate(a);
    return {a.error() ? 0 : fleetRateFrom(lambda, gpus, perNode).perThousandNodeDays, {}};
}

Frequency observed(Arguments& a) {
    const double days = a.number("days", 1e-9, 1e6), events = a.number("unexpected", 1e-9, 1e12);
    return observedRate(events, days * unit::day);
}

FormulaAnswer observedMttf(Arguments& a) {
    const Frequency lambda = observed(a);
    return {a.error() ? 0 : meanTime(lambda).in(unit::hour), {}};
}

FormulaAnswer observedFleetRate(Arguments& a) {
    const Frequency lambda = observed(a);
    const double gpus = a.number("gpus", 1, 1e9), perNode = a.number("gpus_per_node", 1, 1e6);
    return {a.error() ? 0 : fleetRateFrom(lambda, gpus, perNode).perThousandNodeDays, {}};
}

FormulaAnswer lost(Arguments& a) {
    const double gpus = a.number("gpus", 0, 1e9), days = a.number("days", 0, 1e6);
    return {lostGpuTime(gpus, days * unit::day, a.number("ettr", 0, 1)).in(unit::hour), {}};
}

FormulaAnswer causeShare(Arguments& a) {
    const double total = a.number("total", 1e-9, 1e15);
    double sum = 0;
    for (const auto& [name, value] : a.given())
        if (name != "total") sum += a.number(name, 0, 1e15);
    return {a.error() ? 0 : sum / total, {}};
}

FormulaAnswer runCounters(Arguments& a) {
    RunCounters r{a.number("committed"),
                  a.number("steps"),
                  a.number("participants"),
                  a.number("groups"),
                  a.number("step_s_run1") * unit::s,
                  a.number("step_s_run2") * unit::s};
    return answer(a, runEfficiency(r));
}

FormulaAnswer wallClock(Arguments& a) {
    return answer(a, wallClockEfficiency(time(a, "wall_clock_interval"), time(a, "stall")));
}

FormulaAnswer multiplier(Arguments& a) {
    return answer(a, hazardMultiplier({a.number("m0"), time(a, "theta")}, time(a, "t1"), time(a, "t2")));
}

SharedParts shared(Arguments& a) {
    const Duration mean = positiveTime(a, "switch_mtbf");
    return {a.number("switches"), rateOf(mean), a.number("racks_per_switch")};
}

FormulaAnswer perThousandHours(Arguments& a, Result<Frequency> (*sum)(const SharedParts&)) {
    const Result<Frequency> f = sum(shared(a));
    return answer(a, f ? Result<double>(f.value() * (1000 * unit::hour)) : Result<double>(f.error()));
}
FormulaAnswer sharedInterruptions(Arguments& a) {
    return perThousandHours(a, interruptionsOf);
}
FormulaAnswer sharedLosses(Arguments& a) {
    return perThousandHours(a, lossesOf);
}

/// fit_x and n_x for every part x; a part without a count is there once.
FormulaAnswer series(Arguments& a) {
    std::vector<SeriesPart> parts;
    for (const auto& [name, value] : a.given())
        if (name.starts_with("fit_")) {
            const std::string count = "n_" + name.substr(4);
            parts.push_back({a.has(count) ? a.number(count) : 1, a.number(name) * unit::fit});
        } else if (!name.starts_with("n_") || !a.has("fit_" + name.substr(2))) {
            a.fail(name, "it belongs to no part", "Give fit_PART=FIT and n_PART=COUNT.");
        }
    const Result<Frequency> sum = seriesRate(parts);
    if (sum && !(sum.value().si() > 0)) a.fail("fit_gpu", "no part ever fails", "Give rates above zero.");
    if (a.error()) return {};
    return answer(a,
                  sum ? Result<double>(meanTime(sum.value()).in(unit::hour)) : Result<double>(sum.error()));
}

FormulaAnswer ratio(Arguments& a) {
    return answer(a, rateRatio(a.number("p_before"), a.number("p_after")));
}
FormulaAnswer lemons(Arguments& a) {
    return answer(a, lemonFactor(a.number("share"), a.number("multiplier")));
}
FormulaAnswer usefulCost(Arguments& a) {
    return answer(a, costPerUsefulHour(a.number("price_per_gpu_h"), a.number("g_purchased")));
}

FormulaAnswer standbyCount(Arguments& a) {
    const int machines = whole(a, "machines");
    const Result<int> n = standbys(machines, a.number("p_fail_in_window"), a.number("quantile"));
    if (a.error()) return {};
    return answer(a, n ? Result<double>(n.value()) : Result<double>(n.error()));
}

Parameters fleetParameters() {
    return Parameters()
        .number("gpus", "GPUs of the job.")
        .number("gpus_per_node", "GPUs of one node.", "8")
        .number("days", "Length of the observation.")
        .number("unexpected", "Unexpected interruptions in it.")
        .number("ettr", "Share of the time that was effective.");
}

Parameters switchParameters() {
    return Parameters()
        .number("switches", "Switches that the job uses.")
        .time("switch_mtbf", "Mean time between failures of one.")
        .number("racks_per_switch", "Racks that one takes.", "1");
}

}  // namespace

std::vector<Formula> fleetFormulas() {
    constexpr std::string_view kKokolis = "Kokolis et al., arXiv 2410.21680";
    constexpr std::string_view kRollUp = "Rackloom reliability reference, 3.1";
    return {
        {"fleet.job_mttf", "Mean time to interruption of a job", "1,000 days / (N nodes × rate)",
         "job_mttf_h", "h", kKokolis, kCalibrations, Parameters().rate(), jobMttf},
        {"fleet.node_rate", "Fleet rate that a mean time implies", "1,000 days / (N nodes × MTTF)",
         "rf_per_1000_node_days", "1", kKokolis, kCalibrations, Parameters().rate(), impliedRate},
        {"fleet.observed_mttf", "Mean time between observed interruptions", "span / events", "mttf_h", "h",
         "arXiv 2407.21783, Table 5", "Unexpected interruptions only.", fleetParameters(), observedMttf},
        {"fleet.observed_rate", "Fleet rate of an observation", "1,000 events / (N nodes × days)",
         "rf_per_1000_node_days", "1", "arXiv 2407.21783, Table 5", "Unexpected interruptions only.",
         fleetParameters(), observedFleetRate},
        {"fleet.lost_gpu_hours", "GPU-hours lost", "GPUs × span × (1 − share)", "lost_gpu_hours", "h",
         kRollUp, "Any share.", fleetParameters(), lost},
        {"fleet.cause_share", "Share of the named causes", "Σ counts / total", "gpu_share", "1",
         "arXiv 2407.21783, Table 5", "Counts of one observation, as NAME=COUNT.",
         Parameters().number("total", "All interruptions counted."), causeShare, true},
        {"fleet.run_efficiency", "Efficiency from the counters of a run",
         "committed/steps × participants/groups × usual step/step", "efficiency", "1",
         "Fault-tolerant training report of 2025; reliability reference, 2.4", "A finished run.",
         Parameters()
             .number("committed", "Steps that counted.")
             .number("steps", "All steps.")
             .number("participants", "Mean number of groups that took part.")
             .number("groups", "All groups.")
             .number("step_s_run1", "Seconds of a usual step.", "1")
             .number("step_s_run2", "Seconds of a step of this run.", "1"),
         runCounters},
        {"fleet.wall_clock_efficiency", "Efficiency by wall-clock accounting", "1 − stall / interval",
         "effective_time_naive", "1", "arXiv 2602.00277", "Both times counted on the wall clock.",
         Parameters()
             .time("wall_clock_interval", "Between failures, stalls counted in.")
             .time("stall", "Lost per failure."),
         wallClock},
        {"burn_in.multiplier", "Mean multiplier of young parts",
         "1 + (m0 − 1) θ (e^(−t1/θ) − e^(−t2/θ)) / (t2 − t1)", "hazard_multiplier", "1",
         "Rackloom reliability reference, 3.12", "Do not insert it into goodput, which is convex.",
         Parameters()
             .number("m0", "Multiplier at the start.")
             .time("theta", "Settling time.")
             .time("t1", "From.", "0")
             .time("t2", "To."),
         multiplier},
        {"roll_up.series", "Mean time between failures of parts in series", "1 / Σ n FIT 1e-9 per hour",
         "tray_mtbf_h", "h", kRollUp, "Any part's failure is one of the whole.",
         Parameters().number("fit_gpu", "FIT of a part; the count as n_gpu; any part name."), series, true},
        {"roll_up.shared_interruptions", "Interruptions by shared parts", "parts / MTBF",
         "interruptions_per_1000h", "1/1000h", kRollUp, "One event counts once.", switchParameters(),
         sharedInterruptions},
        {"roll_up.shared_losses", "Losses of racks by shared parts", "parts × racks / MTBF",
         "rack_losses_per_1000h", "1/1000h", kRollUp, "Each event takes all racks of the part.",
         switchParameters(), sharedLosses},
        {"roll_up.rate_ratio", "Ratio of rates behind two failure probabilities", "ln(1−p) / ln(1−p')",
         "rate_ratio", "1", kKokolis, "Same job size and length.",
         Parameters().number("p_before", "Before.").number("p_after", "After."), ratio},
        {"roll_up.lemons", "Factor of a fleet with lemons", "1 + f (M − 1)", "factor", "1", kRollUp,
         "Lemons spread at random.",
         Parameters().number("share", "Share of lemons.").number("multiplier", "Their rate over others'."),
         lemons},
        {"roll_up.useful_cost", "Cost of a useful GPU-hour", "price / G", "usd_per_useful_gpu_h", "USD/h",
         "Rackloom reliability reference, 3.13", "Spares are paid for: use G per purchased GPU.",
         Parameters()
             .number("price_per_gpu_h", "Price of a GPU-hour.")
             .number("g_purchased", "Goodput per purchased GPU."),
         usefulCost},
        {"roll_up.standbys", "Warm standbys", "smallest s with P(Bin(n, p) ≤ s) ≥ q", "standbys", "1",
         "arXiv 2509.16293", "Failures independent within the window.",
         Parameters()
             .number("machines", "Machines in use.")
             .number("p_fail_in_window", "Chance that one fails before a replacement arrives.")
             .number("quantile", "Confidence.", "0.99"),
         standbyCount},
    };
}

}  // namespace rackloom::analytics
