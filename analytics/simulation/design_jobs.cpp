// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/design_jobs.h"

#include "analytics/inputs/work.h"
#include "analytics/loads/drawn_job.h"

#include <algorithm>
#include <set>
#include <utility>

namespace rackloom::analytics::sim {

namespace {

Error unknownJob(const Column<JobId, model::Job>& jobs, std::string_view name) {
    std::string names;
    for (const auto& [id, job] : jobs)
        names += (names.empty() ? "" : ", ") + job.name;
    if (names.empty()) return {"job", "the design holds no job", "Add one with its checkpoint times."};
    return {"job", "no job is called \"" + std::string(name) + "\"", "There are: " + names + "."};
}

/// Short domains go on without the trays that are being repaired, and keep their repairs.
void replaceAtOnce(DesignJob& job) {
    for (InterruptionCause& cause : job.model.causes)
        if (!job.model.degraded || cause.strikes != Strikes::Tray) cause.hardFraction = 0;
    job.closed.capacity = 1;
}

}  // namespace

Result<DesignJob> designJob(Memo& memo, std::string_view name, Waiting waiting) {
    const auto& jobs = *memo.demand<Jobs>(NoKey{});
    for (const auto& [id, job] : jobs) {
        if (!name.empty() && job.name != name) continue;
        const DrawnJobState& state = *memo.demand<DrawnJob>(id);
        if (!state.problem.empty())
            return Error{"job " + job.name, state.problem,
                         "Draw what is missing, or give it in the catalogue."};
        if (!state.interval)
            return Error{"job " + job.name, "nothing whose rate is known interrupts it",
                         "Give failure rates, or choose a calibration."};
        if (waiting == Waiting::Counted)
            return DesignJob{state.model, state.waiting, state.gpus, waiting, state.calibration};
        DesignJob out{state.model, state.answer, state.gpus, waiting, state.calibration};
        replaceAtOnce(out);
        return out;
    }
    return unknownJob(jobs, name);
}

Result<SharedJobs> sharedJobs(Memo& memo, std::string_view name, Waiting waiting) {
    const Result<DesignJob> asked = designJob(memo, name, waiting);
    if (!asked) return asked.error();
    const std::string own = asked.value().model.name;
    SharedJobs out;
    std::vector<JobModel> models;
    std::set<std::string> met;
    const auto jobs = memo.demand<Jobs>(NoKey{});
    for (const auto& [id, drawn] : *jobs) {
        // Jobs are asked for by name, so a second one of a name would be the first one once more.
        if (!met.insert(drawn.name).second) {
            out.leftOut.push_back(
                {"job " + drawn.name, "an earlier job has the same name", "Give it a name of its own."});
            continue;
        }
        if (drawn.name == own) {
            out.asked = models.size();
            out.jobs.push_back(asked.value());
            models.push_back(asked.value().model);
            continue;
        }
        const Result<DesignJob> other = designJob(memo, drawn.name, waiting);
        const Result<Scenario> both =
            other ? together({asked.value().model, other.value().model}) : Result<Scenario>(other.error());
        if (!both) {
            out.leftOut.push_back(both.error());
            continue;
        }
        out.jobs.push_back(other.value());
        models.push_back(other.value().model);
    }
    Result<Scenario> scenario = models.size() == 1 ? scenarioOf(models.front()) : together(models);
    if (!scenario) return scenario.error();
    out.scenario = std::move(scenario.value());
    return out;
}

Compared compared(const DesignJob& job, const Estimate& simulated) {
    const JobAnswer& closed = job.closed;
    Compared out{closed.goodput, simulated, closed.regime, job.missingCapacity(), job.waits(), 0, 0};
    if (job.waits()) out.idle = std::max(0.0, 1 - job.model.repair.hotFactor);
    const Duration half = (job.model.checkpoint.interval + job.model.checkpoint.stall) * 0.5;
    for (const InterruptionCause& cause : job.model.causes) {
        if (cause.strikes != Strikes::Unit) continue;
        const double further = std::max(0.0, static_cast<double>(cause.units.size()) - closed.unitsTouched);
        out.scattered += cause.rate * (cause.down + cause.restore + half) * further;
    }
    return out;
}

}  // namespace rackloom::analytics::sim
