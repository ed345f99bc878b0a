// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/topology/clos_input.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace rackloom::model::fixtures {

GeneratorInput closInput(const Endpoints& e, const std::vector<Tier>& tiers, const ParameterValues& given,
                         std::string_view generator) {
    GeneratorInput in;
    in.parameters = completeParameters(findGenerator(generator)->parameters(), given).value();
    std::uint32_t node = 0;
    for (std::uint32_t r = 0; r < e.racks; ++r) {
        in.firstNode.push_back(node);
        for (std::uint32_t n = 0; n < e.nodesPerRack; ++n, ++node)
            for (std::uint32_t p = 0; p < e.portsPerNode; ++p)
                in.endpoints.push_back({{{RackId{r}, SlotId{n + 1}}, p}, p, node, r, e.rate});
    }
    in.firstNode.push_back(node);
    for (std::uint32_t t = 0; t < tiers.size(); ++t) {
        std::vector<FabricSwitch>& out = in.tiers.emplace_back();
        for (std::uint32_t i = 0; i < tiers[t].switches; ++i) {
            FabricSwitch s;
            s.device = {RackId{100000 * (t + 1) + i}, SlotId{1}};
            s.ports = tiers[t].ports;
            s.rate = tiers[t].rate;
            out.push_back(s);
        }
    }
    return in;
}

std::string cablesPerTier(const FabricPlan& plan) {
    std::size_t n[3] = {0, 0, 0};
    for (const PlannedCable& c : plan.cables)
        ++n[std::min(c.tier, 2u)];
    return std::to_string(n[0]) + " " + std::to_string(n[1]) + " " + std::to_string(n[2]);
}

std::string portTrouble(const GeneratorInput& in, const FabricPlan& plan) {
    std::unordered_map<DeviceRef, const FabricSwitch*> switches;
    for (const auto& tier : in.tiers)
        for (const FabricSwitch& s : tier)
            switches[s.device] = &s;
    std::vector<PortRef> used;
    used.reserve(2 * plan.cables.size());
    const auto nameOf = [](const PortRef& port) {
        return "rack " + std::to_string(port.device.rack.value) + " slot " +
               std::to_string(port.device.slot.value) + " port " + std::to_string(port.port);
    };
    for (const PlannedCable& c : plan.cables)
        for (const PortRef& port : {c.a, c.b}) {
            used.push_back(port);
            const auto it = switches.find(port.device);
            if (it == switches.end()) continue;
            if (port.port >= it->second->ports) return nameOf(port) + " does not exist";
            if (!it->second->present) return nameOf(port) + " is on a switch that was removed";
        }
    std::sort(used.begin(), used.end());
    const auto twice = std::adjacent_find(used.begin(), used.end());
    return twice == used.end() ? std::string() : nameOf(*twice) + " is used twice";
}

std::string linksPerPair(const FabricPlan& plan, std::uint32_t tier) {
    std::map<std::pair<DeviceRef, DeviceRef>, int> links;
    for (const PlannedCable& c : plan.cables)
        if (c.tier == tier) ++links[{c.a.device, c.b.device}];
    int least = 0, most = 0;
    for (const auto& [pair, n] : links) {
        least = least == 0 ? n : std::min(least, n);
        most = std::max(most, n);
    }
    return least == most ? std::to_string(most) : std::to_string(least) + "…" + std::to_string(most);
}

}  // namespace rackloom::model::fixtures
