// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/paired_racks.h"

#include "model/topology/clos_wiring.h"

#include <map>
#include <tuple>

namespace rackloom::model {

namespace {

/// A port by its place in its rack.
struct Place {
    std::uint32_t node = 0, rail = 0;  ///< the node counted within the rack
    friend auto operator<=>(const Place&, const Place&) = default;
};

using RackPorts = std::map<Place, const EndpointPort*>;

std::vector<RackPorts> portsByRack(const GeneratorInput& in) {
    std::vector<RackPorts> out(in.firstNode.empty() ? 0 : in.firstNode.size() - 1);
    for (const EndpointPort& port : in.endpoints) {
        if (out.size() <= port.rackIndex) out.resize(port.rackIndex + std::size_t{1});
        const std::uint32_t first = port.rackIndex < in.firstNode.size() ? in.firstNode[port.rackIndex] : 0;
        out[port.rackIndex].emplace(Place{port.node - first, port.rail}, &port);
    }
    return out;
}

}  // namespace

std::vector<ParameterSpec> pairedRacksParameters() {
    return {};
}

FabricPlan planPairedRacks(const GeneratorInput& in) {
    FabricPlan plan;
    const std::vector<RackPorts> racks = portsByRack(in);
    std::size_t alone = 0;
    for (std::size_t r = 0; r + 1 < racks.size(); r += 2)
        for (const auto& [place, port] : racks[r]) {
            const auto other = racks[r + 1].find(place);
            if (other == racks[r + 1].end())
                ++alone;
            else
                plan.cables.push_back(
                    {port->port, other->second->port, slowerRate(port->rate, other->second->rate), 0});
        }
    if (racks.size() % 2 != 0 && !racks.back().empty())
        plan.problems.push_back("The last rack has no second one. Add a rack, or take this one out.");
    if (alone > 0)
        plan.problems.push_back(std::to_string(alone) +
                                " ports have no like port in the second rack. Use racks of one design.");
    return plan;
}

}  // namespace rackloom::model
