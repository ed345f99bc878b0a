// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree as a diagram: sources at the top, racks and cooling equipment at the bottom. Racks of one
// design under the same feeds are one box, and in large designs so are equal elements under equal parents; a
// group that somebody opened is drawn one by one. Made from the design alone.
#pragma once

#include "model/site/snapshot.h"
#include "views/diagram/diagram.h"

#include <vector>

namespace rackloom::views {

Diagram drawOneLine(const model::Snapshot& snapshot, const OpenedMembers& opened);
/// True when a drawing made from `before` still holds for `after`.
bool sameOneLine(const model::Snapshot& before, const model::Snapshot& after);

/// The symbol of an element: what its type can do decides, and how it draws from its parents.
Symbol powerSymbol(const model::Snapshot& snapshot, const model::PowerNode& node);

}  // namespace rackloom::views
