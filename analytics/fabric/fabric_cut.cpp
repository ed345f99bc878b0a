// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_cut.h"

#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/fabric_plan.h"

namespace rackloom::analytics {
namespace {

bool isOnlyComputeFabric(FabricId id, Query& q) {
    const std::vector<FabricId>& compute = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return compute.size() == 1 && compute.front() == id;
}

}  // namespace

ComputeHubs::Value ComputeHubs::compute(const Key&, Query& q) {
    const ContractedGraph& graph = q.get<ComputeGraph>()->contracted;
    if (graph.totalWeight == 0) return {};
    return hubLowerBounds(graph, {evenSideWeight(graph), q.get<ComputeWholeDomains>()->side},
                          [&] { q.poll(); });
}

FabricCut::Value FabricCut::compute(const Key& id, Query& q) {
    if (isOnlyComputeFabric(id, q)) return q.get<ComputeCut>();
    return bisect(q.get<FabricGraphNode>(id)->contracted, {}, [&] { q.poll(); });
}

ComputeCut::Value ComputeCut::compute(const Key&, Query& q) {
    BisectionOptions options;
    options.hubs = &q.get<ComputeHubs>();
    return bisect(q.get<ComputeGraph>()->contracted, options, [&] { q.poll(); });
}

ComputeCutTightened::Value ComputeCutTightened::compute(const Key&, Query& q) {
    const Shared<Bisection> known = q.get<ComputeCut>();
    if (known->exact()) return known;
    BisectionOptions options;
    options.hubs = &q.get<ComputeHubs>();
    options.effort = BisectionEffort::Thorough;
    return bisect(q.get<ComputeGraph>()->contracted, options, [&] { q.poll(); });
}

}  // namespace rackloom::analytics
