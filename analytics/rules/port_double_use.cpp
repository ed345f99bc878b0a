// SPDX-License-Identifier: GPL-3.0-or-later
// A port that two cables claim, within one fabric or between several.
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/port_use.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <bit>
#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "port.double_use",
                     .title = "Port used twice",
                     .severity = Severity::Error,
                     .pattern = "{0} in rack {1}: port {2} holds {3} cables ({4})",
                     .remedy = "Remove all cables but one from the port, or move them to free ports.",
                     .source = "A port takes one cable."};

using Crowded = std::map<model::PortRef, int>;  // cables by port

/// Ports that several fabrics use: all fabrics laid over each other.
class Overlay {
public:
    /// Adds the ports that an earlier fabric uses too.
    void add(const PortUse& use, Crowded& crowded) {
        for (const PortUse::Device& device : use.devices) {
            if (device.words == 0) continue;
            std::uint32_t& number = index_.at(device.ref);
            const Layer layer{&use, &device, number};
            for (std::uint32_t below = number; below != DeviceIndex::kNone; below = layers_[below].below)
                compare(layer, layers_[below], crowded);
            number = static_cast<std::uint32_t>(layers_.size());
            layers_.push_back(layer);
        }
    }

private:
    struct Layer {
        const PortUse* use;
        const PortUse::Device* device;
        std::uint32_t below;  // the same device in an earlier fabric
    };

    static void compare(const Layer& a, const Layer& b, Crowded& crowded) {
        for (std::uint32_t w = 0; w < std::min(a.device->words, b.device->words); ++w) {
            std::uint64_t both = a.use->bits[a.device->firstWord + w] & b.use->bits[b.device->firstWord + w];
            for (; both != 0; both &= both - 1)
                crowded.try_emplace(
                    {a.device->ref, w * 64 + static_cast<std::uint32_t>(std::countr_zero(both))}, 0);
        }
    }

    DeviceIndex index_;
    std::vector<Layer> layers_;
};

/// Cables at each of the ports.
void countCables(Query& q, Crowded& crowded) {
    for (auto& [port, cables] : crowded)
        cables = 0;
    for (const FabricId id : *q.get<FabricIds>())
        for (const model::PlannedCable& cable : q.get<FabricCables>(id)->cables)
            for (const model::PortRef& port : {cable.a, cable.b})
                if (const auto it = crowded.find(port); it != crowded.end()) ++it->second;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    Overlay overlay;
    Crowded crowded;
    const Shared<std::vector<FabricId>> fabrics = q.get<FabricIds>();
    for (const FabricId id : *fabrics) {
        q.poll();
        const PortUse& use = *q.get<FabricPortUse>(id);
        overlay.add(use, crowded);
        crowded.insert(use.crowded.begin(), use.crowded.end());
    }
    if (crowded.empty()) return;
    countCables(q, crowded);
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
