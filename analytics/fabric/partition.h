// SPDX-License-Identifier: GPL-3.0-or-later
// Partition: one way to put the endpoints of a contracted graph on two sides, and candidate partitions whose
// cuts are good upper bounds on the bisection. Every candidate has a wanted weight on side A.
#pragma once

#include "analytics/fabric/balance.h"
#include "analytics/fabric/contraction.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct Partition {
    std::vector<std::uint32_t> taken;  ///< per class, vertices on side A; only endpoint classes count
    std::vector<bool> endpointA;  ///< per vertex, when the candidate means particular vertices; else empty
};

/// Endpoints in order of their number (rack by rack when they were numbered so), until side A is full.
std::optional<Partition> prefixPartition(const ContractedGraph& graph, const SideRange& range);
/// Endpoint classes in order of first appearance.
std::optional<Partition> classPrefixPartition(const ContractedGraph& graph, const SideRange& range);
/// Cheapest to isolate first, at every tier: stranded endpoints, then weakly connected pods, leaves,
/// endpoints.
std::optional<Partition> isolationPartition(const ContractedGraph& graph, const SideRange& range);
/// Capacity per weight that leaves the leaf, the pod … of an endpoint, added up; by class. Least where links
/// are missing somewhere on the way up.
std::vector<double> branchPrices(const ContractedGraph& graph);
/// Endpoints in order of that price: damaged leaves, then the others of damaged pods.
std::optional<Partition> branchPartition(const ContractedGraph& graph, const SideRange& range);
/// Whole connected components whose weights add up to the wanted side: a cut of zero.
std::optional<Partition> componentPartition(const ContractedGraph& graph, const SideRange& range);

/// Fills side A from classes in the given order, with exceptions near the end where weights do not fit; none
/// when no such exceptions are found.
std::optional<Partition> fillInOrder(const ContractedGraph& graph, const std::vector<std::uint32_t>& order,
                                     const SideRange& range);

/// All endpoint classes, by number.
std::vector<std::uint32_t> endpointClasses(const ContractedGraph& graph);

}  // namespace rackloom::analytics
