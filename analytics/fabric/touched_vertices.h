// SPDX-License-Identifier: GPL-3.0-or-later
// The vertices at the links that changed: where anything about a graph can differ first.
// Must not know why links changed.
#pragma once

#include "analytics/fabric/recontraction.h"

#include <cstdint>
#include <vector>

namespace rackloom::analytics {

/// Ends of links of `graph` that are gone, and of links that came; rising, each once.
std::vector<std::uint32_t> touchedVertices(const FabricGraph& graph, const LinkChanges& changes);

}  // namespace rackloom::analytics
