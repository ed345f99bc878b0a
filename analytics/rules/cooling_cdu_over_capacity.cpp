// SPDX-License-Identifier: GPL-3.0-or-later
// A loop whose racks give more heat than its units take, or a plant unit that is handed more than it takes.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "cooling.cdu_over_capacity",
                     .title = "Cooling over its capacity",
                     .severity = Severity::Error,
                     .pattern = "{0} has to take {1}, but holds {2}: add {3}, or move {4} of heat elsewhere",
                     .remedy = "Add units to the loop, choose larger ones, or hang racks on another loop.",
                     .source = "Facility reference B2, B3."};

std::string unitsToAdd(Query& q, DeviceTypeId type, double each, double missing) {
    const auto count = static_cast<std::size_t>(each > 0 ? std::ceil(missing / each - kTolerance) : 1);
    return std::to_string(count) + " more " + q.get<TypeOf>(type)->name;
}

void checkLoops(Query& q, const CoolingState& state, std::vector<Finding>& findings,
                std::vector<std::string>& notChecked) {
    for (const LoopState& loop : state.loops) {
        if (loop.units == 0 || loop.heat.counted == 0) continue;
        if (!loop.capacity) {
            notChecked.push_back(loopName(q, loop.loop) +
                                 ": the capacity of a unit is unknown, so its load was not checked.");
            continue;
        }
        if (loop.heat.known < loop.heat.counted)
            notChecked.push_back(loopName(q, loop.loop) +
                                 ": some heat is unknown, so the check against its units is too kind.");
        const double missing = loop.heat.sum - *loop.capacity;
        if (missing <= *loop.capacity * kTolerance) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                      {textArgument(loopName(q, loop.loop)), numberArgument(loop.heat.sum, "W"),
                       numberArgument(*loop.capacity, "W"),
                       textArgument(unitsToAdd(q, loop.unitType, *loop.capacity / loop.units, missing)),
                       numberArgument(missing, "W")}));
    }
}

void checkPlant(Query& q, const CoolingState& state, std::vector<Finding>& findings) {
    const auto& units = *q.get<CoolingUnits>();
    for (const UnitState& unit : state.units) {
        const model::CoolingUnit& row = *units.find(unit.unit);
        if (row.loop.isValid() || !unit.capacity || row.count < 1) continue;
        const double missing = unit.heat - *unit.capacity;
        if (missing <= *unit.capacity * kTolerance) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::CoolingUnit, unit.unit.value}},
                      {textArgument(unitName(q, unit.unit)), numberArgument(unit.heat, "W"),
                       numberArgument(*unit.capacity, "W"),
                       textArgument(unitsToAdd(q, row.type, *unit.capacity / row.count, missing)),
                       numberArgument(missing, "W")}));
    }
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const CoolingState& state = *q.get<CoolingSolve>();
    checkLoops(q, state, findings, notChecked);
    checkPlant(q, state, findings);
}

}  // namespace

const Rule& coolingCduOverCapacityRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
