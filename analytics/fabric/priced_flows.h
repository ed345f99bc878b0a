// SPDX-License-Identifier: GPL-3.0-or-later
// Lower bound on the bisection of any graph by flows to hubs along cheap ways: the strongest general
// certificate here for networks that are damaged, irregular or mixed.
//
// Let every vertex be a hub that takes flow from some endpoints S, the same from each unit of weight. A side
// of a balanced cut weighs at least h of the total W, so at least w(S) - (W - h) of S lies across from the
// hub, whichever side that is on, and sends through the cut. Flows to all hubs share the links, both
// directions together within the capacity, so what they prove adds up. Best flows are a packing problem; its
// dual asks for lengths of links by which every ball is too small for half of the endpoints (spreading
// metrics of Even, Naor, Rao and Schieber 2000). Prices that grow with use find good flows (Garg and Könemann
// 1998; Fleischer 2000); any flows are a proof, so the search may stop at any time. What exceeds a link is
// left out again: a unit of flow less takes at most one from the bound.
#pragma once

#include "analytics/fabric/contraction.h"

#include <functional>

namespace rackloom::analytics {

struct PricedFlowOptions {
    std::int64_t enough = 0;  ///< a bound as high as this needs no improvement
    std::int64_t known = 0;   ///< ends when no flows can prove more than this
    double maxWork = 3e8;     ///< looks at arcs
    PollFunction poll;
    std::function<bool()> timeIsUp;
};

struct PricedFlowBound {
    std::int64_t lower = 0;
    bool settled = false;  ///< more work would hardly raise it
};

/// Proven for all cuts whose smaller side weighs at least this.
PricedFlowBound pricedFlowBound(const ContractedGraph& graph, std::uint64_t smallerSide,
                                const PricedFlowOptions& options);

}  // namespace rackloom::analytics
