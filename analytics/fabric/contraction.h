// SPDX-License-Identifier: GPL-3.0-or-later
// ContractedGraph: a fabric graph with its twins merged. Twins have the same weight, tier and the same links
// to the same neighbours, such as the 18 ports of one leaf or the spines of a healthy plane. Merging them is
// exact for bisection: switch twins may share a side, endpoint twins become a count. 131,072 endpoints shrink
// to thousands.
#pragma once

#include "analytics/fabric/graph.h"

#include <span>
#include <vector>

namespace rackloom::analytics {

struct ContractedGraph {
    static constexpr std::uint32_t kNoLevel = 0xffffffffu;

    struct Class {
        std::uint32_t first = 0;   ///< smallest vertex of the class
        std::uint32_t size = 0;    ///< number of vertices
        std::uint32_t weight = 0;  ///< of one vertex
        std::uint32_t level = 0;   ///< 0 endpoints, then upwards; kNoLevel where no endpoint is connected
        friend bool operator==(const Class&, const Class&) = default;
    };
    struct Arc {
        std::uint32_t to = 0;       ///< class
        std::int64_t capacity = 0;  ///< between one vertex here and one vertex there
        friend bool operator==(const Arc&, const Arc&) = default;
    };

    std::vector<Class> classes;  ///< by first vertex
    std::vector<std::uint32_t> begin;
    std::vector<Arc> arcs;
    std::vector<std::uint32_t> classOf;  ///< per vertex
    std::uint64_t totalWeight = 0;
    std::int64_t quantum = 1;  ///< greatest common divisor of all capacities: every cut is a multiple of it
    std::uint32_t levels = 0;  ///< highest level in use

    std::span<const Arc> arcsOf(std::uint32_t c) const {
        return {arcs.data() + begin[c], arcs.data() + begin[c + 1]};
    }
    bool isEndpoint(std::uint32_t c) const { return classes[c].weight > 0; }
    std::uint32_t vertexCount() const { return static_cast<std::uint32_t>(classOf.size()); }
    std::uint32_t weightOf(std::uint32_t vertex) const { return classes[classOf[vertex]].weight; }
    /// Capacity at one vertex of a class.
    std::int64_t degreeOf(std::uint32_t c) const {
        std::int64_t sum = 0;
        for (const Arc& arc : arcsOf(c))
            sum += arc.capacity * classes[arc.to].size;
        return sum;
    }
    std::uint32_t classCount() const { return static_cast<std::uint32_t>(classes.size()); }
    friend bool operator==(const ContractedGraph&, const ContractedGraph&) = default;
};

ContractedGraph contractTwins(const FabricGraph& graph, const PollFunction& poll = {});

/// Capacity of all links with exactly one end where `sideA` (per vertex) is true.
std::int64_t cutCapacity(const ContractedGraph& graph, const std::vector<bool>& sideA);

/// Connected components: one number per class, counted from 0. A class of several vertices without links is
/// one entry here although its vertices are apart.
struct Components {
    std::vector<std::uint32_t> ofClass;
    std::uint32_t count = 0;
};
/// Components of the graph that is left when only classes up to `maxLevel` are kept; other classes get
/// kNoLevel.
Components components(const ContractedGraph& graph, std::uint32_t maxLevel = ContractedGraph::kNoLevel);

}  // namespace rackloom::analytics
