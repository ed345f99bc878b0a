// SPDX-License-Identifier: GPL-3.0-or-later
// Scale-up domains that cables between switch trays join across racks (NVL36x2): one domain with the chips of
// all, each GPU on the chips of its own rack. Which cages lead to which chip of a tray follows from their
// order. Must not know generators.
#pragma once

#include "analytics/fabric/scale_up.h"

namespace rackloom::analytics {

/// Joins domains that the cables of scale-up fabrics connect; the order of the others stays.
void joinAcrossRacks(std::vector<SiteDomain>& domains, Query& q);

}  // namespace rackloom::analytics
