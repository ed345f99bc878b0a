// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/row_checks.h"

#include "model/site/assumptions.h"
#include "model/site/job_fields.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
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

std::string shortNumber(double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", v);
    return text;
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

Result<void> checkDiagram(const std::string& place, const std::optional<FloorPoint>& p) {
    if (p && !onFloor(*p))
        return Error{place, "its place in the drawing is too far away", "Lay the drawing out anew."};
    return {};
}

Result<void> checkWeights(const std::string& place, const PowerNode& node) {
    if (node.weights.empty()) return {};
    if (node.weights.size() != node.parents.size())
        return Error{place, "it has not as many weights as parents",
                     "Give one weight for each parent, or none."};
    double sum = 0;
    for (const double w : node.weights) {
        if (!(w >= 0 && w <= 1e6))
            return Error{place, "its weights must be from 0 to 1,000,000", "Use 1 and 1 for equal parts."};
        sum += w;
    }
    if (!(sum > 0))
        return Error{place, "all its weights are 0", "Give at least one parent a part of the load."};
    return {};
}

Result<void> checkClimate(const Site& site) {
    double year = 0;
    for (const ClimateBin& bin : site.climate) {
        const double dry = bin.dryBulb.inCelsius();
        const double wet = bin.wetBulb ? bin.wetBulb->inCelsius() : dry;
        if (!(dry >= -90 && dry <= 70 && wet >= -90 && wet <= dry))
            return Error{"climate",
                         "its temperatures must be from -90 to 70 °C, the wet bulb at most the dry one",
                         "Give degrees Celsius."};
        if (!(bin.duration.si() >= 0 && bin.duration.si() <= 3.2e7))
            return Error{"climate", "a bin must last from 0 to 8,784 hours", "Give seconds of a year."};
        year += bin.duration.si();
    }
    if (!site.climate.empty() && !(year > 0 && year <= 3.2e7))
        return Error{"climate", "the bins must add up to more than nothing and at most one year",
                     "8,760 hours are a year."};
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
    if (Result<void> weights = checkWeights(place, node); !weights) return weights;
    if (Result<void> drawn = checkDiagram(place, node.diagram); !drawn) return drawn;
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
    if (loop.facilitySupply &&
        !(loop.facilitySupply->inCelsius() >= -40 && loop.facilitySupply->inCelsius() <= 120))
        return Error{place, "its facility water must be from -40 to 120 °C",
                     "Leave it out to use the one of the site."};
    if (Result<void> drawn = checkDiagram(place, loop.diagram); !drawn) return drawn;
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
    if (Result<void> drawn = checkDiagram(place, unit.diagram); !drawn) return drawn;
    return checkPlacement(s, place, unit.placement);
}

Result<void> checkRow(const Snapshot& s, JobId id, const Job& job) {
    const std::string place = named("job", job.name, id.value);
    for (const JobField& field : jobFieldList()) {
        const std::optional<double> value = field.read(job);
        if (!value || (*value >= field.minimum && *value <= field.maximum)) continue;
        std::string remedy = "Use a value from " + shortNumber(field.minimum) + " to " +
                             shortNumber(field.maximum) +
                             (field.unit == "1" ? "." : ' ' + std::string(field.unit) + '.');
        if (field.mayBeEmpty) remedy += ' ' + std::string(field.hint) + '.';
        return Error{place, "its field " + std::string(field.key) + " is out of range", std::move(remedy)};
    }
    std::unordered_set<RackId> seen;
    for (const RackId rack : job.racks)
        if (!s.racks.contains(rack) || !seen.insert(rack).second)
            return Error{place, "it runs on a rack that does not exist, or names one twice",
                         "List each of its racks once, or none for all."};
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
    if (Result<void> climate = checkClimate(site); !climate) return climate;
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
