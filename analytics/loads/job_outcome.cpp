// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_outcome.h"

#include "analytics/inputs/work.h"
#include "analytics/reliability/job_capacity.h"

namespace rackloom::analytics {

WholeSiteJob::Value WholeSiteJob::compute(const Key&, Query& q) {
    const Shared<JobGroundState> ground = q.get<JobGround>(JobId{});
    DrawnJobState state = stateOn(q, *ground, model::Job{});
    if (!state.problem.empty()) return state;
    if (const Result<JobAnswer> a = assembleQuickly(state.model, Waiting::LeftOut, &ground->capacity)) {
        state.answer = a.value();
        const Footprint footprint = footprintOf(state.model);
        for (std::size_t i = 0; i < state.model.causes.size(); ++i)
            state.answer.causes.push_back(
                {state.model.causes[i].rate * footprint.elements[i], footprint.elements[i], 0, 0});
    }
    return state;
}

JobOutcome::Value JobOutcome::compute(const Key&, Query& q) {
    JobState state;
    const auto& jobs = *q.get<Jobs>();
    state.jobs = jobs.size();
    if (jobs.empty()) {
        state.problem = "the design holds no job; add one with its checkpoint times and MFU";
        return state;
    }
    state.id = jobs.begin()->first;
    state.job = jobs.begin()->second;
    state.drawn = q.get<DrawnJob>(state.id);
    state.problem = state.drawn->problem;
    state.processors = state.drawn->gpus;
    state.allProcessors = state.drawn->allGpus;
    state.useful = state.drawn->answer.goodput;
    state.regime = state.drawn->answer.regime;
    state.coverage = coverageOf(*state.drawn);
    state.missing = partsWithoutRate(*state.drawn);
    return state;
}

double coverageOf(const DrawnJobState& state) {
    return state.parts > 0 ? state.known / state.parts : 1;
}

std::vector<std::string> partsWithoutRate(const DrawnJobState& state) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < state.origins.size(); ++i)
        if (!state.origins[i].knownRate) names.push_back(state.model.causes[i].name);
    return names;
}

std::string regimeWarning(double x) {
    if (x > 1)
        return "mean time to interruption is shorter than one recovery and checkpoint period together: only "
               "a simulation is trustworthy here";
    if (x > 0.3)
        return "mean time to interruption is comparable with recovery time: what may strike during a "
               "restart, and how lifetimes are distributed, now matters by 1 to 5 points; run a simulation";
    if (x > 0.1) return "first-order formulae err by up to 0.03 here; this value is exact for its model";
    return {};
}

}  // namespace rackloom::analytics
