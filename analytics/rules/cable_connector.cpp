// SPDX-License-Identifier: GPL-3.0-or-later
// Cables whose ends have connectors that no cable type they may be made of fits. Fibre into a bare fibre
// socket needs no more than an optical type. One finding per fabric and pair of connectors.
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cable.connector",
                     .title = "Connectors that no cable fits",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0}: {1} cables join {2} ({3}) to {4} ({5}), but no allowed cable type has these "
                         "connectors",
                     .remedy = "Allow the fabric a cable type with both connectors, or use other ports.",
                     .source = "Connectors of ports and of cable types in the catalogue."};

/// A port group of a device type: what decides whether a cable fits.
struct Socket {
    const model::DeviceType* type = nullptr;
    const model::PortGroup* group = nullptr;
    friend auto operator<=>(const Socket&, const Socket&) = default;
};

struct Pair {
    model::PlannedCable first;
    std::uint32_t cables = 0;
};

bool fits(const model::Link& link, const std::string& connector) {
    if (std::find(link.connectors.begin(), link.connectors.end(), connector) != link.connectors.end())
        return true;
    return connector == "MPO" && (link.medium == "singlemode" || link.medium == "multimode");
}

std::vector<Shared<model::DeviceType>> allowedLinks(Query& q, FabricId id) {
    std::vector<Shared<model::DeviceType>> out;
    for (const std::string& key : q.get<FabricRow>(id)->cableTypes)
        if (const DeviceTypeId type = q.get<TypeByKey>(key); type.isValid() && q.get<TypeOf>(type)->link)
            out.push_back(q.get<TypeOf>(type));
    return out;
}

/// Kinds of ends that cables join, with how many do. Device by device, as neighbouring cables share theirs.
std::map<std::pair<Socket, Socket>, Pair> pairsOf(Query& q, FabricId id, DeviceLookup& lookup) {
    const Shared<model::FabricPlan> plan = q.get<FabricCables>(id);
    DeviceIndex index;
    std::vector<const model::DeviceType*> types;
    const auto socket = [&](model::PortRef port) -> Socket {
        std::uint32_t& number = index.at(port.device);
        if (number == DeviceIndex::kNone) {
            number = static_cast<std::uint32_t>(types.size());
            types.push_back(lookup.type(port.device));
        }
        const model::DeviceType* type = types[number];
        return {type, type ? type->portGroup(static_cast<int>(port.port)) : nullptr};
    };
    std::map<std::pair<Socket, Socket>, Pair> out;
    Pair* last = nullptr;
    std::pair<Socket, Socket> lastKey;
    for (std::size_t i = 0; i < plan->cables.size(); ++i) {
        if (i % 4096 == 0) q.poll();
        const model::PlannedCable& cable = plan->cables[i];
        const std::pair key{socket(cable.a), socket(cable.b)};
        if (!last || key != lastKey) {
            lastKey = key;
            last = &out[key];
            if (last->cables == 0) last->first = cable;
        }
        ++last->cables;
    }
    return out;
}

ObjectRef deviceObject(model::DeviceRef device) {
    return {ObjectRef::Kind::Device, device.rack.value, device.slot.value};
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    DeviceLookup lookup(q);
    double unknown = 0;
    for (const FabricId id : *q.get<FabricIds>()) {
        const std::vector<Shared<model::DeviceType>> links = allowedLinks(q, id);
        if (links.empty()) continue;  // the rule about reach says that
        std::vector<Finding> here;
        for (const auto& [sockets, pair] : pairsOf(q, id, lookup)) {
            const auto& [a, b] = sockets;
            if (!a.group || !b.group || a.group->connector.empty() || b.group->connector.empty()) {
                unknown += pair.cables;
                continue;
            }
            if (std::any_of(links.begin(), links.end(), [&](const Shared<model::DeviceType>& type) {
                    return type->link->connectors.empty() ||
                           (fits(*type->link, a.group->connector) && fits(*type->link, b.group->connector));
                }))
                continue;
            here.push_back(findingOf(kInfo,
                                     {{ObjectRef::Kind::Fabric, id.value},
                                      deviceObject(pair.first.a.device),
                                      deviceObject(pair.first.b.device)},
                                     {textArgument(q.get<FabricRow>(id)->name),
                                      textArgument(std::to_string(pair.cables)), textArgument(a.type->name),
                                      textArgument(a.group->connector), textArgument(b.type->name),
                                      textArgument(b.group->connector)}));
        }
        // The map is ordered by address; reports are not.
        std::sort(here.begin(), here.end(),
                  [](const Finding& x, const Finding& y) { return x.objects < y.objects; });
        findings.insert(findings.end(), here.begin(), here.end());
    }
    if (unknown > 0)
        notChecked.push_back(std::to_string(static_cast<long long>(unknown)) +
                             " cables have a port without a known connector, so their fit was not checked.");
}

}  // namespace

const Rule& cableConnectorRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
