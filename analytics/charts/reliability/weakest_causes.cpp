// SPDX-License-Identifier: GPL-3.0-or-later
// What hurts most: the goodput that hangs on each cause's rate.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    Chart chart;
    for (std::size_t i = 0; i < drawn.answer.causes.size(); ++i) {
        const double loss = -drawn.answer.causes[i].sensitivity;
        if (!(loss > 0)) continue;
        const auto& objects = drawn.origins[i].objects;
        chart.bars.push_back({drawn.model.causes[i].name,
                              objects.size() == 1 ? objects.front().key() : std::string(),
                              loss,
                              {},
                              false});
    }
    if (chart.bars.empty()) return noChart("nothing counted interrupts the job");
    std::stable_sort(chart.bars.begin(), chart.bars.end(),
                     [](const ChartBar& a, const ChartBar& b) { return a.value > b.value; });
    return chart;
}

}  // namespace

ChartMaker weakestCausesChart() {
    return {{.id = "reliability.weakest",
             .title = "What hurts most",
             .kind = ChartKind::Bars,
             .x = {},
             .y = {"Relative loss of goodput for each doubling, to first order", "1"},
             .sentence = "How much goodput hangs on how often each cause strikes.",
             .source = "Reliability reference 3.13: −d ln G / d ln rate."},
            make};
}

}  // namespace rackloom::analytics
