// SPDX-License-Identifier: GPL-3.0-or-later
// DrawnPower: the drawn rows as a power tree. Elements are the power nodes, loads the racks that draw power,
// and what cooling equipment takes hangs on its feed. After an edit only what it changed is put in anew.
// Must not solve: PowerSolve and PowerSweep do.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/power_elements.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/tree.h"

#include <array>
#include <optional>
#include <vector>

namespace rackloom::analytics {

struct PowerDrawing {
    PowerTree tree;
    std::vector<PowerNodeId> nodes;             ///< by element, rising
    std::vector<model::PowerSide> sides;        ///< by element
    Shared<TypeParts> types;                    ///< of the elements
    std::vector<RackId> racks;                  ///< by load of the tree, rising
    CoveredSum planning, typical, peak;         ///< W of all racks
    CoveredSum cooling;                         ///< W of cooling equipment, fed or not
    double coolingUnfed = 0;                    ///< W of it that hangs on no drawn feed
    std::vector<RackId> supplyUnknown;          ///< racks whose shelf losses are unknown and left out
    std::vector<PowerNodeId> topWithoutSource;  ///< fed by nothing and no source themselves

    std::optional<std::size_t> indexOf(PowerNodeId) const;
    const TypePart& typeAt(std::size_t element) const { return types->parts[types->of[element]]; }
    /// Then the tree leaves its loss out.
    bool lossUnknown(std::size_t element) const { return typeAt(element).lossUnknown; }
    friend bool operator==(const PowerDrawing& a, const PowerDrawing& b);

    /// What the loads and elements were made from, for the next time; not part of what is drawn.
    struct Made {
        PowerRows rows;
        RackFeeds::Value feeds;
        RackLoads::Value loads;
        std::vector<Power> ownLoads;          ///< by element
        std::vector<const RackLoad*> loadOf;  ///< by load of the tree; kept alive by `loads`
        std::vector<std::array<PowerNodeId, 2>> feedsOf;
    } made;
};

struct DrawnPower {
    using Key = NoKey;
    using Value = Shared<PowerDrawing>;
    static constexpr std::string_view kName = "drawn power";
    static Value compute(const Key&, Query&, const Value* last);
};

}  // namespace rackloom::analytics
