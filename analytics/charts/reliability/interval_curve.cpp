// SPDX-License-Identifier: GPL-3.0-or-later
// Goodput against the checkpoint interval, with the exact optimum, the classical estimates and what the
// storage allows.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr int kPoints = 61;

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    if (!drawn.interval || !drawn.optimum)
        return noChart("nothing counted interrupts the job, so no checkpoint pays");
    Chart chart;
    ChartSeries curve{"Goodput", false, {}, {}, {}};
    const double low = std::max(1.0, *drawn.optimum / 30), high = *drawn.optimum * 30;
    JobModel model = drawn.model;
    for (int i = 0; i < kPoints; ++i) {
        q.poll();
        const double tau = low * std::pow(high / low, static_cast<double>(i) / (kPoints - 1));
        model.checkpoint.interval = Duration::si(tau);
        if (const auto a = assembleQuickly(model, Waiting::LeftOut))
            curve.data.push_back({tau, a.value().goodput, {}});
    }
    chart.series = {std::move(curve),
                    {"This job", true, {{*drawn.interval, state.useful, "in force"}}, {}, {}}};
    chart.marks.push_back({"Exact optimum", drawn.optimum, {}});
    if (drawn.young) chart.marks.push_back({"Young", drawn.young, {}});
    if (drawn.daly) chart.marks.push_back({"Daly", drawn.daly, {}});
    const double least = (drawn.model.checkpoint.drain - drawn.model.checkpoint.stall).si();
    if (least > 0) chart.marks.push_back({"One drain at a time", least, {}});
    return chart;
}

}  // namespace

ChartMaker intervalCurveChart() {
    return {{.id = "reliability.interval",
             .title = "Checkpoint interval",
             .kind = ChartKind::Curves,
             .x = {"Compute time between checkpoints", "s", true},
             .y = {"Goodput", "1"},
             .sentence = "What is lost by saving too often or too rarely.",
             .source = "Reliability reference 3.3 and 3.4."},
            make};
}

}  // namespace rackloom::analytics
