// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of this folder, in the order views show them.
#include "analytics/charts/chart_maker.h"

namespace rackloom::analytics {

// Declared here and not in headers: nobody else asks for a single chart.
ChartMaker goodputWaterfallChart();
ChartMaker weakestCausesChart();
ChartMaker scaleCurveChart();
ChartMaker intervalCurveChart();
ChartMaker sparesCurveChart();
ChartMaker groupsCrossoverChart();
ChartMaker claimCheckChart();

std::vector<ChartMaker> reliabilityCharts() {
    return {goodputWaterfallChart(), weakestCausesChart(),   scaleCurveChart(), intervalCurveChart(),
            sparesCurveChart(),      groupsCrossoverChart(), claimCheckChart()};
}

}  // namespace rackloom::analytics
