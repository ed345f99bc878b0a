// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/contraction.h"

#include "analytics/fabric/twin_hash.h"
#include "model/base/check.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace rackloom::analytics {
namespace {

/// Links of every vertex, sorted by neighbour, parallel ones added up.
struct Adjacency {
    std::vector<std::uint32_t> begin;
    std::vector<ContractedGraph::Arc> arcs;
    std::span<const ContractedGraph::Arc> of(std::uint32_t v) const {
        return {arcs.data() + begin[v], arcs.data() + begin[v + 1]};
    }
};

std::vector<std::uint32_t> arcOffsets(const FabricGraph& graph) {
    std::vector<std::uint32_t> begin(graph.weight.size() + 1, 0);
    for (const FabricGraph::Link& link : graph.links) {
        ++begin[link.a + 1];
        ++begin[link.b + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    return begin;
}

void mergeParallel(Adjacency& adjacency) {
    std::uint32_t out = 0;
    std::uint32_t from = 0;
    for (std::size_t v = 0; v + 1 < adjacency.begin.size(); ++v) {
        const std::uint32_t start = out;
        const std::uint32_t end = adjacency.begin[v + 1];
        for (; from < end; ++from) {
            const ContractedGraph::Arc arc = adjacency.arcs[from];
            if (out > start && adjacency.arcs[out - 1].to == arc.to)
                adjacency.arcs[out - 1].capacity += arc.capacity;
            else
                adjacency.arcs[out++] = arc;
        }
        adjacency.begin[v] = start;
    }
    adjacency.begin.back() = out;
    adjacency.arcs.resize(out);
}

Adjacency sortedAdjacency(const FabricGraph& graph) {
    Adjacency out{arcOffsets(graph), {}};
    out.arcs.resize(graph.links.size() * 2);
    std::vector<std::uint32_t> next(out.begin.begin(), out.begin.end() - 1);
    for (const FabricGraph::Link& link : graph.links) {
        out.arcs[next[link.a]++] = {link.b, link.capacity};
        out.arcs[next[link.b]++] = {link.a, link.capacity};
    }
    // Cables are listed in the order of their lower ends, so that few lists need sorting.
    const auto before = [](const ContractedGraph::Arc& x, const ContractedGraph::Arc& y) {
        return x.to < y.to;
    };
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
        const auto first = out.arcs.begin() + out.begin[v], last = out.arcs.begin() + out.begin[v + 1];
        if (!std::is_sorted(first, last, before)) std::sort(first, last, before);
    }
    mergeParallel(out);
    return out;
}

class TwinFinder {
public:
    TwinFinder(const FabricGraph& graph, const Adjacency& adjacency)
        : graph_(graph), adjacency_(adjacency), slots_(std::bit_ceil(graph.weight.size() * 2 + 2)) {}

    /// The class of v among those found so far, or a new one.
    std::uint32_t classOf(std::uint32_t v, std::vector<ContractedGraph::Class>& classes) {
        const std::uint64_t mask = slots_.size() - 1;
        const std::uint64_t h = hash(v);
        std::uint64_t at = h & mask;
        for (; slots_[at].classId != ContractedGraph::kNoLevel; at = (at + 1) & mask) {
            if (slots_[at].hash != h || !same(v, classes[slots_[at].classId].first)) continue;
            ++classes[slots_[at].classId].size;
            return slots_[at].classId;
        }
        const auto fresh = static_cast<std::uint32_t>(classes.size());
        classes.push_back({v, 1, graph_.weight[v], 0});
        slots_[at] = {h, fresh};
        hashes_.push_back(h);
        return fresh;
    }

    /// Of the classes, as numbered.
    std::vector<std::uint64_t> takeHashes() { return std::move(hashes_); }

private:
    std::uint32_t tier(std::uint32_t v) const { return graph_.tier.empty() ? 0 : graph_.tier[v]; }
    std::uint64_t hash(std::uint32_t v) const {
        return twinHash(graph_.weight[v], tier(v), adjacency_.of(v));
    }
    bool same(std::uint32_t a, std::uint32_t b) const {
        const auto x = adjacency_.of(a);
        const auto y = adjacency_.of(b);
        return graph_.weight[a] == graph_.weight[b] && tier(a) == tier(b) &&
               std::equal(x.begin(), x.end(), y.begin(), y.end());
    }

    const FabricGraph& graph_;
    const Adjacency& adjacency_;

    struct HashSlot {
        std::uint64_t hash = 0;
        std::uint32_t classId = ContractedGraph::kNoLevel;
    };
    std::vector<HashSlot> slots_;  // open addressing, at most half full
    std::vector<std::uint64_t> hashes_;
};

void addArcs(ContractedGraph& out, const Adjacency& adjacency) {
    out.begin.reserve(out.classes.size() + 1);
    out.begin.push_back(0);
    std::int64_t quantum = 0, last = 0;
    for (const ContractedGraph::Class& c : out.classes) {
        for (const ContractedGraph::Arc& arc : adjacency.of(c.first)) {
            const std::uint32_t to = out.classOf[arc.to];
            // Twins of the neighbour repeat the same arc; its first vertex stands for all.
            if (out.classes[to].first == arc.to) out.arcs.push_back({to, arc.capacity});
            if (arc.capacity != std::exchange(last, arc.capacity)) quantum = std::gcd(quantum, last);
        }
        out.begin.push_back(static_cast<std::uint32_t>(out.arcs.size()));
    }
    out.quantum = std::max<std::int64_t>(quantum, 1);
}

/// Distance from the nearest endpoint, for graphs that come without tiers.
void setLevelsByDistance(ContractedGraph& graph) {
    std::vector<std::uint32_t> queue;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        graph.classes[c].level = graph.isEndpoint(c) ? 0 : ContractedGraph::kNoLevel;
        if (graph.isEndpoint(c)) queue.push_back(c);
    }
    for (std::size_t i = 0; i < queue.size(); ++i)
        for (const ContractedGraph::Arc& arc : graph.arcsOf(queue[i]))
            if (graph.classes[arc.to].level == ContractedGraph::kNoLevel) {
                graph.classes[arc.to].level = graph.classes[queue[i]].level + 1;
                queue.push_back(arc.to);
            }
}

bool followsTiers(const FabricGraph& graph) {
    bool tiered = !graph.tier.empty();
    for (std::uint32_t v = 0; tiered && v < graph.vertexCount(); ++v)
        tiered = (graph.weight[v] > 0) == (graph.tier[v] == 0);
    return tiered;
}

}  // namespace

void setLevels(ContractedGraph& out, const std::vector<std::uint32_t>* tierOf) {
    if (tierOf)
        for (ContractedGraph::Class& c : out.classes)
            c.level = (*tierOf)[c.first];
    else
        setLevelsByDistance(out);
    out.levels = 0;
    for (const ContractedGraph::Class& c : out.classes)
        if (c.level != ContractedGraph::kNoLevel) out.levels = std::max(out.levels, c.level);
}

Contraction contractionOf(const FabricGraph& graph, const PollFunction& poll) {
    RL_CHECK(graph.tier.empty() || graph.tier.size() == graph.weight.size());
    const Adjacency adjacency = sortedAdjacency(graph);
    if (poll) poll();
    Contraction out;
    ContractedGraph& merged = out.graph;
    merged.classOf.resize(graph.weight.size());
    TwinFinder finder(graph, adjacency);
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
        merged.classOf[v] = finder.classOf(v, merged.classes);
        merged.totalWeight += graph.weight[v];
        if (poll && v % 4096 == 0) poll();
    }
    addArcs(merged, adjacency);
    out.tiered = followsTiers(graph);
    setLevels(merged, out.tiered ? &graph.tier : nullptr);
    out.hashes = finder.takeHashes();
    return out;
}

ContractedGraph contractTwins(const FabricGraph& graph, const PollFunction& poll) {
    return contractionOf(graph, poll).graph;
}

std::int64_t cutCapacity(const ContractedGraph& graph, const std::vector<bool>& sideA) {
    RL_CHECK(sideA.size() == graph.classOf.size());
    std::vector<std::int64_t> onA(graph.classes.size(), 0);
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (sideA[v]) ++onA[graph.classOf[v]];
    std::int64_t cut = 0;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            cut += arc.capacity * onA[c] * (graph.classes[arc.to].size - onA[arc.to]);
    return cut;
}

Components components(const ContractedGraph& graph, std::uint32_t maxLevel) {
    constexpr std::uint32_t kNone = ContractedGraph::kNoLevel;
    const auto kept = [&](std::uint32_t c) {
        return maxLevel == kNone || graph.classes[c].level <= maxLevel;
    };
    Components out{std::vector<std::uint32_t>(graph.classes.size(), kNone), 0};
    std::vector<std::uint32_t> stack;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!kept(c) || out.ofClass[c] != kNone) continue;
        const std::uint32_t id = out.count++;
        out.ofClass[c] = id;
        stack.push_back(c);
        while (!stack.empty()) {
            const std::uint32_t at = stack.back();
            stack.pop_back();
            for (const ContractedGraph::Arc& arc : graph.arcsOf(at))
                if (kept(arc.to) && out.ofClass[arc.to] == kNone) {
                    out.ofClass[arc.to] = id;
                    stack.push_back(arc.to);
                }
        }
    }
    return out;
}

}  // namespace rackloom::analytics
