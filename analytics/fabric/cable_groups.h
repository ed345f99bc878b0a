// SPDX-License-Identifier: GPL-3.0-or-later
// Cables gathered by the racks they join, tier, rate and kind. Which cables run together does not depend on
// where racks stand, so moving one does not touch this. One piece per rack at the lower end of the pair: what
// an edit leaves alone keeps its piece.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/site/refs.h"

#include <span>
#include <vector>

namespace rackloom::analytics {

/// Cables that share everything but the height of their ends.
struct CableGroup {
    RackId a, b;  ///< a ≤ b
    std::uint32_t tier = 0;
    double rate = 0;                             ///< bit/s, 0 = unknown
    DeviceTypeId type;                           ///< of cables drawn with a type of their own; else invalid
    std::uint32_t count = 0;                     ///< of all heights
    std::uint32_t firstHeight = 0, heights = 0;  ///< its part of CableGroupPiece::byUnits
    friend bool operator==(const CableGroup&, const CableGroup&) = default;
};

/// The groups whose first rack is the same, by their other members.
struct CableGroupPiece {
    std::vector<CableGroup> groups;
    /// Cables by height in rack units: between both ends in one rack, else the units above both ends; sorted.
    std::vector<std::pair<int, std::uint32_t>> byUnits;

    RackId rack() const { return groups.front().a; }
    std::span<const std::pair<int, std::uint32_t>> heightsOf(const CableGroup& g) const {
        return {byUnits.data() + g.firstHeight, g.heights};
    }
    friend bool operator==(const CableGroupPiece&, const CableGroupPiece&) = default;
};

struct CableGroupTable {
    std::vector<Shared<CableGroupPiece>> pieces;  ///< by rack, none empty
    std::vector<DeviceTypeId> ownTypes;           ///< types that groups name themselves, sorted
    friend bool operator==(const CableGroupTable&, const CableGroupTable&) = default;
};

/// The groups of the generated cables, with every switch in place.
struct PlanGroups {
    using Key = FabricId;
    using Value = Shared<CableGroupTable>;
    static constexpr std::string_view kName = "plan groups";
    static Value compute(const Key&, Query&, const Value* last);
};

/// The groups of the cables that stand. Pieces of racks without a difference are those of the plan.
struct CableGroups {
    using Key = FabricId;
    using Value = Shared<CableGroupTable>;
    static constexpr std::string_view kName = "cable groups";
    static Value compute(const Key&, Query&, const Value* last);
};

}  // namespace rackloom::analytics
