// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/fabric_hazards.h"

#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/switch_losses.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace rackloom::analytics {

namespace {

/// Types of the switches of the drawing, by their numbers there, taken out or not; invalid where nothing is.
struct SwitchTypes {
    using Key = NoKey;
    using Value = Shared<std::vector<DeviceTypeId>>;
    static constexpr std::string_view kName = "switch types";
    static Value compute(const Key&, Query&);
};

/// How parts of one type fail.
struct Failing {
    DeviceTypeId id;
    Shared<model::DeviceType> type;
    double hardFraction = 1;
    Duration repair;

    bool known() const { return type->failure && type->failure->rate.known(); }
    Hazard hazard(double parts) const {
        Hazard h{id, type->name, parts, {}, hardFraction, repair};
        if (known()) {
            const auto& chance = type->failure->interruptProbability;
            h.rate = *type->failure->rate.value * (parts * (chance.known() ? *chance.value : 1));
        }
        return h;
    }
    SparedParts spared(double parts, double bandwidth) const {
        return {type->name, parts, *type->failure->rate.value, repair, bandwidth};
    }
};

Failing failingOf(Query& q, DeviceTypeId id) {
    const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
    return {id, type, hardFractionOf(*type), repairOf(*type)};
}

/// Switches that do the same when they fail.
struct SwitchKind {
    DeviceTypeId type;
    const SwitchLoss* loss = nullptr;
    model::DeviceRef first;
    double count = 0;
};

/// Those that take racks by type and racks, then the others by type and bandwidth left.
std::vector<SwitchKind> switchKinds(Query& q, const DrawnFabric& fabric, const SwitchLossTable& losses) {
    const Shared<std::vector<DeviceTypeId>> types = q.get<SwitchTypes>();
    std::vector<std::pair<DeviceTypeId, std::vector<SwitchKind>>> known;  // by type and number of the loss
    std::size_t last = 0;
    for (std::size_t i = 0; i < types->size(); ++i) {
        const DeviceTypeId type = (*types)[i];
        const std::uint32_t kind = losses.kindOf[i];
        if (!type.isValid() || kind == SwitchLossTable::kNone || fabric.isAbsent(fabric.switches()[i]))
            continue;
        if (last >= known.size() || known[last].first != type)
            for (last = 0; last < known.size() && known[last].first != type;)
                ++last;
        if (last == known.size()) known.push_back({type, std::vector<SwitchKind>(losses.kinds.size())});
        SwitchKind& found = known[last].second[kind];
        if (!found.loss) found = {type, &losses.kinds[kind], fabric.switches()[i], 0};
        found.count += 1;
    }
    std::vector<SwitchKind> out;
    for (const auto& [type, kinds] : known)
        std::copy_if(kinds.begin(), kinds.end(), std::back_inserter(out),
                     [](const SwitchKind& kind) { return kind.loss != nullptr; });
    std::sort(out.begin(), out.end(), [](const SwitchKind& a, const SwitchKind& b) {
        return std::tie(b.loss->cuts, a.type, a.loss->racks, a.loss->bandwidth) <
               std::tie(a.loss->cuts, b.type, b.loss->racks, b.loss->bandwidth);
    });
    return out;
}

void addSwitches(Query& q, const DrawnFabric& fabric, const SwitchLossTable& losses, FabricHazardTable& out) {
    std::map<DeviceTypeId, double> unrated;
    std::optional<Failing> failing;  // the kinds come type by type
    for (const SwitchKind& kind : switchKinds(q, fabric, losses)) {
        if (!failing || failing->id != kind.type) failing = failingOf(q, kind.type);
        if (!kind.loss->cuts) {
            if (failing->known() && kind.loss->bandwidth < 1)
                out.spared.push_back(failing->spared(kind.count, kind.loss->bandwidth));
            continue;
        }
        const Hazard h = failing->hazard(kind.count);
        if (h.rate)
            out.cuts.push_back({h.name,
                                {ObjectRef::Kind::Device, kind.first.rack.value, kind.first.slot.value},
                                *h.rate,
                                h.repair,
                                kind.loss->racks,
                                kind.type,
                                kind.count});
        else
            unrated[kind.type] += kind.count;
    }
    for (const auto& [id, count] : unrated)
        out.unrated.push_back(failingOf(q, id).hazard(count));
}

/// A cable that interrupts takes its GPU alone; one of two takes half of its bandwidth. Endpoints on one
/// switch hang on one cable each, or on their part of one where several share it; all others are the rest's.
/// Types of cable are taken to be spread evenly.
void addCables(Query& q, double endpoints, FabricHazardTable& out) {
    double all = 0;
    for (const auto& [key, count] : q.get<AccessCables>())
        all += count;
    if (!(all > 0)) return;
    const double interrupting = endpoints * out.singleShare * std::min(1.0, all / endpoints);
    const double others = endpoints * (1 - out.singleShare), left = all - interrupting;
    const double ways = others > 0 ? left / others : 0;
    for (const auto& [key, count] : q.get<AccessCables>()) {
        const DeviceTypeId id = q.get<TypeByKey>(key);
        if (!id.isValid()) continue;
        const Failing failing = failingOf(q, id);
        const double ofType = count / all;
        if (interrupting > 0) out.cables.push_back(failing.hazard(ofType * interrupting / endpoints));
        if (ways > 1 + 1e-9 && failing.known())
            out.spared.push_back(failing.spared(left * ofType, 1 - 1 / ways));
    }
}

}  // namespace

SwitchTypes::Value SwitchTypes::compute(const Key&, Query& q) {
    const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
    const auto& members = *q.get<RackMembers>();
    const auto& replaced = *q.get<ReplacedTypes>();
    std::vector<DeviceTypeId> out;
    out.reserve(plan->switches.size());
    RackId rack;
    const model::RackDesign* design = nullptr;
    for (const model::DeviceRef& device : plan->switches) {
        if (device.rack != rack) {
            rack = device.rack;
            const RackMember* member = members.find(rack);
            design = member ? &*q.get<Designs>(member->design) : nullptr;
        }
        const model::Slot* slot = design ? design->find(device.slot) : nullptr;
        out.push_back(slot ? slot->type : DeviceTypeId{});
        if (const auto it = replaced.find(device); it != replaced.end()) out.back() = it->second;
    }
    return out;
}

AccessCables::Value AccessCables::compute(const Key&, Query& q) {
    std::map<std::string, double> counts;
    for (const FabricId id : *q.get<FabricIds>()) {
        if (q.get<FabricRoleNode>(id) != model::FabricRole::Compute) continue;
        const FabricRunTable& runs = *q.get<FabricRuns>(id);
        for (std::size_t i = 0; i < runs.sums.access.size(); ++i)
            if (runs.sums.access[i] > 0 && !runs.terms.types[i]->key.empty())
                counts[runs.terms.types[i]->key] += static_cast<double>(runs.sums.access[i]);
    }
    return {counts.begin(), counts.end()};
}

FabricHazards::Value FabricHazards::compute(const Key&, Query& q) {
    FabricHazardTable out;
    const DrawnFabric& fabric = *q.get<ComputeGraph>();
    if (fabric.contracted().totalWeight == 0) return out;
    const Shared<SwitchLossTable> losses = q.get<SwitchLosses>();
    const double endpoints = static_cast<double>(fabric.contracted().totalWeight);
    out.singleShare = static_cast<double>(losses->alone) / endpoints;
    addSwitches(q, fabric, *losses, out);
    addCables(q, endpoints, out);
    return out;
}

}  // namespace rackloom::analytics
