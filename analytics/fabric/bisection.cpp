// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/bisection.h"

#include "analytics/fabric/balance.h"
#include "analytics/fabric/exact.h"
#include "analytics/fabric/min_cut.h"
#include "analytics/fabric/tighten.h"
#include "model/base/check.h"

#include <algorithm>
#include <utility>

namespace rackloom::analytics {
namespace {

constexpr int kMaxRounds = 8;
/// Up to this many arcs a maximum flow costs next to nothing and is run even when the bounds already meet.
constexpr std::size_t kSmallArcs = 4'000;
/// Beyond this many it takes a noticeable part of a second and hardly ever improves on the sweeps.
constexpr std::size_t kLargeArcs = 60'000;

/// Switches without cables stand apart and matter to no cut.
bool endpointsHangTogether(const ContractedGraph& graph) {
    const Components parts = components(graph);
    std::uint32_t part = ContractedGraph::kNoLevel;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!graph.isEndpoint(c)) continue;
        if (graph.arcsOf(c).empty() && graph.totalWeight > graph.classes[c].weight) return false;
        if (part == ContractedGraph::kNoLevel) part = parts.ofClass[c];
        if (parts.ofClass[c] != part) return false;
    }
    return true;
}

class Search {
public:
    Search(const ContractedGraph& contracted, const BisectionOptions& options, const PollFunction& poll)
        : contracted_(contracted), options_(options), poll_(poll) {
        range_.least =
            std::min(evenSideWeight(contracted), options.leastSide.value_or(contracted.totalWeight));
        range_.most = contracted.totalWeight - range_.least;
    }

    Bisection run() {
        if (contracted_.totalWeight == 0) return nothing("no endpoints");
        if (range_.least == 0) return nothing("one side may be empty");
        if (const auto apart = componentPartition(contracted_, range_)) {
            best_ = *apart;
            sides_ = sweptSides(contracted_, best_);
            // Whole components on each side leave nothing to cut; sweeps may stop short of seeing that.
            if (sides_.cut > 0) sides_ = minCutSides(contracted_, best_);
            method_ = certificate_ = "halves of separate parts";
            return result();
        }
        const auto known = options_.hubs ? options_.hubs->of(range_.least) : std::nullopt;
        lower_ = known ? *known : hubLowerBound(contracted_, range_.least, HubEffort::OnePass, poll_);
        tryCandidates();
        if (!closed())
            lower_ = std::max(lower_, hubLowerBound(contracted_, range_.least, HubEffort::Thorough, poll_));
        if (contracted_.arcs.size() <= (closed() ? kSmallArcs : kLargeArcs)) byMaxFlow();
        if (!closed()) searchExactly();
        if (lower_ < contracted_.quantum && sides_.cut > 0 && endpointsHangTogether(contracted_)) {
            lower_ = contracted_.quantum;
            certificate_ = "connected";
        }
        Bisection out = result();
        if (!out.exact() && options_.effort == BisectionEffort::Thorough) {
            tighten(contracted_, range_, options_, poll_, out);
            out.method = out.certificate + " + " + out.method;
            turned(out);
        }
        return out;
    }

private:
    bool closed() const { return have_ && sides_.cut <= lower_; }

    /// A side without anything.
    Bisection nothing(const char* why) const {
        Bisection out;
        out.sideA.assign(contracted_.vertexCount(), false);
        out.method = out.certificate = why;
        return out;
    }

    void tryCandidates() {
        // One look at the likeliest first; only where they stay open, turns to improve them and others.
        look(prefixPartition(contracted_, range_));
        if (!closed()) look(branchPartition(contracted_, range_));
        if (!closed() && have_) offer(endpointsForSides(contracted_, sides_, range_));
        if (!closed()) offer(classPrefixPartition(contracted_, range_));
        if (!closed()) offer(isolationPartition(contracted_, range_));
        const SideRange even = evenRange();
        if (!closed() && even != range_) {
            offer(prefixPartition(contracted_, even));
            if (!closed()) offer(isolationPartition(contracted_, even));
        }
        if (!have_) offerAnySplit();
        RL_CHECK(have_);
    }

    void look(std::optional<Partition> partition) {
        if (!partition) return;
        if (poll_) poll_();
        SwitchSides sides = sweptSides(contracted_, *partition, lower_);
        if (!have_ || sides.cut < sides_.cut) accept(std::move(*partition), std::move(sides));
    }

    SideRange evenRange() const {
        const std::uint64_t half = evenSideWeight(contracted_);
        return {half, contracted_.totalWeight - half};
    }

    /// Weights that no order fits: any even split. Where even that is a puzzle, the best one found is as even
    /// as is asked for.
    void offerAnySplit() {
        std::vector<std::uint64_t> weights;
        std::vector<std::uint32_t> vertices;
        for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v)
            if (contracted_.weightOf(v) > 0) {
                weights.push_back(contracted_.weightOf(v));
                vertices.push_back(v);
            }
        auto split = evenSplit(weights, range_);
        if (!split) split = evenSplit(weights, {0, contracted_.totalWeight});
        Partition partition{std::vector<std::uint32_t>(contracted_.classCount(), 0),
                            std::vector<bool>(contracted_.vertexCount(), false)};
        std::uint64_t weight = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (!(*split)[i]) continue;
            weight += weights[i];
            partition.endpointA[vertices[i]] = true;
            ++partition.taken[contracted_.classOf[vertices[i]]];
        }
        range_.least = std::min({range_.least, weight, contracted_.totalWeight - weight});
        range_.most = contracted_.totalWeight - range_.least;
        lower_ = std::min(lower_, hubLowerBound(contracted_, range_.least, HubEffort::OnePass, poll_));
        SwitchSides sides = sweptSides(contracted_, partition, lower_);
        accept(std::move(partition), std::move(sides));
    }

    /// Takes a partition and improves it by turns: switches to suit the endpoints, endpoints to suit the
    /// switches.
    void offer(std::optional<Partition> partition) {
        for (int round = 0; partition && round < kMaxRounds; ++round) {
            if (poll_) poll_();
            SwitchSides sides = sweptSides(contracted_, *partition, lower_);
            if (have_ && sides.cut >= sides_.cut) return;
            accept(std::move(*partition), std::move(sides));
            if (closed()) return;
            partition = endpointsForSides(contracted_, sides_, range_);
        }
    }

    void accept(Partition partition, SwitchSides sides) {
        best_ = std::move(partition);
        sides_ = std::move(sides);
        have_ = true;
    }

    void byMaxFlow() {
        if (poll_) poll_();
        SwitchSides sides = minCutSides(contracted_, best_);
        RL_CHECK(sides.cut <= sides_.cut);
        sides_ = std::move(sides);
        method_ = "max-flow";
    }

    void searchExactly() {
        std::optional<ExactCut> found = exactByUpperSides(contracted_, range_, sides_.cut, poll_);
        const bool bySides = found.has_value();
        if (!found) found = exactByEnumeration(contracted_, range_, poll_);
        if (!found) return;
        if (found->cut < sides_.cut) {
            best_ = std::move(found->partition);
            sides_ = minCutSides(contracted_, best_);
        }
        RL_CHECK(found->cut == sides_.cut && lower_ <= found->cut);
        lower_ = found->cut;
        certificate_ = bySides ? "search over upper switches" : "search over all sides";
        method_ = "max-flow";
    }

    Bisection result() {
        Bisection out;
        out.lower = lower_;
        out.upper = sides_.cut;
        out.leastSide = range_.least;
        out.sideA.assign(contracted_.vertexCount(), false);
        out.certificate = certificate_;
        out.method = options_.effort == BisectionEffort::Thorough && !out.exact() ? method_
                     : method_ == certificate_                                    ? method_
                                               : certificate_ + " + " + method_;
        std::vector<std::uint32_t> left = best_.taken;
        for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v) {
            const std::uint32_t c = contracted_.classOf[v];
            if (contracted_.weightOf(v) == 0)
                out.sideA[v] = sides_.sideA[c];
            else if (!best_.endpointA.empty())
                out.sideA[v] = best_.endpointA[v];
            else if (left[c] > 0) {
                out.sideA[v] = true;
                --left[c];
            }
            out.sideWeight += out.sideA[v] ? contracted_.weightOf(v) : 0;
        }
        turned(out);
        return out;
    }

    /// Side A is the smaller one.
    void turned(Bisection& out) const {
        if (2 * out.sideWeight <= contracted_.totalWeight) return;
        out.sideA.flip();
        out.sideWeight = contracted_.totalWeight - out.sideWeight;
    }

    const ContractedGraph& contracted_;
    const BisectionOptions& options_;
    const PollFunction& poll_;
    SideRange range_;
    std::int64_t lower_ = 0;
    Partition best_;
    SwitchSides sides_;
    bool have_ = false;
    std::string method_ = "explicit cut", certificate_ = "hub certificate";
};

}  // namespace

std::uint64_t evenSideWeight(const ContractedGraph& graph) {
    std::vector<WeightItem> items;
    for (const ContractedGraph::Class& c : graph.classes)
        if (c.weight > 0) items.push_back({c.weight, c.size});
    return mostEvenSide(items);
}

Bisection bisect(const ContractedGraph& contracted, const BisectionOptions& options,
                 const PollFunction& poll) {
    return Search(contracted, options, poll).run();
}

Bisection bisect(const FabricGraph& graph, const BisectionOptions& options, const PollFunction& poll) {
    return bisect(contractTwins(graph, poll), options, poll);
}

Bisection bisect(const FabricGraph&, const ContractedGraph& contracted, const PollFunction& poll) {
    return bisect(contracted, {}, poll);
}

Bisection bisect(const FabricGraph& graph, const PollFunction& poll) {
    return bisect(contractTwins(graph, poll), {}, poll);
}

std::int64_t cutOfEndpoints(const ContractedGraph& contracted, const std::vector<std::uint32_t>& taken,
                            std::int64_t goodEnough) {
    const Partition partition{taken, {}};
    const std::int64_t swept = sweptSides(contracted, partition, goodEnough).cut;
    if (swept <= goodEnough || contracted.arcs.size() > kLargeArcs) return swept;
    return std::min(swept, minCutSides(contracted, partition).cut);
}

}  // namespace rackloom::analytics
