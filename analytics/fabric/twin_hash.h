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

/// Equal for twins. The links are sorted by neighbour, parallel ones added up.
inline std::uint64_t twinHash(std::uint32_t weight, std::uint32_t tier,
                              std::span<const ContractedGraph::Arc> links) {
    std::uint64_t h = mixed(weight, tier);
    for (const ContractedGraph::Arc& link : links)
        h = mixed(h, mixed(link.to, static_cast<std::uint64_t>(link.capacity)));
    return h;
}

struct Contraction {
    ContractedGraph graph;
    std::vector<std::uint64_t> hashes;  ///< by class
    bool tiered = false;                ///< levels are the tiers of the vertices, else distances
};
Contraction contractionOf(const FabricGraph& graph, const PollFunction& poll = {});

/// Levels of all classes: tiers by vertex, or distances where there are none.
void setLevels(ContractedGraph& graph, const std::vector<std::uint32_t>* tierOf);

}  // namespace rackloom::analytics
