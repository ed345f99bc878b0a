// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study_jobs.h"

#include "analytics/inputs/work.h"
#include "analytics/loads/drawn_job.h"

namespace rackloom::analytics {

std::vector<JobStanding> jobStandings(Memo& memo) {
    std::vector<JobStanding> out;
    for (const auto& [id, job] : *memo.demand<Jobs>(NoKey{})) {
        const DrawnJobState& state = *memo.demand<DrawnJob>(id);
        JobStanding s;
        s.job = id;
        s.name = job.name;
        s.gpus = state.allGpus;
        s.domains = state.model.domains;
        s.trays = static_cast<double>(state.model.domains) * state.model.trays;
        s.needed = static_cast<double>(state.model.needed) * state.model.traysNeeded;
        s.storageWrite = state.storageWrite;
        if (state.problem.empty()) {
            if (const double rate = state.answer.interruptions.si(); rate > 0) s.mtti = 1 / rate;
            s.goodput = state.answer.goodput;
        }
        out.push_back(std::move(s));
    }
    return out;
}

PoolStanding poolStanding(Memo& memo) {
    const JobGroundState& ground = *memo.demand<JobGround>(JobId{});
    const double domains = ground.model.domains;
    return {ground.allGpus, domains, domains * ground.model.trays};
}

}  // namespace rackloom::analytics
