// SPDX-License-Identifier: GPL-3.0-or-later
// Where the ports of nodes go when no rail decides: sets of leaves (one, or several for nodes with several
// homes), filled rack by rack or dealt evenly. Shared by the generators without rails.
#pragma once

#include "model/topology/plan.h"

#include <cstdint>
#include <vector>

namespace rackloom::model {

struct LeafRules {
    std::uint32_t homes = 1;    ///< leaves over which the ports of a node are spread
    std::uint32_t down = 0;     ///< endpoint ports per leaf; 0 = its access ports, or all but the uplinks
    std::uint32_t uplinks = 0;  ///< ports kept free for them on leaves with equal ports
    bool ownRack = false;       ///< leaves of the own rack, or else of the next rack that has one
};

/// Ports of a leaf that may face endpoints.
std::uint32_t downPorts(const FabricSwitch& leaf, const LeafRules& rules);

/// Cables all endpoints to the leaf tier; adds a problem when ports are too few.
void wireToLeaves(const GeneratorInput&, const LeafRules&, FabricPlan&);

/// Uplinks of all leaves, from the first uplink port of each, dealt over the next tier.
void wireLeafUplinks(const GeneratorInput&, const LeafRules&, const char* upperName, FabricPlan&);

}  // namespace rackloom::model
