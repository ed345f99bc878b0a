// SPDX-License-Identifier: GPL-3.0-or-later
// DrawnPower: the drawn rows as a power tree. Elements are the power nodes, loads the racks (those of one
// design on the same two feeds in one entry), and what cooling equipment takes hangs on its feed.
// Must not solve: PowerSolve and PowerSweep do.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/tree.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct PowerDrawing {
    PowerTree tree;
    std::vector<PowerNodeId> nodes;              ///< by element, rising
    std::vector<model::PowerSide> sides;         ///< by element
    std::vector<bool> lossUnknown;               ///< by element: then the tree leaves its loss out
    std::vector<std::vector<RackId>> racks;      ///< by load of the tree, each rising
    CoveredSum planning, typical, peak;          ///< W of all racks
    CoveredSum cooling;                          ///< W of cooling equipment, fed or not
    double coolingUnfed = 0;                     ///< W of it that hangs on no drawn feed
    std::vector<RackId> supplyUnknown;           ///< racks whose shelf losses are unknown and left out
    std::vector<DeviceTypeId> lossUnknownTypes;  ///< on the tree, sorted
    std::vector<PowerNodeId> topWithoutSource;   ///< fed by nothing and no source themselves

    std::optional<std::size_t> indexOf(PowerNodeId) const;
    friend bool operator==(const PowerDrawing&, const PowerDrawing&) = default;
};

struct DrawnPower {
    using Key = NoKey;
    using Value = Shared<PowerDrawing>;
    static constexpr std::string_view kName = "drawn power";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
