// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/fabric_hazards.h"

#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"

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

/// The switches of a drawing, which follow its endpoints among the vertices.
template <class Drawing> const std::vector<model::DeviceRef>& switchesOf(const Drawing& fabric) {
    if constexpr (requires { fabric.switches(); })
        return fabric.switches();
    else
        return fabric.switches;
}

DeviceTypeId typeOf(Query& q, const model::DeviceRef& device) {
    if (const auto it = q.get<Overrides>()->find(device); it != q.get<Overrides>()->end()) {
        if (it->second.removed) return {};
        if (it->second.type.isValid()) return it->second.type;
    }
    const RackMember* member = q.get<RackMembers>()->find(device.rack);
    const model::Slot* slot = member ? q.get<Designs>(member->design)->find(device.slot) : nullptr;
    return slot ? slot->type : DeviceTypeId{};
}

Hazard hazardOf(Query& q, DeviceTypeId id, double parts) {
    const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
    Hazard h{id, type->name, parts, {}, hardFractionOf(*type), repairOf(*type)};
    if (type->failure && type->failure->rate.known()) {
        const auto& chance = type->failure->interruptProbability;
        h.rate = *type->failure->rate.value * (parts * (chance.known() ? *chance.value : 1));
    }
    return h;
}

void addSwitches(Query& q, const DrawnFabric& fabric, const std::vector<bool>& single,
                 FabricHazardTable& out) {
    const ContractedGraph& graph = fabric.contracted;
    std::vector<bool> cuts(graph.classCount());
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        cuts[c] = !graph.isEndpoint(c) && interrupts(graph, c, single);
    std::map<DeviceTypeId, double> counts;
    const std::vector<model::DeviceRef>& switches = switchesOf(fabric);
    const std::size_t endpoints = graph.classOf.size() - switches.size();
    for (std::size_t i = 0; i < switches.size(); ++i) {
        if (!cuts[graph.classOf[endpoints + i]])
            out.spared += 1;
        else if (const DeviceTypeId id = typeOf(q, switches[i]); id.isValid())
            counts[id] += 1;
    }
    for (const auto& [id, count] : counts)
        out.switches.push_back(hazardOf(q, id, count));
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
    if (!(out.singleShare > 0)) return out;
    for (const auto& [key, count] : q.get<AccessCables>()) {
        const DeviceTypeId id = q.get<TypeByKey>(key);
        if (!id.isValid()) continue;
        Hazard h = hazardOf(q, id, count / endpoints);
        if (h.rate) h.rate = *h.rate * out.singleShare;
        out.cables.push_back(h);
    }
    return out;
}

}  // namespace rackloom::analytics
