// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/tight_bisection.h"

#include "analytics/fabric/fabric_plan.h"

namespace rackloom::analytics {
namespace {

// Beyond these the searches seldom close a gap within seconds, and each edit would set them off again.
constexpr std::size_t kMostArcs = 40'000;
constexpr std::size_t kMostClasses = 3'000;

Shared<Bisection> tightened(const Shared<Bisection>& quick, const DrawnFabric& fabric, Query& q) {
    const ContractedGraph& graph = fabric.contracted();
    if (quick->exact() || graph.arcs.size() > kMostArcs || graph.classCount() > kMostClasses) return quick;
    BisectionOptions options;
    options.effort = BisectionEffort::Thorough;
    Bisection thorough = bisect(graph, options, [&] { q.poll(); });
    if (thorough.upper - thorough.lower >= quick->upper - quick->lower) return quick;
    return Shared<Bisection>(std::move(thorough));
}

}  // namespace

TightFabricCut::Value TightFabricCut::compute(const Key& id, Query& q) {
    const std::vector<FabricId>& compute = q.get<FabricsOfRole>(model::FabricRole::Compute);
    if (compute.size() == 1 && compute.front() == id) return q.get<TightComputeCut>();
    return tightened(q.get<FabricCut>(id), *q.get<FabricGraphNode>(id), q);
}

TightComputeCut::Value TightComputeCut::compute(const Key&, Query& q) {
    return tightened(q.get<ComputeCut>(), *q.get<ComputeGraph>(), q);
}

TightFabricBisection::Value TightFabricBisection::compute(const Key& id, Query& q) {
    const Shared<FabricResult> quick = q.get<FabricBisection>(id);
    const Shared<Bisection> cut = q.get<TightFabricCut>(id);
    if (!quick->lower || (bitRate(cut->lower) == *quick->lower && bitRate(cut->upper) == *quick->upper))
        return quick;
    return fabricResult(id, *q.get<FabricGraphNode>(id), *cut, quick->cables);
}

}  // namespace rackloom::analytics
