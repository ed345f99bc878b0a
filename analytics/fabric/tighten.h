// SPDX-License-Identifier: GPL-3.0-or-later
// The thorough part of a bisection: takes an interval and closes what it can, with searches, relaxations,
// partitioners and certificates for networks without tiers, cheapest first. For imported graphs and the slow
// lane.
#pragma once

#include "analytics/fabric/bisection.h"

namespace rackloom::analytics {

/// Narrows `result`, which must hold a valid interval and cut of the same graph.
void tighten(const ContractedGraph& contracted, const SideRange& range, const BisectionOptions& options,
             const PollFunction& poll, Bisection& result);

}  // namespace rackloom::analytics
