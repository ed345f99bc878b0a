// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/fabric_hazards.h"

#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <map>
#include <set>

namespace rackloom::analytics {

namespace {

/// Vertices above one vertex of a class: the ways that lead on from it.
std::uint64_t waysUp(const ContractedGraph& graph, std::uint32_t c) {
    std::uint64_t ways = 0;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
        if (graph.classes[arc.to].level > graph.classes[c].level) ways += graph.classes[arc.to].size;
    return ways;
}

/// Whether losing a vertex of this class leaves something below it without a way.
bool interrupts(const ContractedGraph& graph, std::uint32_t c, const std::vector<bool>& single) {
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
        if (graph.classes[arc.to].level < graph.classes[c].level && single[arc.to]) return true;
    return false;
}

/// Types of many devices: what they rest on is asked for once.
class TypesOfDevices {
public:
    explicit TypesOfDevices(Query& q)
        : q_(q), overrides_(*q.get<Overrides>()), members_(*q.get<RackMembers>()) {}

    DeviceTypeId of(const model::DeviceRef& device) {
        if (const auto it = overrides_.find(device); it != overrides_.end()) {
            if (it->second.removed) return {};
            if (it->second.type.isValid()) return it->second.type;
        }
        const RackMember* member = members_.find(device.rack);
        if (!member) return {};
        const auto [design, fresh] = designs_.try_emplace(member->design, nullptr);
        if (fresh) design->second = &*q_.get<Designs>(member->design);
        const model::Slot* slot = design->second->find(device.slot);
        return slot ? slot->type : DeviceTypeId{};
    }

private:
    Query& q_;
    const model::OverrideMap& overrides_;
    const Column<RackId, RackMember>& members_;
    std::map<RackDesignId, const model::RackDesign*> designs_;
};

Hazard hazardOf(Query& q, DeviceTypeId id, double parts) {
    const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
    Hazard h{id, type->name, parts, {}, hardFractionOf(*type), repairOf(*type)};
    if (type->failure && type->failure->rate.known()) {
        const auto& chance = type->failure->interruptProbability;
        h.rate = *type->failure->rate.value * (parts * (chance.known() ? *chance.value : 1));
    }
    return h;
}

/// Racks of all endpoints that lose their only way when a vertex of this class fails.
class RacksBelow {
public:
    RacksBelow(const DrawnFabric& fabric, const std::vector<bool>& single)
        : graph_(fabric.contracted), single_(single), own_(graph_.classCount()) {
        for (std::uint32_t v = 0; v < fabric.endpoints().size(); ++v)
            own_[graph_.classOf[v]].push_back(fabric.endpoints()[v].device.rack);
        for (std::vector<RackId>& racks : own_)
            sortUnique(racks);
    }

    std::vector<RackId> of(std::uint32_t c) const {
        std::vector<RackId> out;
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
            if (graph_.classes[arc.to].level >= graph_.classes[c].level || !single_[arc.to]) continue;
            const std::vector<RackId> part = graph_.isEndpoint(arc.to) ? own_[arc.to] : all(arc.to);
            out.insert(out.end(), part.begin(), part.end());
        }
        sortUnique(out);
        return out;
    }

private:
    static void sortUnique(std::vector<RackId>& racks) {
        std::sort(racks.begin(), racks.end());
        racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
    }
    /// All endpoints below, cut off or not: their switch is.
    std::vector<RackId> all(std::uint32_t c) const {
        std::vector<RackId> out = own_[c];
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
            if (graph_.classes[arc.to].level >= graph_.classes[c].level) continue;
            const std::vector<RackId> part = all(arc.to);
            out.insert(out.end(), part.begin(), part.end());
        }
        sortUnique(out);
        return out;
    }

    const ContractedGraph& graph_;
    const std::vector<bool>& single_;
    std::vector<std::vector<RackId>> own_;  ///< racks of the endpoints of a class
};

/// Capacity that leads upward from one vertex of each class.
std::vector<double> upwardOf(const ContractedGraph& graph) {
    std::vector<double> out(graph.classCount(), 0);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        for (const ContractedGraph::Arc& up : graph.arcsOf(c))
            if (graph.classes[up.to].level > graph.classes[c].level)
                out[c] += static_cast<double>(up.capacity) * graph.classes[up.to].size;
    return out;
}

/// Share of bandwidth that is left to what hangs directly below when one vertex of this class fails.
double bandwidthWithout(const ContractedGraph& graph, std::uint32_t c, const std::vector<double>& upward) {
    double left = 1;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
        if (graph.classes[arc.to].level < graph.classes[c].level && upward[arc.to] > 0)
            left = std::min(left, 1 - static_cast<double>(arc.capacity) / upward[arc.to]);
    return left;
}

struct SwitchKinds {
    std::map<std::pair<DeviceTypeId, std::vector<RackId>>, std::pair<double, model::DeviceRef>> cuts;
    std::map<std::pair<DeviceTypeId, double>, double> spared;  ///< by bandwidth left
};

/// What the switches of one class are, each of which does the same when it fails.
SwitchKinds switchKinds(Query& q, const DrawnFabric& fabric, const std::vector<bool>& single) {
    const ContractedGraph& graph = fabric.contracted;
    const RacksBelow below(fabric, single);
    const std::vector<double> upward = upwardOf(graph);
    TypesOfDevices types(q);
    const std::vector<model::DeviceRef>& switches = fabric.switches();
    const std::size_t endpoints = graph.classOf.size() - switches.size();
    std::map<std::pair<std::uint32_t, DeviceTypeId>, std::pair<double, model::DeviceRef>> alike;
    for (std::size_t i = 0; i < switches.size(); ++i) {
        const DeviceTypeId id = types.of(switches[i]);
        const std::uint32_t c = graph.classOf[endpoints + i];
        if (!id.isValid() || graph.classes[c].level == ContractedGraph::kNoLevel) continue;
        alike.try_emplace({c, id}, 0.0, switches[i]).first->second.first += 1;
    }
    SwitchKinds out;
    for (const auto& [key, found] : alike) {
        const auto& [c, type] = key;
        if (interrupts(graph, c, single))
            out.cuts.try_emplace({type, below.of(c)}, 0.0, found.second).first->second.first += found.first;
        else
            out.spared[{type, bandwidthWithout(graph, c, upward)}] += found.first;
    }
    return out;
}

void addSwitches(Query& q, const DrawnFabric& fabric, const std::vector<bool>& single,
                 FabricHazardTable& out) {
    const SwitchKinds kinds = switchKinds(q, fabric, single);
    std::map<DeviceTypeId, double> unrated;
    for (const auto& [key, found] : kinds.cuts) {
        const Hazard h = hazardOf(q, key.first, found.first);
        if (!h.rate)
            unrated[key.first] += found.first;
        else
            out.cuts.push_back({h.name,
                                {ObjectRef::Kind::Device, found.second.rack.value, found.second.slot.value},
                                *h.rate,
                                h.repair,
                                key.second,
                                key.first,
                                found.first});
    }
    for (const auto& [id, count] : unrated)
        out.unrated.push_back(hazardOf(q, id, count));
    for (const auto& [key, count] : kinds.spared) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(key.first);
        if (type->failure && type->failure->rate.known() && key.second < 1)
            out.spared.push_back(
                {type->name, count, *type->failure->rate.value, repairOf(*type), key.second});
    }
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
        const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
        const double ofType = count / all;
        if (interrupting > 0) out.cables.push_back(hazardOf(q, id, ofType * interrupting / endpoints));
        if (ways > 1 + 1e-9 && type->failure && type->failure->rate.known())
            out.spared.push_back(
                {type->name, left * ofType, *type->failure->rate.value, repairOf(*type), 1 - 1 / ways});
    }
}

}  // namespace

AccessCables::Value AccessCables::compute(const Key&, Query& q) {
    std::set<FabricId> compute;
    for (const FabricId id : *q.get<FabricIds>())
        if (q.get<FabricRow>(id)->role == model::FabricRole::Compute) compute.insert(id);
    std::map<std::string, double> counts;
    for (const Bundle& bundle : *q.get<CableBundles>())
        if (bundle.tier == 0 && !bundle.medium.empty() && compute.count(bundle.fabric) > 0)
            counts[bundle.medium] += bundle.count;
    return {counts.begin(), counts.end()};
}

FabricHazards::Value FabricHazards::compute(const Key&, Query& q) {
    FabricHazardTable out;
    const DrawnFabric& fabric = *q.get<ComputeGraph>();
    const ContractedGraph& graph = fabric.contracted;
    if (graph.totalWeight == 0) return out;
    std::vector<bool> single(graph.classCount());
    double alone = 0;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        single[c] = waysUp(graph, c) == 1;
        if (single[c] && graph.isEndpoint(c))
            alone += static_cast<double>(graph.classes[c].weight) * graph.classes[c].size;
    }
    const double endpoints = static_cast<double>(graph.totalWeight);
    out.singleShare = alone / endpoints;
    addSwitches(q, fabric, single, out);
    addCables(q, endpoints, out);
    return out;
}

}  // namespace rackloom::analytics
