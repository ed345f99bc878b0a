// SPDX-License-Identifier: GPL-3.0-or-later
// A port that two cables claim, within one fabric or between several.
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/port_use.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <string>
#include <utility>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "port.double_use",
                     .title = "Port used twice",
                     .severity = Severity::Error,
                     .pattern = "{0} in rack {1}: port {2} holds {3} cables ({4})",
                     .remedy = "Remove all cables but one from the port, or move them to free ports.",
                     .source = "A port takes one cable."};

/// What is at one port.
struct Claims {
    int cables = 0;
    std::string fabrics;
};

/// All fabrics, each with its cables as they stand.
using Fabrics = std::vector<std::pair<FabricId, Shared<Wiring>>>;

Claims claimsOn(const model::PortRef& port, const Fabrics& fabrics, Query& q) {
    Claims out;
    for (const auto& [id, wiring] : fabrics) {
        const std::uint32_t device = wiring->numberOf(port.device);
        if (device == FabricEnds::kNone) continue;
        const int before = out.cables;
        wiring->eachAt(device, [&](const model::PlannedCable& cable, const FabricEnds::Ends&) {
            out.cables += (cable.a == port ? 1 : 0) + (cable.b == port ? 1 : 0);
        });
        if (out.cables == before) continue;
        const std::string& name = q.get<FabricRow>(id)->name;
        if (out.fabrics.find(name) == std::string::npos)
            out.fabrics += (out.fabrics.empty() ? "" : ", ") + name;
    }
    return out;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    Fabrics fabrics;
    std::vector<model::PortRef> suspects = *q.get<PlanPortClashes>();
    for (const FabricId id : *q.get<FabricIds>()) {
        q.poll();
        fabrics.push_back({id, q.get<FabricWiring>(id)});
        for (const model::PlannedCable& cable : fabrics.back().second->drawn) {
            suspects.push_back(cable.a);
            suspects.push_back(cable.b);
        }
    }
    if (suspects.empty()) return;
    std::sort(suspects.begin(), suspects.end());
    suspects.erase(std::unique(suspects.begin(), suspects.end()), suspects.end());
    DeviceLookup lookup(q);
    for (const model::PortRef& port : suspects) {
        const Claims claims = claimsOn(port, fabrics, q);
        if (claims.cables < 2) continue;
        const model::DeviceType* type = lookup.type(port.device);
        const std::string* rack = q.get<RackNames>()->find(port.device.rack);
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::Device, port.device.rack.value, port.device.slot.value}},
            {textArgument(type ? type->name : "A device"), textArgument(rack ? *rack : std::string()),
             textArgument(std::to_string(port.port + 1)), textArgument(std::to_string(claims.cables)),
             textArgument(claims.fabrics)}));
    }
}

}  // namespace

const Rule& portDoubleUseRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
