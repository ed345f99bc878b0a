// SPDX-License-Identifier: GPL-3.0-or-later
// Whether enough of what is drawn works at once, and what is left when the job waits for repairs: per GPU of
// the job and per GPU that was bought. Formula: A_cap = P(usable domains ≥ needed), trays k of n, shared
// units convolved; goodput with waiting = A_cap × goodput; per purchased GPU × GPUs of the job / GPUs drawn.
// Unit: 1. Source: reliability reference 3.7, 3.8, 3.13. Valid for: independent repairs, U up to about 0.9.
// Ignores: spares outside the drawing, shipment.
#include "analytics/capacity/figure_total.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

void addSpares(const JobState& state, MetricValue& value) {
    const JobModel& m = state.drawn->model;
    value.inputs.push_back(drawnInput("Domains drawn", m.domains, "1"));
    value.inputs.push_back(drawnInput("Domains needed", m.needed, "1"));
    value.inputs.push_back(drawnInput("Trays of a domain", m.trays, "1"));
    value.inputs.push_back(drawnInput("Trays needed of each", m.traysNeeded, "1"));
    value.inputs.push_back(drawnInput("One domain usable", state.drawn->waiting.domainAvailable, "1"));
    if (m.domains == m.needed && m.trays == m.traysNeeded)
        value.warnings.push_back(
            "the job needs everything that is drawn: name fewer domains or trays, or draw "
            "spares, and it no longer waits for each repair");
    value.coverage = state.coverage;
    value.missing = state.missing;
}

MetricValue capacity(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.drawn->waiting.capacity);
    addSpares(state, value);
    return value;
}

MetricValue withWaiting(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.drawn->waiting.goodput);
    for (const Badput& loss : state.drawn->waiting.losses)
        value.contributions.push_back({std::string(loss.name), loss.share});
    sortLargestFirst(value.contributions);
    addSpares(state, value);
    if (const std::string text = regimeWarning(state.regime); !text.empty()) value.warnings.push_back(text);
    return value;
}

MetricValue purchased(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = countValue(state.drawn->waiting.purchased);
    addSpares(state, value);
    value.inputs.push_back(drawnInput("Trays in use of all", state.drawn->waiting.placed, "1"));
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "1", sentence, formula);
    i.family = Family::Reliability;
    i.source = "Reliability reference 3.7, 3.8 and 3.13.";
    i.validFor = "Independent repairs; shared units that nest.";
    i.ignores = "Spares outside the drawing, shipment times.";
    return i;
}

}  // namespace

std::vector<Metric> reliabilityCapacityMetrics() {
    return {
        {info("reliability.capacity", "Capacity availability",
              "The share of time in which enough of the drawn domains work for the job to run.",
              "A_cap = P(usable domains ≥ needed): trays k of n, domains below shared units convolved."),
         capacity},
        {info("reliability.goodput_waiting", "Goodput with waiting",
              "The share of the wall clock that becomes durable work when the job waits for repairs of what "
              "is "
              "drawn.",
              "A_cap × goodput; for replica groups the waiting is in the groups."),
         withWaiting},
        {info("reliability.goodput_purchased", "Goodput per purchased GPU",
              "Goodput with waiting, spread over every GPU in the job's racks: spares are paid for.",
              "goodput with waiting × trays in use / trays drawn."),
         purchased},
    };
}

}  // namespace rackloom::analytics
