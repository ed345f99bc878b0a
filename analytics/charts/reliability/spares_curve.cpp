// SPDX-License-Identifier: GPL-3.0-or-later
// Goodput for each purchased GPU against the number of domains that stand by, the job's size held: spares are
// paid for, and without them the job waits.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

constexpr int kMostSpares = 64;

/// The same job with so many spare domains; shared units of the drawing keep their mean number of domains.
JobModel withSpares(const JobModel& drawn, int spares) {
    JobModel out = drawn;
    out.domains = drawn.needed + spares;
    out.groups.clear();
    const PieceList<DomainGroup>& from = drawn.groups;
    int left = out.domains;
    for (std::size_t i = 0; left > 0 && !from.empty() && i < from.size(); ++i) {
        const bool last = i + 1 == from.size();
        const int take = last ? left : std::min(left, from[i].domains);
        out.groups.push_back({take, from[i].unit});
        left -= take;
    }
    return out;
}

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    if (!drawn.interval) return noChart("nothing counted interrupts the job");
    Chart chart;
    ChartSeries purchased{"Per purchased GPU", false, {}, {}, {}}, job{"Of the job", false, {}, {}, {}};
    double best = -1, at = 0;
    for (int spares = 0; spares <= kMostSpares; ++spares) {
        q.poll();
        const auto a = assembleQuickly(withSpares(drawn.model, spares), Waiting::Counted);
        if (!a) continue;
        purchased.data.push_back({static_cast<double>(spares), a.value().purchased, {}});
        job.data.push_back({static_cast<double>(spares), a.value().goodput, {}});
        if (a.value().purchased > best) {
            best = a.value().purchased;
            at = spares;
        }
    }
    if (best < 0) return noChart("no number of spares has an answer");
    chart.series = {std::move(purchased), std::move(job)};
    chart.marks.push_back({"Best", at, {}});
    chart.marks.push_back({"Drawn", static_cast<double>(drawn.model.domains - drawn.model.needed), {}});
    return chart;
}

}  // namespace

ChartMaker sparesCurveChart() {
    return {{.id = "reliability.spares",
             .title = "Spare domains",
             .kind = ChartKind::Curves,
             .x = {"Spare scale-up domains", "1"},
             .y = {"Goodput", "1"},
             .sentence = "How many spare domains pay for themselves.",
             .source = "Reliability reference 3.8 and 7."},
            make};
}

}  // namespace rackloom::analytics
