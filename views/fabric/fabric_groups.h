// SPDX-License-Identifier: GPL-3.0-or-later
// Which members of a fabric are drawn as one box: by neighbourhood, unit, rail or tier. Exists so that a
// fabric of thousands of switches can be read from afar. Must not know of positions or boxes.
#pragma once

#include "model/site/fabric.h"
#include "views/fabric/fabric_layout.h"
#include "views/fabric/fabric_members.h"

namespace rackloom::views {

struct FabricGroups {
    std::vector<std::uint32_t> of;  ///< of each member its group, numbered over all tiers by first members
    std::vector<QString> prefix;    ///< of each group, empty where its members say enough: "rail 3"
};

FabricGroups groupsOf(const FabricMembers& members, const model::Fabric& fabric, FabricGrouping grouping);

}  // namespace rackloom::views
