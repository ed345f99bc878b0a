// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/compute_paths.h"

#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/cable_graph.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/work.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

/// Steps over links that a search may take; beyond it a sample is looked at. About a tenth of a second.
constexpr std::uint64_t kWork = 20'000'000;

void addLengths(Query& q, PathDelays& out) {
    const std::vector<FabricId> compute = q.get<FabricsOfRole>(model::FabricRole::Compute);
    for (const Bundle& bundle : *q.get<CableBundles>()) {
        if (std::find(compute.begin(), compute.end(), bundle.fabric) == compute.end()) continue;
        if (!(bundle.length > 0)) {
            out.unmeasured += bundle.count;
            continue;
        }
        if (out.lengths.size() <= bundle.tier) out.lengths.resize(bundle.tier + std::size_t{1});
        TierLength& tier = out.lengths[bundle.tier];
        tier.mean += bundle.length * bundle.count;
        tier.cables += bundle.count;
        tier.longest = std::max(tier.longest, bundle.length);
    }
    for (TierLength& tier : out.lengths)
        if (tier.cables > 0) tier.mean /= tier.cables;
}

void addSwitches(Query& q, const DrawnFabric& fabric, PathDelays& out) {
    const double assumed = q.get<AssumptionOf>("latency.switch_s").value;
    DeviceLookup lookup(q);
    for (const model::DeviceRef device : fabric.switches()) {
        if (fabric.isAbsent(device)) continue;
        const model::DeviceType* type = lookup.type(device);
        const bool known = type && type->switching && type->switching->latency.known();
        const double delay = known ? type->switching->latency.value->si() : assumed;
        out.switchDelay += delay;
        out.slowestSwitch = std::max(out.slowestSwitch, delay);
        out.switchesKnown += known ? 1 : 0;
        ++out.switches;
    }
    if (out.switches > 0) out.switchDelay /= out.switches;
}

}  // namespace

ComputeHops::Value ComputeHops::compute(const Key&, Query& q) {
    return hopTable(*q.get<CableGraph>(), [&] { q.poll(); });
}

ComputeShortestPaths::Value ComputeShortestPaths::compute(const Key&, Query& q) {
    return shortestPaths(*q.get<CableGraph>(), kWork, [&] { q.poll(); });
}

ComputeDisjointPaths::Value ComputeDisjointPaths::compute(const Key&, Query& q) {
    return disjointPaths(*q.get<CableGraph>(), kWork, [&] { q.poll(); });
}

ComputeSinglePoints::Value ComputeSinglePoints::compute(const Key& reach, Query& q) {
    const Shared<ContractedGraph> graph =
        reach == Reach::ScaleOut ? q.get<CableGraph>() : q.get<JoinedCableGraph>();
    return findSinglePoints(*graph, [&] { q.poll(); });
}

ComputeDelays::Value ComputeDelays::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    PathDelays out;
    addLengths(q, out);
    addSwitches(q, *fabric, out);
    const auto endpoints = static_cast<std::uint32_t>(fabric->endpoints().size());
    std::int64_t slowest = 0;
    fabric->eachLink([&](const FabricGraph::Link& link) {
        if (link.a < endpoints || link.b < endpoints)
            slowest = slowest == 0 ? link.capacity : std::min(slowest, link.capacity);
    });
    out.slowestRate = bitRate(slowest);
    return out;
}

}  // namespace rackloom::analytics
