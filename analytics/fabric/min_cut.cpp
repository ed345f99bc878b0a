// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/min_cut.h"

#include "model/base/check.h"

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 cannot see that Boost's edge iterator is set before it is read when a graph has vertices.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>

#include <algorithm>
#include <cstdlib>

namespace rackloom::analytics {
namespace {

constexpr int kMaxRounds = 64;

using FlowTraits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct FlowVertex {
    boost::default_color_type color = boost::white_color;
    long distance = 0;
    FlowTraits::edge_descriptor predecessor;
};
struct FlowArc {
    std::int64_t capacity = 0, residual = 0;
    FlowTraits::edge_descriptor reverse;
};
using FlowGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, FlowVertex, FlowArc>;

/// One arc pair stands for a link: the same capacity both ways, each the reverse of the other. This algorithm
/// copes with such pairs; Boost's push-relabel does not.
void addPair(FlowGraph& flow, std::size_t a, std::size_t b, std::int64_t there, std::int64_t back) {
    const auto forward = boost::add_edge(a, b, FlowArc{there, 0, {}}, flow).first;
    const auto backward = boost::add_edge(b, a, FlowArc{back, 0, {}}, flow).first;
    flow[forward].reverse = backward;
    flow[backward].reverse = forward;
}

class CutState {
public:
    CutState(const ContractedGraph& graph, const Partition& partition)
        : graph_(graph), partition_(partition), size_(graph.classCount()), endpoint_(graph.classCount()) {
        std::vector<std::uint32_t> first(graph.levels + std::size_t{3}, 0);
        const auto bin = [&](std::uint32_t c) {
            return std::min<std::size_t>(graph.classes[c].level, graph.levels + std::size_t{1});
        };
        for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
            size_[c] = graph.classes[c].size;
            endpoint_[c] = graph.isEndpoint(c) ? 1 : 0;
            if (!endpoint_[c]) ++first[bin(c) + 1];
        }
        for (std::size_t level = 1; level < first.size(); ++level)
            first[level] += first[level - 1];
        switches_.resize(first.back());
        for (std::uint32_t c = 0; c < graph.classCount(); ++c)
            if (!endpoint_[c]) switches_[first[bin(c)]++] = c;
        linkSurplus_.assign(graph.classCount(), 0);
        for (const std::uint32_t c : switches_)
            for (const auto& arc : graph.arcsOf(c))
                if (endpoint_[arc.to]) linkSurplus_[c] += arc.capacity * surplus(arc.to);
    }

    /// Side A where the endpoints and switches below lean to it.
    std::vector<bool> leaning() const {
        std::vector<bool> side(graph_.classCount(), false);
        for (const std::uint32_t c : switches_) {
            std::int64_t lean = linkSurplus_[c];
            for (const auto& arc : graph_.arcsOf(c))
                if (!endpoint_[arc.to] && graph_.classes[arc.to].level < graph_.classes[c].level)
                    lean += pull(arc, side);
            side[c] = lean > 0;
        }
        return side;
    }

    /// Turns switches that lean the other way, one at a time, while the cut falls; gives the cut that is
    /// left.
    std::int64_t settle(std::vector<bool>& side, std::int64_t cut) const {
        std::vector<std::int64_t> lean = linkSurplus_;
        std::vector<std::uint32_t> queue, next;
        for (const std::uint32_t c : switches_) {
            for (const auto& arc : graph_.arcsOf(c))
                if (!endpoint_[arc.to]) lean[c] += pull(arc, side);
            if (wrong(lean[c], side[c])) queue.push_back(c);
        }
        for (int round = 0; round < kMaxRounds && !queue.empty(); ++round) {
            next.clear();
            for (const std::uint32_t c : queue) {
                if (!wrong(lean[c], side[c])) continue;
                cut -= std::abs(lean[c]) * size_[c];
                side[c] = !side[c];
                const std::int64_t turned = side[c] ? 2 * size_[c] : -2 * size_[c];
                for (const auto& arc : graph_.arcsOf(c)) {
                    if (endpoint_[arc.to]) continue;
                    lean[arc.to] += arc.capacity * turned;
                    if (wrong(lean[arc.to], side[arc.to])) next.push_back(arc.to);
                }
            }
            queue.swap(next);
        }
        return cut;
    }

    std::int64_t cut(const std::vector<bool>& side) const {
        std::vector<std::int64_t> inA(graph_.classCount());
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            inA[c] = membersInA(c, side);
        std::int64_t total = 0;
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            if (inA[c] == 0) continue;
            std::int64_t there = 0;
            for (const auto& arc : graph_.arcsOf(c))
                there += arc.capacity * (size_[arc.to] - inA[arc.to]);
            total += there * inA[c];
        }
        return total;
    }

    std::vector<bool> byMaxFlow() const {
        FlowGraph flow(graph_.classCount() + 2);
        const std::size_t source = graph_.classCount(), sink = source + 1;
        for (const std::uint32_t c : switches_) {
            const std::int64_t size = graph_.classes[c].size;
            std::int64_t fromA = 0, fromB = 0;
            for (const auto& arc : graph_.arcsOf(c)) {
                if (graph_.isEndpoint(arc.to)) {
                    fromA += arc.capacity * partition_.taken[arc.to] * size;
                    fromB += arc.capacity * (graph_.classes[arc.to].size - partition_.taken[arc.to]) * size;
                } else if (arc.to > c) {
                    const std::int64_t all = arc.capacity * size * graph_.classes[arc.to].size;
                    addPair(flow, c, arc.to, all, all);
                }
            }
            if (fromA > 0) addPair(flow, source, c, fromA, 0);
            if (fromB > 0) addPair(flow, c, sink, fromB, 0);
        }
        boost::boykov_kolmogorov_max_flow(
            flow, boost::get(&FlowArc::capacity, flow), boost::get(&FlowArc::residual, flow),
            boost::get(&FlowArc::reverse, flow), boost::get(&FlowVertex::predecessor, flow),
            boost::get(&FlowVertex::color, flow), boost::get(&FlowVertex::distance, flow),
            boost::get(boost::vertex_index, flow), source, sink);
        std::vector<bool> side(graph_.classCount(), false);
        for (const std::uint32_t c : switches_)
            side[c] = flow[c].color == boost::black_color;
        return side;
    }

private:
    /// Endpoints of a class on side A minus those on side B.
    std::int64_t surplus(std::uint32_t c) const { return 2 * std::int64_t{partition_.taken[c]} - size_[c]; }
    std::int64_t pull(const ContractedGraph::Arc& arc, const std::vector<bool>& side) const {
        const std::int64_t all = arc.capacity * size_[arc.to];
        return side[arc.to] ? all : -all;
    }
    static bool wrong(std::int64_t lean, bool sideA) { return lean != 0 && sideA != (lean > 0); }
    std::int64_t membersInA(std::uint32_t c, const std::vector<bool>& side) const {
        if (endpoint_[c]) return partition_.taken[c];
        return side[c] ? size_[c] : 0;
    }

    const ContractedGraph& graph_;
    const Partition& partition_;
    std::vector<std::int64_t> size_;       // by class
    std::vector<std::uint8_t> endpoint_;   // by class
    std::vector<std::uint32_t> switches_;  // by level
    std::vector<std::int64_t> linkSurplus_;
};

}  // namespace

SwitchSides sweptSides(const ContractedGraph& graph, const Partition& partition, std::int64_t goodEnough) {
    const CutState state(graph, partition);
    SwitchSides best;
    for (const bool fromBelow : {true, false}) {
        std::vector<bool> side = fromBelow ? state.leaning() : std::vector<bool>(graph.classCount(), false);
        std::int64_t cut = state.cut(side);
        if (cut > goodEnough) cut = state.settle(side, cut);
        if (fromBelow || cut < best.cut) best = {std::move(side), cut};
        if (best.cut <= goodEnough) break;
    }
    return best;
}

SwitchSides minCutSides(const ContractedGraph& graph, const Partition& partition) {
    const CutState state(graph, partition);
    SwitchSides out{state.byMaxFlow(), 0};
    out.cut = state.cut(out.sideA);
    return out;
}

std::optional<Partition> endpointsForSides(const ContractedGraph& graph, const SwitchSides& sides,
                                           const SideRange& range) {
    std::vector<std::uint32_t> order = endpointClasses(graph);
    std::vector<double> price(graph.classCount(), 0);
    for (const std::uint32_t c : order) {
        std::int64_t extra = 0;  // cut on side A minus cut on side B, for one endpoint
        for (const auto& arc : graph.arcsOf(c)) {
            if (graph.isEndpoint(arc.to)) return std::nullopt;
            const std::int64_t all = arc.capacity * graph.classes[arc.to].size;
            extra += sides.sideA[arc.to] ? -all : all;
        }
        price[c] = static_cast<double>(extra) / graph.classes[c].weight;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return price[a] < price[b]; });
    return fillInOrder(graph, order, range);
}

}  // namespace rackloom::analytics
