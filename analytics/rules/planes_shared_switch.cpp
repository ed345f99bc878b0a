// SPDX-License-Identifier: GPL-3.0-or-later
// Planes that are not apart: a switch that stands in two compute fabrics. Planes back each other up only if
// they share nothing but the endpoints.
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "planes.shared_switch",
                     .title = "Switch in two planes",
                     .severity = Severity::Warning,
                     .pattern = "{0} and {1} share {2} switches, such as the one in rack {3}",
                     .remedy = "Give each plane switches of its own.",
                     .source = "Planes are apart except at endpoints."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const std::vector<FabricId> fabrics = q.get<FabricsOfRole>(model::FabricRole::Compute);
    if (fabrics.size() < 2) return;
    std::map<model::DeviceRef, FabricId> owner;
    std::map<std::pair<FabricId, FabricId>, std::vector<model::DeviceRef>> shared;
    for (const FabricId id : fabrics) {
        const Shared<model::Fabric> fabric = q.get<FabricRow>(id);
        for (const model::SwitchTier& tier : fabric->tiers)
            for (const model::DeviceRef device : tier.switches) {
                const auto [it, fresh] = owner.try_emplace(device, id);
                if (!fresh && it->second != id) shared[{it->second, id}].push_back(device);
            }
    }
    for (const auto& [planes, devices] : shared) {
        const model::DeviceRef first = devices.front();
        const std::string* rack = q.get<RackNames>()->find(first.rack);
        findings.push_back(findingOf(kInfo,
                                     {{ObjectRef::Kind::Fabric, planes.first.value},
                                      {ObjectRef::Kind::Fabric, planes.second.value},
                                      {ObjectRef::Kind::Device, first.rack.value, first.slot.value}},
                                     {textArgument(q.get<FabricRow>(planes.first)->name),
                                      textArgument(q.get<FabricRow>(planes.second)->name),
                                      textArgument(std::to_string(devices.size())),
                                      textArgument(rack ? *rack : std::string("?"))}));
    }
}

}  // namespace

const Rule& planesSharedSwitchRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
