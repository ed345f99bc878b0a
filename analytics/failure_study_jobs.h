// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a failure study that jobs have: what they stand on before and after, and what that does to
// them. Must not know how it is shown.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/failure_losses.h"

namespace rackloom::analytics {

/// What every job stands on in the design that the memo holds; taken before and after the failure.
std::vector<JobStanding> jobStandings(Memo&);

/// What all racks of the prevailing kind offer to jobs.
struct PoolStanding {
    double gpus = 0, domains = 0, trays = 0;
};
PoolStanding poolStanding(Memo&);

}  // namespace rackloom::analytics
