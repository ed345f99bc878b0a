// SPDX-License-Identifier: GPL-3.0-or-later
// A rack with compute ports that no compute fabric serves: its GPUs count in no bisection and can join no
// job.
#include "analytics/capacity/parts.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "fabric.unconnected_rack",
                     .title = "Rack not connected",
                     .severity = Severity::Warning,
                     .pattern = "Rack {0} has {1} compute ports but belongs to no compute fabric",
                     .remedy = "Select the rack and use Arrange, Connect racks to their fabrics, or add it "
                               "to the racks of a compute fabric.",
                     .source = "The racks that each fabric lists."};

std::int64_t computePorts(Query& q, RackDesignId id) {
    std::int64_t ports = 0;
    for (const model::Slot& slot : q.get<Designs>(id)->slots)
        for (const model::PortGroup& group : q.get<TypeOf>(slot.type)->ports)
            if (group.fabric == model::FabricRole::Compute) ports += group.count;
    return ports;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    std::vector<RackId> served;
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const model::Fabric& fabric = *q.get<FabricRow>(id);
        served.insert(served.end(), fabric.racks.begin(), fabric.racks.end());
        for (const auto& [cableId, cable] : *q.get<HandCables>(id)) {
            served.push_back(cable.a.device.rack);
            served.push_back(cable.b.device.rack);
        }
    }
    std::sort(served.begin(), served.end());
    std::map<RackDesignId, std::int64_t> ports;
    for (const auto& [rack, member] : *q.get<RackMembers>()) {
        if (std::binary_search(served.begin(), served.end(), rack)) continue;
        const auto [it, fresh] = ports.try_emplace(member.design, 0);
        if (fresh) it->second = computePorts(q, member.design);
        if (it->second == 0) continue;
        const std::string* name = q.get<RackNames>()->find(rack);
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::Rack, rack.value}},
            {textArgument(name ? *name : std::string()), textArgument(std::to_string(it->second))}));
    }
}

}  // namespace

const Rule& fabricUnconnectedRackRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
