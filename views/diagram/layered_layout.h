// SPDX-License-Identifier: GPL-3.0-or-later
// Layered layout: places the boxes of a diagram layer by layer with few crossings, centred over what they
// feed, and runs the wires between them at right angles. The same diagram always gets the same picture.
// Boxes placed by hand stay where they are; the others keep their places around them.
#pragma once

#include "views/diagram/diagram.h"

#include <map>

namespace rackloom::views {

/// Where boxes were before, by what they stand for: kept across while their layer is the same, so that a
/// small change moves nothing else.
struct KeptPlace {
    int layer = 0;
    double x = 0;
};
using KeptPlaces = std::map<ObjectRef, KeptPlace>;

void layOut(Diagram& diagram, const KeptPlaces& kept = {});

/// How many pairs of wires cross, with the boxes of each layer in the order given by `at`.
std::size_t crossings(const Diagram& diagram);

}  // namespace rackloom::views
