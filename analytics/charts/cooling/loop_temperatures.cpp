// SPDX-License-Identifier: GPL-3.0-or-later
// Temperatures along each liquid loop: facility water, supply, return; and the supply after a loss.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    Chart chart;
    std::optional<double> limit;
    bool unknown = false;
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops) {
        if (n.medium != model::CoolingMedium::Liquid || n.racks == 0) continue;
        if (!n.supply || !n.facilitySupply) {
            unknown = true;
            continue;
        }
        ChartSeries line{loopName(q, n.loop), false, {}, {}, {}};
        line.data.push_back({0, *n.facilitySupply, "facility water"});
        line.data.push_back({1, *n.supply, "supply"});
        if (n.returns) line.data.push_back({2, *n.returns, "return"});
        chart.series.push_back(std::move(line));
        if (n.supplyAfterLoss)
            chart.series.push_back({loopName(q, n.loop) + ", after a loss",
                                    true,
                                    {{1, *n.supplyAfterLoss, "supply after a loss"}},
                                    {},
                                    {}});
        if (n.limit) limit = limit ? std::min(*limit, *n.limit) : n.limit;
    }
    if (chart.series.empty()) return noChart("no liquid loop has racks and units with a rated point");
    if (limit) chart.marks.push_back({"warmest inlet of the devices", std::nullopt, limit});
    if (unknown) chart.notes.push_back("Loops whose units have no rated point are left out.");
    return chart;
}

}  // namespace

ChartMaker loopTemperaturesChart() {
    return {{.id = "cooling.loop_temperatures",
             .title = "Temperatures along the loops",
             .kind = ChartKind::Curves,
             .x = {"Facility water, supply, return", "1"},
             .y = {"Temperature", "K"},
             .sentence =
                 "How warm the water of the plant, the coolant to the racks and the coolant from them "
                 "is, loop by loop.",
             .source = "Facility reference B2, B3."},
            make};
}

}  // namespace rackloom::analytics
