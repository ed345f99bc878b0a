// SPDX-License-Identifier: GPL-3.0-or-later
// What a GPU-hour sold is made of, and what failures of the job add to it.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/site_cost.h"

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    const CostState& s = *q.get<SiteCost>();
    if (!s.problem.empty()) return noChart(s.problem);
    const auto hour = costOfHour(s.year.total(), s.gpus, s.utilisation * s.availability, 1);
    if (!hour) return noChart("no hour is used");
    Chart chart;
    const auto step = [&](const char* label, MoneyRate part) {
        if (part.si() != 0)
            chart.bars.push_back({label, {}, hour->si() * (part / s.year.total()), {}, false});
    };
    step("Equipment", s.year.hardware);
    step("Building, owned", s.year.facility);
    step("Building, leased", s.year.lease);
    step("Energy", s.year.energy);
    step("Maintenance", s.year.maintenance);
    step("Staff", s.year.staff);
    chart.bars.push_back({"GPU-hour sold", {}, hour->si(), {}, true});
    if (s.goodput) {
        chart.bars.push_back({"Failures of the job", {}, hour->si() * (1 / *s.goodput - 1), {}, false});
        chart.bars.push_back({"Useful GPU-hour", {}, hour->si() / *s.goodput, {}, true});
    }
    if (s.pricedShare < 1)
        chart.notes.push_back("Prices are known for a part of the equipment only; the true cost is higher.");
    return chart;
}

}  // namespace

ChartMaker costWaterfallChart() {
    return {{.id = "cost.waterfall",
             .title = "What a GPU-hour is made of",
             .kind = ChartKind::Waterfall,
             .x = {},
             .y = {"Cost of a GPU-hour", "USD/s"},
             .sentence = "The parts of the cost of an hour of one GPU, up to an hour whose work lasts.",
             .source = "Facility reference C1, C2."},
            make};
}

}  // namespace rackloom::analytics
