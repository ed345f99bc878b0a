// SPDX-License-Identifier: GPL-3.0-or-later
// Delivered work: what is left of the peak after utilisation and failures.
// Formula: delivered.flops = dense peak of the job's processors in its precision × MFU × goodput;
// delivered.flops_per_watt = delivered.flops / power.facility; per MW is the same figure times a million.
// Unit: FLOP/s, FLOP/s/W, 1. Source: product definition "failure-adjusted FLOP/s"; reliability
// reference 3.13. Valid for: the first job of the design at the planning power. Ignores: that MFU depends on
// the fabric (it is an input here), power below the planning figure while the job waits, other jobs.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/loads/power_solve.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

using model::ComputeRole;

/// Dense peak of all drawn processors of the kind that carries jobs, in the job's precision.
MetricValue peakOf(Query& q, const JobState& state) {
    bool anyGpu = false;
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const auto& compute = q.get<TypeOf>(id)->compute;
        anyGpu = anyGpu || (compute && compute->role == ComputeRole::Gpu);
    }
    const ComputeRole role = anyGpu ? ComputeRole::Gpu : ComputeRole::Cpu;
    const auto p = static_cast<std::size_t>(state.job.precision);
    FigureTotal total("FLOP/s");
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (!type.compute || type.compute->role != role) continue;
        if (type.compute->flops[p])
            total.add(type, static_cast<double>(count), *type.compute->flops[p]);
        else
            total.pass(type, static_cast<double>(count));
    }
    return total.value("no drawn processor offers " + std::string(model::precisionName(state.job.precision)));
}

MetricValue delivered(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return unknownValue(state.problem);
    MetricValue value = peakOf(q, state);
    if (!value.known()) return value;
    const double used = state.processors / state.allProcessors;
    const double peak = value.value() * used;
    value.lower = value.upper = peak * state.job.mfu * state.useful;
    value.contributions.clear();
    value.inputs.push_back(drawnInput("Dense peak of the job's processors", peak, "FLOP/s",
                                      std::string(model::precisionName(state.job.precision))));
    value.inputs.push_back(drawnInput("MFU", state.job.mfu, "1", "input of the job"));
    value.inputs.push_back(drawnInput("Goodput", state.useful, "1", "reliability.goodput"));
    value.coverage = std::min(value.coverage, state.coverage);
    if (const std::string text = regimeWarning(state.regime); !text.empty()) value.warnings.push_back(text);
    return value;
}

MetricValue deliveredPerWatt(Query& q) {
    MetricValue value = delivered(q);
    if (!value.known()) return value;
    const PowerState& power = *q.get<PowerSolve>();
    if (power.nodes.empty() || !(power.drawn > 0))
        return unknownValue("facility power is unknown: no fed power tree is drawn");
    if (!power.unfed.empty()) return unknownValue("some racks are not fed, so the ratio would flatter");
    const double work = value.value();
    value.lower = value.upper = work / power.facility();
    value.inputs.push_back(drawnInput("Delivered FLOP/s", work, "FLOP/s", "delivered.flops"));
    value.inputs.push_back(drawnInput("Facility power", power.facility(), "W", "power.facility"));
    const double counted = power.planning.counted + power.cooling.counted;
    if (counted > 0)
        value.coverage = std::min(value.coverage, (power.planning.known + power.cooling.known) / counted);
    return value;
}

MetricValue mfu(Query& q) {
    const auto& jobs = *q.get<Jobs>();
    if (jobs.empty()) return unknownValue("the design holds no job; add one with its MFU");
    const model::Job& job = jobs.begin()->second;
    MetricValue value = countValue(job.mfu);
    value.inputs.push_back(drawnInput("MFU of " + job.name, job.mfu, "1", "typed in, not computed"));
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, Family family,
                std::string_view sentence, std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = family;
    i.source = "Peaks from the catalogue; goodput by reliability reference 3.2; MFU is an input of the job.";
    i.validFor = "The first job of the design, at the planning power.";
    i.ignores = "How the fabric limits MFU, power saved while the job waits, other jobs.";
    return i;
}

}  // namespace

std::vector<Metric> deliveredMetrics() {
    return {
        {info("workload.mfu", "MFU", "1", Family::Workload,
              "The share of the dense peak that the job's arithmetic uses while it runs.",
              "Input of the job."),
         mfu},
        {info("delivered.flops", "Delivered FLOP/s", "FLOP/s", Family::Delivered,
              "Failure-adjusted FLOP/s: what the job keeps of the peak.",
              "Dense peak of the job's processors × MFU × goodput."),
         delivered},
        {info("delivered.flops_per_watt", "Delivered FLOP/s per watt", "FLOP/s/W", Family::Delivered,
              "Failure-adjusted FLOP/s for each watt the facility draws; per MW is a million times this.",
              "delivered.flops / power.facility."),
         deliveredPerWatt},
    };
}

}  // namespace rackloom::analytics
