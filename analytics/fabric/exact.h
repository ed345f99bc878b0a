// SPDX-License-Identifier: GPL-3.0-or-later
// Exact bisection of graphs small enough to search: by trying the sides of all upper switches and combining
// the leaves below them, or by trying all vertices of a tiny network without switches. Closes the gap that
// the hub certificate leaves on irregular, partly broken fabrics.
#pragma once

#include "analytics/fabric/balance.h"
#include "analytics/fabric/partition.h"

namespace rackloom::analytics {

struct ExactCut {
    std::int64_t cut = 0;
    Partition partition;
};

/// The least cut with a weight in range on side A; none when the graph is too large or too tangled.
/// `known` is the cut of some such partition: only better or equal ones are searched for. A graph that was
/// searched without finding a better one gives back `known` and an empty partition.
std::optional<ExactCut> exactByUpperSides(const ContractedGraph& graph, const SideRange& range,
                                          std::int64_t known, const PollFunction& poll = {});

/// The same by trying every vertex; for graphs of few vertices.
std::optional<ExactCut> exactByEnumeration(const ContractedGraph& contracted, const SideRange& range,
                                           const PollFunction& poll = {});

}  // namespace rackloom::analytics
