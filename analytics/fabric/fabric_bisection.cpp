// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_bisection.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

/// A rack belongs to side A when more than half of its endpoints do.
std::vector<RackId> racksOnSideA(const DrawnFabric& fabric, const Bisection& cut) {
    std::map<RackId, std::int64_t> lean;
    std::int64_t* last = nullptr;  // endpoints come rack by rack
    for (std::uint32_t v = 0; v < fabric.endpoints().size(); ++v) {
        const std::int64_t weight = fabric.weight()[v];
        const RackId rack = fabric.endpoints()[v].device.rack;
        if (!last || fabric.endpoints()[v - 1].device.rack != rack) last = &lean[rack];
        *last += cut.sideA[v] ? weight : -weight;
    }
    std::vector<RackId> out;
    for (const auto& [rack, weight] : lean)
        if (weight > 0) out.push_back(rack);
    return out;
}

/// Cables between the sides. All of the drawing are counted, then those that differ.
std::uint32_t cablesCut(const DrawnFabric& fabric, const std::vector<bool>& sideA) {
    const std::vector<std::uint8_t> side(sideA.begin(), sideA.end());
    const auto isCut = [&](const FabricGraph::Link& link) {
        return static_cast<std::uint32_t>(side[link.a] ^ side[link.b]);
    };
    std::uint32_t count = 0;
    for (const FabricGraph::Link& link : fabric.plan->graph.links)
        count += isCut(link);
    for (const std::uint32_t i : fabric.changes.gone)
        count -= isCut(fabric.plan->graph.links[i]);
    for (const FabricGraph::Link& link : fabric.changes.added)
        count += isCut(link);
    return count;
}

}  // namespace

FabricBisection::Value FabricBisection::compute(const Key& id, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<FabricGraphNode>(id);
    const Shared<Bisection> cut = q.get<FabricCut>(id);
    FabricResult out;
    out.fabric = id;
    out.cables = static_cast<std::uint32_t>(q.get<FabricWiring>(id)->count());
    if (fabric->endpoints().empty()) {
        out.method = "no endpoints";
        return out;
    }
    out.lower = bitRate(cut->lower);
    out.upper = bitRate(cut->upper);
    out.method = cut->method;
    out.sideA = racksOnSideA(*fabric, *cut);
    for (std::size_t s = 0; s < fabric->switches().size(); ++s)
        if (cut->sideA[fabric->endpoints().size() + s] && !fabric->isAbsent(fabric->switches()[s]))
            out.switchesA.push_back(fabric->switches()[s]);
    std::sort(out.switchesA.begin(), out.switchesA.end());
    out.cutCables = cablesCut(*fabric, cut->sideA);
    return out;
}

}  // namespace rackloom::analytics
