// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability of the job: how often the drawing interrupts it and through what, the best checkpoint interval,
// and the goodput that is left. Formula: Λ = sum over what the job stands on, each event once however much it
// takes; interval = (1 + W0(−exp(−1 − Λσ))) / Λ, at least drain − stall; goodput = G(Λ) × speed of degraded
// and slow domains × (1 − silent errors), replacements at hand.
// Unit: 1/s, s, 1. Source: reliability reference 3.1 to 3.13 and 5; rates from the catalogue or a
// calibration. Valid for: synchronous jobs and replica groups, exponential lifetimes, rates per hour of
// running time. Ignores: repairs of what stops the job (the metrics with waiting count them).
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr std::size_t kShownSources = 12;

std::string countText(double count) {
    return std::to_string(static_cast<long long>(count));
}

/// The job's causes, or the whole design's where there is no job.
const DrawnJobState& stateOf(Query& q) {
    const JobState& job = *q.get<JobOutcome>();
    return job.jobs > 0 ? *job.drawn : *q.get<WholeSiteJob>();
}

void addRates(Query& q, const DrawnJobState& state, MetricValue& value) {
    value.coverage = coverageOf(state);
    value.missing = partsWithoutRate(state);
    std::size_t shown = 0;
    for (const CauseOrigin& origin : state.origins) {
        if (!origin.type.isValid() || shown++ >= kShownSources) continue;
        const model::DeviceType& type = *q.get<TypeOf>(origin.type);
        if (!type.failure) continue;
        const std::string name = type.name + " × " + countText(origin.parts);
        value.inputs.push_back(figureInput(name + ": failure rate", type.failure->rate, "1/s"));
        value.inputs.push_back(
            figureInput(name + ": interrupts the job", type.failure->interruptProbability, "1"));
        if (type.failure->rate.provenance.source == "user")
            value.warnings.push_back("the failure rate of " + type.name +
                                     " is the user's own in place of the catalogue's");
    }
    if (value.coverage < 1)
        value.warnings.push_back("some parts have no known failure rate; the true rate is higher");
    value.inputs.push_back(
        assumptionInput("reliability.rate_scale", q.get<AssumptionOf>("reliability.rate_scale")));
    value.warnings.insert(value.warnings.end(), state.notes.begin(), state.notes.end());
}

void addJob(const JobState& state, MetricValue& value) {
    const model::Job& job = state.job;
    const JobModel& m = state.drawn->model;
    value.inputs.push_back(drawnInput("Processors of the job", state.processors, "1",
                                      "of " + countText(state.allProcessors) + " drawn"));
    value.inputs.push_back(
        drawnInput("Scale-up domains", m.needed, "1", "of " + countText(m.domains) + " drawn"));
    value.inputs.push_back(drawnInput("Checkpoint stall σ", m.checkpoint.stall.si(), "s", job.name));
    value.inputs.push_back(drawnInput("Checkpoint drain ω", m.checkpoint.drain.si(), "s",
                                      state.drawn->storageWrite ? "limited by the drawn storage" : job.name));
    value.inputs.push_back(drawnInput("Detect and reschedule D", job.detect.si(), "s", job.name));
    value.inputs.push_back(drawnInput("Restore R", job.restore.si(), "s", job.name));
    if (state.jobs > 1) value.warnings.push_back("the design holds several jobs; this is the first");
    if (state.drawn->wanted > state.processors)
        value.warnings.push_back("the job asks for more processors than are drawn");
}

MetricValue interruptionRate(Query& q) {
    const DrawnJobState& state = stateOf(q);
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.answer.interruptions.si());
    for (std::size_t i = 0; i < state.answer.causes.size(); ++i)
        if (const double rate = state.answer.causes[i].interruptions.si(); rate > 0)
            value.contributions.push_back({state.model.causes[i].name, rate});
    sortLargestFirst(value.contributions);
    addRates(q, state, value);
    return value;
}

MetricValue mtti(Query& q) {
    const DrawnJobState& state = stateOf(q);
    if (!state.problem.empty()) {
        MetricValue value = unknownValue(state.problem);
        addRates(q, state, value);
        return value;
    }
    const double rate = state.answer.interruptions.si();
    if (!(rate > 0)) return unknownValue("no counted part ever interrupts the job");
    MetricValue value = countValue(1 / rate);
    addRates(q, state, value);
    if (q.get<JobOutcome>()->jobs == 0)
        value.warnings.push_back("without a job this is the mean time for the whole design");
    return value;
}

MetricValue checkpointInterval(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    if (!drawn.interval) return unknownValue("nothing counted interrupts the job, so no checkpoint pays");
    MetricValue value = countValue(*drawn.interval);
    addJob(state, value);
    value.inputs.push_back(drawnInput("Interruptions of the job Λ", drawn.answer.interruptions.si(), "1/s"));
    if (drawn.optimum) value.inputs.push_back(drawnInput("Exact optimum", *drawn.optimum, "s"));
    if (drawn.young) value.inputs.push_back(drawnInput("Young's estimate", *drawn.young, "s"));
    if (drawn.daly) value.inputs.push_back(drawnInput("Daly's estimate", *drawn.daly, "s"));
    if (state.job.interval)
        value.warnings.push_back("this is the job's own interval; clear it to use the exact optimum");
    else if (drawn.optimum && *drawn.interval > *drawn.optimum)
        value.warnings.push_back("longer than the optimum: the drain must end before the next checkpoint");
    value.coverage = state.coverage;
    return value;
}

void addRegime(const JobState& state, MetricValue& value) {
    value.inputs.push_back(drawnInput("x = Λ (D + R + P + ω)", state.regime, "1"));
    if (const std::string text = regimeWarning(state.regime); !text.empty()) value.warnings.push_back(text);
}

MetricValue goodputOf(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.useful);
    for (const Badput& loss : state.drawn->answer.losses)
        value.contributions.push_back({std::string(loss.name), loss.share});
    sortLargestFirst(value.contributions);
    addJob(state, value);
    if (state.drawn->interval)
        value.inputs.push_back(drawnInput("Checkpoint interval τ", *state.drawn->interval, "s"));
    addRates(q, *state.drawn, value);
    addRegime(state, value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Reliability;
    i.source = "Reliability reference 3.1 to 3.13; exact by the renewal theorem; rates from the catalogue or "
               "one named calibration.";
    i.validFor =
        "Synchronous jobs and replica groups; exponential lifetimes; rates per hour of running time.";
    i.ignores = "Waiting for repairs, which the metrics with waiting count.";
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
             "How often the drawn design interrupts the job, and what does it.",
             "Λ = sum over the parts the job stands on of failure rate × interrupt probability; one event "
             "counts once, however much it takes.");
    rate.higherIsBetter = false;
    MetricInfo interval = info("reliability.checkpoint_interval", "Checkpoint interval", "s",
                               "The compute time between checkpoints that leaves most useful work.",
                               "τ = (1 + W0(−exp(−1 − Λσ))) / Λ, at least ω − σ; or the job's own.");
    interval.higherIsBetter = true;
    return {
        {rate, interruptionRate},
        {called("MTTI",
                info("reliability.mtti", "Mean time to interruption", "s",
                     "How long the job runs on average before something drawn interrupts it.", "1 / Λ.")),
         mtti},
        {interval, checkpointInterval},
        {info("reliability.goodput", "Goodput", "1",
              "The share of the wall clock that becomes durable work, with replacements at hand.",
              "G = Λ τ exp(−Λω) ρ / ((exp(Λ(τ + σ)) − 1) (1 + ΛD)), times the speed of degraded and slow "
              "domains, what bandwidth in repair leaves of it, and what silent errors leave."),
         goodputOf},
    };
}

}  // namespace rackloom::analytics
