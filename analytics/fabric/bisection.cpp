// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/bisection.h"

#include "analytics/fabric/balance.h"
#include "analytics/fabric/exact.h"
#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/min_cut.h"
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

class Search {
public:
    Search(const FabricGraph& graph, const ContractedGraph& contracted, const PollFunction& poll)
        : graph_(graph), contracted_(contracted), poll_(poll), sideWeight_(evenSideWeight(contracted)) {}

    Bisection run() {
        if (const auto apart = componentPartition(contracted_, sideWeight_)) {
            best_ = *apart;
            sides_ = sweptSides(contracted_, best_);
            // Whole components on each side leave nothing to cut; sweeps may stop short of seeing that.
            if (sides_.cut > 0) sides_ = minCutSides(contracted_, best_);
            method_ = "halves of separate parts";
            return result();
        }
        lower_ = hubLowerBound(contracted_, sideWeight_, HubEffort::OnePass, poll_);
        method_ = "hub certificate + explicit cut";
        tryCandidates();
        if (!closed())
            lower_ = std::max(lower_, hubLowerBound(contracted_, sideWeight_, HubEffort::Thorough, poll_));
        if (contracted_.arcs.size() <= (closed() ? kSmallArcs : kLargeArcs)) byMaxFlow();
        if (!closed()) searchExactly();
        return result();
    }

private:
    bool closed() const { return have_ && sides_.cut <= lower_; }

    void tryCandidates() {
        offer(prefixPartition(contracted_, graph_.weight, sideWeight_));
        if (!closed()) offer(classPrefixPartition(contracted_, sideWeight_));
        if (!closed()) offer(isolationPartition(contracted_, sideWeight_));
        RL_CHECK(have_);
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
            partition = endpointsForSides(contracted_, sides_, sideWeight_);
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
        method_ = "hub certificate + max-flow";
    }

    void searchExactly() {
        std::optional<ExactCut> found = exactByUpperSides(contracted_, sideWeight_, sides_.cut, poll_);
        const bool bySides = found.has_value();
        if (!found) found = exactByEnumeration(graph_, contracted_, sideWeight_, poll_);
        if (!found) return;
        if (found->cut < sides_.cut) {
            best_ = std::move(found->partition);
            sides_ = minCutSides(contracted_, best_);
        }
        RL_CHECK(found->cut == sides_.cut && lower_ <= found->cut);
        lower_ = found->cut;
        method_ = bySides ? "search over upper switches + max-flow" : "search over all sides";
    }

    Bisection result() {
        Bisection out{lower_, sides_.cut, sideWeight_, std::vector<bool>(graph_.weight.size(), false),
                      method_};
        std::vector<std::uint32_t> left = best_.taken;
        for (std::uint32_t v = 0; v < graph_.vertexCount(); ++v) {
            const std::uint32_t c = contracted_.classOf[v];
            if (graph_.weight[v] == 0)
                out.sideA[v] = sides_.sideA[c];
            else if (!best_.endpointA.empty())
                out.sideA[v] = best_.endpointA[v];
            else if (left[c] > 0) {
                out.sideA[v] = true;
                --left[c];
            }
        }
        return out;
    }

    const FabricGraph& graph_;
    const ContractedGraph& contracted_;
    const PollFunction& poll_;
    std::uint64_t sideWeight_;
    std::int64_t lower_ = 0;
    Partition best_;
    SwitchSides sides_;
    bool have_ = false;
    std::string method_;
};

}  // namespace

std::uint64_t evenSideWeight(const ContractedGraph& graph) {
    std::vector<WeightItem> items;
    for (const ContractedGraph::Class& c : graph.classes)
        if (c.weight > 0) items.push_back({c.weight, c.size});
    return mostEvenSide(items);
}

Bisection bisect(const FabricGraph& graph, const ContractedGraph& contracted, const PollFunction& poll) {
    return Search(graph, contracted, poll).run();
}

Bisection bisect(const FabricGraph& graph, const PollFunction& poll) {
    return bisect(graph, contractTwins(graph, poll), poll);
}

std::int64_t cutOfEndpoints(const FabricGraph& graph, const ContractedGraph& contracted,
                            const std::vector<bool>& endpointA, std::int64_t goodEnough) {
    Partition partition{std::vector<std::uint32_t>(contracted.classCount(), 0), {}};
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (graph.weight[v] > 0 && endpointA[v]) ++partition.taken[contracted.classOf[v]];
    const std::int64_t swept = sweptSides(contracted, partition, goodEnough).cut;
    if (swept <= goodEnough || contracted.arcs.size() > kLargeArcs) return swept;
    return std::min(swept, minCutSides(contracted, partition).cut);
}

}  // namespace rackloom::analytics
