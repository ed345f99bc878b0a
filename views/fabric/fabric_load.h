// SPDX-License-Identifier: GPL-3.0-or-later
// What a drawn fabric carries when all endpoints send at full rate to all others evenly, over the shortest
// ways, and each box spreads over its cables by their rate: shows oversubscription, what removed switches
// leave to the others, and how much hangs on each box. A picture of balance, not a routing result. Knows no
// canvas.
#pragma once

#include "views/fabric/fabric_layout.h"

#include <vector>

namespace rackloom::views {

struct FabricTraffic {
    std::vector<double> loads;    ///< of each edge, the fuller direction: flow over rate; 0 = rate unknown
    std::vector<double> through;  ///< of each box the share of all traffic that passes, starts or ends there
    std::vector<double> over;     ///< of each edge the share of all traffic on it
};

/// Empty where nobody could read it, or no rate is known.
FabricTraffic fabricTraffic(const FabricLayout& layout);

/// Only the loads.
std::vector<double> fabricLoads(const FabricLayout& layout);

}  // namespace rackloom::views
