// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/paths.h"

#include "analytics/fabric/unit_flow.h"

#include <algorithm>
#include <bit>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kFar = 0xffffffffu;
constexpr std::size_t kStarts = 64;  // bits of a word

double weightOf(const ContractedGraph::Class& c) {
    return static_cast<double>(c.weight) * c.size;
}

std::vector<std::uint32_t> endpointsOf(const ContractedGraph& graph) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c)) out.push_back(c);
    return out;
}

/// Pairs within a class: twins meet at any neighbour, or nowhere.
void addTwins(const ContractedGraph& graph, std::uint32_t c, HopTable& table) {
    const ContractedGraph::Class& twins = graph.classes[c];
    const double pairs = weightOf(twins) * twins.weight * (twins.size - 1.0);
    if (graph.arcsOf(c).empty())
        table.unreachable += pairs;
    else
        table.pairs[2] += pairs;
}

/// Follows up to 64 starting classes at once, one bit each.
class Wave {
public:
    Wave(const ContractedGraph& graph, HopTable& table)
        : graph_(graph),
          table_(table),
          relays_(endpointsRelay(graph)),
          seen_(graph.classes.size()),
          at_(graph.classes.size()),
          next_(graph.classes.size()) {}

    void run(const std::uint32_t* starts, std::size_t count) {
        std::fill(seen_.begin(), seen_.end(), 0);
        std::fill(at_.begin(), at_.end(), 0);
        weights_.assign(count, 0);
        lastBits_ = 0;
        lastWeight_ = 0;
        for (std::size_t i = 0; i < count; ++i) {
            at_[starts[i]] = seen_[starts[i]] = std::uint64_t{1} << i;
            weights_[i] = weightOf(graph_.classes[starts[i]]);
        }
        all_ = count == kStarts ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
        for (std::uint32_t hops = 1; step(hops == 1); ++hops)
            take(hops);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (graph_.isEndpoint(c) && seen_[c] != all_)
                table_.unreachable += weightOf(graph_.classes[c]) * startWeight(all_ & ~seen_[c]);
    }

private:
    /// One link further; false when nothing is new.
    bool step(bool first) {
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            if (at_[c] == 0 || (!first && !relays_ && graph_.isEndpoint(c))) continue;
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(c))
                next_[arc.to] |= at_[c];
        }
        std::uint64_t any = 0;
        for (std::size_t c = 0; c < next_.size(); ++c) {
            at_[c] = next_[c] & ~seen_[c];
            seen_[c] |= at_[c];
            any |= at_[c];
            next_[c] = 0;
        }
        return any != 0;
    }

    void take(std::uint32_t hops) {
        double pairs = 0;
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (at_[c] != 0 && graph_.isEndpoint(c))
                pairs += weightOf(graph_.classes[c]) * startWeight(at_[c]);
        if (table_.pairs.size() <= hops) table_.pairs.resize(hops + std::size_t{1}, 0);
        table_.pairs[hops] += pairs;
    }

    double startWeight(std::uint64_t bits) {
        if (bits == lastBits_) return lastWeight_;  // most classes are reached by the same starts
        double sum = 0;
        for (std::uint64_t left = bits; left != 0; left &= left - 1)
            sum += weights_[static_cast<std::size_t>(std::countr_zero(left))];
        lastBits_ = bits;
        return lastWeight_ = sum;
    }

    const ContractedGraph& graph_;
    HopTable& table_;
    bool relays_;
    std::vector<std::uint64_t> seen_, at_, next_;
    std::vector<double> weights_;
    std::uint64_t all_ = 0, lastBits_ = 0;
    double lastWeight_ = 0;
};

/// Counts shortest paths from one vertex of a class, by class of the other end.
class PathCounter {
public:
    explicit PathCounter(const ContractedGraph& graph)
        : graph_(graph),
          relays_(endpointsRelay(graph)),
          hops_(graph.classes.size()),
          paths_(graph.classes.size()) {}

    void from(std::uint32_t start) {
        std::fill(hops_.begin(), hops_.end(), kFar);
        std::fill(paths_.begin(), paths_.end(), 0);
        hops_[start] = 0;
        paths_[start] = 1;
        queue_.assign(1, start);
        for (std::size_t i = 0; i < queue_.size(); ++i) {
            const std::uint32_t c = queue_[i];
            if (c != start && !relays_ && graph_.isEndpoint(c)) continue;
            const double ways = paths_[c] * (c == start ? 1 : graph_.classes[c].size);
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
                if (hops_[arc.to] == kFar) {
                    hops_[arc.to] = hops_[c] + 1;
                    queue_.push_back(arc.to);
                }
                if (hops_[arc.to] == hops_[c] + 1) paths_[arc.to] += ways * static_cast<double>(arc.capacity);
            }
        }
    }

    /// Classes that were reached, nearest first.
    const std::vector<std::uint32_t>& reached() const { return queue_; }
    std::uint32_t hops(std::uint32_t c) const { return hops_[c]; }
    double paths(std::uint32_t c) const { return paths_[c]; }

private:
    const ContractedGraph& graph_;
    bool relays_;
    std::vector<std::uint32_t> hops_, queue_;
    std::vector<double> paths_;
};

/// Every n-th of `all` so that about `wanted` remain.
std::vector<std::uint32_t> sampled(const std::vector<std::uint32_t>& all, std::uint64_t wanted) {
    const std::size_t stride =
        std::max<std::size_t>(1, (all.size() + wanted - 1) / std::max<std::uint64_t>(1, wanted));
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < all.size(); i += stride)
        out.push_back(all[i]);
    return out;
}

/// Switches that endpoints are cabled to; the endpoints themselves where there is none.
std::vector<std::uint32_t> accessPoints(const ContractedGraph& graph) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (graph.isEndpoint(c)) continue;
        const auto arcs = graph.arcsOf(c);
        if (std::any_of(arcs.begin(), arcs.end(), [&](const auto& arc) { return graph.isEndpoint(arc.to); }))
            out.push_back(c);
    }
    return out.empty() ? endpointsOf(graph) : out;
}

std::int64_t degree(const ContractedGraph& graph, std::uint32_t c) {
    std::int64_t sum = 0;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
        if (!graph.isEndpoint(arc.to)) sum += arc.capacity * graph.classes[arc.to].size;
    return sum;
}

}  // namespace

double HopTable::connected() const {
    double sum = 0;
    for (const double count : pairs)
        sum += count;
    return sum;
}

double HopTable::mean() const {
    double sum = 0;
    for (std::size_t hops = 0; hops < pairs.size(); ++hops)
        sum += static_cast<double>(hops) * pairs[hops];
    const double all = connected();
    return all > 0 ? sum / all : 0;
}

std::uint32_t HopTable::diameter() const {
    for (std::size_t hops = pairs.size(); hops-- > 0;)
        if (pairs[hops] > 0) return static_cast<std::uint32_t>(hops);
    return 0;
}

bool endpointsRelay(const ContractedGraph& graph) {
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c))
            for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
                if (graph.isEndpoint(arc.to)) return true;
    return false;
}

HopTable hopTable(const ContractedGraph& graph, const PollFunction& poll) {
    HopTable table;
    table.pairs.assign(3, 0);
    const std::vector<std::uint32_t> starts = endpointsOf(graph);
    for (const std::uint32_t c : starts)
        addTwins(graph, c, table);
    Wave wave(graph, table);
    for (std::size_t i = 0; i < starts.size(); i += kStarts) {
        if (poll) poll();
        wave.run(starts.data() + i, std::min(kStarts, starts.size() - i));
    }
    return table;
}

PathDiversity shortestPaths(const ContractedGraph& cables, std::uint64_t work, const PollFunction& poll) {
    const std::vector<std::uint32_t> all = endpointsOf(cables);
    const std::vector<std::uint32_t> starts = sampled(all, 1 + work / (cables.arcs.size() + 1));
    PathDiversity out{0, 0, starts.size(), all.size()};
    PathCounter counter(cables);
    double pairs = 0, sum = 0;
    for (const std::uint32_t start : starts) {
        if (poll) poll();
        counter.from(start);
        for (const std::uint32_t c : counter.reached()) {
            if (counter.hops(c) < 3 || !cables.isEndpoint(c)) continue;
            const double weight = weightOf(cables.classes[start]) * weightOf(cables.classes[c]);
            const double ways = counter.paths(c);
            out.fewest = pairs > 0 ? std::min(out.fewest, ways) : ways;
            pairs += weight;
            sum += weight * ways;
        }
    }
    if (pairs > 0) out.mean = sum / pairs;
    return out;
}

PathDiversity disjointPaths(const ContractedGraph& cables, std::uint64_t work, const PollFunction& poll) {
    constexpr std::uint64_t kStepsPerArc = 20;  // of one maximum flow
    std::vector<std::uint32_t> points = accessPoints(cables);
    PathDiversity out;
    if (points.empty()) return out;
    // Any cut that separates two access points separates the first from one of them, so pairs with the first
    // are enough; those with the fewest cables go first.
    const std::uint32_t first = points.front();
    const bool firstHasTwins = cables.classes[first].size > 1;
    points.erase(points.begin());
    out.possible = points.size() + (firstHasTwins ? 1 : 0);
    std::stable_sort(points.begin(), points.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return degree(cables, a) < degree(cables, b); });
    std::vector<std::uint32_t> ends = sampled(points, 1 + work / (kStepsPerArc * (cables.arcs.size() + 1)));
    if (firstHasTwins) ends.push_back(first);
    for (const std::uint32_t end : ends) {
        if (poll) poll();
        const auto paths = static_cast<double>(disjointPathsBetween(cables, first, end));
        out.fewest = out.examined > 0 ? std::min(out.fewest, paths) : paths;
        out.mean += paths;
        ++out.examined;
    }
    if (out.examined > 0) out.mean /= static_cast<double>(out.examined);
    return out;
}

std::int64_t disjointPathsBetween(const ContractedGraph& cables, std::uint32_t a, std::uint32_t b) {
    return maximumFlow(cables, a, b, endpointsRelay(cables));
}

}  // namespace rackloom::analytics
