// SPDX-License-Identifier: GPL-3.0-or-later
// Maximum flow between two vertices of a merged graph, both directions of a link on their own. Twins stay
// merged: they are interchangeable, so a flow may be taken to use them equally.
// Must not know what a capacity counts.
#pragma once

#include "analytics/fabric/contraction.h"

namespace rackloom::analytics {

/// Between a vertex of class a and one of class b; two different vertices where a == b. Without `relays`
/// endpoint classes pass nothing on.
std::int64_t maximumFlow(const ContractedGraph& graph, std::uint32_t a, std::uint32_t b, bool relays);

}  // namespace rackloom::analytics
