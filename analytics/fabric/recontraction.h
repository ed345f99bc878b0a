// SPDX-License-Identifier: GPL-3.0-or-later
// Contraction of a graph that differs from a known one in a few links: twins are looked for only among the
// vertices at those links. Gives exactly what contracting the changed graph would give.
// Must not know why links differ.
#pragma once

#include "analytics/fabric/contraction.h"

#include <span>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// A graph, its contraction and the tables that later changes are looked up in.
struct TwinTable {
    ContractedGraph contracted;
    std::vector<std::uint32_t> firstLink, linkAt;                 ///< places in FabricGraph::links by vertex
    std::vector<std::uint32_t> firstMember, member;               ///< vertices by class, rising
    std::vector<std::pair<std::uint64_t, std::uint32_t>> byHash;  ///< classes by twinHash, sorted
    bool tiered = false;

    std::span<const std::uint32_t> linksOf(std::uint32_t v) const {
        return {linkAt.data() + firstLink[v], linkAt.data() + firstLink[v + 1]};
    }
    std::span<const std::uint32_t> membersOf(std::uint32_t c) const {
        return {member.data() + firstMember[c], member.data() + firstMember[c + 1]};
    }
    friend bool operator==(const TwinTable&, const TwinTable&) = default;
};
TwinTable twinTable(const FabricGraph& graph, const PollFunction& poll = {});

/// How a graph differs from a known one.
struct LinkChanges {
    std::vector<std::uint32_t> gone;  ///< places in FabricGraph::links, sorted
    std::vector<FabricGraph::Link> added;
    bool empty() const { return gone.empty() && added.empty(); }
    friend bool operator==(const LinkChanges&, const LinkChanges&) = default;
};

/// What contractTwins() gives for the changed graph. `table` must come from `graph`.
ContractedGraph recontracted(const FabricGraph& graph, const TwinTable& table, const LinkChanges& changes,
                             const PollFunction& poll = {});

/// The changed graph itself.
FabricGraph changedGraph(const FabricGraph& graph, const LinkChanges& changes);

}  // namespace rackloom::analytics
