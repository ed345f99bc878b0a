// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/hub_certificate.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rackloom::analytics {
namespace {

/// How upward traffic divides at a switch: by link capacity, or by what the next tier can still carry on.
enum class Split { ByCapacity, ByOnwardCapacity };

/// Rounding of the sums below stays far under this share, and a link is never this small a share of a cut.
constexpr double kRoundingShare = 1e-10;

class UpwardFlow {
public:
    UpwardFlow(const ContractedGraph& graph, Split split) : graph_(graph) {
        reach_.assign(graph.classCount(), 0);
        sent_.assign(graph.classCount(), 0);
        touched_.resize(graph.levels + 1);
        orderByLevel();
        pairArcs();
        setShares(split);
        setInflow();
    }

    double lowerBound(std::uint64_t smallerSide, const PollFunction& poll) {
        double total = 0;
        for (const std::uint32_t hub : order_) {
            if (graph_.isEndpoint(hub) || !(absorbed_[hub] > 0)) continue;
            if (poll) poll();
            total += graph_.classes[hub].size * cheapestHalf(hub, smallerSide);
        }
        return total;
    }

private:
    bool up(std::uint32_t from, std::uint32_t to) const {
        return graph_.classes[from].level < graph_.classes[to].level &&
               graph_.classes[to].level != ContractedGraph::kNoLevel;
    }

    void orderByLevel() {
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (graph_.classes[c].level != ContractedGraph::kNoLevel) order_.push_back(c);
        std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return graph_.classes[a].level < graph_.classes[b].level;
        });
    }

    /// share_ of an arc: the capacity it is counted with when traffic divides. onward_: what a class can pass
    /// up.
    void setShares(Split split) {
        std::vector<double> onward(graph_.classCount(), 0), below(graph_.classCount(), 0);
        share_.assign(graph_.arcs.size(), 0);
        shareSum_.assign(graph_.classCount(), 0);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            for (const auto& arc : graph_.arcsOf(c))
                if (up(arc.to, c)) below[c] += capacity(arc) * graph_.classes[arc.to].size;
        for (std::size_t i = order_.size(); i-- > 0;) {
            const std::uint32_t c = order_[i];
            bool top = true;
            for (std::uint32_t a = graph_.begin[c]; a < graph_.begin[c + 1]; ++a) {
                const ContractedGraph::Arc& arc = graph_.arcs[a];
                if (!up(c, arc.to)) continue;
                top = false;
                const double part = capacity(arc) * std::min(1.0, onward[arc.to] / below[arc.to]);
                share_[a] = split == Split::ByCapacity ? capacity(arc) : part;
                shareSum_[c] += share_[a] * graph_.classes[arc.to].size;
                onward[c] += part * graph_.classes[arc.to].size;
            }
            if (top) onward[c] = below[c];
        }
    }

    /// Flow into and out of one vertex of each class when every endpoint sends all it can.
    void setInflow() {
        std::vector<double> inflow(graph_.classCount(), 0);
        passed_.assign(graph_.classCount(), 0);
        absorbed_.assign(graph_.classCount(), 0);
        for (const std::uint32_t c : order_) {
            double room = shareSum_[c] > 0 ? 1e300 : 0;  // most that can leave without filling a link
            for (std::uint32_t a = graph_.begin[c]; a < graph_.begin[c + 1]; ++a)
                if (share_[a] > 0) room = std::min(room, capacity(graph_.arcs[a]) / share_[a] * shareSum_[c]);
            const double in = graph_.isEndpoint(c) ? room : inflow[c];
            // A surplus within rounding is none; the margin of the final bound covers it.
            const double out = in <= room * (1 + kRoundingShare / 100) ? in : room;
            passed_[c] = in > 0 ? out / in : 0;
            absorbed_[c] = in > 0 && !graph_.isEndpoint(c) ? (in - out) / in : 0;
            if (graph_.isEndpoint(c)) sent_[c] = out;
            for (std::uint32_t a = graph_.begin[c]; a < graph_.begin[c + 1]; ++a)
                if (share_[a] > 0)
                    inflow[graph_.arcs[a].to] += out * share_[a] / shareSum_[c] * graph_.classes[c].size;
        }
    }

    /// Smallest inflow of one hub vertex from any endpoints of the given total weight.
    double cheapestHalf(std::uint32_t hub, std::uint64_t weight) {
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
        if (silent >= weight) return 0;
        std::sort(column_.begin(), column_.end());
        double sum = 0;
        std::uint64_t left = weight - silent;
        for (const auto& [perWeight, w] : column_) {
            const std::uint64_t taken = std::min(left, w);
            sum += perWeight * static_cast<double>(taken);
            left -= taken;
            if (left == 0) break;
        }
        return sum;
    }

    /// Fills reach_: the share of what one vertex takes in that ends at one vertex of the hub.
    void spreadDown(std::uint32_t hub) {
        for (std::vector<std::uint32_t>& level : touched_)
            level.clear();
        const std::uint32_t top = graph_.classes[hub].level;
        touched_[top].push_back(hub);
        reach_[hub] = absorbed_[hub];
        for (std::uint32_t level = top; level > 0; --level)
            for (const std::uint32_t at : touched_[level])
                for (std::uint32_t a = graph_.begin[at]; a < graph_.begin[at + 1]; ++a) {
                    const std::uint32_t c = graph_.arcs[a].to;
                    const double share = share_[reverse_[a]];
                    if (!(share > 0)) continue;  // also where the arc leads up
                    if (!(reach_[c] > 0)) touched_[graph_.classes[c].level].push_back(c);
                    const double members = at == hub ? 1 : graph_.classes[at].size;
                    reach_[c] += passed_[c] * share / shareSum_[c] * members * reach_[at];
                }
    }

    /// Arc lists are sorted by class, so walking all classes in order meets the opposite arcs in order too.
    void pairArcs() {
        std::vector<std::uint32_t> next(graph_.begin.begin(), graph_.begin.end() - 1);
        reverse_.resize(graph_.arcs.size());
        for (std::uint32_t a = 0; a < graph_.arcs.size(); ++a)
            reverse_[a] = next[graph_.arcs[a].to]++;
    }

    static double capacity(const ContractedGraph::Arc& arc) { return static_cast<double>(arc.capacity); }

    const ContractedGraph& graph_;
    std::vector<std::uint32_t> order_, reverse_;
    std::vector<double> share_, shareSum_;  // per arc upwards, per class
    std::vector<double> sent_, passed_, absorbed_, reach_;
    std::vector<std::vector<std::uint32_t>> touched_;  // by level
    std::vector<std::pair<double, std::uint64_t>> column_;
};

std::int64_t roundedUp(double bound, std::int64_t quantum) {
    // Every cut is a multiple of the quantum, so the bound may be lifted to the next one.
    const double steps = bound * (1 - kRoundingShare) / static_cast<double>(quantum);
    return static_cast<std::int64_t>(std::ceil(steps)) * quantum;
}

}  // namespace

std::int64_t hubLowerBound(const ContractedGraph& graph, std::uint64_t smallerSide, HubEffort effort,
                           const PollFunction& poll) {
    double best = UpwardFlow(graph, Split::ByCapacity).lowerBound(smallerSide, poll);
    // Below three tiers both divisions are the same.
    if (effort == HubEffort::Thorough && graph.levels >= 3)
        best = std::max(best, UpwardFlow(graph, Split::ByOnwardCapacity).lowerBound(smallerSide, poll));
    return roundedUp(best, graph.quantum);
}

}  // namespace rackloom::analytics
