// SPDX-License-Identifier: GPL-3.0-or-later
// Paths between endpoints of a merged graph: how many links the shortest ones have, how many of them there
// are, and how many share no cable. Distances between merged vertices are those of the graph they stand for:
// twins have the same neighbours, so a shortest path may go through any of them.
#pragma once

#include "analytics/fabric/contraction.h"

#include <vector>

namespace rackloom::analytics {

/// Pairs of endpoints by the number of links between them, each pair weighted by both ends.
struct HopTable {
    std::vector<double> pairs;  ///< index = links of the shortest path
    double unreachable = 0;     ///< pairs without a path

    double connected() const;
    double mean() const;
    std::uint32_t
    diameter() const;  ///< links between the farthest connected endpoints; 0 = none are connected
    friend bool operator==(const HopTable&, const HopTable&) = default;
};

/// Endpoints pass traffic on only where they are cabled to each other; else switches alone do.
bool endpointsRelay(const ContractedGraph& graph);

/// All pairs, exactly: 64 starts are followed at once.
HopTable hopTable(const ContractedGraph& graph, const PollFunction& poll = {});

/// Numbers about a sample of pairs; all pairs where they are few.
struct PathDiversity {
    double fewest = 0, mean = 0;
    std::uint64_t examined = 0;  ///< starts looked from, or pairs
    std::uint64_t possible = 0;
    bool complete() const { return examined == possible; }
    friend bool operator==(const PathDiversity&, const PathDiversity&) = default;
};

/// Equally short paths between endpoints that share no switch next to them, counting parallel cables apart.
/// The graph's capacities count cables. At most about `work` steps over links.
PathDiversity shortestPaths(const ContractedGraph& cables, std::uint64_t work, const PollFunction& poll = {});

/// Paths without a common cable between the switches next to endpoints.
PathDiversity disjointPaths(const ContractedGraph& cables, std::uint64_t work, const PollFunction& poll = {});

/// Paths without a common cable between two vertices, by maximum flow over merged twins. Two vertices of one
/// class may be meant: a == b.
std::int64_t disjointPathsBetween(const ContractedGraph& cables, std::uint32_t a, std::uint32_t b);

}  // namespace rackloom::analytics
