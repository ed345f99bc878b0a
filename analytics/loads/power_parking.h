// SPDX-License-Identifier: GPL-3.0-or-later
// PowerParking: equal modules of UPS systems and of power shelves in racks that may rest while the rest carry
// the load at a better point of their curve, and what UPS systems would lose in their economy mode.
// As many modules stay awake as the heaviest single failure needs, and spare ones. Source: facility reference
// A1, A3. Must not change what the power tree carries: a saving is told, not taken.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

/// The modules of one UPS system drawn, or of the shelves of one side in each of some racks.
struct ParkedModules {
    PowerNodeId node;   ///< invalid: shelves in racks
    DeviceTypeId type;  ///< whose modules
    int groups = 1;     ///< how many such sets of modules
    int installed = 0;  ///< modules of one set
    int awake = 0;      ///< of them, when the others rest
    double loss = 0;    ///< W of one set with all of them awake
    double saved = 0;   ///< W of one set
    friend bool operator==(const ParkedModules&, const ParkedModules&) = default;
};

struct ParkingTable {
    std::vector<ParkedModules> sets;  ///< that have more than one module; UPS systems first
    int unknownSets = 0;              ///< sets beside these, whose losses are unknown
    int systems = 0;                  ///< UPS systems that carry a load and whose losses are known
    int unknownSystems = 0;           ///< those that carry a load and whose losses are unknown
    double upsLoss = 0;               ///< W of them as drawn
    double economySaved = 0;          ///< W less in economy mode
    double saved() const;             ///< W, all sets
    friend bool operator==(const ParkingTable&, const ParkingTable&) = default;
};

struct PowerParking {
    using Key = NoKey;
    using Value = Shared<ParkingTable>;
    static constexpr std::string_view kName = "power parking";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
