// SPDX-License-Identifier: GPL-3.0-or-later
// Lower bound on the bisection of a network that falls into parts which cannot be shared out evenly. Some
// part must be cut then, and how unevenly depends on what the others weigh: every part proves by flows what a
// cut with so much on its smaller side takes at least, and the cheapest way of making up half the weight is a
// table over weights. Must not know of tiers.
#pragma once

#include "analytics/fabric/balance.h"
#include "analytics/fabric/contraction.h"

#include <functional>

namespace rackloom::analytics {

/// Proven for all balanced cuts; 0 where the network hangs together or its weights are too many for a table.
std::int64_t partsBound(const ContractedGraph& graph, const SideRange& range, const PollFunction& poll = {},
                        const std::function<bool()>& timeIsUp = {});

}  // namespace rackloom::analytics
