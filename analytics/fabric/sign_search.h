// SPDX-License-Identifier: GPL-3.0-or-later
// Exact bisection of graphs of up to about a hundred core vertices: branches over sides with the semidefinite
// bound. Often the first bound already meets the best cut; where time runs out a lower bound is left.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <functional>

namespace rackloom::analytics {

struct SignSearchOptions {
    std::int64_t known = 0;  ///< the best cut so far
    std::uint32_t maxNodes = 200;
    PollFunction poll;
    std::function<bool()> timeIsUp;
};

struct SignSearchResult {
    std::int64_t lower = 0;       ///< proven for all balanced cuts
    std::optional<CoreCut> best;  ///< below the known one
    std::uint32_t nodes = 0;
};

/// The largest core that the search takes on; one bound takes some hundredths of a second there.
inline constexpr std::uint32_t kMaxSignVertices = 300;

SignSearchResult searchBySigns(const CoreGraph& core, const SideRange& range,
                               const SignSearchOptions& options);

}  // namespace rackloom::analytics
