// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of each liquid loop can take over the temperature of the facility water.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Range of facility water that classes of data centres know, K.
constexpr double kColdest = 288.15, kWarmest = 323.15, kStep = 1;

Chart make(Query& q) {
    Chart chart;
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops) {
        if (n.medium != model::CoolingMedium::Liquid || !n.approach || !(*n.approach > 0)) continue;
        // Capacity is linear in the approach: heat now over approach now.
        const double wattPerKelvin = n.heat / *n.approach;
        const std::string name = loopName(q, n.loop);
        const auto line = [&](std::string label, double supply) {
            ChartSeries series{std::move(label), false, {}, {}, {}};
            for (double water = kColdest; water <= std::min(supply, kWarmest); water += kStep)
                series.data.push_back({water, wattPerKelvin * (supply - water), {}});
            if (series.data.size() > 1) chart.series.push_back(std::move(series));
        };
        line(name + ", at its set point", n.setPoint);
        if (n.limit && *n.limit > n.setPoint) line(name + ", at the warmest inlet", *n.limit);
        chart.marks.push_back({name + ": heat now", std::nullopt, n.heat});
        if (n.facilitySupply) chart.marks.push_back({name + ": water now", n.facilitySupply, std::nullopt});
    }
    if (chart.series.empty()) return noChart("no liquid loop has heat and units with a rated point");
    chart.notes.push_back("Flows as rated; pumps may carry less than the lines at the warmest inlet.");
    return chart;
}

}  // namespace

ChartMaker capacityWaterChart() {
    return {{.id = "cooling.capacity_water",
             .title = "Capacity over facility water",
             .kind = ChartKind::Curves,
             .x = {"Facility water", "K"},
             .y = {"Capacity", "W"},
             .sentence = "What the units of each loop can take when the facility water is colder or warmer.",
             .source = "Facility reference B2: capacity is linear in the approach."},
            make};
}

}  // namespace rackloom::analytics
