// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every design that a template draws, whatever its size: each check answers with the first
// trouble it finds, or with nothing.
#pragma once

#include "model/site/snapshot.h"

#include <string>

namespace rackloom::model::fixtures {

/// No two racks or floor units overlap, and all stand within their hall.
std::string floorTrouble(const Snapshot&);
/// No port carries two cables, generated or drawn by hand; no generator complains; every endpoint port of the
/// fabrics is cabled.
std::string cableTrouble(const Snapshot&);
/// Names of halls, rows, racks, designs, fabrics, power nodes, loops, cooling units and jobs are unique.
std::string nameTrouble(const Snapshot&);
/// Every rack hangs on a loop for its heat, and on both power sides where `sides` is 2.
std::string supplyTrouble(const Snapshot&, int sides);

}  // namespace rackloom::model::fixtures
