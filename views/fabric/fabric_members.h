// SPDX-License-Identifier: GPL-3.0-or-later
// The things of one fabric that boxes can stand for, tier by tier, and the cables between them: what a layout
// starts from before anything is grouped or placed. Must not know of positions.
#pragma once

#include "model/site/snapshot.h"
#include "model/topology/plan.h"

#include <QString>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace rackloom::views {

struct FabricMember {
    int tier = 0;
    RackId rack;              ///< of tier 0 where racks are drawn
    model::DeviceRef device;  ///< else
    QString name;
    bool present = true;
};

struct FabricMembers {
    struct Link {
        std::uint32_t a = 0, b = 0;  ///< members
        model::DeviceRef deviceA, deviceB;
        double rate = 0;  ///< bit/s, 0 = unknown
    };
    std::vector<FabricMember> all;   ///< tier by tier
    std::vector<std::size_t> begin;  ///< of each tier in `all`, and the end
    std::vector<QString> tierNames;
    std::vector<Link> links;
    std::vector<std::uint32_t> rails;  ///< of each link to a node its rail, else kNoRail
    static constexpr std::uint32_t kNoRail = 0xffffffffu;

    int tiers() const { return static_cast<int>(tierNames.size()); }
    std::size_t count(int tier) const {
        return begin[static_cast<std::size_t>(tier) + 1] - begin[static_cast<std::size_t>(tier)];
    }
};

/// `byDevice`: tier 0 are nodes one by one, not racks.
FabricMembers membersOf(const model::Snapshot& snapshot, FabricId fabric, bool byDevice);

}  // namespace rackloom::views
