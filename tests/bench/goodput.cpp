// SPDX-License-Identifier: GPL-3.0-or-later
// How long the goodput of a drawn job takes after an edit on a GB200 SuperPOD of 1,821 racks (131,112 GPUs):
// only its own nodes, on top of what the drawing's other nodes know by then. Nothing fails on it.
#include "analytics/engine/memo.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/unit_hazards.h"
#include "model/edit/edit.h"
#include "model/edit/job_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/site_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"

#include <benchmark/benchmark.h>

#include <functional>
#include <time.h>

namespace {

using namespace rackloom;

/// Seconds of processor time of this thread: what else the machine does stays out.
double processorTime() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

model::SnapshotPtr superPod(int racks) {
    Result<model::Catalog> catalog = model::loadCatalog();
    if (!catalog) return nullptr;
    Result<model::Snapshot> built =
        model::buildTemplate(catalog.value(), "gb200-superpod", {{"racks", static_cast<double>(racks)}});
    return built ? std::make_shared<const model::Snapshot>(std::move(built).value()) : nullptr;
}

/// Everything that goodput reads but does not own: other parts of the report ask for it anyway.
void demandOthers(analytics::Memo& memo) {
    memo.demand<analytics::PowerHazards>(analytics::NoKey{});
    memo.demand<analytics::CoolingHazards>(analytics::NoKey{});
    memo.demand<analytics::FabricHazards>(analytics::NoKey{});
}

/// The design of the turn after this one.
using Turn = std::function<Result<model::SnapshotPtr>(const model::SnapshotPtr& now, int turn)>;

void timed(benchmark::State& state, model::SnapshotPtr site, const Turn& turn) {
    if (!site) return state.SkipWithError("no design");
    analytics::Memo memo;
    memo.advance(site);
    demandOthers(memo);
    memo.demand<analytics::JobResults>(analytics::NoKey{});
    int i = 0;
    for (auto _ : state) {
        const Result<model::SnapshotPtr> next = turn(site, i++);
        if (!next) return state.SkipWithError(next.error().text().c_str());
        site = next.value();
        memo.advance(site);
        demandOthers(memo);
        const double start = processorTime();
        benchmark::DoNotOptimize(memo.demand<analytics::JobResults>(analytics::NoKey{}));
        state.SetIterationTime(processorTime() - start);
    }
}

void run(benchmark::State& state, const std::function<model::Edit(const model::Snapshot&, int)>& edit) {
    timed(state, superPod(static_cast<int>(state.range(0))),
          [&](const model::SnapshotPtr& now, int i) { return model::applyEdit(now, edit(*now, i)); });
}

/// The edit and its undoing, in turn.
void runAndBack(benchmark::State& state, const std::function<model::Edit(const model::Snapshot&)>& edit) {
    const model::SnapshotPtr first = superPod(static_cast<int>(state.range(0)));
    timed(state, first, [&](const model::SnapshotPtr&, int i) {
        return i % 2 ? Result<model::SnapshotPtr>(first) : model::applyEdit(first, edit(*first));
    });
}

void changeAJob(benchmark::State& state) {
    run(state, [](const model::Snapshot& s, int i) {
        return model::setJobField(s.jobs.ids().front(), "detect", 60.0 + i % 7);
    });
}

void changeARate(benchmark::State& state) {
    run(state, [](const model::Snapshot&, int i) {
        return model::setAssumption("reliability.rate_scale", 1 + 0.01 * (i % 7), "bench");
    });
}

/// A rack of processors goes, and comes back with the next edit.
void removeARack(benchmark::State& state) {
    runAndBack(state, [](const model::Snapshot& s) { return model::removeRacks({s.racks.ids().front()}); });
}

/// The job leaves a tray of each domain unused, and takes it again: another capacity.
void changeItsTrays(benchmark::State& state) {
    runAndBack(state, [](const model::Snapshot& s) {
        return model::setJobField(s.jobs.ids().front(), "trays_per_domain", 17);
    });
}

void moveARack(benchmark::State& state) {
    run(state, [](const model::Snapshot& s, int i) {
        return model::moveRacks({s.racks.ids().front()}, model::FloorPoint{0, i % 2 ? 100 : -100});
    });
}

BENCHMARK(changeAJob)->ArgName("racks")->Arg(8)->Arg(1821)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(changeItsTrays)
    ->ArgName("racks")
    ->Arg(8)
    ->Arg(1821)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(changeARate)->ArgName("racks")->Arg(8)->Arg(1821)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(removeARack)->ArgName("racks")->Arg(8)->Arg(1821)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(moveARack)->ArgName("racks")->Arg(8)->Arg(1821)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
