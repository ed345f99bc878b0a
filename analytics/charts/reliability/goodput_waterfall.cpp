// SPDX-License-Identifier: GPL-3.0-or-later
// Where the wall clock of the job goes: useful work and the four kinds of loss.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    Chart chart;
    const auto loss = [&](const char* label, double share) {
        chart.bars.push_back({label, {}, -share, {}, false});
    };
    chart.bars.push_back({"Wall clock", {}, 1, {}, true});
    loss("Checkpoint save", state.stall);
    loss("Wasted progress", state.rework);
    loss("Infrastructure recovery", state.down);
    loss("Checkpoint restore", state.restore);
    chart.bars.push_back({"Useful work", {}, state.useful, {}, true});
    return chart;
}

}  // namespace

ChartMaker goodputWaterfallChart() {
    return {{.id = "reliability.goodput_waterfall",
             .title = "Where the time of the job goes",
             .kind = ChartKind::Waterfall,
             .x = {},
             .y = {"Share of the wall clock", "1"},
             .sentence = "Every hour of the job, split into work that lasts and the ways it is lost.",
             .source = "Reliability reference 3.2; names of the losses as in Google's goodput library."},
            make};
}

}  // namespace rackloom::analytics
