// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_ground.h"

#include "analytics/inputs/work.h"
#include "analytics/loads/job_builder.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

namespace {

/// Cuts off changes of the other numbers.
struct JobDemand {
    using Key = JobId;
    using Value = Shared<JobDemandState>;
    static constexpr std::string_view kName = "job demand";
    static Value compute(const Key& id, Query& q) {
        const model::Job ordinary;
        const model::Job* drawn = id.isValid() ? q.get<Jobs>()->find(id) : nullptr;
        const model::Job& job = drawn ? *drawn : ordinary;
        return JobDemandState{job.racks, job.gpus, job.traysPerDomain, job.domains, job.power.computeShare};
    }
};

}  // namespace

JobGround::Value JobGround::compute(const Key& id, Query& q) {
    const Shared<JobDemandState> demand = q.get<JobDemand>(id);
    return JobBuilder(q, *demand).build();
}

}  // namespace rackloom::analytics
