// SPDX-License-Identifier: GPL-3.0-or-later
// The cheapest cut for a given split of the endpoints. Switches are free: they join whichever side makes the
// cut smaller. A few sweeps nearly always find the best sides; a maximum flow (Boost.Graph) proves it.
#pragma once

#include "analytics/fabric/partition.h"

namespace rackloom::analytics {

/// Sides of the switch classes (true = A; endpoint entries unused) and the capacity cut.
struct SwitchSides {
    std::vector<bool> sideA;
    std::int64_t cut = 0;
};

/// Local search from several starts: an upper bound, not always the least. Stops at `goodEnough`.
SwitchSides sweptSides(const ContractedGraph& graph, const Partition& partition, std::int64_t goodEnough = 0);

/// The least cut for this split of the endpoints, by maximum flow.
SwitchSides minCutSides(const ContractedGraph& graph, const Partition& partition);

/// Re-chooses the endpoints of side A to suit the switch sides, or none if that cannot be done.
std::optional<Partition> endpointsForSides(const ContractedGraph& graph, const SwitchSides& sides,
                                           const SideRange& range);

}  // namespace rackloom::analytics
