// SPDX-License-Identifier: GPL-3.0-or-later
// The upper tiers of a Clos network: leaves to the spines of their pod, spines to cores. Shared by the
// generators with pods. Also works out how many switches each tier should have. Must not know how endpoints
// reach their leaves.
#pragma once

#include "model/topology/plan.h"

#include <cstdint>

namespace rackloom::model {

struct PodShape {
    std::uint32_t uplinks = 0;                   ///< of a leaf
    std::uint32_t podLeaves = 0, podSpines = 0;  ///< with cores; 0 = what ports and uplinks allow
    std::uint32_t spineUplinks = 0;              ///< 0 = as many as face down
    bool everyCore = false;  ///< each spine reaches each core; else only those of its position in the pod
};

/// Cables the tiers above the leaves and fills in how many switches each should have. `leavesWanted` is what
/// the endpoints ask for; `firstUp` is the first uplink port of a leaf.
void wirePods(const GeneratorInput&, PodShape, std::uint32_t firstUp, std::uint32_t leavesWanted,
              FabricPlan&);

/// Smallest divisor of `of` that is at least `least`; 0 when there is none.
std::uint32_t divisorAtLeast(std::uint32_t of, std::uint32_t least);

}  // namespace rackloom::model
