// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a failure study that cooling has: which loops lose units, whether the others carry the heat,
// and which racks stop where they do not. Capacities are those of the rated approach.
// Must not know how it is shown.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/failure_losses.h"

#include <map>

namespace rackloom::analytics {

/// Units lost, by row of equal ones.
using LostUnits = std::map<CoolingUnitId, int>;

/// Units of the plant take the units that they serve along, where no other plant carries their heat.
CoolingLoss coolingLossOf(Memo&, LostUnits);
/// The loop itself: a leak, or all its pumps.
CoolingLoss coolingLossOf(Memo&, CoolingLoopId);
/// Units that hang on dead elements of the power tree.
LostUnits unitsWithoutPower(Memo&, std::vector<PowerNodeId> dead);

}  // namespace rackloom::analytics
