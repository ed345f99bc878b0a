// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/failure_bounds.h"

#include "analytics/fabric/hub_certificate.h"

#include <algorithm>
#include <functional>
#include <map>

namespace rackloom::analytics {
namespace {

/// Capacity at every vertex: all of it, and what crosses the known cut.
struct AtVertices {
    std::vector<std::int64_t> all, crossing;
};

AtVertices capacities(const FabricGraph& graph, const Bisection& healthy) {
    AtVertices out{std::vector<std::int64_t>(graph.weight.size(), 0),
                   std::vector<std::int64_t>(graph.weight.size(), 0)};
    for (const FabricGraph::Link& link : graph.links) {
        out.all[link.a] += link.capacity;
        out.all[link.b] += link.capacity;
        if (healthy.sideA[link.a] == healthy.sideA[link.b]) continue;
        out.crossing[link.a] += link.capacity;
        out.crossing[link.b] += link.capacity;
    }
    return out;
}

/// The same endpoints with other sides for switches: the top stands on side B, and from the bottom up a
/// switch goes to side A where that costs no more, its uplinks counted as cut. Where the known cut runs along
/// access cables, this one runs higher up and shows what is lost there.
Bisection cutFurtherUp(const FabricGraph& graph, const ContractedGraph& contracted,
                       const Bisection& healthy) {
    Bisection out = healthy;
    const auto levelOf = [&](std::uint32_t v) { return contracted.classes[contracted.classOf[v]].level; };
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (graph.weight[v] == 0) out.sideA[v] = false;
    std::vector<std::int64_t> votes(graph.weight.size(), 0);
    for (std::uint32_t level = 1; level < contracted.levels; ++level) {
        for (const FabricGraph::Link& link : graph.links)
            for (const auto& [v, below] : {std::pair{link.a, link.b}, {link.b, link.a}})
                if (graph.weight[v] == 0 && levelOf(v) == level)
                    votes[v] += levelOf(below) < level && out.sideA[below] ? link.capacity : -link.capacity;
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
            if (graph.weight[v] == 0 && levelOf(v) == level) out.sideA[v] = votes[v] >= 0;
    }
    out.upper = cutCapacity(graph, out.sideA);
    return out;
}

/// A switch together with the endpoints that hang on it alone, if all of them stand on one side.
struct Branch {
    std::uint64_t weight = 0;
    bool sideA = false;
    bool pure = true;
    std::int64_t gain = 0;  ///< what the cut loses when the whole branch changes sides
};

class OneSwitch {
public:
    OneSwitch(const FabricGraph& graph, const ContractedGraph& contracted, const Bisection& healthy)
        : graph_(graph), contracted_(contracted), healthy_(healthy), at_(capacities(graph, healthy)) {
        findBranches();
        findGains();
    }

    /// Certified for every vertex of the class.
    LossInterval ofClass(std::uint32_t c) const {
        const std::uint32_t v = contracted_.classes[c].first;
        const std::int64_t lower = healthy_.lower - at_.all[v] / 2;
        const std::int64_t upper = healthy_.upper - at_.crossing[v] - exchange(v);
        return {static_cast<double>(std::max<std::int64_t>(0, lower)),
                static_cast<double>(std::max<std::int64_t>(0, upper))};
    }
    std::int64_t capacityOf(std::uint32_t c) const { return at_.all[contracted_.classes[c].first]; }

private:
    void findBranches() {
        branch_.resize(graph_.weight.size());
        for (std::uint32_t v = 0; v < graph_.vertexCount(); ++v) {
            if (graph_.weight[v] == 0) continue;
            const auto arcs = contracted_.arcsOf(contracted_.classOf[v]);
            if (arcs.size() != 1 || contracted_.classes[arcs[0].to].size != 1) continue;
            Branch& branch = branch_[contracted_.classes[arcs[0].to].first];
            if (branch.weight > 0 && branch.sideA != healthy_.sideA[v]) branch.pure = false;
            branch.sideA = healthy_.sideA[v];
            branch.weight += graph_.weight[v];
        }
    }

    /// Links inside a branch never cross; its others cross after the move exactly where they did not before.
    void findGains() {
        std::vector<std::int64_t> crossing(branch_.size(), 0), staying(branch_.size(), 0);
        for (const FabricGraph::Link& link : graph_.links)
            for (const auto& [v, other] : {std::pair{link.a, link.b}, {link.b, link.a}}) {
                if (branch_[v].weight == 0 || hangsOn(other, v)) continue;
                (branch_[v].sideA != healthy_.sideA[other] ? crossing : staying)[v] += link.capacity;
            }
        for (std::uint32_t v = 0; v < branch_.size(); ++v) {
            Branch& branch = branch_[v];
            if (branch.weight == 0 || !branch.pure) continue;
            // The switch itself may stand on the other side than its endpoints: its cut with them vanishes.
            std::int64_t before = crossing[v];
            if (healthy_.sideA[v] != branch.sideA) before = at_.crossing[v];
            branch.gain = before - staying[v];
            std::int64_t& best = best_[{branch.weight, branch.sideA}];
            best = std::max(best, branch.gain);
        }
    }

    bool hangsOn(std::uint32_t endpoint, std::uint32_t v) const {
        if (graph_.weight[endpoint] == 0) return false;
        const auto arcs = contracted_.arcsOf(contracted_.classOf[endpoint]);
        return arcs.size() == 1 && contracted_.classes[arcs[0].to].first == v &&
               contracted_.classes[arcs[0].to].size == 1;
    }

    /// Endpoints that lose their only switch may stand on any side: they take the place of a branch of the
    /// other side that then comes over, with all its links to this side.
    std::int64_t exchange(std::uint32_t v) const {
        const Branch& lost = branch_[v];
        if (lost.weight == 0 || !lost.pure) return 0;
        const auto it = best_.find({lost.weight, !lost.sideA});
        if (it == best_.end()) return 0;
        // A link between both switches would be counted twice; leaves are never linked to each other.
        for (const ContractedGraph::Arc& arc : contracted_.arcsOf(contracted_.classOf[v]))
            if (branch_[contracted_.classes[arc.to].first].weight > 0) return 0;
        return std::max<std::int64_t>(0, it->second);
    }

    const FabricGraph& graph_;
    const ContractedGraph& contracted_;
    const Bisection& healthy_;
    AtVertices at_;
    std::vector<Branch> branch_;
    std::map<std::pair<std::uint64_t, bool>, std::int64_t> best_;
};

/// The graph without one vertex of a class of one.
ContractedGraph withoutClass(const ContractedGraph& graph, std::uint32_t lost) {
    ContractedGraph out = graph;
    if (out.classes[lost].size > 1) {
        --out.classes[lost].size;
        return out;
    }
    out.arcs.clear();
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            if (c != lost && arc.to != lost) out.arcs.push_back(arc);
        out.begin[c + std::size_t{1}] = static_cast<std::uint32_t>(out.arcs.size());
    }
    return out;
}

void add(LossInterval& sum, const LossInterval& part, double count) {
    sum.lower += part.lower * count;
    sum.upper += part.upper * count;
}

void lowest(LossInterval& worst, const LossInterval& part, bool first) {
    worst.lower = first ? part.lower : std::min(worst.lower, part.lower);
    worst.upper = first ? part.upper : std::min(worst.upper, part.upper);
}

struct Loss {
    std::uint32_t ofClass = 0;
    LossInterval left;
};

/// A fresh certificate where the simple rule leaves the worst switch open and candidates are few.
void tighten(const ContractedGraph& contracted, const Bisection& healthy, std::vector<Loss>& losses,
             const PollFunction& poll) {
    constexpr std::size_t kMost = 12;
    double worst = losses.front().left.upper;
    for (const Loss& loss : losses)
        worst = std::min(worst, loss.left.upper);
    std::vector<Loss*> open;
    for (Loss& loss : losses)
        if (loss.left.lower < worst) open.push_back(&loss);
    if (open.size() > kMost) return;
    for (Loss* loss : open) {
        const ContractedGraph left = withoutClass(contracted, loss->ofClass);
        const std::int64_t bound = hubLowerBound(left, healthy.sideWeight, HubEffort::OnePass, poll);
        loss->left.lower = std::min(loss->left.upper, std::max(loss->left.lower, static_cast<double>(bound)));
    }
}

}  // namespace

SwitchLosses afterOneSwitch(const FabricGraph& graph, const ContractedGraph& contracted,
                            const Bisection& healthy, const PollFunction& poll) {
    const Bisection higher = cutFurtherUp(graph, contracted, healthy);
    const OneSwitch rule(graph, contracted, healthy), other(graph, contracted, higher);
    std::vector<Loss> losses;
    for (std::uint32_t c = 0; c < contracted.classCount(); ++c) {
        if (contracted.isEndpoint(c) || rule.capacityOf(c) == 0) continue;
        Loss loss{c, rule.ofClass(c)};
        loss.left.upper = std::min(loss.left.upper, other.ofClass(c).upper);
        losses.push_back(loss);
    }
    SwitchLosses out;
    if (losses.empty()) return out;
    tighten(contracted, healthy, losses, poll);
    out.meanOfTier.resize(contracted.levels + std::size_t{1});
    out.worstOfTier.resize(contracted.levels + std::size_t{1});
    out.switchesOfTier.resize(contracted.levels + std::size_t{1}, 0);
    for (const Loss& loss : losses) {
        const ContractedGraph::Class& c = contracted.classes[loss.ofClass];
        if (out.switches == 0 || loss.left.lower < out.worst.lower) out.worstVertex = c.first;
        lowest(out.worst, loss.left, out.switches == 0);
        out.switches += c.size;
        add(out.mean, loss.left, c.size);
        if (c.level == ContractedGraph::kNoLevel) continue;
        lowest(out.worstOfTier[c.level], loss.left, out.switchesOfTier[c.level] == 0);
        out.switchesOfTier[c.level] += c.size;
        add(out.meanOfTier[c.level], loss.left, c.size);
    }
    const auto divide = [](LossInterval& sum, std::uint64_t count) {
        if (count > 0) sum = {sum.lower / static_cast<double>(count), sum.upper / static_cast<double>(count)};
    };
    divide(out.mean, out.switches);
    for (std::size_t level = 0; level < out.meanOfTier.size(); ++level)
        divide(out.meanOfTier[level], out.switchesOfTier[level]);
    return out;
}

namespace {

/// What a cut is left with when the switches that matter most to it are lost, one after the other.
std::int64_t greedyUpper(const FabricGraph& graph, const Bisection& healthy, std::uint32_t count) {
    AtVertices at = capacities(graph, healthy);
    std::int64_t upper = healthy.upper;
    std::vector<bool> lost(graph.weight.size(), false);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t next = graph.vertexCount();
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
            if (graph.weight[v] == 0 && !lost[v] && at.crossing[v] > 0 &&
                (next == graph.vertexCount() || at.crossing[v] > at.crossing[next]))
                next = v;
        if (next == graph.vertexCount()) break;
        lost[next] = true;
        upper -= at.crossing[next];
        for (const FabricGraph::Link& link : graph.links)
            if ((link.a == next || link.b == next) && healthy.sideA[link.a] != healthy.sideA[link.b] &&
                !(lost[link.a] && lost[link.b]))
                at.crossing[link.a == next ? link.b : link.a] -= link.capacity;
    }
    return upper;
}

}  // namespace

LossInterval afterWorstSwitches(const FabricGraph& graph, const ContractedGraph& contracted,
                                const Bisection& healthy, std::uint32_t count) {
    const AtVertices at = capacities(graph, healthy);
    std::vector<std::int64_t> halves;
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (graph.weight[v] == 0 && at.all[v] > 0) halves.push_back(at.all[v] / 2);
    std::sort(halves.begin(), halves.end(), std::greater<>());
    std::int64_t lower = healthy.lower;
    for (std::size_t i = 0; i < std::min<std::size_t>(count, halves.size()); ++i)
        lower -= halves[i];
    const std::int64_t upper = std::min(greedyUpper(graph, healthy, count),
                                        greedyUpper(graph, cutFurtherUp(graph, contracted, healthy), count));
    return {static_cast<double>(std::max<std::int64_t>(0, lower)),
            static_cast<double>(std::max<std::int64_t>(0, upper))};
}

CableLosses afterCables(const FabricGraph& graph, const Bisection& healthy, std::uint32_t count) {
    std::vector<std::int64_t> all, crossing;
    double sum = 0, sumCrossing = 0;
    for (const FabricGraph::Link& link : graph.links) {
        all.push_back(link.capacity);
        sum += static_cast<double>(link.capacity);
        if (healthy.sideA[link.a] == healthy.sideA[link.b]) continue;
        crossing.push_back(link.capacity);
        sumCrossing += static_cast<double>(link.capacity);
    }
    const auto largest = [count](std::vector<std::int64_t>& capacities) {
        const auto end =
            capacities.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(count, capacities.size()));
        std::partial_sort(capacities.begin(), end, capacities.end(), std::greater<>());
        double total = 0;
        for (auto it = capacities.begin(); it != end; ++it)
            total += static_cast<double>(*it);
        return total;
    };
    const auto lower = static_cast<double>(healthy.lower), upper = static_cast<double>(healthy.upper);
    const double share =
        all.empty() ? 0 : std::min(1.0, static_cast<double>(count) / static_cast<double>(all.size()));
    CableLosses out;
    out.worst = {std::max(0.0, lower - largest(all)), std::max(0.0, upper - largest(crossing))};
    out.expected = {std::max(0.0, lower - share * sum), std::max(0.0, upper - share * sumCrossing)};
    return out;
}

}  // namespace rackloom::analytics
