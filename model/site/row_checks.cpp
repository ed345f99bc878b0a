// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/row_checks.h"

#include "model/site/assumptions.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <unordered_set>

namespace rackloom::model {

namespace {

constexpr int kFarthest = 10'000'000;  // mm: a floor of 10 km, so that sums of positions never overflow
constexpr int kMostUnits = 100'000;

std::string named(std::string_view what, std::string_view name, std::uint32_t id) {
    std::string out(what);
    return out + ' ' + (name.empty() ? "number " + std::to_string(id) : std::string(name));
}

template <class TableT, class IdT> bool absentOrThere(const TableT& table, IdT id) {
    return !id.isValid() || table.contains(id);
}

bool onFloor(FloorPoint p) {
    return std::abs(static_cast<long>(p.x)) <= kFarthest && std::abs(static_cast<long>(p.y)) <= kFarthest;
}

Result<void> checkPlacement(const Snapshot& s, const std::string& place, const std::optional<Placement>& p) {
    if (!p) return {};
    if (!s.halls.contains(p->hall))
        return Error{place, "it stands in a hall that does not exist", "Place it in a hall of this design."};
    if (!onFloor(p->position))
        return Error{place, "its position is more than 10 km away",
                     "Use millimetres from the hall's corner."};
    return {};
}

}  // namespace

Result<void> checkRow(const Snapshot&, HallId id, const Hall& hall) {
    const std::string place = named("hall", hall.name, id.value);
    if (hall.width < 1 || hall.depth < 1 || hall.width > kFarthest || hall.depth > kFarthest)
        return Error{place, "its size must be from 1 mm to 10 km each way",
                     "Give width and depth in millimetres."};
    if (hall.tile < 1 || hall.tile > kFarthest)
        return Error{place, "its floor grid must be at least 1 mm", "600 mm is usual."};
    if (hall.maxFloorLoad && (!std::isfinite(*hall.maxFloorLoad) || *hall.maxFloorLoad <= 0))
        return Error{place, "its floor load must be more than 0 kg per square metre",
                     "Leave it out when it is unknown."};
    return {};
}

Result<void> checkRow(const Snapshot& s, RowId id, const Row& row) {
    if (!s.halls.contains(row.hall))
        return Error{named("row", row.name, id.value), "it lies in a hall that does not exist",
                     "Name a hall of this design."};
    return {};
}

Result<void> checkRow(const Snapshot& s, RackId id, const Rack& rack) {
    const std::string place = named("rack", rack.name, id.value);
    if (!s.halls.contains(rack.hall))
        return Error{place, "it stands in a hall that does not exist", "Place it in a hall of this design."};
    if (const Row* row = s.rows.find(rack.row); rack.row.isValid() && (!row || row->hall != rack.hall))
        return Error{place, "its row does not exist in its hall", "Choose a row of the same hall, or none."};
    if (!s.designs.contains(rack.design))
        return Error{place, "its rack design does not exist", "Choose a rack design of this design."};
    if (!onFloor(rack.position))
        return Error{place, "its position is more than 10 km away",
                     "Use millimetres from the hall's corner."};
    for (const PowerNodeId feed : rack.feeds)
        if (!absentOrThere(s.powerNodes, feed))
            return Error{place, "it is fed from a power node that does not exist",
                         "Choose another feed, or none."};
    const auto hangsOn = [&](CoolingLoopId loop, CoolingMedium medium) {
        const CoolingLoop* found = s.coolingLoops.find(loop);
        return !loop.isValid() || (found && found->medium == medium);
    };
    if (!hangsOn(rack.liquidLoop, CoolingMedium::Liquid))
        return Error{place, "its liquid loop is not a liquid loop of this design",
                     "Choose another loop, or none."};
    if (!hangsOn(rack.airLoop, CoolingMedium::Air))
        return Error{place, "its air loop is not an air loop of this design",
                     "Choose another loop, or none."};
    return {};
}

Result<void> checkRow(const Snapshot& s, PowerNodeId id, const PowerNode& node) {
    const std::string place = named("power node", node.name, id.value);
    if (!s.types.contains(node.type))
        return Error{place, "its device type does not exist", "Choose a type of this design."};
    if (node.count < 1 || node.count > kMostUnits)
        return Error{place, "its count must be from 1 to 100,000", "Remove the node if there is none."};
    for (std::size_t i = 0; i < node.parents.size(); ++i) {
        if (!s.powerNodes.contains(node.parents[i]) || node.parents[i] == id)
            return Error{place, "it is fed from a power node that does not exist or from itself",
                         "Choose another parent."};
        if (std::find(node.parents.begin(), node.parents.begin() + static_cast<std::ptrdiff_t>(i),
                      node.parents[i]) != node.parents.begin() + static_cast<std::ptrdiff_t>(i))
            return Error{place, "the same parent is listed twice", "List each parent once."};
    }
    if (node.policy == ParentPolicy::Single && node.parents.size() > 1)
        return Error{place, "it has several parents but draws from a single one",
                     "Choose how it draws: shared, or transfer to the first live one."};
    return checkPlacement(s, place, node.placement);
}

Result<void> checkRow(const Snapshot&, CoolingLoopId id, const CoolingLoop& loop) {
    const std::string place = named("cooling loop", loop.name, id.value);
    const double supply = loop.supply.inCelsius();
    if (!std::isfinite(supply) || supply < -40 || supply > 120)
        return Error{place, "its supply temperature must be from -40 to 120 °C",
                     "30 °C is usual for liquid."};
    if (!loop.rise.isFinite() || loop.rise.si() <= 0 || loop.rise.si() > 100)
        return Error{place, "its rise must be above 0 and at most 100 K", "10 K is usual."};
    if ((loop.medium == CoolingMedium::Air) != (loop.coolant == Coolant::Air))
        return Error{place, "its coolant does not fit its medium",
                     "An air loop carries air, a liquid loop water or PG25."};
    return {};
}

Result<void> checkRow(const Snapshot& s, CoolingUnitId id, const CoolingUnit& unit) {
    const std::string place = named("cooling unit", unit.name, id.value);
    if (!s.types.contains(unit.type))
        return Error{place, "its device type does not exist", "Choose a type of this design."};
    if (!absentOrThere(s.coolingLoops, unit.loop))
        return Error{place, "it serves a loop that does not exist", "Choose another loop, or none."};
    if (!absentOrThere(s.powerNodes, unit.feed))
        return Error{place, "it is fed from a power node that does not exist",
                     "Choose another feed, or none."};
    if (unit.count < 1 || unit.count > kMostUnits)
        return Error{place, "its count must be from 1 to 100,000", "Remove the unit if there is none."};
    if (unit.redundant < 0 || unit.redundant > kMostUnits)
        return Error{place, "the number of units that may be lost must be 0 or more", "Use 1 for N+1."};
    std::unordered_set<CoolingUnitId> seen{id};
    for (const CoolingUnitId plant : unit.plant)
        if (!s.coolingUnits.contains(plant) || !seen.insert(plant).second)
            return Error{place, "its plant names a unit that does not exist, itself, or one unit twice",
                         "Choose other units to take its heat away."};
    return checkPlacement(s, place, unit.placement);
}

Result<void> checkRow(const Snapshot&, JobId id, const Job& job) {
    const std::string place = named("job", job.name, id.value);
    if (!(job.mfu >= 0 && job.mfu <= 1))
        return Error{place, "its MFU must be from 0 to 1", "0.35 to 0.45 is usual for training."};
    if (job.gpus && !(*job.gpus > 0 && *job.gpus <= 1e9))
        return Error{place, "its GPU count must be more than 0", "Leave it out to use every drawn GPU."};
    for (const Duration d : {job.checkpointStall, job.checkpointDrain, job.detect, job.restore})
        if (!d.isFinite() || d.si() < 0)
            return Error{place, "its times must be 0 or more", "Give them in seconds, minutes or hours."};
    if (job.interval && !(job.interval->isFinite() && job.interval->si() > 0))
        return Error{place, "its checkpoint interval must be more than 0",
                     "Leave it out to use the optimum."};
    return {};
}

Result<void> checkRow(const Snapshot&, WaiverId id, const Waiver& waiver) {
    const std::string place = named("waiver", waiver.rule, id.value);
    if (waiver.rule.empty())
        return Error{place, "it names no rule", "Name the rule whose finding is accepted."};
    if (waiver.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{place, "it gives no reason", "Say why the finding is accepted."};
    return {};
}

Result<void> checkSite(const Site& site) {
    for (const auto& [id, assumption] : site.assumptions) {
        const AssumptionSpec* spec = findAssumption(id);
        const std::string place = "assumption " + id;
        if (!spec) return Error{place, "there is no such assumption", "Remove it, or correct its name."};
        if (!(assumption.value >= spec->minimum && assumption.value <= spec->maximum))
            return Error{place, "its value is out of range",
                         "It is given in " + std::string(spec->unit) + "; see the list of assumptions."};
    }
    for (const auto& [metric, limit] : site.budgets)
        if (metric.empty() || !std::isfinite(limit) || limit < 0)
            return Error{"budget " + metric, "it must name a metric and a limit of 0 or more",
                         "Give the limit in the unit of the metric."};
    return {};
}

Result<void> checkOverride(const Snapshot& s, DeviceRef device, const DeviceOverride& override) {
    const Rack* rack = s.racks.find(device.rack);
    const std::string place = named("rack", rack ? rack->name : "", device.rack.value) + ", slot " +
                              std::to_string(device.slot.value);
    if (!deviceSlot(s, device))
        return Error{place, "the deviation belongs to a slot that does not exist", "Remove the deviation."};
    if (!absentOrThere(s.types, override.type))
        return Error{place, "its device type does not exist", "Choose a type of this design."};
    if (!override.removed && !override.type.isValid())
        return Error{place, "the deviation changes nothing", "Remove the deviation."};
    return {};
}

}  // namespace rackloom::model
