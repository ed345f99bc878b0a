// SPDX-License-Identifier: GPL-3.0-or-later
// The storage nodes of the whole drawing as one group of equal nodes, of which some may be out at once. Why
// apart: a job and what would help it must reckon with the same group. Must not know jobs.
#pragma once

#include "analytics/loads/job_pool.h"

namespace rackloom::analytics {

struct StorageNodes {
    int units = 0, spare = 0;     ///< all of them; those that may be out
    double rated = 0;             ///< nodes whose rate is known
    DeviceTypeId type;            ///< one of these; invalid without any
    Frequency rate;               ///< of one, the mean over all, scaled
    Duration repair;              ///< mean over failures
    std::vector<Hazard> unrated;  ///< by type

    /// How often more are out than may be, with so many nodes more that all may be out.
    Frequency lossRate(int more) const { return lossWhileUp(units + more, units - spare, rate, repair, 0); }
    /// With several out at once, the first repair brings it back.
    Duration outage(int more) const { return repair / (spare + more + 1); }
};

StorageNodes storageNodes(Query&);

}  // namespace rackloom::analytics
