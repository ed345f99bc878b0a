// SPDX-License-Identifier: GPL-3.0-or-later
// What changed links take out of the hub certificate of a graph, without another pass: only endpoints below
// a switch that divides its traffic differently send other flow than before, and no bound falls by more than
// what those send less. Costs what the changes touch. Must not know how the graphs came about.
#pragma once

#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/recontraction.h"

#include <optional>

namespace rackloom::analytics {

/// By how much the bounds of `flow`, which is that of `before`, fall at most in `now`: the graph of `before`
/// after the changes. None when so much of it differs that a pass of its own is the shorter way.
std::optional<double> hubLoss(const FabricGraph& graph, const TwinTable& before, const HubFlow& flow,
                              const LinkChanges& changes, const ContractedGraph& now);

}  // namespace rackloom::analytics
