// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability of the job: how often drawn parts interrupt it, the best checkpoint interval, and the goodput
// that is left. Formula: Λ = sum of rate × interrupt probability of the parts counted, scaled to the job's
// share of the processors; interval = (1 + W0(−exp(−1 − Λσ))) / Λ, at least drain − stall;
// goodput = Λ τ exp(−Λω) exp(−ΛR) / ((exp(Λ(τ+σ)) − 1) (1 + ΛD)).
// Unit: 1/s, s, 1. Source: reliability reference 3.1 to 3.3 and 5; rates from the catalogue.
// Valid for: a rigid synchronous job, exponential lifetimes, interruptions per hour of running time.
// Ignores: software faults, power tree and storage, cables and optics, waiting for spares or repairs.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

constexpr std::size_t kShownSources = 12;

std::string countText(double count) {
    return std::to_string(static_cast<long long>(count));
}

void addRates(Query& q, MetricValue& value) {
    const InterruptionRates& rates = *q.get<SiteInterruptions>();
    if (rates.parts > 0) value.coverage = rates.known / rates.parts;
    std::size_t shown = 0;
    for (const InterruptionSource& s : rates.sources) {
        if (!s.rate) value.missing.push_back(s.name);
        if (!s.type.isValid() || shown++ >= kShownSources) continue;
        const model::DeviceType& type = *q.get<TypeOf>(s.type);
        const std::string name = s.name + " × " + countText(s.count);
        if (!type.failure) continue;
        value.inputs.push_back(figureInput(name + ": failure rate", type.failure->rate, "1/s"));
        value.inputs.push_back(
            figureInput(name + ": interrupts the job", type.failure->interruptProbability, "1"));
    }
    if (value.coverage < 1)
        value.warnings.push_back("some parts have no known failure rate; the true rate is higher");
    value.inputs.push_back(
        assumptionInput("reliability.rate_scale", q.get<AssumptionOf>("reliability.rate_scale")));
}

void addJob(const JobState& state, MetricValue& value) {
    const model::Job& job = state.job;
    value.inputs.push_back(drawnInput("Processors of the job", state.processors, "1",
                                      "of " + countText(state.allProcessors) + " drawn"));
    value.inputs.push_back(drawnInput("Checkpoint stall σ", job.checkpointStall.si(), "s", job.name));
    value.inputs.push_back(drawnInput("Checkpoint drain ω", job.checkpointDrain.si(), "s", job.name));
    value.inputs.push_back(drawnInput("Detect and reschedule D", job.detect.si(), "s", job.name));
    value.inputs.push_back(drawnInput("Restore R", job.restore.si(), "s", job.name));
    if (state.jobs > 1) value.warnings.push_back("the design holds several jobs; this is the first");
    if (job.gpus && *job.gpus > state.allProcessors)
        value.warnings.push_back("the job asks for more processors than are drawn");
}

void addRegime(const JobState& state, MetricValue& value) {
    value.inputs.push_back(drawnInput("x = Λ (D + R + P + ω)", state.regime, "1"));
    if (const std::string text = regimeWarning(state.regime); !text.empty()) value.warnings.push_back(text);
}

/// Mean time of the whole design where there is no job: a rate needs no checkpoint.
std::optional<double> rateOf(Query& q, const JobState& state) {
    const InterruptionRates& rates = *q.get<SiteInterruptions>();
    if (!rates.processorsKnown) return std::nullopt;
    return state.problem.empty() ? state.rate : rates.total;
}

MetricValue interruptionRate(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    const auto rate = rateOf(q, state);
    const InterruptionRates& rates = *q.get<SiteInterruptions>();
    MetricValue value =
        rate ? countValue(*rate) : unknownValue("no failure rate is known for any device that carries a job");
    const double share = rate && rates.total > 0 ? *rate / rates.total : 1;
    for (const InterruptionSource& s : rates.sources)
        if (s.rate && *s.rate > 0) value.contributions.push_back({s.name, s.count * *s.rate * share});
    addRates(q, value);
    return value;
}

MetricValue mtti(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    const auto rate = rateOf(q, state);
    if (!rate) {
        MetricValue value = unknownValue("no failure rate is known for any device that carries a job");
        addRates(q, value);
        return value;
    }
    if (!(*rate > 0)) return unknownValue("no counted part ever interrupts the job");
    MetricValue value = countValue(1 / *rate);
    addRates(q, value);
    if (!state.problem.empty())
        value.warnings.push_back("without a job this is the mean time for the whole design");
    return value;
}

MetricValue checkpointInterval(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    if (!state.interval) return unknownValue("nothing counted interrupts the job, so no checkpoint pays");
    MetricValue value = countValue(*state.interval);
    addJob(state, value);
    value.inputs.push_back(drawnInput("Interruptions of the job Λ", state.rate, "1/s"));
    if (state.optimum) value.inputs.push_back(drawnInput("Exact optimum", *state.optimum, "s"));
    if (state.young) value.inputs.push_back(drawnInput("Young's estimate", *state.young, "s"));
    if (state.daly) value.inputs.push_back(drawnInput("Daly's estimate", *state.daly, "s"));
    if (state.job.interval)
        value.warnings.push_back("this is the job's own interval; clear it to use the exact optimum");
    else if (state.optimum && *state.interval > *state.optimum)
        value.warnings.push_back("longer than the optimum: the drain must end before the next checkpoint");
    value.coverage = q.get<SiteInterruptions>()->known / q.get<SiteInterruptions>()->parts;
    return value;
}

MetricValue goodputOf(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.useful);
    value.contributions = {{"Useful work", state.useful},
                           {"Stalled by checkpoints", state.stall},
                           {"Work done again", state.rework},
                           {"Detecting and rescheduling", state.down},
                           {"Restoring", state.restore}};
    sortLargestFirst(value.contributions);
    addJob(state, value);
    if (state.interval) value.inputs.push_back(drawnInput("Checkpoint interval τ", *state.interval, "s"));
    addRates(q, value);
    addRegime(state, value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i;
    i.id = id;
    i.label = label;
    i.unit = unit;
    i.family = Family::Reliability;
    i.sentence = sentence;
    i.formula = formula;
    i.source = "Reliability reference 3.1 to 3.3; exact by the renewal theorem; rates from the catalogue.";
    i.validFor = "A rigid synchronous job; exponential lifetimes; rates per hour of running time.";
    i.ignores = "Software faults, the power tree, storage, cables and optics, CDUs that a loop can lose, "
                "waiting for spares or repairs.";
    return i;
}

MetricInfo called(std::string_view brief, MetricInfo i) {
    i.brief = brief;
    return i;
}

}  // namespace

std::vector<Metric> jobReliabilityMetrics() {
    MetricInfo rate =
        info("reliability.interruption_rate", "Interruptions of the job", "1/s",
             "How often the drawn parts interrupt the job, and which parts do.",
             "Λ = sum over parts of failure rate × interrupt probability, times the job's share "
             "of the processors.");
    rate.higherIsBetter = false;
    MetricInfo interval = info("reliability.checkpoint_interval", "Checkpoint interval", "s",
                               "The compute time between checkpoints that leaves most useful work.",
                               "τ = (1 + W0(−exp(−1 − Λσ))) / Λ, at least ω − σ; or the job's own.");
    interval.higherIsBetter = true;
    return {
        {rate, interruptionRate},
        {called("MTTI",
                info("reliability.mtti", "Mean time to interruption", "s",
                     "How long the job runs on average before a drawn part interrupts it.", "1 / Λ.")),
         mtti},
        {interval, checkpointInterval},
        {info("reliability.goodput", "Goodput", "1", "The share of the wall clock that becomes durable work.",
              "G = Λ τ exp(−Λω) exp(−ΛR) / ((exp(Λ(τ + σ)) − 1) (1 + ΛD))."),
         goodputOf},
    };
}

}  // namespace rackloom::analytics
