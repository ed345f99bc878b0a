// SPDX-License-Identifier: GPL-3.0-or-later
// The draw of each job over three training steps, and its mean.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/power_jobs.h"

namespace rackloom::analytics {

namespace {

constexpr int kSteps = 3;

Chart make(Query& q) {
    Chart chart;
    bool assumed = false;
    for (const JobDraw& job : q.get<PowerJobs>()->jobs) {
        const double step = job.phases.step.si();
        if (!(job.full > 0) || !(step > 0)) continue;
        ChartSeries series;
        series.name = job.name;
        const double edge = step * job.phases.computeShare;
        for (int k = 0; k < kSteps; ++k)
            for (const auto& [at, watts] : {std::pair(0.0, job.compute), std::pair(edge, job.compute),
                                            std::pair(edge, job.wait), std::pair(step, job.wait)})
                series.data.push_back({k * step + at, watts, {}});
        chart.series.push_back(std::move(series));
        chart.marks.push_back({"Mean of " + job.name, {}, job.mean});
        assumed = assumed || job.idleAssumed;
    }
    if (chart.series.empty()) return noChart("no job runs on racks that draw power");
    if (assumed)
        chart.notes.push_back("The idle draw of devices is an assumed share where no figure is known.");
    chart.notes.push_back("Ramps between the phases are left out.");
    return chart;
}

}  // namespace

ChartMaker stepTimelineChart() {
    return {{.id = "power.step_timeline",
             .title = "Power over training steps",
             .kind = ChartKind::Curves,
             .x = {"Time", "s"},
             .y = {"Power", "W"},
             .sentence = "High while computing, low while waiting for communication, step after step.",
             .source = "Facility reference A6."},
            make};
}

}  // namespace rackloom::analytics
