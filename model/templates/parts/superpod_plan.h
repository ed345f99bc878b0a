// SPDX-License-Identifier: GPL-3.0-or-later
// What a SuperPOD of a given size holds, unit by unit and block by block, before anything is placed: rack
// designs, how many switches of each network, and the load that power and cooling must carry.
// Must not know where anything stands.
#pragma once

#include "model/templates/parts/cooling_plant.h"
#include "model/templates/parts/rack_assembly.h"
#include "model/templates/parts/superpod.h"

#include <vector>

namespace rackloom::model {

/// Switches that the units of one block share.
struct BlockPlan {
    int firstUnit = 0, units = 0;
    int storageSpines = 0, inBandSpines = 0, oobCores = 0;
};

/// A rack of spines and cores.
struct UpperRack {
    RackDesignId design;
    int spines = 0, cores = 0;
};

/// The racks of one scalable unit.
struct UnitPlan {
    int computeRacks = 0;
    RackDesignId compute, storage, management;
    std::vector<RackDesignId> leafRacks;
    std::vector<UpperRack> upperRacks;
    RackLoad load;
    CoolingCounts cooling;
    int width = 0;  ///< of its row, mm
};

struct SuperPodPlan {
    std::vector<BlockPlan> blocks;
    std::vector<UnitPlan> units;
    RackLoad load;
    int width = 0;  ///< of the widest row, mm
};

SuperPodPlan planSuperPod(DesignBuilder&, const SuperPodSpec&);

}  // namespace rackloom::model
