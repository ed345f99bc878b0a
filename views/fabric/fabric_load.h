// SPDX-License-Identifier: GPL-3.0-or-later
// How loaded each bundle of a drawn fabric is when all endpoints send at full rate to all others evenly, and
// each box spreads over its cables by their rate: shows oversubscription and what removed switches leave to
// the others. A picture of balance, not a routing result. Knows no canvas.
#pragma once

#include "views/fabric/fabric_layout.h"

#include <vector>

namespace rackloom::views {

/// Flow over rate for each edge of the layout, upwards as downwards; 0 where the rate is unknown.
std::vector<double> fabricLoads(const FabricLayout& layout);

}  // namespace rackloom::views
