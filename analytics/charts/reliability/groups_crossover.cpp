// SPDX-License-Identifier: GPL-3.0-or-later
// Replica groups against restarting: goodput of the job split into more and more groups, for three times to
// rejoin, beside that of the rigid job.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"

#include <algorithm>
#include <array>

namespace rackloom::analytics {

namespace {

struct Rejoin {
    double minutes;
    const char* label;
};
constexpr std::array<Rejoin, 3> kRejoins{
    {{15, "Rejoin in 15 min"}, {60, "Rejoin in 1 h"}, {240, "Rejoin in 4 h"}}};

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    const DrawnJobState& drawn = *state.drawn;
    if (!drawn.interval) return noChart("nothing counted interrupts the job");
    const int most = std::min(1024, drawn.model.needed * drawn.model.traysNeeded);
    if (most < 2) return noChart("the job is too small to be split");
    Chart chart;
    for (const Rejoin& r : kRejoins) {
        ChartSeries line{r.label, false, {}, {}, {}};
        for (int groups = 2; groups <= most; groups *= 2) {
            q.poll();
            JobModel model = drawn.model;
            model.replicas = ReplicaGroups{groups, 1, r.minutes * unit::minute, state.job.groups.stall};
            if (const auto a = assembleQuickly(model, Waiting::LeftOut))
                line.data.push_back({static_cast<double>(groups), a.value().goodput, {}});
        }
        chart.series.push_back(std::move(line));
    }
    JobModel rigid = drawn.model;
    rigid.replicas.reset();
    if (const auto a = assembleQuickly(rigid, Waiting::LeftOut))
        chart.marks.push_back({"Restarting as one", {}, a.value().goodput});
    chart.notes.push_back("the batch changes with the groups that take part: a question of training quality");
    return chart;
}

}  // namespace

ChartMaker groupsCrossoverChart() {
    return {{.id = "reliability.groups",
             .title = "Replica groups or restarts",
             .kind = ChartKind::Curves,
             .x = {"Replica groups", "1", true},
             .y = {"Goodput", "1"},
             .sentence = "From how many groups on, and how fast a rejoin, splitting the job pays.",
             .source = "Reliability reference 3.9 and 7."},
            make};
}

}  // namespace rackloom::analytics
