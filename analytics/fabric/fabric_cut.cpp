// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_cut.h"

#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/hub_loss.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace rackloom::analytics {
namespace {

bool isOnlyComputeFabric(FabricId id, Query& q) {
    const std::vector<FabricId>& compute = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return compute.size() == 1 && compute.front() == id;
}

constexpr std::size_t kLargeArcs = 60'000;
constexpr std::int64_t kSmallPart = 1'000;

std::vector<std::uint32_t> racksOf(const std::vector<FabricDrawing::Endpoint>& endpoints) {
    std::vector<std::uint32_t> out;
    std::map<RackId, std::uint32_t> known;
    out.reserve(endpoints.size());
    for (std::size_t v = 0; v < endpoints.size(); ++v) {
        const RackId rack = endpoints[v].device.rack;
        if (v > 0 && endpoints[v - 1].device.rack == rack)
            out.push_back(out.back());
        else
            out.push_back(known.try_emplace(rack, static_cast<std::uint32_t>(known.size())).first->second);
    }
    return out;
}

/// The cut of the drawing, turned where links are missing; none when too much is missing or it leaves more
/// open than a search may close.
std::optional<Bisection> turnedCut(const DrawnFabric& fabric, const KnownCut& known, const HubBounds& hubs) {
    const Bisection& planned = *known.cut;
    const std::optional<std::int64_t> lower = hubs.of(planned.leastSide);
    if (!lower) return std::nullopt;
    TurnedSplit turned =
        turnedSplit(fabric.plan->graph, fabric.plan->twins, fabric.changes, known.half, known.rackOf, *lower);
    if (!closeEnough(fabric.contracted(), *lower, turned.cut)) return std::nullopt;
    Bisection out = planned;
    out.lower = *lower;
    out.upper = turned.cut;
    out.sideA = std::move(turned.sideA);
    out.certificate = "hub certificate";
    out.method = "hub certificate + explicit cut";
    return out;
}

}  // namespace

bool closeEnough(const ContractedGraph& graph, std::int64_t lower, std::int64_t upper) {
    return upper <= lower || (graph.arcs.size() > kLargeArcs && (upper - lower) <= upper / kSmallPart);
}

ComputeKnownCut::Value ComputeKnownCut::compute(const Key&, Query& q) {
    const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
    const ContractedGraph& graph = plan->twins.contracted;
    KnownCut out;
    BisectionOptions options;
    HubBounds bounds;
    const PollFunction poll = [&] { q.poll(); };
    if (graph.totalWeight > 0) {
        out.hubs = hubFlow(graph, {evenSideWeight(graph), q.get<ComputeWholeDomains>()->side}, poll);
        bounds = out.hubs.bounds(graph);
        options.hubs = &bounds;
    }
    out.cut = bisect(graph, options, poll);
    out.half = knownSplit(plan->graph, out.cut->sideA);
    out.rackOf = racksOf(plan->endpoints);
    return out;
}

ComputeHubs::Value ComputeHubs::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const ContractedGraph& graph = fabric->contracted();
    if (graph.totalWeight == 0) return {};
    const HubFlow& planned = q.get<ComputeKnownCut>()->hubs;
    if (fabric->changes.empty()) return planned.bounds(graph);
    if (const auto loss =
            hubLoss(fabric->plan->graph, fabric->plan->twins, planned, fabric->changes, graph)) {
        HubFlow less{{}, planned.ofSide};
        for (auto& [side, bound] : less.ofSide)
            bound = std::max(0.0, bound - *loss);
        return less.bounds(graph);
    }
    return hubLowerBounds(graph, {evenSideWeight(graph), q.get<ComputeWholeDomains>()->side},
                          [&] { q.poll(); });
}

FabricCut::Value FabricCut::compute(const Key& id, Query& q) {
    if (isOnlyComputeFabric(id, q)) return q.get<ComputeCut>();
    return bisect(q.get<FabricGraphNode>(id)->contracted(), {}, [&] { q.poll(); });
}

ComputeCut::Value ComputeCut::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const Shared<KnownCut> known = q.get<ComputeKnownCut>();
    if (fabric->changes.empty()) return known->cut;
    if (std::optional<Bisection> turned = turnedCut(*fabric, *known, q.get<ComputeHubs>())) return *turned;
    return bisect(fabric->contracted(), {}, [&] { q.poll(); });
}

}  // namespace rackloom::analytics
