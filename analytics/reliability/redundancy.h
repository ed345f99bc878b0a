// SPDX-License-Identifier: GPL-3.0-or-later
// Groups that need k of n equal units: how available they are, how often they fail and for how long, with
// common causes, repair crews and spares that age more slowly than busy units.
// Must not know what the units are.
#pragma once

#include "analytics/reliability/binomial.h"
#include "model/base/result.h"

namespace rackloom::analytics {

/// Independent repair with enough crews. A share β of each unit's failures strikes all units together.
struct RedundantGroup {
    int units = 1, needed = 1;
    Frequency rate;  ///< of one unit, all its failures
    Duration repair;
    double commonShare = 0;  ///< β
};

struct GroupAvailability {
    Chance chance;       ///< enough units are up, or not
    Frequency lossRate;  ///< how often enough become too few
    Duration outage;     ///< mean; zero when it never fails
};

Result<GroupAvailability> redundantGroup(const RedundantGroup&);

/// A pool with crews and spares. Idle units fail at hotFactor × rate, and so do the survivors of a pool below
/// k, unless they go on working.
struct SparePool {
    int units = 1, needed = 1;
    Frequency rate;
    Duration repair;
    int crews = 0;  ///< 0 = enough for all
    double hotFactor = 1;
    bool survivorsWork = false;
};

struct PoolAvailability {
    GroupAvailability group;
    std::vector<double> down;  ///< P(j units are down), j = 0 … n
};

Result<PoolAvailability> sparePool(const SparePool&);

/// P(at least one of `units` is down) for an independent share of failed ones.
Result<double> anyDown(double units, double failedShare);

}  // namespace rackloom::analytics
