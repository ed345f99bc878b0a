// SPDX-License-Identifier: GPL-3.0-or-later
// JobGround: what a job stands on, from the drawing: its pool of domains, the units they share, what strikes
// them, and how likely enough of it works. Most numbers of a job leave it as it is, so that changing one of
// them costs no walk over the racks and no new capacity.
// Must not know of checkpoints, replica groups or the job's own times.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/reliability/job_capacity.h"
#include "analytics/report.h"
#include "model/base/piece_list.h"
#include "model/base/shared.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Where a cause of the model comes from in the drawing.
struct CauseOrigin {
    DeviceTypeId type;             ///< the kind of part, or invalid
    PieceList<ObjectRef> objects;  ///< of units: what fails
    double parts = 0;              ///< drawn ones
    bool knownRate = true;         ///< false: nobody states how often it fails, so it counts as never
    friend bool operator==(const CauseOrigin&, const CauseOrigin&) = default;
};

/// The numbers of a job that decide where it stands.
struct JobDemandState {
    std::vector<RackId> racks;
    std::optional<double> gpus, traysPerDomain, domains;
    double computeShare = 1;  ///< of a step
    friend bool operator==(const JobDemandState&, const JobDemandState&) = default;
};

struct JobGroundState {
    std::string problem;  ///< why the job stands on nothing
    std::string calibration;
    JobModel model;  ///< placed, struck, repaired; causes keep only their own delay as `down`
    std::vector<CauseOrigin> origins;  ///< by cause of the model
    JobCapacity capacity;
    double gpus = 0, allGpus = 0;    ///< of the job; in its racks
    double wanted = 0;               ///< GPUs it asks for
    double parts = 0, known = 0;     ///< parts counted, and with a known rate
    std::vector<std::string> notes;  ///< what this leaves out or assumes
    friend bool operator==(const JobGroundState&, const JobGroundState&) = default;
};

/// Of an invalid id: an ordinary job on the whole design.
struct JobGround {
    using Key = JobId;
    using Value = Shared<JobGroundState>;
    static constexpr std::string_view kName = "job ground";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
