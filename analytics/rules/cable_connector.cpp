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
#include <tuple>

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

bool anyFits(const std::vector<Shared<model::DeviceType>>& links, const std::string& a,
             const std::string& b) {
    return std::any_of(links.begin(), links.end(), [&](const Shared<model::DeviceType>& type) {
        return type->link->connectors.empty() || (fits(*type->link, a) && fits(*type->link, b));
    });
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

/// Cables between two kinds of ends that nothing fits.
struct Misfit {
    std::string typeA, connectorA, typeB, connectorB;
    std::uint32_t cables = 0;
    model::PlannedCable first;
    friend bool operator==(const Misfit&, const Misfit&) = default;
};

struct ConnectorCheck {
    std::vector<Misfit> misfits;
    std::uint32_t unknown = 0;  ///< cables with an end of unknown connector
    friend bool operator==(const ConnectorCheck&, const ConnectorCheck&) = default;
};

/// Fabric by fabric, so that a change of one leaves the others alone.
struct FabricConnectors {
    using Key = FabricId;
    using Value = Shared<ConnectorCheck>;
    static constexpr std::string_view kName = "fabric connectors";
    static Value compute(const Key& id, Query& q) {
        ConnectorCheck out;
        const std::vector<Shared<model::DeviceType>> links = allowedLinks(q, id);
        if (links.empty()) return out;  // the rule about reach says that
        DeviceLookup lookup(q);
        for (const auto& [sockets, pair] : pairsOf(q, id, lookup)) {
            const auto& [a, b] = sockets;
            if (!a.group || !b.group || a.group->connector.empty() || b.group->connector.empty())
                out.unknown += pair.cables;
            else if (!anyFits(links, a.group->connector, b.group->connector))
                out.misfits.push_back({a.type->name, a.group->connector, b.type->name, b.group->connector,
                                       pair.cables, pair.first});
        }
        // The pairs are ordered by address; reports are not.
        std::sort(out.misfits.begin(), out.misfits.end(), [](const Misfit& x, const Misfit& y) {
            return std::tie(x.first.a, x.first.b) < std::tie(y.first.a, y.first.b);
        });
        return out;
    }
};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    std::uint64_t unknown = 0;
    for (const FabricId id : *q.get<FabricIds>()) {
        const Shared<ConnectorCheck> found = q.get<FabricConnectors>(id);
        unknown += found->unknown;
        for (const Misfit& misfit : found->misfits)
            findings.push_back(findingOf(kInfo,
                                         {{ObjectRef::Kind::Fabric, id.value},
                                          deviceObject(misfit.first.a.device),
                                          deviceObject(misfit.first.b.device)},
                                         {textArgument(q.get<FabricRow>(id)->name),
                                          textArgument(std::to_string(misfit.cables)),
                                          textArgument(misfit.typeA), textArgument(misfit.connectorA),
                                          textArgument(misfit.typeB), textArgument(misfit.connectorB)}));
    }
    if (unknown > 0)
        notChecked.push_back(std::to_string(unknown) +
                             " cables have a port without a known connector, so their fit was not checked.");
}

}  // namespace

const Rule& cableConnectorRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
