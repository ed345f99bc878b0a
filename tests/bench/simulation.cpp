// SPDX-License-Identifier: GPL-3.0-or-later
// How many incidents a second the simulation lives through on one core: a single job, the same by way of the
// general engine, and the rack-scale model that tests/bench/peers/rack_scale_simpy.py repeats with a
// general-purpose library. Figures are published in docs/performance.md; nothing fails on them.
#include "analytics/simulation/run.h"

#include <benchmark/benchmark.h>

#include <cstdio>

namespace {

using namespace rackloom;
namespace sim = analytics::sim;

sim::Scenario singleJob(Duration meanTime) {
    sim::Scenario out;
    sim::JobSpec job;
    job.checkpoint = {0.25 * unit::hour, 10 * unit::s, {}, 0};
    out.jobs.push_back(job);
    sim::Cause cause;
    cause.rate = 1 / meanTime;
    cause.down = 6 * unit::minute;
    cause.restore = 4 * unit::minute;
    out.causes.push_back(cause);
    return out;
}

sim::Scenario rackScale(int racks, int needed) {
    constexpr int kPerCdu = 4;
    sim::Scenario out = singleJob(200 * unit::hour);
    out.domains = racks;
    out.trays = 18;
    out.jobs[0].checkpoint = {0.5 * unit::hour, 5 * unit::s, 0.1 * unit::hour, 0};
    out.jobs[0].needed = needed;
    out.jobs[0].traysNeeded = 16;
    sim::Cause tray = out.causes[0], cdu = tray;
    tray.strikes = analytics::Strikes::Tray;
    tray.rate = 1 / (12000 * unit::hour);
    tray.hardFraction = 0.4;
    tray.repair = 24 * unit::hour;
    cdu.strikes = analytics::Strikes::Unit;
    cdu.rate = 1 / (8760 * unit::hour);
    cdu.hardFraction = 1;
    cdu.repair = 6 * unit::hour;
    for (int left = racks; left > 0; left -= kPerCdu) {
        cdu.units.push_back(out.units.size());
        out.groups.push_back({left < kPerCdu ? left : kPerCdu, out.units.size()});
        out.units.push_back({"CDU", std::nullopt});
    }
    out.causes.push_back(tray);
    out.causes.push_back(cdu);
    for (sim::Cause& cause : out.causes)
        cause.down = cause.restore = 0.1 * unit::hour;
    return out;
}

void run(benchmark::State& state, const sim::Scenario& scenario, bool general) {
    std::uint64_t incidents = 0, seed = 0;
    double goodput = 0;
    for (auto _ : state) {
        const auto outcome =
            sim::simulate(scenario, {.incidents = 400'000, .seed = ++seed, .threads = 1, .general = general});
        if (!outcome) {
            state.SkipWithError(outcome.error().text().c_str());
            return;
        }
        incidents += outcome.value().jobs[0].incidents;
        goodput = outcome.value().jobs[0].goodput.mean;
    }
    // The work is on the run's own thread, so wall time is what counts.
    state.counters["incidents/s"] =
        benchmark::Counter(static_cast<double>(incidents), benchmark::Counter::kIsRate);
    state.counters["goodput"] = goodput;
}

void singleJobBench(benchmark::State& state) {
    run(state, singleJob(static_cast<double>(state.range(0)) * unit::minute), false);
}
void generalEngineBench(benchmark::State& state) {
    run(state, singleJob(static_cast<double>(state.range(0)) * unit::minute), true);
}
void rackScaleBench(benchmark::State& state) {
    const int racks = static_cast<int>(state.range(0));
    run(state, rackScale(racks, racks - racks / 10), false);
}

BENCHMARK(singleJobBench)
    ->Name("single_job")
    ->ArgName("mttf_min")
    ->Arg(60)
    ->Arg(480)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(generalEngineBench)
    ->Name("general_engine")
    ->ArgName("mttf_min")
    ->Arg(480)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(rackScaleBench)
    ->Name("rack_scale")
    ->ArgName("racks")
    ->Arg(20)
    ->Arg(1821)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
