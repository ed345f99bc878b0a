// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/hub_certificate.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace rackloom::analytics {
namespace {

/// How upward traffic divides at a switch: by link capacity, or by what the next tier can still carry on.
enum class Split { ByCapacity, ByOnwardCapacity };

/// Rounding of the sums below stays far under this share, and a link is never this small a share of a cut.
constexpr double kRoundingShare = 1e-10;

/// Sum of the cheapest entries that make up a weight: (price per weight, weight), without sorting them all.
double cheapestSum(std::vector<std::pair<double, std::uint64_t>>& entries, std::uint64_t weight) {
    double sum = 0;
    std::size_t first = 0, end = entries.size();
    while (weight > 0 && first < end) {
        // Most entries are alike, so those equal to the pivot are set apart.
        const double pivot = entries[first + (end - first) / 2].first;
        std::size_t below = first, at = first, above = end;
        std::uint64_t weightBelow = 0, weightEqual = 0;
        double sumBelow = 0;
        while (at < above) {
            if (entries[at].first < pivot) {
                weightBelow += entries[at].second;
                sumBelow += entries[at].first * static_cast<double>(entries[at].second);
                std::swap(entries[below++], entries[at++]);
            } else if (entries[at].first > pivot) {
                std::swap(entries[at], entries[--above]);
            } else {
                weightEqual += entries[at++].second;
            }
        }
        if (weightBelow >= weight) {
            end = below;
            continue;
        }
        sum += sumBelow;
        const std::uint64_t taken = std::min(weight - weightBelow, weightEqual);
        sum += pivot * static_cast<double>(taken);
        weight -= weightBelow + taken;
        first = above;
    }
    return sum;
}

class UpwardFlow {
public:
    UpwardFlow(const ContractedGraph& graph, Split split) : graph_(graph) {
        reach_.assign(graph.classCount(), 0);
        sent_.assign(graph.classCount(), 0);
        touched_.resize(graph.levels + 1);
        orderByLevel();
        listUpwardArcs();
        setShares(split);
        setInflow();
        listDownwardFlow();
    }

    std::vector<double> lowerBounds(const std::vector<std::uint64_t>& smallerSides,
                                    const PollFunction& poll) {
        std::vector<double> total(smallerSides.size(), 0);
        for (const std::uint32_t hub : order_) {
            if (graph_.isEndpoint(hub) || !(absorbed_[hub] > 0)) continue;
            if (poll) poll();
            const std::uint64_t silent = fillColumn(hub);
            for (std::size_t i = 0; i < total.size(); ++i)
                if (silent < smallerSides[i])
                    total[i] += graph_.classes[hub].size * cheapestSum(column_, smallerSides[i] - silent);
        }
        return total;
    }

    HubFlow::Rate rateOf(std::uint32_t c) const {
        const double in = graph_.isEndpoint(c) ? shareSum_[c] : inflow_[c];
        return {shareSum_[c], passed_[c], absorbed_[c],
                shareSum_[c] > 0 ? passed_[c] * in / shareSum_[c] : 0};
    }

private:
    /// An arc that leads to a higher level.
    struct Up {
        std::uint32_t to = 0;
        double capacity = 0;
        double share = 0;  ///< what it is counted with when traffic divides
    };
    /// What one unit that a class takes in brings along from a class below.
    struct Down {
        std::uint32_t to = 0;
        double flow = 0;
    };

    void orderByLevel() {
        std::vector<std::uint32_t> first(graph_.levels + std::size_t{2}, 0);
        for (const ContractedGraph::Class& k : graph_.classes)
            if (k.level != ContractedGraph::kNoLevel) ++first[k.level + std::size_t{1}];
        for (std::size_t level = 1; level < first.size(); ++level)
            first[level] += first[level - 1];
        order_.resize(first.back());
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (graph_.classes[c].level != ContractedGraph::kNoLevel)
                order_[first[graph_.classes[c].level]++] = c;
    }

    void listUpwardArcs() {
        firstUp_.reserve(graph_.classCount() + std::size_t{1});
        firstUp_.push_back(0);
        up_.reserve(graph_.arcs.size() / 2);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            const std::uint32_t level = graph_.classes[c].level;
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
                const std::uint32_t other = graph_.classes[arc.to].level;
                if (level < other && other != ContractedGraph::kNoLevel)
                    up_.push_back({arc.to, static_cast<double>(arc.capacity), 0});
            }
            firstUp_.push_back(static_cast<std::uint32_t>(up_.size()));
        }
    }
    std::span<Up> upOf(std::uint32_t c) { return {up_.data() + firstUp_[c], up_.data() + firstUp_[c + 1]}; }

    /// Shares by capacity, or by what a class can pass up in turn.
    void setShares(Split split) {
        std::vector<double> onward(graph_.classCount(), 0), below(graph_.classCount(), 0);
        shareSum_.assign(graph_.classCount(), 0);
        for (std::uint32_t c = 0; split != Split::ByCapacity && c < graph_.classCount(); ++c)
            for (const Up& arc : upOf(c))
                below[arc.to] += arc.capacity * graph_.classes[c].size;
        if (split == Split::ByCapacity) {
            for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
                for (Up& arc : upOf(c)) {
                    arc.share = arc.capacity;
                    shareSum_[c] += arc.share * graph_.classes[arc.to].size;
                }
            return;
        }
        for (std::size_t i = order_.size(); i-- > 0;) {
            const std::uint32_t c = order_[i];
            if (upOf(c).empty()) onward[c] = below[c];
            for (Up& arc : upOf(c)) {
                arc.share = arc.capacity * std::min(1.0, onward[arc.to] / below[arc.to]);
                shareSum_[c] += arc.share * graph_.classes[arc.to].size;
            }
            if (!upOf(c).empty()) onward[c] = shareSum_[c];
        }
    }

    /// Flow into and out of one vertex of each class when every endpoint sends all it can.
    void setInflow() {
        inflow_.assign(graph_.classCount(), 0);
        passed_.assign(graph_.classCount(), 0);
        absorbed_.assign(graph_.classCount(), 0);
        for (const std::uint32_t c : order_) {
            double least = shareSum_[c] > 0 ? 1e300 : 0;  // capacity per share of the link that fills first
            for (const Up& arc : upOf(c))
                if (arc.share > 0)
                    least = std::min(least, arc.share < arc.capacity ? arc.capacity / arc.share : 1.0);
            const double room = least * shareSum_[c];  // most that can leave without filling it
            const double in = graph_.isEndpoint(c) ? room : inflow_[c];
            // A surplus within rounding is none; the margin of the final bound covers it.
            const double out = in <= room * (1 + kRoundingShare / 100) ? in : room;
            passed_[c] = in > 0 ? out / in : 0;
            absorbed_[c] = in > 0 && !graph_.isEndpoint(c) ? (in - out) / in : 0;
            if (graph_.isEndpoint(c)) sent_[c] = out;
            const double perShare = shareSum_[c] > 0 ? out / shareSum_[c] * graph_.classes[c].size : 0;
            for (const Up& arc : upOf(c))
                inflow_[arc.to] += arc.share * perShare;
        }
    }

    /// The arcs with flow the other way round, so that a walk down meets nothing else.
    void listDownwardFlow() {
        firstDown_.assign(graph_.classCount() + std::size_t{1}, 0);
        for (const Up& arc : up_)
            firstDown_[arc.to + 1] += arc.share > 0 ? 1 : 0;
        for (std::size_t c = 1; c < firstDown_.size(); ++c)
            firstDown_[c] += firstDown_[c - 1];
        down_.resize(firstDown_.back());
        std::vector<std::uint32_t> next(firstDown_.begin(), firstDown_.end() - 1);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            const double perShare = shareSum_[c] > 0 ? passed_[c] / shareSum_[c] : 0;
            for (const Up& arc : upOf(c))
                if (arc.share > 0) down_[next[arc.to]++] = {c, arc.share * perShare};
        }
    }

    /// What one hub vertex takes in per weight of each class of endpoints; gives the weight that sends
    /// nothing.
    std::uint64_t fillColumn(std::uint32_t hub) {
        spreadDown(hub);
        column_.clear();
        std::uint64_t silent = graph_.totalWeight;
        for (const std::uint32_t c : touched_.front()) {
            const std::uint64_t w = std::uint64_t{graph_.classes[c].weight} * graph_.classes[c].size;
            column_.push_back({sent_[c] * reach_[c] / graph_.classes[c].weight, w});
            silent -= w;
        }
        for (std::vector<std::uint32_t>& level : touched_)
            for (const std::uint32_t c : level)
                reach_[c] = 0;
        return silent;
    }

    /// Fills reach_: the share of what one vertex takes in that ends at one vertex of the hub.
    void spreadDown(std::uint32_t hub) {
        for (std::vector<std::uint32_t>& level : touched_)
            level.clear();
        const std::uint32_t top = graph_.classes[hub].level;
        touched_[top].push_back(hub);
        reach_[hub] = absorbed_[hub];
        for (std::uint32_t level = top; level > 0; --level)
            for (const std::uint32_t at : touched_[level]) {
                const double members = at == hub ? 1 : graph_.classes[at].size;
                const double here = members * reach_[at];
                for (std::uint32_t i = firstDown_[at]; i < firstDown_[at + 1]; ++i) {
                    const auto [c, flow] = down_[i];
                    if (!(reach_[c] > 0)) touched_[graph_.classes[c].level].push_back(c);
                    reach_[c] += flow * here;
                }
            }
    }

    const ContractedGraph& graph_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> firstUp_, firstDown_;  // by class
    std::vector<Up> up_;
    std::vector<Down> down_;
    std::vector<double> shareSum_, sent_, inflow_, passed_, absorbed_, reach_;
    std::vector<std::vector<std::uint32_t>> touched_;  // by level
    std::vector<std::pair<double, std::uint64_t>> column_;
};

}  // namespace

std::int64_t roundedBound(double bound, std::int64_t quantum) {
    // Every cut is a multiple of the quantum, so the bound may be lifted to the next one.
    const double steps = bound * (1 - kRoundingShare) / static_cast<double>(quantum);
    return static_cast<std::int64_t>(std::ceil(steps)) * quantum;
}

std::int64_t hubLowerBound(const ContractedGraph& graph, std::uint64_t smallerSide, HubEffort effort,
                           const PollFunction& poll) {
    double best = UpwardFlow(graph, Split::ByCapacity).lowerBounds({smallerSide}, poll).front();
    // Below three tiers both divisions are the same.
    if (effort == HubEffort::Thorough && graph.levels >= 3)
        best = std::max(best,
                        UpwardFlow(graph, Split::ByOnwardCapacity).lowerBounds({smallerSide}, poll).front());
    return roundedBound(best, graph.quantum);
}

HubFlow hubFlow(const ContractedGraph& graph, const std::vector<std::uint64_t>& smallerSides,
                const PollFunction& poll) {
    UpwardFlow flow(graph, Split::ByCapacity);
    HubFlow out;
    const std::vector<double> bounds = flow.lowerBounds(smallerSides, poll);
    for (std::size_t i = 0; i < bounds.size(); ++i)
        out.ofSide.push_back({smallerSides[i], bounds[i]});
    out.rates.reserve(graph.classCount());
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        out.rates.push_back(flow.rateOf(c));
    return out;
}

HubBounds HubFlow::bounds(const ContractedGraph& graph) const {
    HubBounds out;
    for (const auto& [side, bound] : ofSide)
        out.ofSide.push_back({side, roundedBound(bound, graph.quantum)});
    return out;
}

HubBounds hubLowerBounds(const ContractedGraph& graph, const std::vector<std::uint64_t>& smallerSides,
                         const PollFunction& poll) {
    return hubFlow(graph, smallerSides, poll).bounds(graph);
}

}  // namespace rackloom::analytics
