// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/failure_study_cooling.h"
#include "analytics/failure_study_jobs.h"
#include "analytics/failure_study_power.h"
#include "analytics/failure_targets.h"
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
    const ContractedGraph& graph = fabric.contracted();
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

/// `stranded`: devices whose endpoints are cut off from the others, each once.
FailureStudy::Blast blastOf(const DrawnFabric& before, const DrawnFabric& after,
                            std::vector<model::DeviceRef>& stranded) {
    FailureStudy::Blast out;
    out.endpoints = before.contracted().totalWeight;
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
        else if (was[v].reachesHalf && !is[u].reachesHalf) {
            out.cutOff += weight;
            stranded.push_back(device);
        } else if (is[u].capacity < was[v].capacity)
            out.degraded += weight;
        else
            continue;
        if (out.racks.empty() || out.racks.back() != device.rack) out.racks.push_back(device.rack);
    }
    std::sort(stranded.begin(), stranded.end());
    stranded.erase(std::unique(stranded.begin(), stranded.end()), stranded.end());
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

Result<model::Edit> failureEdit(const model::Snapshot& site, const FailureTarget& target) {
    const ObjectRef& object = target.object;
    if (!exists(site, object)) return unknownObject(object.key());
    if (!target.with.empty())
        return Error{failureName(site, target), "several things are no single edit", "Take out one by one."};
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

void add(CoolingLoss& loss, CoolingLoss more) {
    for (CoolingLoss::Loop& loop : more.loops)
        if (std::find(loss.loops.begin(), loss.loops.end(), loop) == loss.loops.end()) {
            if (!loop.holds) loss.heat += loop.heat;
            loss.loops.push_back(std::move(loop));
        }
    loss.racksStopped.insert(loss.racksStopped.end(), more.racksStopped.begin(), more.racksStopped.end());
    std::sort(loss.racksStopped.begin(), loss.racksStopped.end());
    loss.racksStopped.erase(std::unique(loss.racksStopped.begin(), loss.racksStopped.end()),
                            loss.racksStopped.end());
}

/// What is named, by what has to be done about it.
struct Named {
    std::vector<PowerNodeId> nodes;
    std::vector<CoolingLoopId> loops;
    LostUnits units;
    std::vector<RackId> racks;
    std::vector<FailureTarget> parts;  ///< devices, cables and units of cooling
};

Result<Named> namedBy(const model::Snapshot& site, const FailureTarget& target) {
    Named named;
    std::vector<FailureTarget> all = target.with;
    all.insert(all.begin(), FailureTarget{target.object, target.bundleTo});
    for (const FailureTarget& one : all) {
        const ObjectRef& object = one.object;
        if (!exists(site, object)) return unknownObject(object.key());
        if (object.kind == Kind::PowerNode) {
            named.nodes.push_back(PowerNodeId{object.id});
        } else if (object.kind == Kind::CoolingLoop) {
            named.loops.push_back(CoolingLoopId{object.id});
        } else if (const Result<model::Edit> edit = failureEdit(site, one); !edit) {
            return edit.error();
        } else if (object.kind == Kind::Rack && !one.bundleTo) {
            named.racks.push_back(RackId{object.id});
        } else {
            if (object.kind == Kind::CoolingUnit) named.units[CoolingUnitId{object.id}] = 1;
            named.parts.push_back(one);
        }
    }
    return named;
}

/// What goes with the things themselves, from what the memo knows of the design before.
Result<model::Edit> takenAway(Memo& memo, const model::Snapshot& site, FailureStudy& study) {
    const Result<Named> found = namedBy(site, study.target);
    if (!found) return found.error();
    Named named = found.value();
    if (!named.nodes.empty()) {
        study.power = powerLossOf(memo, named.nodes);
        named.racks.insert(named.racks.end(), study.power->racksDark.begin(), study.power->racksDark.end());
        for (const auto& [unit, count] : unitsWithoutPower(memo, study.power->deadElements))
            named.units[unit] = count;
    }
    CoolingLoss cooling;
    for (const CoolingLoopId loop : named.loops)
        add(cooling, coolingLossOf(memo, loop));
    if (!named.units.empty()) add(cooling, coolingLossOf(memo, named.units));
    std::vector<RackId>& racks = named.racks;
    racks.insert(racks.end(), cooling.racksStopped.begin(), cooling.racksStopped.end());
    if (!cooling.loops.empty()) study.cooling = std::move(cooling);
    std::sort(racks.begin(), racks.end());
    racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
    std::vector<model::Edit> edits;
    for (const FailureTarget& part : named.parts) {
        const bool gone = part.object.kind == Kind::Device &&
                          std::binary_search(racks.begin(), racks.end(), RackId{part.object.id});
        if (!gone) edits.push_back(failureEdit(site, part).value());
    }
    if (!racks.empty()) edits.push_back(withoutRacks(site, racks));
    return model::combined("Fail " + study.name, std::move(edits));
}

double gpusOf(const Report& report) {
    const MetricValue* gpus = report.find("capacity.gpus");
    return gpus && gpus->known() ? gpus->value() : 0;
}

/// Where nothing is left that could be measured, all of it is lost.
std::optional<double> fallOf(const FailureStudy& study, std::string_view metric, bool nothingLeft) {
    const MetricValue *before = study.before.find(metric), *after = study.after.find(metric);
    if (!before || !after || !before->known()) return std::nullopt;
    if (!after->known()) return nothingLeft ? std::optional(before->value()) : std::nullopt;
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
    std::vector<model::DeviceRef> stranded;
    study.blast = blastOf(*before, *evaluator.memo().demand<ComputeGraph>(NoKey{}), stranded);
    // What the compute fabric no longer reaches works for no job, as little as what failed itself.
    if (!stranded.empty())
        if (const auto usable = model::applyEdit(failed.value(), model::removeDevicesInRack(stranded)))
            evaluator.memo().advance(usable.value());
    // Jobs of GPUs do not go over to the CPUs that are left.
    const bool nothing = gpusOf(study.before) > 0 && gpusOf(study.after) == 0;
    for (FailureStudy::JobStanding job : jobStandings(evaluator.memo()))
        for (const FailureStudy::JobStanding& was : stood) {
            if (was.job != job.job) continue;
            if (nothing) job = {was.job, was.name, 0, 0, 0, was.needed, {}, {}, job.storageWrite};
            if (!(was == job)) study.jobs.push_back({was, job});
        }
    const PoolStanding left = nothing ? PoolStanding{} : poolStanding(evaluator.memo());
    study.lost = {pool.gpus - left.gpus, pool.domains - left.domains, pool.trays - left.trays,
                  fallOf(study, "power.it", nothing), fallOf(study, "fabric.scale_out.bisection", nothing)};
    addChanges(study);
    return study;
}

}  // namespace rackloom::analytics
