// SPDX-License-Identifier: GPL-3.0-or-later
// Uniform traffic on networks that are products of smaller ones, such as tori, meshes and HyperX whose
// vertices are numbered row by row. Traffic goes through one dimension after the other, so the factors tell
// what the whole carries, and a hundred thousand vertices cost a look at every link.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <optional>

namespace rackloom::analytics {

/// The rate of uniform traffic (see ProductBound), or none when the graph is not such a product or its
/// vertices do not all carry the same.
std::optional<double> productRate(const CoreGraph& core, const PollFunction& poll = {});

}  // namespace rackloom::analytics
