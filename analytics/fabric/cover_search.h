// SPDX-License-Identifier: GPL-3.0-or-later
// Exact bisection by branching over sides. Vertices of a cover are put on sides first; then no two of the
// rest are neighbours and little is left to decide. Every step is bounded by what is cut already, what each
// open vertex must cut at least, and what balance must still cost. Works on any graph; fast on small ones.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <functional>

namespace rackloom::analytics {

struct CoverSearchResult {
    bool finished = false;        ///< no cut below the known one was missed
    std::optional<CoreCut> best;  ///< the least cut below the known one
};

/// Looks for cuts below `known` for at most `maxSteps` steps. `timeIsUp` may end it earlier.
CoverSearchResult searchByCover(const CoreGraph& core, const SideRange& range, std::int64_t known,
                                std::uint64_t maxSteps, const PollFunction& poll = {},
                                const std::function<bool()>& timeIsUp = {});

}  // namespace rackloom::analytics
