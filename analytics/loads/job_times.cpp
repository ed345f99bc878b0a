// SPDX-License-Identifier: GPL-3.0-or-later
// A job's own numbers on its ground: its times, checkpoints, replica groups and what slows it.
#include "analytics/inputs/work.h"
#include "analytics/loads/drawn_job.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

void setCheckpoints(Query& q, const model::Job& job, DrawnJobState& out) {
    JobModel& m = out.model;
    m.checkpoint.stall = job.checkpointStall;
    m.checkpoint.drain = job.checkpointDrain;
    m.checkpoint.slowdown = std::clamp(job.drainSlowdown, 0.0, 1.0);
    m.downtime = job.vulnerable > 0 ? Downtime::Vulnerable : Downtime::Protected;
    if (job.checkpointSize) {
        const std::optional<double> all = q.get<StorageWrite>();
        const std::size_t sharing = std::max<std::size_t>(1, q.get<Jobs>()->size());
        if (all && *all > 0) {
            out.storageWrite = *all / static_cast<double>(sharing);
            m.checkpoint.drain = *job.checkpointSize / DataRate::si(*out.storageWrite);
        } else {
            out.notes.push_back("no drawn storage states its write bandwidth; the drain is the job's own");
        }
    }
    if (job.memory.perDurable > 0) {
        m.copies = MemoryCopies{static_cast<int>(job.memory.perDurable), job.checkpointStall, 0,
                                job.memory.recovery, job.detect + job.restore};
        m.checkpoint.stall = job.memory.stall;
    }
}

void setOptions(Query& q, const model::Job& job, DrawnJobState& out) {
    JobModel& m = out.model;
    const auto assumption = [&](const char* id) { return q.get<AssumptionOf>(id).value; };
    if (job.groups.count > 0) {
        const int groups = static_cast<int>(std::min(job.groups.count, std::max(1.0, out.gpus)));
        m.replicas = ReplicaGroups{groups, static_cast<int>(std::clamp(job.groups.least, 1.0, groups * 1.0)),
                                   job.groups.rejoin, job.groups.stall};
    }
    if (const double mean = assumption("reliability.slow_mtbf_s"); mean > 0)
        m.stragglers = Stragglers{1 / (mean * unit::s), assumption("reliability.slow_evict_s") * unit::s,
                                  assumption("reliability.slow_factor")};
    if (const double fit = assumption("reliability.silent_fit"); fit > 0)
        m.silent =
            SilentErrors{fit * out.gpus * unit::fit, assumption("reliability.silent_latency_s") * unit::s,
                         assumption("reliability.silent_diagnosis_s") * unit::s};
}

}  // namespace

DrawnJobState stateOn(Query& q, const JobGroundState& ground, const model::Job& job) {
    DrawnJobState out;
    out.problem = ground.problem;
    out.job = job;
    out.calibration = ground.calibration;
    out.model = ground.model;
    out.model.name = job.name;
    out.origins = ground.origins;
    out.gpus = ground.gpus;
    out.allGpus = ground.allGpus;
    out.wanted = ground.wanted;
    out.parts = ground.parts;
    out.known = ground.known;
    out.notes = ground.notes;
    for (InterruptionCause& cause : out.model.causes) {
        cause.down += job.detect;
        cause.restore = job.restore;
    }
    setCheckpoints(q, job, out);
    setOptions(q, job, out);
    return out;
}

}  // namespace rackloom::analytics
