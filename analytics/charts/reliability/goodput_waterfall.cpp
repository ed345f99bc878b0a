// SPDX-License-Identifier: GPL-3.0-or-later
// Where the wall clock of the job goes: useful work and every loss.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

namespace rackloom::analytics {

namespace {

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    Chart chart;
    chart.bars.push_back({"Wall clock", {}, 1, {}, true});
    for (const Badput& loss : state.drawn->answer.losses)
        if (loss.name != "useful") chart.bars.push_back({std::string(loss.name), {}, -loss.share, {}, false});
    chart.bars.push_back({"useful", {}, state.useful, {}, true});
    if (const std::string text = regimeWarning(state.regime); !text.empty()) chart.notes.push_back(text);
    if (state.drawn->waiting.capacity < 1)
        chart.notes.push_back("replacements are taken to be at hand; with what is drawn alone the job has "
                              "enough for " +
                              std::to_string(state.drawn->waiting.capacity * 100).substr(0, 5) +
                              " % of the time");
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
