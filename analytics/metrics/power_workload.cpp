// SPDX-License-Identifier: GPL-3.0-or-later
// Workload power: what the jobs draw on average, how far they swing, what a cap costs and which would serve
// best. Formula: P = idle + (full − idle) u in each phase; swings of one job add, those of several jobs as
// squares; speed under a cap = (cap / full)^exponent; best cap = exponent · overhead / (1 − exponent).
// Unit: W, J, 1. Source: facility reference A6 and A7. Valid for: synchronous training steps of two phases,
// caps from 0.6 of full draw up. Ignores: ramps between phases, storage inside racks, losses upstream.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/power_jobs.h"
#include "analytics/loads/power_solve.h"
#include "analytics/metrics/metric.h"
#include "analytics/power/capping.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr const char* kNoJob = "no job runs on racks that draw power";

bool anyJob(const JobDraws& draws) {
    return std::any_of(draws.jobs.begin(), draws.jobs.end(), [](const JobDraw& j) { return j.full > 0; });
}

void addPhases(Query& q, const JobDraws& draws, MetricValue& value) {
    for (const JobDraw& j : draws.jobs) {
        value.inputs.push_back(
            drawnInput(j.name + ": share of the step computing", j.phases.computeShare, "1"));
        value.inputs.push_back(drawnInput(j.name + ": draw computing", j.compute, "W"));
        value.inputs.push_back(drawnInput(j.name + ": draw waiting", j.wait, "W"));
    }
    if (std::any_of(draws.jobs.begin(), draws.jobs.end(), [](const JobDraw& j) { return j.idleAssumed; }))
        value.inputs.push_back(assumptionInput("power.idle_share", q.get<AssumptionOf>("power.idle_share")));
}

/// A sum over jobs, each of them a part.
MetricValue overJobs(Query& q, double JobDraw::*part) {
    const JobDraws& draws = *q.get<PowerJobs>();
    if (!anyJob(draws)) return unknownValue(kNoJob);
    double sum = 0;
    MetricValue value;
    for (const JobDraw& j : draws.jobs) {
        sum += j.*part;
        value.contributions.push_back({j.name, j.*part});
    }
    value.lower = value.upper = sum;
    sortLargestFirst(value.contributions);
    addPhases(q, draws, value);
    return value;
}

MetricValue meanDraw(Query& q) {
    return overJobs(q, &JobDraw::mean);
}
MetricValue storeNeeded(Query& q) {
    return overJobs(q, &JobDraw::store);
}

MetricValue swing(Query& q) {
    MetricValue value = overJobs(q, &JobDraw::swing);
    if (!value.known()) return value;
    value.lower = value.upper = q.get<PowerJobs>()->swing;
    value.inputs.push_back(assumptionInput("power.shared_cause", q.get<AssumptionOf>("power.shared_cause")));
    return value;
}

MetricValue peakTransient(Query& q) {
    const PowerState& state = *q.get<PowerSolve>();
    if (state.planning.known == 0) return unknownValue("no device with known power is drawn in a rack");
    const model::Assumption& factor = q.get<AssumptionOf>("power.peak_factor");
    const bool stated = state.peak.counted > 0 && state.peak.complete().has_value();
    MetricValue value = countValue(stated ? state.peak.sum : state.planning.sum * factor.value);
    value.coverage = static_cast<double>(state.planning.known) / state.planning.counted;
    if (!stated) value.inputs.push_back(assumptionInput("power.peak_factor", factor));
    value.inputs.push_back(drawnInput("IT power", state.planning.sum, "W"));
    return value;
}

MetricValue cappedSpeed(Query& q) {
    const JobDraws& draws = *q.get<PowerJobs>();
    if (!anyJob(draws)) return unknownValue(kNoJob);
    double full = 0, done = 0;
    for (const JobDraw& j : draws.jobs) {
        full += j.full;
        done += j.full * j.speed;
    }
    MetricValue value = countValue(done / full);
    for (const JobDraw& j : draws.jobs) {
        value.inputs.push_back(drawnInput(j.name + ": cap", j.phases.cap.value_or(1), "1",
                                          j.phases.cap ? "of full draw" : "none is set"));
        value.inputs.push_back(drawnInput(j.name + ": exponent", j.phases.capExponent, "1"));
        if (j.phases.cap && *j.phases.cap < kLowestCap)
            value.warnings.push_back("the curve is not known to hold below 0.6 of full draw");
    }
    return value;
}

/// Draw of all processors at the planning figure, and how many there are.
std::pair<double, double> processors(Query& q) {
    double watts = 0, count = 0;
    for (const auto& [id, n] : q.get<SiteParts>()->parts) {
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (!type.compute || type.compute->role != model::ComputeRole::Gpu || !type.power) continue;
        const model::Figure<Power>* each = planningFigure(*type.power);
        if (!each) return {0, 0};
        watts += each->value->si() * static_cast<double>(n);
        count += static_cast<double>(n);
    }
    return {watts, count};
}

MetricValue bestCapShare(Query& q) {
    const JobDraws& draws = *q.get<PowerJobs>();
    const auto [watts, count] = processors(q);
    const double facility = q.get<PowerSolve>()->facility();
    if (!anyJob(draws)) return unknownValue(kNoJob);
    if (!(count > 0)) return unknownValue("the draw of the processors alone is not known");
    if (!(facility > watts))
        return unknownValue("the facility is not known to draw more than its processors");
    const double exponent = draws.jobs.front().phases.capExponent;
    const Power full = watts / count * unit::W, rest = (facility - watts) / count * unit::W;
    MetricValue value = countValue(bestCapWithin(full, rest, exponent) / full);
    value.inputs.push_back(drawnInput("Full draw of a processor", full.si(), "W"));
    value.inputs.push_back(
        drawnInput("Everything else, for each processor", rest.si(), "W", "of facility power"));
    value.inputs.push_back(drawnInput("Exponent", exponent, "1", "of the first job"));
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Power;
    i.higherIsBetter = false;
    i.source = "Facility reference A6 and A7; phases are those of the jobs.";
    i.validFor = "Synchronous training steps of two phases; caps from 0.6 of full draw up.";
    i.ignores = "Ramps between phases, storage inside racks, losses upstream of the devices.";
    return i;
}

}  // namespace

std::vector<Metric> powerWorkloadMetrics() {
    MetricInfo speed = info("power.capped_speed", "Speed under power caps", "1",
                            "Share of their full speed that the caps leave the jobs.",
                            "(cap / full)^exponent, weighted by the draw of the jobs.");
    speed.higherIsBetter = true;
    MetricInfo best =
        info("power.best_cap", "Best cap where site power is scarce", "1",
             "Share of full draw at which processors do most for each watt of the site.",
             "exponent · overhead / (1 − exponent), from 0.6 to 1 of full draw; overhead = facility "
             "power beyond the processors, for each of them.");
    best.higherIsBetter = true;
    return {
        {info("power.mean", "Mean power of jobs", "W",
              "What the racks of the jobs draw on average over a step.",
              "f · P_compute + (1 − f) · P_wait, with P = idle + (full − idle) · activity."),
         meanDraw},
        {info("power.swing", "Power swing of jobs", "W",
              "From peak to trough, all jobs together: what the grid and the generators see.",
              "Whole within a job; √(Σ Δ² + ρ · Σ Δᵢ Δⱼ) between jobs."),
         swing},
        {info("power.swing_store", "Storage to flatten the swing", "J",
              "Energy that stores must give and take in every step to make the draw flat.",
              "Swing · f · (1 − f) · step time, over all jobs."),
         storeNeeded},
        {info("power.peak_transient", "Peak for milliseconds", "W",
              "What all racks may draw together for microseconds to milliseconds.",
              "Peak figures where all devices state one, else planning power times a factor."),
         peakTransient},
        {speed, cappedSpeed},
        {best, bestCapShare},
    };
}

}  // namespace rackloom::analytics
