// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of the power tree, from the utility down to what racks plug into. A node that would feed itself is
// refused; racks are plugged in by setRackFeeds (rack_edits.h).
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

/// An empty name continues the series of nodes of the same type.
Edit addPowerNode(PowerNode node);
Edit renamePowerNode(PowerNodeId node, std::string name);
/// Its children, racks and cooling units are unplugged from it.
Edit removePowerNode(PowerNodeId node);
/// Several parents need a policy other than Single; a single one keeps whatever is set.
Edit setPowerParents(PowerNodeId node, std::vector<PowerNodeId> parents,
                     std::optional<ParentPolicy> policy = {});
Edit setParentPolicy(PowerNodeId node, ParentPolicy policy);
Edit setPowerCount(PowerNodeId node, int count);
Edit setPowerSide(PowerNodeId node, PowerSide side);
Edit setPowerType(PowerNodeId node, DeviceTypeId type);
/// Parts of the load on each parent, in their order; empty = equal parts.
Edit setPowerWeights(PowerNodeId node, std::vector<double> weights);
/// Where the one-line drawing shows it; nothing = laid out by the program.
Edit drawPowerNode(PowerNodeId node, std::optional<FloorPoint> at);
/// Stands it on the floor, or takes it off the drawing.
Edit placePowerNode(PowerNodeId node, std::optional<Placement> at);

}  // namespace rackloom::model
