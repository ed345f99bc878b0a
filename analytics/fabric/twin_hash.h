// SPDX-License-Identifier: GPL-3.0-or-later
// What contraction and its correction share: how a vertex and its links are told from others at a glance, and
// a contraction with what finding twins left behind.
#pragma once

#include "analytics/fabric/contraction.h"

#include <span>

namespace rackloom::analytics {

constexpr std::uint64_t mixed(std::uint64_t h, std::uint64_t x) {
    h = (h ^ x) * 0x9e3779b97f4a7c15ull;
    return h ^ (h >> 29);
}

/// What one link adds to the hash of a vertex. Such sums do not depend on the order of the links, and
/// parallel links add up as their capacities do: no list of neighbours has to be sorted.
constexpr std::uint64_t linkMark(std::uint32_t to, std::int64_t capacity) {
    std::uint64_t x = (std::uint64_t{to} + 1) * 0x9e3779b97f4a7c15ull;
    x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
    return (x ^ (x >> 32)) * static_cast<std::uint64_t>(capacity);
}

/// Equal for twins. `links` is the sum of their marks.
constexpr std::uint64_t twinHash(std::uint32_t weight, std::uint32_t tier, std::uint64_t links) {
    return mixed(mixed(weight, tier), links);
}
inline std::uint64_t twinHash(std::uint32_t weight, std::uint32_t tier,
                              std::span<const ContractedGraph::Arc> links) {
    std::uint64_t sum = 0;
    for (const ContractedGraph::Arc& link : links)
        sum += linkMark(link.to, link.capacity);
    return twinHash(weight, tier, sum);
}

struct Contraction {
    ContractedGraph graph;
    std::vector<std::uint64_t> hashes;             ///< by class
    std::vector<std::uint32_t> firstLink, linkAt;  ///< places in FabricGraph::links by vertex, rising
    bool tiered = false;                           ///< levels are the tiers of the vertices, else distances
};
Contraction contractionOf(const FabricGraph& graph, const PollFunction& poll = {});

/// Levels of all classes: tiers by vertex, or distances where there are none.
void setLevels(ContractedGraph& graph, const std::vector<std::uint32_t>* tierOf);

}  // namespace rackloom::analytics
