// SPDX-License-Identifier: GPL-3.0-or-later
// What hurts most: the loss of goodput that each cause brings, how many standbys would absorb failures, and
// which addition to the drawing gains useful GPUs for the least money.
// Formula: loss of a cause = −(d ln G / d ln rate) of goodput; standbys = smallest s with
// P(Bin(trays, failure chance while one is repaired) ≤ s) ≥ 0.99. Unit: 1.
// Source: reliability reference 2.3, 3.13. Valid for: small changes of one rate at a time; independent trays.
// Ignores: what a fix costs; causes that change together.
#include "analytics/capacity/figure_total.h"
#include "analytics/loads/job_fixes.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/metrics/metric.h"
#include "analytics/reliability/roll_up.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

MetricValue weakest(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    MetricValue value = countValue(0);
    for (std::size_t i = 0; i < drawn.answer.causes.size(); ++i)
        if (const double loss = -drawn.answer.causes[i].sensitivity; loss > 0)
            value.contributions.push_back({drawn.model.causes[i].name, loss});
    sortLargestFirst(value.contributions);
    if (!value.contributions.empty()) {
        value.lower = value.upper = value.contributions.front().value;
        value.warnings.push_back("most is lost to: " + value.contributions.front().name);
    }
    value.coverage = state.coverage;
    return value;
}

MetricValue standby(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    const JobModel& m = state.drawn->model;
    Frequency hard;
    double load = 0;
    for (const InterruptionCause& c : m.causes)
        if (c.strikes == Strikes::Tray) {
            hard += c.rate * c.hardFraction;
            load += c.hardFraction * (c.rate * c.repair);
        }
    if (!(load > 0)) return unknownValue("no part of a tray needs a repair that is known");
    const double chance = -std::expm1(-load);
    const int trays = m.needed * m.traysNeeded;
    const Result<int> count = standbys(trays, chance, 0.99);
    if (!count) return unknownValue(count.error().text());
    MetricValue value = countValue(count.value());
    value.inputs.push_back(drawnInput("Trays of the job", trays, "1"));
    value.inputs.push_back(drawnInput("Chance that one is in repair", chance, "1"));
    value.inputs.push_back(
        drawnInput("Trays drawn beside them", static_cast<double>(m.domains) * m.trays - trays, "1"));
    if (static_cast<double>(m.domains) * m.trays - trays < count.value())
        value.warnings.push_back("fewer spare trays are drawn than this");
    return value;
}

/// What each addition costs for a useful GPU that it gains; those without a whole price are told beside it.
MetricValue cheapestFix(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    const JobFixList& list = *q.get<JobFixes>(state.id);
    if (list.fixes.empty()) return unknownValue("nothing that could be added would leave more useful GPUs");
    const std::optional<double> cheapest = list.fixes.front().usdPerGpu();
    MetricValue value = cheapest
                            ? countValue(*cheapest)
                            : unknownValue("no addition that would help has a price that is wholly known");
    for (const JobFix& fix : list.fixes) {
        value.inputs.push_back(drawnInput("Useful GPUs gained by " + fix.what, fix.gain, "1"));
        if (fix.usdPerGpu())
            value.contributions.push_back({fix.what, *fix.usdPerGpu()});
        else if (fix.usd)
            value.inputs.push_back(
                drawnInput("Its price, at least", *fix.usd, "USD", "parts have no known price"));
        else
            value.missing.push_back(fix.what);
    }
    if (cheapest) value.warnings.push_back("cheapest for a useful GPU: " + list.fixes.front().what);
    if (!value.missing.empty())
        value.warnings.push_back("additions without a known price are not ranked by it");
    return value;
}

}  // namespace

std::vector<Metric> reliabilityWeakestMetrics() {
    MetricInfo worst;
    worst.id = "reliability.weakest";
    worst.label = "Goodput lost to the worst cause";
    worst.unit = "1";
    worst.family = Family::Reliability;
    worst.higherIsBetter = false;
    worst.sentence =
        "How much goodput hangs on the rate of the cause that hurts most, and the others behind it.";
    worst.formula = "−d ln G / d ln rate of each cause, the interval held.";
    worst.source = "Reliability reference 3.13.";
    worst.validFor = "Small changes of one rate at a time.";
    worst.ignores = "What a fix costs.";
    MetricInfo spares = worst;
    spares.id = "reliability.standbys";
    spares.label = "Warm standby trays advised";
    spares.sentence = "Spare trays with which failures in repair are covered in 99 of 100 moments.";
    spares.formula = "Smallest s with P(Bin(trays, 1 − exp(−Σ λ h repair)) ≤ s) ≥ 0.99.";
    spares.source = "Reliability reference 2.3; arXiv 2509.16293.";
    spares.validFor = "Trays that fail independently and replace each other.";
    spares.ignores = "Domains that take only trays of their own rack.";
    MetricInfo fix = worst;
    fix.id = "reliability.cheapest_fix";
    fix.label = "Cheapest fix, per useful GPU gained";
    fix.unit = "USD";
    fix.lane = Lane::Slow;
    fix.sentence =
        "What the addition costs that gains useful GPUs for the least money, and the others behind it.";
    fix.formula = "Price of a spare rack, a kept tray, a second coolant unit, power part or plane, a storage "
                  "node / (goodput with waiting × GPUs with it − without it), the interval held.";
    fix.source = "Reliability reference 3.13; prices of the catalogue.";
    fix.validFor = "One addition at a time.";
    fix.ignores = "Mounting, space, energy; adapters of a second plane; prices that are not known.";
    return {{worst, weakest}, {spares, standby}, {fix, cheapestFix}};
}

}  // namespace rackloom::analytics
