// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/failure_study_cooling.h"
#include "analytics/failure_study_jobs.h"
#include "analytics/failure_study_power.h"
#include "analytics/report_text.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

using Kind = ObjectRef::Kind;

Error unknownObject(std::string_view text) {
    return {"object \"" + std::string(text) + "\"", "the design holds nothing of that name that can fail",
            "Name a rack (A1), a device (A1/leaf 3 or \"leaf 3 in A1\"), the cables between two racks "
            "(A1--B2), an element of the power tree (UPS A), a cooling unit or loop (CDU 1), or a reference "
            "such as rack:12, device:12/5, cable:3, power_node:4, cooling_unit:2 or cooling_loop:1."};
}

/// The first row of a table that is called so.
template <class Table, class Id = typename Table::RowIdType>
std::optional<Id> named(const Table& table, std::string_view name) {
    std::optional<Id> found;
    table.forEach([&](Id id, const auto& row) {
        if (!found && row.name == name) found = id;
    });
    return found;
}

std::optional<RackId> rackNamed(const model::Snapshot& site, std::string_view name) {
    return named(site.racks, name);
}

/// "leaf 3" or "leaf 3 U12" among the devices of a rack.
std::optional<ObjectRef> deviceNamed(const model::Snapshot& site, RackId rack, std::string_view label) {
    for (const model::Slot& slot : site.designs.at(site.racks.at(rack).design)->slots) {
        if (!model::deviceType(site, {rack, slot.id})) continue;
        if (slot.label == label || slot.label + " U" + std::to_string(slot.u) == label)
            return ObjectRef{Kind::Device, rack.value, slot.id.value};
    }
    return std::nullopt;
}

bool exists(const model::Snapshot& site, const ObjectRef& object) {
    if (object.kind == Kind::Rack) return site.racks.find(RackId{object.id}) != nullptr;
    if (object.kind == Kind::Cable) return site.cables.find(CableId{object.id}) != nullptr;
    if (object.kind == Kind::PowerNode) return site.powerNodes.find(PowerNodeId{object.id}) != nullptr;
    if (object.kind == Kind::CoolingUnit) return site.coolingUnits.find(CoolingUnitId{object.id}) != nullptr;
    if (object.kind == Kind::CoolingLoop) return site.coolingLoops.find(CoolingLoopId{object.id}) != nullptr;
    if (object.kind == Kind::Device)
        return model::deviceType(site, {RackId{object.id}, SlotId{object.sub}}) != nullptr;
    return true;
}

struct Words {
    std::string_view first, second;
};

std::optional<Words> splitAt(std::string_view text, std::string_view mark, bool last) {
    const std::size_t at = last ? text.rfind(mark) : text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    return Words{text.substr(0, at), text.substr(at + mark.size())};
}

model::Edit withoutCables(std::string label,
                          std::vector<std::pair<FabricId, std::vector<model::CableKey>>> cables) {
    std::vector<model::Edit> edits;
    for (auto& [fabric, keys] : cables)
        edits.push_back(model::removeCables(fabric, std::move(keys)));
    return model::combined(std::move(label), std::move(edits));
}

/// All cables between two racks, fabric by fabric.
Result<model::Edit> withoutBundle(const model::Snapshot& site, RackId a, RackId b) {
    std::vector<std::pair<FabricId, std::vector<model::CableKey>>> found;
    const auto between = [&](const model::PortRef& x, const model::PortRef& y) {
        return std::minmax(x.device.rack, y.device.rack) == std::minmax(a, b);
    };
    site.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        std::vector<model::CableKey> keys;
        for (const model::PlannedCable& cable : model::expandFabric(site, *fabric).cables)
            if (between(cable.a, cable.b)) keys.push_back(model::cableKey(cable.a, cable.b));
        site.cables.forEach([&](CableId, const model::Cable& cable) {
            if (cable.fabric == id && between(cable.a, cable.b))
                keys.push_back(model::cableKey(cable.a, cable.b));
        });
        if (!keys.empty()) found.push_back({id, std::move(keys)});
    });
    if (found.empty())
        return Error{"cables between " + site.racks.at(a).name + " and " + site.racks.at(b).name,
                     "there are none", "Name two racks that a fabric joins."};
    return withoutCables("Fail cables", std::move(found));
}

/// The devices of all these racks; none of them changes nothing.
model::Edit withoutRacks(const model::Snapshot& site, const std::vector<RackId>& racks) {
    std::vector<model::DeviceRef> devices;
    for (const RackId rack : racks)
        for (const model::Slot& slot : site.designs.at(site.racks.at(rack).design)->slots)
            if (model::deviceType(site, {rack, slot.id})) devices.push_back({rack, slot.id});
    if (devices.empty()) return model::combined("Fail power", {});
    return model::removeDevicesInRack(std::move(devices));
}

/// Endpoints by device and number, with what they are joined by.
struct Contact {
    std::int64_t capacity = 0;
    bool reachesHalf = false;
};

std::vector<Contact> contactsOf(const DrawnFabric& fabric, std::uint64_t all) {
    const ContractedGraph& graph = fabric.contracted;
    const Components parts = components(graph);
    std::vector<std::uint64_t> weight(parts.count, 0);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        const ContractedGraph::Class& twins = graph.classes[c];
        const std::uint64_t together = graph.arcsOf(c).empty() ? 1 : twins.size;
        weight[parts.ofClass[c]] += together * twins.weight;
    }
    std::vector<Contact> out(fabric.endpoints().size());
    for (std::uint32_t v = 0; v < out.size(); ++v) {
        const std::uint32_t c = graph.classOf[v];
        out[v].reachesHalf = weight[parts.ofClass[c]] * 2 >= all;
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            out[v].capacity += arc.capacity * graph.classes[arc.to].size;
    }
    return out;
}

FailureStudy::Blast blastOf(const DrawnFabric& before, const DrawnFabric& after) {
    FailureStudy::Blast out;
    out.endpoints = before.contracted.totalWeight;
    const std::vector<Contact> was = contactsOf(before, out.endpoints);
    const std::vector<Contact> is = contactsOf(after, out.endpoints);
    std::unordered_map<model::DeviceRef, std::uint32_t> firstOf;
    for (std::uint32_t v = static_cast<std::uint32_t>(after.endpoints().size()); v-- > 0;)
        firstOf[after.endpoints()[v].device] = v;
    for (std::uint32_t v = 0; v < before.endpoints().size(); ++v) {
        const auto& [device, index] = before.endpoints()[v];
        const std::uint32_t weight = before.weight()[v];
        const auto it = firstOf.find(device);
        const std::uint32_t u = it == firstOf.end() ? 0 : it->second + index;
        const bool there =
            it != firstOf.end() && u < after.endpoints().size() && after.endpoints()[u].device == device;
        if (!there)
            out.gone += weight;
        else if (was[v].reachesHalf && !is[u].reachesHalf)
            out.cutOff += weight;
        else if (is[u].capacity < was[v].capacity)
            out.degraded += weight;
        else
            continue;
        if (out.racks.empty() || out.racks.back() != device.rack) out.racks.push_back(device.rack);
    }
    std::sort(out.racks.begin(), out.racks.end());
    out.racks.erase(std::unique(out.racks.begin(), out.racks.end()), out.racks.end());
    return out;
}

void addChanges(FailureStudy& study) {
    for (const MetricInfo& info : metricInfos()) {
        const MetricValue *before = study.before.find(info.id), *after = study.after.find(info.id);
        if (!before || !after) continue;
        if (before->lower == after->lower && before->upper == after->upper) continue;
        study.changes.push_back({&info, *before, *after});
    }
    for (const Finding& finding : study.after.findings)
        if (std::find(study.before.findings.begin(), study.before.findings.end(), finding) ==
            study.before.findings.end())
            study.added.push_back(finding);
}

}  // namespace

Result<FailureTarget> findFailureTarget(const model::Snapshot& site, std::string_view text) {
    if (const std::optional<ObjectRef> object = ObjectRef::parse(text); object && exists(site, *object))
        return FailureTarget{*object, std::nullopt};
    if (const std::optional<RackId> rack = rackNamed(site, text))
        return FailureTarget{{Kind::Rack, rack->value}, std::nullopt};
    if (const std::optional<Words> ends = splitAt(text, "--", false)) {
        const std::optional<RackId> a = rackNamed(site, ends->first), b = rackNamed(site, ends->second);
        if (a && b) return FailureTarget{{Kind::Rack, a->value}, *b};
    }
    if (const std::optional<Words> place = splitAt(text, " in ", true))
        if (const std::optional<RackId> rack = rackNamed(site, place->second))
            if (const auto device = deviceNamed(site, *rack, place->first)) return FailureTarget{*device, {}};
    if (const std::optional<Words> place = splitAt(text, "/", false))
        if (const std::optional<RackId> rack = rackNamed(site, place->first))
            if (const auto device = deviceNamed(site, *rack, place->second))
                return FailureTarget{*device, {}};
    if (const auto node = named(site.powerNodes, text))
        return FailureTarget{{Kind::PowerNode, node->value}, std::nullopt};
    if (const auto unit = named(site.coolingUnits, text))
        return FailureTarget{{Kind::CoolingUnit, unit->value}, std::nullopt};
    if (const auto loop = named(site.coolingLoops, text))
        return FailureTarget{{Kind::CoolingLoop, loop->value}, std::nullopt};
    return unknownObject(text);
}

std::string failureName(const model::Snapshot& site, const FailureTarget& target) {
    const std::string name = objectName(site, target.object);
    if (target.object.kind == Kind::CoolingUnit)
        if (const auto* unit = site.coolingUnits.find(CoolingUnitId{target.object.id});
            unit && unit->count > 1)
            return "one of " + std::to_string(unit->count) + " units of " + name;
    if (!target.bundleTo) return name;
    return "cables between " + name + " and " + objectName(site, {Kind::Rack, target.bundleTo->value});
}

Result<model::Edit> failureEdit(const model::Snapshot& site, const FailureTarget& target) {
    const ObjectRef& object = target.object;
    if (!exists(site, object)) return unknownObject(object.key());
    const RackId rack{object.id};
    if (target.bundleTo) return withoutBundle(site, rack, *target.bundleTo);
    switch (object.kind) {
    case Kind::Device:
        return model::removeDevicesInRack({{rack, SlotId{object.sub}}});
    case Kind::Rack: {
        std::vector<model::DeviceRef> devices;
        for (const model::Slot& slot : site.designs.at(site.racks.at(rack).design)->slots)
            if (model::deviceType(site, {rack, slot.id})) devices.push_back({rack, slot.id});
        if (devices.empty())
            return Error{objectName(site, object), "it is empty", "Name a rack with devices."};
        return model::removeDevicesInRack(std::move(devices));
    }
    case Kind::Cable: {
        const model::Cable& cable = site.cables.at(CableId{object.id});
        return model::removeCables(cable.fabric, {model::cableKey(cable.a, cable.b)});
    }
    case Kind::CoolingUnit: {
        const CoolingUnitId id{object.id};
        const int count = site.coolingUnits.at(id).count;
        return count > 1 ? model::setUnitCount(id, count - 1) : model::removeCoolingUnit(id);
    }
    default:
        return Error{objectName(site, object),
                     "only racks, devices, cables and cooling units can be failed this way",
                     "The metrics and rules \"after loss\" tell what power and cooling do."};
    }
}

namespace {

/// What goes besides the thing itself, from what the memo knows of the design before.
Result<model::Edit> takenAway(Memo& memo, const model::Snapshot& site, FailureStudy& study) {
    const ObjectRef& object = study.target.object;
    std::vector<RackId> racks;
    std::vector<model::Edit> edits;
    if (object.kind == Kind::PowerNode && exists(site, object)) {
        study.power = powerLossOf(memo, PowerNodeId{object.id});
        racks = study.power->racksDark;
        CoolingLoss cooling = coolingLossOf(memo, unitsWithoutPower(memo, study.power->deadElements));
        if (!cooling.loops.empty()) study.cooling = std::move(cooling);
    } else if (object.kind == Kind::CoolingLoop && exists(site, object)) {
        study.cooling = coolingLossOf(memo, CoolingLoopId{object.id});
    } else {
        if (object.kind == Kind::CoolingUnit && exists(site, object))
            study.cooling = coolingLossOf(memo, LostUnits{{CoolingUnitId{object.id}, 1}});
        const Result<model::Edit> own = failureEdit(site, study.target);
        if (!own) return own.error();
        edits.push_back(own.value());
    }
    if (study.cooling)
        racks.insert(racks.end(), study.cooling->racksStopped.begin(), study.cooling->racksStopped.end());
    std::sort(racks.begin(), racks.end());
    racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
    if (!racks.empty()) edits.push_back(withoutRacks(site, racks));
    return model::combined("Fail " + study.name, std::move(edits));
}

std::optional<double> fallOf(const FailureStudy& study, std::string_view metric) {
    const MetricValue *before = study.before.find(metric), *after = study.after.find(metric);
    if (!before || !after || !before->known() || !after->known()) return std::nullopt;
    return std::max(0.0, before->value() - after->value());
}

}  // namespace

Result<FailureStudy> studyFailure(Evaluator& evaluator, const model::SnapshotPtr& site,
                                  const FailureTarget& target) {
    FailureStudy study;
    study.target = target;
    study.name = failureName(*site, target);
    study.before = evaluator.evaluate(site);
    const Result<model::Edit> edit = takenAway(evaluator.memo(), *site, study);
    if (!edit) return edit.error();
    const Result<model::SnapshotPtr> failed = model::applyEdit(site, edit.value());
    if (!failed) return failed.error();
    const Shared<DrawnFabric> before = evaluator.memo().demand<ComputeGraph>(NoKey{});
    const std::vector<FailureStudy::JobStanding> stood = jobStandings(evaluator.memo());
    const PoolStanding pool = poolStanding(evaluator.memo());
    study.after = evaluator.evaluate(failed.value());
    study.blast = blastOf(*before, *evaluator.memo().demand<ComputeGraph>(NoKey{}));
    for (const FailureStudy::JobStanding& job : jobStandings(evaluator.memo()))
        for (const FailureStudy::JobStanding& was : stood)
            if (was.job == job.job && !(was == job)) study.jobs.push_back({was, job});
    const PoolStanding left = poolStanding(evaluator.memo());
    study.lost = {pool.gpus - left.gpus, pool.domains - left.domains, pool.trays - left.trays,
                  fallOf(study, "power.it"), fallOf(study, "fabric.scale_out.bisection")};
    addChanges(study);
    return study;
}

}  // namespace rackloom::analytics
