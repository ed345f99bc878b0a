// SPDX-License-Identifier: GPL-3.0-or-later
// Cooling as a diagram: plant at the top, below it the units it serves, their loops, and the racks that hang
// on those. Racks of one design on the same loops are one box, and in large designs so are equal loops and
// equal units. Made from the design alone.
#pragma once

#include "model/site/snapshot.h"
#include "views/diagram/diagram.h"

namespace rackloom::views {

Diagram drawCooling(const model::Snapshot& snapshot, const OpenedMembers& opened);
/// True when a drawing made from `before` still holds for `after`.
bool sameCooling(const model::Snapshot& before, const model::Snapshot& after);

Symbol coolingSymbol(const model::Snapshot& snapshot, const model::CoolingUnit& unit);

}  // namespace rackloom::views
