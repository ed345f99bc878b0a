// SPDX-License-Identifier: GPL-3.0-or-later
// FabricCut: the cut of a fabric's report told in the boxes and edges of its drawing: how much of each box is
// on side A, and how many cables of each edge cross. Counted cable by cable, so that a rack or a group with
// members on both sides shows as what it is. Must not know of colours.
#pragma once

#include "analytics/report.h"
#include "views/fabric/fabric_layout.h"

#include <vector>

namespace rackloom::views {

struct FabricCut {
    bool known = false;
    std::vector<double> onA;            ///< of each box the share of its devices on side A
    std::vector<std::uint32_t> cut;     ///< of each edge its cables that cross
    std::vector<std::uint32_t> inside;  ///< of each box its cables that cross between its own members
    std::uint32_t cables = 0;           ///< that cross, all
};

FabricCut cutOf(const FabricLayout& layout, const analytics::FabricResult* result);

}  // namespace rackloom::views
