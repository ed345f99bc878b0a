// SPDX-License-Identifier: GPL-3.0-or-later
// Cables whose ends have connectors that no cable type they may be made of fits. Fibre into a bare fibre
// socket needs no more than an optical type; a cable that splits needs a cage with as many ports as it has
// legs. One finding per fabric and pair of port kinds.
#include "analytics/engine/node_store.h"
#include "analytics/fabric/cable_sockets.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cable.connector",
                     .title = "Connectors that no cable fits",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1} cables join {2} ({3}) to {4} ({5}), but {6}",
                     .remedy = "Allow the fabric a cable type with both connectors that splits as the cages "
                               "do, or use other ports.",
                     .source = "Connectors of ports and of cable types in the catalogue."};

bool fits(const model::Link& link, const std::string& connector) {
    if (std::find(link.connectors.begin(), link.connectors.end(), connector) != link.connectors.end())
        return true;
    return connector == "MPO" && (link.medium == "singlemode" || link.medium == "multimode");
}

/// A port kind as cables see it.
struct Plug {
    std::string connector;
    int perCage = 1;
};

/// Legs of a cable come from one cage, which carries as many ports.
bool splitsThere(const model::Link& link, const Plug& a, const Plug& b) {
    return link.legs < 2 || a.perCage == link.legs || b.perCage == link.legs;
}

using Links = std::vector<Shared<model::DeviceType>>;

/// Empty where a type fits.
std::string whyNone(const Links& links, const Plug& a, const Plug& b) {
    const model::DeviceType* splitting = nullptr;
    for (const Shared<model::DeviceType>& type : links) {
        const model::Link& link = *type->link;
        const bool plugs = link.connectors.empty() || (fits(link, a.connector) && fits(link, b.connector));
        if (plugs && splitsThere(link, a, b)) return {};
        if (plugs && !splitting) splitting = &*type;
    }
    if (!splitting) return "no allowed cable type has these connectors";
    const std::string legs = std::to_string(splitting->link->legs);
    return splitting->name + " splits into " + legs + ", and no cage at either end carries " + legs +
           " ports";
}

Links allowedLinks(Query& q, FabricId id) {
    Links out;
    for (const std::string& key : q.get<FabricRow>(id)->cableTypes)
        if (const DeviceTypeId type = q.get<TypeByKey>(key); type.isValid() && q.get<TypeOf>(type)->link)
            out.push_back(q.get<TypeOf>(type));
    return out;
}

/// Nothing where the connector is not known.
std::optional<Plug> plugOf(const Socket& socket, Query& q) {
    if (!socket.type.isValid() || socket.group == Socket::kNoGroup) return std::nullopt;
    const model::PortGroup& group = q.get<TypeOf>(socket.type)->ports[socket.group];
    if (group.connector.empty()) return std::nullopt;
    return Plug{group.connector, std::max(1, group.perCage)};
}

ObjectRef deviceObject(model::DeviceRef device) {
    return {ObjectRef::Kind::Device, device.rack.value, device.slot.value};
}

/// Cables between two kinds of ends that nothing fits.
struct Misfit {
    std::string typeA, connectorA, typeB, connectorB, why;
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
        const Links links = allowedLinks(q, id);
        if (links.empty()) return out;  // the rule about reach says that
        for (const SocketPair& pair : *q.get<FabricSockets>(id)) {
            const std::optional<Plug> a = plugOf(pair.a, q), b = plugOf(pair.b, q);
            if (!a || !b) {
                out.unknown += pair.cables;
                continue;
            }
            if (std::string why = whyNone(links, *a, *b); !why.empty())
                out.misfits.push_back({q.get<TypeOf>(pair.a.type)->name, a->connector,
                                       q.get<TypeOf>(pair.b.type)->name, b->connector, std::move(why),
                                       pair.cables, pair.first});
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
            findings.push_back(findingOf(
                kInfo,
                {{ObjectRef::Kind::Fabric, id.value},
                 deviceObject(misfit.first.a.device),
                 deviceObject(misfit.first.b.device)},
                {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(misfit.cables)),
                 textArgument(misfit.typeA), textArgument(misfit.connectorA), textArgument(misfit.typeB),
                 textArgument(misfit.connectorB), textArgument(misfit.why)}));
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
