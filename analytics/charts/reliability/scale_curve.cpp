// SPDX-License-Identifier: GPL-3.0-or-later
// Mean time to interruption against the number of GPUs: the job as drawn, smaller and larger at the same rate
// per GPU, beside what operators measured. Two calibrations lie on two lines.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/reliability/library.h"

#include <array>

namespace rackloom::analytics {

namespace {

struct Measured {
    double gpus, hours;
    const char* label;
};
constexpr std::array<Measured, 6> kMeasured{{{8, 47.7 * 24, "RSC-1, 8 GPUs"},
                                             {1024, 7.9, "RSC-1, 1,024 GPUs"},
                                             {9600, 2.78, "ByteRobust, 9,600 GPUs"},
                                             {16384, 54.0 * 24 / 419, "Llama 3, 16,384 GPUs"},
                                             {16384, 1.8, "RSC-1 projected, 16,384 GPUs"},
                                             {131072, 0.23, "RSC-1 projected, 131,072 GPUs"}}};

ChartSeries line(std::string name, double ratePerGpu) {
    ChartSeries out{std::move(name), false, {}, {}, {}};
    for (double gpus = 8; gpus <= 262144; gpus *= 2)
        out.data.push_back({gpus, 1 / (ratePerGpu * gpus), {}});
    return out;
}

Chart make(Query& q) {
    const JobState& state = *q.get<JobOutcome>();
    if (!state.problem.empty()) return noChart(state.problem);
    const double rate = state.drawn->answer.interruptions.si();
    Chart chart;
    if (rate > 0 && state.processors > 0) {
        chart.series.push_back(line("This design", rate / state.processors));
        chart.series.push_back({"This job", true, {{state.processors, 1 / rate, state.job.name}}, {}, {}});
    }
    for (const Calibration& c : calibrations())
        chart.series.push_back(line(c.title, c.perGpu().si()));
    ChartSeries points{"Measured and projected", true, {}, {}, {}};
    for (const Measured& m : kMeasured)
        points.data.push_back({m.gpus, m.hours * 3600, m.label});
    chart.series.push_back(std::move(points));
    chart.notes.push_back(
        "rates of small jobs and fleet rates are two calibrations 3.65 apart: 7.9 h at 1,024 "
        "GPUs and 0.23 h at 131,072 are not on one line");
    return chart;
}

}  // namespace

ChartMaker scaleCurveChart() {
    return {{.id = "reliability.scale",
             .title = "Mean time to interruption against scale",
             .kind = ChartKind::Curves,
             .x = {"GPUs of the job", "1", true},
             .y = {"Mean time to interruption", "s", true},
             .sentence = "How soon a job of any size is interrupted, as drawn and as operators report.",
             .source = "Reliability reference 2; arXiv 2410.21680, 2407.21783, 2509.16293."},
            make};
}

}  // namespace rackloom::analytics
