// SPDX-License-Identifier: GPL-3.0-or-later
// Where the heat goes: racks to loops, loops to their units, units to the plant.
#include "analytics/charts/chart_maker.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/names.h"

#include <map>

namespace rackloom::analytics {

namespace {

std::uint32_t addNode(Chart& chart, std::string label, const ObjectRef& object, int layer) {
    const bool drawn = object.kind != ObjectRef::Kind::Site;
    chart.nodes.push_back({std::move(label), drawn ? object.key() : std::string(), layer});
    return static_cast<std::uint32_t>(chart.nodes.size() - 1);
}

void addUnits(Query& q, Chart& chart, const CoolingState& state,
              const std::map<CoolingLoopId, std::uint32_t>& loops) {
    const auto& rows = *q.get<CoolingUnits>();
    std::map<CoolingUnitId, std::uint32_t> units;
    for (const UnitState& unit : state.units) {
        const model::CoolingUnit& row = *rows.find(unit.unit);
        if (!(unit.heat > 0)) continue;
        const auto loop = loops.find(row.loop);
        units[unit.unit] =
            addNode(chart, unitName(q, unit.unit), {ObjectRef::Kind::CoolingUnit, unit.unit.value},
                    loop == loops.end() ? 3 : 2);
        if (loop != loops.end()) chart.flows.push_back({loop->second, units[unit.unit], unit.heat, false});
    }
    for (const UnitState& unit : state.units) {
        const model::CoolingUnit& row = *rows.find(unit.unit);
        for (const CoolingUnitId next : row.plant)
            if (units.count(unit.unit) && units.count(next))
                chart.flows.push_back({units[unit.unit], units[next],
                                       unit.heat / static_cast<double>(row.plant.size()), false});
    }
}

Chart make(Query& q) {
    const CoolingState& state = *q.get<CoolingSolve>();
    Chart chart;
    const std::uint32_t racks = addNode(chart, "Racks", {}, 0);
    std::map<CoolingLoopId, std::uint32_t> loops;
    for (const LoopState& loop : state.loops) {
        if (!(loop.heat.sum > 0)) continue;
        loops[loop.loop] =
            addNode(chart, loopName(q, loop.loop), {ObjectRef::Kind::CoolingLoop, loop.loop.value}, 1);
        chart.flows.push_back({racks, loops[loop.loop], loop.heat.sum, false});
    }
    addUnits(q, chart, state, loops);
    const double unplaced = state.liquidUnplaced + state.airUnplaced;
    if (unplaced > 0) chart.flows.push_back({racks, addNode(chart, "On no loop", {}, 1), unplaced, true});
    if (chart.flows.empty()) return noChart("no rack gives heat to a loop");
    chart.notes.push_back("Heat that compressors add is left out of the flows.");
    return chart;
}

}  // namespace

ChartMaker heatFlowChart() {
    return {{.id = "cooling.heat_flow",
             .title = "Where the heat goes",
             .kind = ChartKind::Flows,
             .x = {},
             .y = {"Heat", "W"},
             .sentence = "The heat of the racks on its way through loops and units to the plant.",
             .source = "Facility reference B1, B3."},
            make};
}

}  // namespace rackloom::analytics
