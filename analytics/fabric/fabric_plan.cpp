// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_plan.h"

#include "analytics/fabric/device_lookup.h"
#include "analytics/inputs/fabric.h"
#include "model/topology/generators.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

model::CableKey keyOf(const model::PlannedCable& cable) {
    return cable.a < cable.b ? model::CableKey{cable.a, cable.b} : model::CableKey{cable.b, cable.a};
}

/// 0 for an endpoint, 1 for a leaf, 2 for a spine …
std::uint32_t heightOf(const model::Fabric& fabric, model::DeviceRef device) {
    for (std::size_t t = 0; t < fabric.tiers.size(); ++t)
        if (std::find(fabric.tiers[t].switches.begin(), fabric.tiers[t].switches.end(), device) !=
            fabric.tiers[t].switches.end())
            return static_cast<std::uint32_t>(t) + 1;
    return 0;
}

model::PlannedCable planned(const model::Fabric& fabric, const model::Cable& cable, DeviceLookup& lookup) {
    model::PlannedCable out{cable.a, cable.b, {}, 0};
    std::uint32_t low = heightOf(fabric, cable.a.device);
    std::uint32_t high = heightOf(fabric, cable.b.device);
    if (low > high) {
        std::swap(out.a, out.b);
        std::swap(low, high);
    }
    out.tier = low;
    const std::optional<DataRate> a = lookup.portRate(cable.a);
    const std::optional<DataRate> b = lookup.portRate(cable.b);
    if (a && b) out.rate = std::min(*a, *b);
    return out;
}

}  // namespace

FabricPlanNode::Value FabricPlanNode::compute(const Key& id, Query& q) {
    const Shared<model::Fabric> fabric = q.get<FabricRow>(id);
    model::FabricPlan plan;
    if (fabric->generator.empty()) return plan;
    const model::Generator* generator = model::findGenerator(fabric->generator);
    if (!generator) {
        plan.problems.push_back("there is no generator \"" + fabric->generator + "\"");
        return plan;
    }
    plan = generator->plan(*q.get<FabricPlanInput>(id));
    if (!fabric->removed.empty())
        std::erase_if(plan.cables, [&](const model::PlannedCable& cable) {
            return std::binary_search(fabric->removed.begin(), fabric->removed.end(), keyOf(cable));
        });
    return plan;
}

FabricCables::Value FabricCables::compute(const Key& id, Query& q) {
    const Shared<model::FabricPlan> plan = q.get<FabricPlanNode>(id);
    const auto hand = q.get<HandCables>(id);
    if (hand->empty()) return plan;
    const Shared<model::Fabric> fabric = q.get<FabricRow>(id);
    DeviceLookup lookup(q);
    model::FabricPlan all = *plan;
    for (const auto& [cableId, cable] : *hand)
        if (lookup.type(cable.a.device) && lookup.type(cable.b.device))
            all.cables.push_back(planned(*fabric, cable, lookup));
    return all;
}

FabricsOfRole::Value FabricsOfRole::compute(const Key& role, Query& q) {
    std::vector<FabricId> out;
    for (const FabricId id : *q.get<FabricIds>())
        if (q.get<FabricRow>(id)->role == role) out.push_back(id);
    return out;
}

}  // namespace rackloom::analytics
