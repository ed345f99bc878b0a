// SPDX-License-Identifier: GPL-3.0-or-later
// LeafTable: what wiring rules ask about a fabric, gathered in one walk over its cables: which rails each
// leaf carries, how its trunks are spread, which devices hang on a single leaf, which cables lead nowhere.
// Must not judge: the rules do.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <utility>
#include <vector>

namespace rackloom::analytics {

struct LeafTable {
    struct Leaf {
        model::DeviceRef device;
        std::uint32_t down = 0, up = 0;   ///< cables to endpoints and to the tier above
        double downRate = 0, upRate = 0;  ///< bit/s
        std::vector<std::pair<std::uint32_t, std::uint32_t>> rails;   ///< rail and number of cables
        std::vector<std::pair<std::uint32_t, std::uint32_t>> trunks;  ///< number in `spines` and cables
        friend bool operator==(const Leaf&, const Leaf&) = default;
    };
    std::vector<Shared<Leaf>> leaves;  ///< switches of the first tier that are there, with cables or without
    std::vector<model::DeviceRef> spines;  ///< of the second tier, taken out or not
    std::uint32_t rails = 0;               ///< different rails among all cables at leaves
    std::uint32_t severalCables = 0;       ///< devices with more than one cable to leaves
    std::uint32_t onOneLeaf = 0;           ///< of those, all of whose cables end at one leaf
    model::DeviceRef firstOnOneLeaf;
    std::vector<model::PlannedCable> nowhere;  ///< an end is neither an endpoint nor a switch of this fabric
    std::vector<model::PlannedCable> loops;    ///< both ends at one device
    friend bool operator==(const LeafTable&, const LeafTable&) = default;
};

/// The same of the generated cables, with what a correction of single leaves starts from.
struct PlannedLeaves {
    LeafTable table;
    std::vector<std::uint32_t> leafOf, spineOf;  ///< by device; kNone = no such switch
    std::vector<std::uint32_t> leafDevice;       ///< by leaf
    std::vector<std::uint8_t> home;              ///< by device: on how many leaves its cables end
    friend bool operator==(const PlannedLeaves&, const PlannedLeaves&) = default;
};
struct PlanLeaves {
    using Key = FabricId;
    using Value = Shared<PlannedLeaves>;
    static constexpr std::string_view kName = "plan leaves";
    static Value compute(const Key&, Query&);
};

struct FabricLeaves {
    using Key = FabricId;
    using Value = Shared<LeafTable>;
    static constexpr std::string_view kName = "fabric leaves";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
