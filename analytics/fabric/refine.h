// SPDX-License-Identifier: GPL-3.0-or-later
// Good cuts of any graph, with no claim that they are the least: starts from orders of the vertices (as they
// are numbered, by distance, along the slowest vibration), from a multilevel partitioner where one is built
// in, and improves them by moving single vertices. Every cut handed out is balanced.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <functional>

namespace rackloom::analytics {

/// Improves sides by moves until none helps; the start may be out of balance. None when no balanced cut came
/// up.
std::optional<CoreCut> refined(const CoreGraph& core, const SideRange& range, std::vector<bool> sideA,
                               const PollFunction& poll = {});

/// Sides from an order: its first vertices, up to half the weight.
std::vector<bool> prefixSides(const CoreGraph& core, const std::vector<std::uint32_t>& order);

struct ImproveOptions {
    std::int64_t goodEnough = 0;     ///< stop at a cut as low as this
    unsigned rounds = 8;             ///< of random starts; with none the partitioner's first cut will do
    bool partitioned = false;        ///< that one is known
    std::vector<double> position;    ///< of each vertex along a good order, if known
    std::function<bool()> timeIsUp;  ///< may end the search
};

/// The best cut of all starts.
std::optional<CoreCut> bestOfStarts(const CoreGraph& core, const SideRange& range,
                                    const ImproveOptions& options, const PollFunction& poll = {});

/// Sides by the multilevel partitioner; empty when there is none or the graph does not suit it.
std::vector<bool> multilevelSides(const CoreGraph& core, int seed);

}  // namespace rackloom::analytics
