// SPDX-License-Identifier: GPL-3.0-or-later
// Cables whose ends have connectors that no cable type they may be made of fits. Fibre into a bare fibre
// socket needs no more than an optical type. One finding per fabric and pair of connectors.
#include "analytics/engine/node_store.h"
#include "analytics/fabric/cable_sockets.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

#include <algorithm>
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

const std::string* connectorOf(const Socket& socket, Query& q) {
    if (!socket.type.isValid() || socket.group == Socket::kNoGroup) return nullptr;
    const std::string& connector = q.get<TypeOf>(socket.type)->ports[socket.group].connector;
    return connector.empty() ? nullptr : &connector;
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
        for (const SocketPair& pair : *q.get<FabricSockets>(id)) {
            const std::string *a = connectorOf(pair.a, q), *b = connectorOf(pair.b, q);
            if (!a || !b)
                out.unknown += pair.cables;
            else if (!anyFits(links, *a, *b))
                out.misfits.push_back({q.get<TypeOf>(pair.a.type)->name, *a, q.get<TypeOf>(pair.b.type)->name,
                                       *b, pair.cables, pair.first});
        }
        // The pairs are ordered by type; reports are by place.
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
