// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of the checkpoint interval, of what a checkpoint takes and of copies in memory.
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/silent_errors.h"
#include "analytics/reliability/two_level.h"

namespace rackloom::analytics {

namespace {

using namespace reading;

constexpr std::string_view kIntervals = "Rackloom reliability reference, 3.3";

Parameters intervalParameters() {
    return Parameters()
        .rate()
        .time("stall", "Blocking part of a checkpoint.")
        .time("delta", "The same under its classical name.")
        .time("w_cp", "The same as operators name it.")
        .time("drain", "From the stall until the checkpoint is durable.", "0");
}

Duration stallOf(Arguments& a) {
    for (const char* stem : {"delta", "w_cp"})
        if (hasTime(a, stem)) return time(a, stem);
    return time(a, "stall");
}

FormulaAnswer interval(Arguments& a, std::optional<Duration> (*formula)(Frequency, Duration), Duration unit) {
    const Frequency lambda = rate(a);
    const std::optional<Duration> found = formula(lambda, stallOf(a));
    if (!found) a.fail("lam_per_h", "nothing interrupts, or a time is negative", "Give a rate above zero.");
    return {found.value_or(Duration{}).in(unit), {}};
}

FormulaAnswer young(Arguments& a) {
    return interval(a, youngInterval, unit::minute);
}
FormulaAnswer daly(Arguments& a) {
    return interval(a, dalyInterval, unit::minute);
}
FormulaAnswer exact(Arguments& a) {
    return interval(a, exactInterval, unit::minute);
}

FormulaAnswer limited(Arguments& a) {
    const Frequency lambda = rate(a);
    const Duration stall = stallOf(a), drain = time(a, "drain");
    const std::optional<Duration> found = bestInterval(lambda, stall, drain);
    if (!found) a.fail("lam_per_h", "nothing interrupts, or a time is negative", "Give a rate above zero.");
    return {found.value_or(Duration{}).in(unit::hour), {}};
}

FormulaAnswer available(Arguments& a) {
    const Result<Duration> t = availabilityInterval(time(a, "T_s"), time(a, "T_f"), time(a, "T_r"));
    return answer(a, t ? Result<double>(t.value().in(unit::hour)) : Result<double>(t.error()));
}

FormulaAnswer drain(Arguments& a) {
    const Result<Duration> t = drainTime(a.number("params"), a.number("bytes_per_param") * unit::byte,
                                         a.number("write_bw_bytes_per_s") * unit::bytePerS);
    return answer(a, t ? Result<double>(t.value().si()) : Result<double>(t.error()));
}

FormulaAnswer survive(Arguments& a) {
    const int machines = whole(a, "N", 1), copies = whole(a, "m", 1), lost = whole(a, "k");
    if (a.error()) return {};
    return answer(a, copiesSurvive(machines, copies, lost));
}

FormulaAnswer keep(Arguments& a) {
    return answer(a, checkpointsToKeep(time(a, "latency"), time(a, "period")));
}

}  // namespace

std::vector<Formula> intervalFormulas() {
    return {
        {"checkpoint.young", "Young's interval", "√(2 σ / Λ)", "dt_opt_min", "min", "Young 1974",
         "σ far below the mean time to interruption.", intervalParameters(), young},
        {"checkpoint.daly", "Daly's interval", "√(2 σ M) (1 + √(σ/2M)/3 + (σ/2M)/9) − σ, or M where σ ≥ 2 M",
         "tau_daly_min", "min", "Daly, FGCS 22 (2006)", "Any σ; second order.", intervalParameters(), daly},
        {"checkpoint.exact", "Exact best interval", "(1 + W0(−e^(−1−Λσ))) / Λ", "tau_exact_min", "min",
         kIntervals, "Exponential lifetimes; independent of D, R and drain.", intervalParameters(), exact},
        {"checkpoint.storage_limited", "Best interval that storage allows", "max(τ*, ω − σ)", "tau_opt_h",
         "h", "Rackloom reliability reference, 3.4", "One drain at a time.", intervalParameters(), limited},
        {"checkpoint.availability_interval", "Interval of most availability",
         "T_s + √(2 (T_f + T_r) T_s + T_s²)", "tau_h", "h", "arXiv 2410.18124; reliability reference, 3.3",
         "Failure times well above the interval.",
         Parameters()
             .time("T_s", "Time to save.")
             .time("T_f", "Mean time to failure.")
             .time("T_r", "Time to restart.", "0"),
         available},
        {"checkpoint.drain", "Drain of a checkpoint", "S / B", "drain_s", "s",
         "Rackloom reliability reference, 3.4", "One drain at a time, full bandwidth.",
         Parameters()
             .number("params", "Parameters of the model.")
             .number("bytes_per_param", "State kept for each.", "12")
             .number("write_bw_bytes_per_s", "Write bandwidth."),
         drain},
        {"checkpoint.memory_survival", "Survival of copies in memory", "1 − (N/m) C(N−m, k−m) / C(N, k)",
         "p_survive", "1", "Union bound; reliability reference, 3.6", "Exact for k = m.",
         Parameters()
             .number("N", "Machines.")
             .number("m", "Machines that hold the copies of one shard.")
             .number("k", "Machines lost at once."),
         survive},
        {"checkpoint.retention", "Checkpoints to keep", "⌈latency / P⌉ + 1", "checkpoints", "1",
         "Rackloom reliability reference, 3.11", "Latency is the longest that is to be covered.",
         Parameters()
             .time("latency", "From a silent error until it is noticed.")
             .time("period", "Between checkpoints."),
         keep},
    };
}

}  // namespace rackloom::analytics
