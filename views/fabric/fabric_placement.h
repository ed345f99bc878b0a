// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the boxes of a fabric their places and the edges their ways: rows for tiers, a grid for a torus, a
// ring for other direct networks, a map by nearness for networks that no generator made. Must not know of
// colours or of what is selected.
#pragma once

#include "model/site/fabric.h"
#include "views/fabric/fabric_layout.h"

namespace rackloom::views {

/// Boxes come tier by tier. Sets `at` and `upright` of boxes, the ways of edges, `bounds` and `flat`.
void placeFabric(FabricLayout& layout, const model::Fabric& fabric);

/// Places by how many edges lie between boxes: neighbours near each other, nothing on top of another.
void placeByNearness(FabricLayout& layout);

}  // namespace rackloom::views
