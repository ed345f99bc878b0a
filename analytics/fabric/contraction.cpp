// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/contraction.h"

#include "analytics/fabric/twin_hash.h"
#include "model/base/check.h"
#include "model/base/large_array.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace rackloom::analytics {
namespace {

/// The links of every vertex, listed in the index and as neighbours.
class Links {
public:
    /// Fills firstLink and linkAt of the index, which must outlive this.
    Links(const FabricGraph& graph, Contraction& index) : graph_(graph), index_(index) {
        std::vector<std::uint32_t>& first = index.firstLink;
        first.assign(graph.weight.size() + 1, 0);
        for (const FabricGraph::Link& link : graph.links) {
            ++first[link.a];
            ++first[link.b];
            equal_ = equal_ && link.capacity == graph.links.front().capacity;
        }
        std::partial_sum(first.begin(), first.end(), first.begin());
        resizeLarge(index.linkAt, graph.links.size() * 2);
        resizeLarge(to_, graph.links.size() * 2);
        // From the last link to the first, so that each list fills from its end.
        for (auto i = static_cast<std::uint32_t>(graph.links.size()); i-- > 0;) {
            list(graph.links[i].b, graph.links[i].a, i);
            list(graph.links[i].a, graph.links[i].b, i);
        }
    }

    std::uint32_t begin(std::uint32_t v) const { return index_.firstLink[v]; }
    std::uint32_t end(std::uint32_t v) const { return index_.firstLink[v + 1]; }
    /// The link at one place of the lists.
    ContractedGraph::Arc arc(std::uint32_t place) const { return {to_[place], capacity(place)}; }
    std::uint64_t marks(std::uint32_t v) const {
        std::uint64_t sum = 0;
        if (equal_) {
            for (const std::uint32_t to : neighbours(v))
                sum += linkMark(to, 1);
            return graph_.links.empty() ? 0 : sum * static_cast<std::uint64_t>(graph_.links[0].capacity);
        }
        for (std::uint32_t i = begin(v); i < end(v); ++i)
            sum += linkMark(to_[i], capacity(i));
        return sum;
    }
    /// Whether the lists of two vertices are the same as they stand.
    bool inSameOrder(std::uint32_t u, std::uint32_t v) const {
        const auto x = neighbours(u), y = neighbours(v);
        bool same = std::equal(x.begin(), x.end(), y.begin(), y.end());
        for (std::uint32_t i = 0; same && !equal_ && i < x.size(); ++i)
            same = capacity(begin(u) + i) == capacity(begin(v) + i);
        return same;
    }
    /// Sorted by neighbour, parallel ones added up.
    std::vector<ContractedGraph::Arc> merged(std::uint32_t v) const {
        std::vector<ContractedGraph::Arc> out;
        out.reserve(end(v) - begin(v));
        for (std::uint32_t i = begin(v); i < end(v); ++i)
            out.push_back(arc(i));
        sortAndMerge(out, 0);
        return out;
    }
    /// The same from one place of a list to its end.
    static void sortAndMerge(std::vector<ContractedGraph::Arc>& arcs, std::size_t start) {
        const auto first = arcs.begin() + static_cast<std::ptrdiff_t>(start);
        std::sort(first, arcs.end(), [](const auto& x, const auto& y) { return x.to < y.to; });
        std::size_t out = start;
        for (std::size_t i = start; i < arcs.size(); ++i) {
            if (out > start && arcs[out - 1].to == arcs[i].to)
                arcs[out - 1].capacity += arcs[i].capacity;
            else
                arcs[out++] = arcs[i];
        }
        arcs.resize(out);
    }

private:
    std::span<const std::uint32_t> neighbours(std::uint32_t v) const {
        return {to_.data() + begin(v), to_.data() + end(v)};
    }
    void list(std::uint32_t v, std::uint32_t to, std::uint32_t link) {
        const std::uint32_t place = --index_.firstLink[v];
        index_.linkAt[place] = link;
        to_[place] = to;
    }
    std::int64_t capacity(std::uint32_t place) const {
        return graph_.links[equal_ ? 0 : index_.linkAt[place]].capacity;
    }

    const FabricGraph& graph_;
    Contraction& index_;
    std::vector<std::uint32_t> to_;  // neighbours, where linkAt has the link
    bool equal_ = true;              // all capacities
};

class TwinFinder {
public:
    TwinFinder(const FabricGraph& graph, const Links& links, Contraction& out)
        : graph_(graph), links_(links), out_(out), slots_(kFirstSlots, kNone) {}

    /// The class of v among those found so far, or a new one.
    std::uint32_t classOf(std::uint32_t v) {
        std::vector<ContractedGraph::Class>& classes = out_.graph.classes;
        const std::uint64_t hash = twinHash(graph_.weight[v], tier(v), links_.marks(v));
        const std::uint64_t mask = slots_.size() - 1;
        std::uint64_t at = hash & mask;
        for (; slots_[at] != kNone; at = (at + 1) & mask) {
            const std::uint32_t c = slots_[at];
            if (out_.hashes[c] != hash || !same(v, c)) continue;
            ++classes[c].size;
            return c;
        }
        const auto fresh = static_cast<std::uint32_t>(classes.size());
        classes.push_back({v, 1, graph_.weight[v], 0});
        out_.hashes.push_back(hash);
        slots_[at] = fresh;
        if (classes.size() * 2 > slots_.size()) grow();
        return fresh;
    }

private:
    static constexpr std::uint32_t kNone = ContractedGraph::kNoLevel;
    static constexpr std::size_t kFirstSlots = 1024;

    std::uint32_t tier(std::uint32_t v) const { return graph_.tier.empty() ? 0 : graph_.tier[v]; }

    bool same(std::uint32_t v, std::uint32_t c) {
        const std::uint32_t u = out_.graph.classes[c].first;
        return graph_.weight[u] == graph_.weight[v] && tier(u) == tier(v) &&
               // Generators list the cables of twins alike.
               (links_.inSameOrder(u, v) || mergedOf(c, u) == links_.merged(v));
    }
    /// Kept for the next one: twins often come one after the other.
    const std::vector<ContractedGraph::Arc>& mergedOf(std::uint32_t c, std::uint32_t first) {
        if (mergedClass_ != c) {
            merged_ = links_.merged(first);
            mergedClass_ = c;
        }
        return merged_;
    }

    void grow() {
        slots_.assign(slots_.size() * 4, kNone);
        const std::uint64_t mask = slots_.size() - 1;
        for (std::uint32_t c = 0; c < out_.hashes.size(); ++c) {
            std::uint64_t at = out_.hashes[c] & mask;
            while (slots_[at] != kNone)
                at = (at + 1) & mask;
            slots_[at] = c;
        }
    }

    const FabricGraph& graph_;
    const Links& links_;
    Contraction& out_;
    std::vector<std::uint32_t> slots_;  // classes by hash; open addressing, at most half full
    std::vector<ContractedGraph::Arc> merged_;
    std::uint32_t mergedClass_ = kNone;
};

void addArcs(ContractedGraph& out, const Links& links) {
    out.begin.reserve(out.classes.size() + 1);
    out.begin.push_back(0);
    std::vector<std::uint8_t> isFirst(out.classOf.size(), 0);
    for (const ContractedGraph::Class& c : out.classes)
        isFirst[c.first] = 1;
    std::int64_t quantum = 0, last = 0;
    for (const ContractedGraph::Class& c : out.classes) {
        const std::size_t start = out.arcs.size();
        bool inOrder = true;
        for (std::uint32_t i = links.begin(c.first); i < links.end(c.first); ++i) {
            const ContractedGraph::Arc arc = links.arc(i);
            // Twins of the neighbour repeat the same arc; its first vertex stands for all.
            if (!isFirst[arc.to]) continue;
            const std::uint32_t to = out.classOf[arc.to];
            inOrder = inOrder && (out.arcs.size() == start || out.arcs.back().to < to);
            out.arcs.push_back({to, arc.capacity});
        }
        if (!inOrder) Links::sortAndMerge(out.arcs, start);
        for (std::size_t i = start; i < out.arcs.size(); ++i)
            if (const std::int64_t capacity = out.arcs[i].capacity; capacity != std::exchange(last, capacity))
                quantum = std::gcd(quantum, capacity);
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
    Contraction out;
    const Links links(graph, out);
    if (poll) poll();
    TwinFinder finder(graph, links, out);
    ContractedGraph& merged = out.graph;
    merged.classOf.resize(graph.weight.size());
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
        merged.classOf[v] = finder.classOf(v);
        merged.totalWeight += graph.weight[v];
        if (poll && v % 4096 == 0) poll();
    }
    reserveLarge(merged.arcs, graph.links.size());  // enough as a rule, and what is not used is not touched
    addArcs(merged, links);
    out.tiered = followsTiers(graph);
    setLevels(merged, out.tiered ? &graph.tier : nullptr);
    return out;
}

ContractedGraph contractTwins(const FabricGraph& graph, const PollFunction& poll) {
    return std::move(contractionOf(graph, poll).graph);
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
