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
    fabric->eachLink([&](const FabricGraph::Link& link) {
        if (cut->sideA[link.a] != cut->sideA[link.b]) ++out.cutCables;
    });
    return out;
}

}  // namespace rackloom::analytics
