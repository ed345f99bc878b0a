// SPDX-License-Identifier: GPL-3.0-or-later
// The frequencies that the swing of each job puts on the grid: harmonics of a square wave up to 20 Hz.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/power_jobs.h"

namespace rackloom::analytics {

namespace {

constexpr double kHighest = 20;  // Hz: grids limit oscillations between about 0.1 and 20 Hz

Chart make(Query& q) {
    Chart chart;
    for (const JobDraw& job : q.get<PowerJobs>()->jobs) {
        ChartSeries series;
        series.name = job.name;
        series.points = true;
        for (const auto& [at, amplitude] : job.wave().spectrum(Frequency::si(kHighest)))
            series.data.push_back({at.si(), amplitude.si(), {}});
        if (job.swing > 0 && !series.data.empty()) chart.series.push_back(std::move(series));
    }
    if (chart.series.empty()) return noChart("no job swings within the frequencies that are shown");
    chart.notes.push_back("Steps follow each other without gaps; lines above 20 Hz are left out.");
    return chart;
}

}  // namespace

ChartMaker swingSpectrumChart() {
    return {{.id = "power.swing_spectrum",
             .title = "Spectrum of the power swing",
             .kind = ChartKind::Curves,
             .x = {"Frequency", "Hz"},
             .y = {"Amplitude", "W"},
             .sentence = "How strongly each harmonic of the training step swings.",
             .source = "Facility reference A6: (2 ΔP / k π) |sin k π d| at k / T."},
            make};
}

}  // namespace rackloom::analytics
