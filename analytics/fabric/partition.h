// SPDX-License-Identifier: GPL-3.0-or-later
// Partition: one way to put the endpoints of a contracted graph on two sides, and candidate partitions whose
// cuts are good upper bounds on the bisection. Every candidate has exactly the wanted weight on side A.
#pragma once

#include "analytics/fabric/contraction.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct Partition {
    std::vector<std::uint32_t> taken;  ///< per class, vertices on side A; only endpoint classes count
    std::vector<bool> endpointA;  ///< per vertex, when the candidate means particular vertices; else empty
};

/// Endpoints in order of their number (rack by rack when they were numbered so), until side A is full.
std::optional<Partition> prefixPartition(const ContractedGraph& graph,
                                         const std::vector<std::uint32_t>& weight, std::uint64_t sideWeight);
/// Endpoint classes in order of first appearance.
std::optional<Partition> classPrefixPartition(const ContractedGraph& graph, std::uint64_t sideWeight);
/// Cheapest to isolate first, at every tier: stranded endpoints, then weakly connected pods, leaves,
/// endpoints.
std::optional<Partition> isolationPartition(const ContractedGraph& graph, std::uint64_t sideWeight);
/// Whole connected components whose weights add up to the wanted side: a cut of zero.
std::optional<Partition> componentPartition(const ContractedGraph& graph, std::uint64_t sideWeight);

/// Fills side A from classes in the given order; none when the remaining weights cannot make up the rest.
std::optional<Partition> fillInOrder(const ContractedGraph& graph, const std::vector<std::uint32_t>& order,
                                     std::uint64_t sideWeight);

/// All endpoint classes, by number.
std::vector<std::uint32_t> endpointClasses(const ContractedGraph& graph);

}  // namespace rackloom::analytics
