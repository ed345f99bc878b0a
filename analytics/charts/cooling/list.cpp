// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of this folder, in the order views show them.
#include "analytics/charts/chart_maker.h"

namespace rackloom::analytics {

// Declared here and not in headers: nobody else asks for a single chart.
ChartMaker heatFlowChart();
ChartMaker loopTemperaturesChart();
ChartMaker unitLossesChart();
ChartMaker capacityWaterChart();
ChartMaker annualEnergyChart();

std::vector<ChartMaker> coolingCharts() {
    return {heatFlowChart(), loopTemperaturesChart(), unitLossesChart(), capacityWaterChart(),
            annualEnergyChart()};
}

}  // namespace rackloom::analytics
