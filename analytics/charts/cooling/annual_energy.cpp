// SPDX-License-Identifier: GPL-3.0-or-later
// The plant's energy of a year by outdoor temperature: chillers, fans, pumps.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/energy_year.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    const EnergyState& s = *q.get<EnergyYear>();
    if (!s.cooled) return noChart("no rack hangs on a cooling loop");
    const auto series = [&](const char* name, Power PlantBin::*part) {
        ChartSeries line{name, false, {}, {}, {}};
        for (std::size_t i = 0; i < s.plant.bins.size(); ++i)
            line.data.push_back(
                {s.weather[i].dryBulb.inKelvin(), (s.plant.bins[i].*part * s.weather[i].length).si(), {}});
        std::stable_sort(line.data.begin(), line.data.end(),
                         [](const ChartPoint& a, const ChartPoint& b) { return a.x < b.x; });
        return line;
    };
    Chart chart;
    chart.series = {series("Chillers", &PlantBin::compressor), series("Fans", &PlantBin::fans),
                    series("Pumps", &PlantBin::pumps)};
    if (s.assumedPlant)
        chart.notes.push_back("A chiller and a free cooler are assumed where no plant is drawn.");
    if (s.uncooled > 0) chart.notes.push_back("In the warmest bins the drawn plant leaves heat uncooled.");
    return chart;
}

}  // namespace

ChartMaker annualEnergyChart() {
    return {{.id = "cooling.annual_energy",
             .title = "Energy of the plant by outdoor temperature",
             .kind = ChartKind::Curves,
             .x = {"Outdoor temperature", "K"},
             .y = {"Energy in a year", "J"},
             .sentence = "What chillers, fans and pumps of the plant use in the hours of each temperature.",
             .source = "Facility reference B6."},
            make};
}

}  // namespace rackloom::analytics
