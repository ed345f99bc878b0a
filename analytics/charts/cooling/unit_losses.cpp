// SPDX-License-Identifier: GPL-3.0-or-later
// How warm each liquid loop gets when one unit of a row of units is lost.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    Chart chart;
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops) {
        if (n.medium != model::CoolingMedium::Liquid || n.racks == 0 || n.losses.empty()) continue;
        const auto column = static_cast<std::uint32_t>(chart.columns.size());
        chart.columns.push_back(loopName(q, n.loop));
        chart.columnObjects.push_back(ObjectRef{ObjectRef::Kind::CoolingLoop, n.loop.value}.key());
        for (const UnitLoss& loss : n.losses) {
            const auto row = static_cast<std::uint32_t>(chart.rows.size());
            chart.rows.push_back("one of " + unitName(q, loss.unit));
            chart.rowObjects.push_back(ObjectRef{ObjectRef::Kind::CoolingUnit, loss.unit.value}.key());
            if (loss.supply)
                chart.cells.push_back({row, column, *loss.supply, n.limit && *loss.supply > *n.limit});
        }
    }
    if (chart.cells.empty()) return noChart("no liquid loop has a unit to spare with a rated point");
    chart.notes.push_back(
        "A row without a number leaves its loop without any unit, or without a rated point.");
    return chart;
}

}  // namespace

ChartMaker unitLossesChart() {
    return {{.id = "cooling.unit_losses",
             .title = "Supply after the loss of a unit",
             .kind = ChartKind::HeatMap,
             .x = {"Loop", "1"},
             .y = {"Coolant supply", "K"},
             .sentence = "How warm the coolant of a loop gets when one of its units stops.",
             .source = "Facility reference B3."},
            make};
}

}  // namespace rackloom::analytics
