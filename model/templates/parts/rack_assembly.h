// SPDX-License-Identifier: GPL-3.0-or-later
// Racks that templates put together themselves because their counts follow from the size: leaf, spine,
// storage and management racks. Also what a rack draws and where its heat goes, to size power and cooling.
#pragma once

#include "model/templates/parts/design_builder.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// Equal devices stacked from the bottom up.
struct RackItem {
    std::string type;
    int count = 0;
    std::string label;  ///< "Leaf": numbered when there are several
};

/// A cabinet of 48 units, 800 mm wide, with these devices and a rack PDU on side A and side B.
RackDesignId stackedRack(DesignBuilder&, const std::string& name, const std::vector<RackItem>&,
                         const std::string& notes = {});

RackDesignId leafRack(DesignBuilder&, int leaves);
RackDesignId upperRack(DesignBuilder&, const std::string& switchType, int spines, int cores);
RackDesignId storageRack(DesignBuilder&, int nodes, int leaves, int spines);

struct ManagementItems {
    int servers = 5, fabricManagers = 0;
    int leaves = 0, slowLeaves = 0, spines = 0;  ///< of the in-band network; slow ones have 100 Gb/s ports
    int oobCores = 0;
};
RackDesignId managementRack(DesignBuilder&, const ManagementItems&);

/// Nameplate draw of the devices of a rack and the way its heat leaves. For sizing only.
struct RackLoad {
    Power draw, liquid, air;
    VolumeFlow flow;  ///< least coolant flow
    RackLoad& operator+=(const RackLoad&);
};
RackLoad loadOf(DesignBuilder&, RackDesignId);

}  // namespace rackloom::model
