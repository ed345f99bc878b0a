// SPDX-License-Identifier: GPL-3.0-or-later
// A port that two cables claim, within one fabric or between several.
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "port.double_use",
                     .title = "Port used twice",
                     .severity = Severity::Error,
                     .pattern = "{0} in rack {1}: port {2} holds {3} cables ({4})",
                     .remedy = "Remove all cables but one from the port, or move them to free ports.",
                     .source = "A port takes one cable."};

/// Counts cables per port, without hashing: there may be a million ends.
class PortUse {
public:
    /// The count after this cable.
    int add(model::PortRef port) {
        std::uint32_t& number = index_.at(port.device);
        if (number == DeviceIndex::kNone) {
            number = static_cast<std::uint32_t>(counts_.size());
            counts_.emplace_back();
        }
        std::vector<std::uint8_t>& ports = counts_[number];
        if (ports.size() <= port.port) ports.resize(port.port + std::size_t{1}, 0);
        std::uint8_t& count = ports[port.port];
        if (count < 255) ++count;
        return count;
    }

private:
    DeviceIndex index_;
    std::vector<std::vector<std::uint8_t>> counts_;
};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    PortUse use;
    std::map<model::PortRef, int> crowded;
    const Shared<std::vector<FabricId>> fabrics = q.get<FabricIds>();
    for (const FabricId id : *fabrics) {
        q.poll();
        for (const model::PlannedCable& cable : q.get<FabricCables>(id)->cables)
            for (const model::PortRef port : {cable.a, cable.b})
                if (const int count = use.add(port); count > 1) crowded[port] = count;
    }
    if (crowded.empty()) return;
    std::map<model::PortRef, std::string> users;
    for (const FabricId id : *fabrics)
        for (const model::PlannedCable& cable : q.get<FabricCables>(id)->cables)
            for (const model::PortRef port : {cable.a, cable.b}) {
                if (crowded.count(port) == 0) continue;
                const std::string& name = q.get<FabricRow>(id)->name;
                std::string& text = users[port];
                if (text.find(name) == std::string::npos) text += (text.empty() ? "" : ", ") + name;
            }
    DeviceLookup lookup(q);
    for (const auto& [port, count] : crowded) {
        const model::DeviceType* type = lookup.type(port.device);
        const std::string* rack = q.get<RackNames>()->find(port.device.rack);
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::Device, port.device.rack.value, port.device.slot.value}},
            {textArgument(type ? type->name : "A device"), textArgument(rack ? *rack : std::string()),
             textArgument(std::to_string(port.port + 1)), textArgument(std::to_string(count)),
             textArgument(users[port])}));
    }
}

}  // namespace

const Rule& portDoubleUseRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
