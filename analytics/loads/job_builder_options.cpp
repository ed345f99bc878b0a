// SPDX-License-Identifier: GPL-3.0-or-later
// The part of JobBuilder that follows the job's own numbers and the site's assumptions, not the drawing.
#include "analytics/inputs/work.h"
#include "analytics/loads/job_builder.h"
#include "analytics/reliability/library.h"

#include <algorithm>

namespace rackloom::analytics {

/// What a whole fleet was seen to do, for each GPU; nothing of the parts is added.
void JobBuilder::addCalibration() {
    const Calibration* calibration = findCalibration(out_.calibration);
    if (!calibration) {
        out_.problem = "there is no calibration \"" + out_.calibration + "\"";
        return;
    }
    const JobModel& m = out_.model;
    for (const CalibratedCause& c : calibration->causes) {
        const double gpus = c.strikes == Strikes::Job ? out_.gpus : m.gpusPerTray * filled_;
        addCause(
            {c.name, c.strikes, c.perGpu() * gpus, c.hardFraction, c.repair, job_.detect, job_.restore, {}},
            {{}, {}, out_.gpus, true});
    }
    out_.parts = out_.known = out_.gpus;
    groupRacks({});
    addDomainGroups();
    out_.notes.push_back("rates are those of the calibration \"" + calibration->title +
                         "\"; those of the catalogue are not used");
}

void JobBuilder::addSoftware() {
    const double mean = assumption("reliability.software_mtti_s");
    if (mean > 0)
        addCause({"Software", Strikes::Job, 1 / (mean * unit::s), 0, {}, job_.detect, job_.restore, {}},
                 {{}, {}, 1, true});
}

void JobBuilder::setCheckpoints() {
    JobModel& m = out_.model;
    m.checkpoint.stall = job_.checkpointStall;
    m.checkpoint.drain = job_.checkpointDrain;
    m.checkpoint.slowdown = std::clamp(job_.drainSlowdown, 0.0, 1.0);
    m.downtime = job_.vulnerable > 0 ? Downtime::Vulnerable : Downtime::Protected;
    if (job_.checkpointSize) {
        const std::optional<double> all = query_.get<StorageWrite>();
        const std::size_t sharing = std::max<std::size_t>(1, query_.get<Jobs>()->size());
        if (all && *all > 0) {
            out_.storageWrite = *all / static_cast<double>(sharing);
            m.checkpoint.drain = *job_.checkpointSize / DataRate::si(*out_.storageWrite);
        } else {
            out_.notes.push_back("no drawn storage states its write bandwidth; the drain is the job's own");
        }
    }
    if (job_.memory.perDurable > 0) {
        m.copies = MemoryCopies{static_cast<int>(job_.memory.perDurable), job_.checkpointStall, 0,
                                job_.memory.recovery, job_.detect + job_.restore};
        m.checkpoint.stall = job_.memory.stall;
    }
}

void JobBuilder::setOptions() {
    JobModel& m = out_.model;
    m.repair = {static_cast<int>(assumption("reliability.crews")),
                assumption("reliability.idle_tray_factor")};
    if (job_.groups.count > 0) {
        const int groups = static_cast<int>(std::min(job_.groups.count, std::max(1.0, out_.gpus)));
        m.replicas = ReplicaGroups{groups, static_cast<int>(std::clamp(job_.groups.least, 1.0, groups * 1.0)),
                                   job_.groups.rejoin, job_.groups.stall};
    }
    const int policy = static_cast<int>(assumption("reliability.short_domains"));
    if (policy > 0)
        m.degraded =
            DegradedDomains{static_cast<ShortDomain>(policy - 1), assumption("reliability.boost"), {}};
    if (const double mean = assumption("reliability.slow_mtbf_s"); mean > 0)
        m.stragglers = Stragglers{1 / (mean * unit::s), assumption("reliability.slow_evict_s") * unit::s,
                                  assumption("reliability.slow_factor")};
    if (const double fit = assumption("reliability.silent_fit"); fit > 0)
        m.silent =
            SilentErrors{fit * out_.gpus * unit::fit, assumption("reliability.silent_latency_s") * unit::s,
                         assumption("reliability.silent_diagnosis_s") * unit::s};
    const double scale = assumption("reliability.rate_scale");
    for (InterruptionCause& c : m.causes)
        c.rate *= scale;
}

}  // namespace rackloom::analytics
