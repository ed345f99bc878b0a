// SPDX-License-Identifier: GPL-3.0-or-later
// How long the goodput of a drawn job takes after an edit on a GB200 SuperPOD of 1,821 racks (131,112 GPUs).
// Timed are its own nodes, on top of what the drawing's other nodes know by then; `least_us` is the shortest
// of all turns, `least_all_us` the same with everything that goodput reads, from the difference of the
// designs on: cooling, power, fabrics. Nothing fails on it.
#include "analytics/capacity/parts.h"
#include "analytics/engine/memo.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/inputs/catalog.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/unit_hazards.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/edit.h"
#include "model/edit/job_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/site_edits.h"
#include "model/edit/type_edits.h"
#include "tests/bench/bench_site.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <time.h>

namespace {

using namespace rackloom;
using bench::superPod;

/// Seconds of processor time of this thread: what else the machine does stays out.
double processorTime() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Everything that goodput reads but does not own: other parts of the report ask for it anyway.
void demandOthers(analytics::Memo& memo) {
    memo.demand<analytics::SiteParts>(analytics::NoKey{});
    for (const RackDesignId id : *memo.demand<analytics::DesignIds>(analytics::NoKey{}))
        memo.demand<analytics::DesignDomains>(id);
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
    double own = std::numeric_limits<double>::infinity(), all = own;
    for (auto _ : state) {
        const Result<model::SnapshotPtr> next = turn(site, i++);
        if (!next) return state.SkipWithError(next.error().text().c_str());
        site = next.value();
        const double start = processorTime();
        memo.advance(site);
        demandOthers(memo);
        const double middle = processorTime();
        benchmark::DoNotOptimize(memo.demand<analytics::JobResults>(analytics::NoKey{}));
        const double end = processorTime();
        state.SetIterationTime(end - middle);
        own = std::min(own, end - middle);
        all = std::min(all, end - start);
    }
    state.counters["least_us"] = 1e6 * own;
    state.counters["least_all_us"] = 1e6 * all;
}

using MakeEdit = std::function<model::Edit(const model::Snapshot&)>;

void run(benchmark::State& state, const std::function<model::Edit(const model::Snapshot&, int)>& edit) {
    timed(state, superPod(static_cast<int>(state.range(0))),
          [&](const model::SnapshotPtr& now, int i) { return model::applyEdit(now, edit(*now, i)); });
}

/// The edit and its undoing, in turn.
void andBack(benchmark::State& state, const MakeEdit& edit) {
    const model::SnapshotPtr first = superPod(static_cast<int>(state.range(0)));
    timed(state, first, [&](const model::SnapshotPtr&, int i) {
        return i % 2 ? Result<model::SnapshotPtr>(first) : model::applyEdit(first, edit(*first));
    });
}

JobId jobOf(const model::Snapshot& s) {
    return s.jobs.ids().front();
}
RackId computeRack(const model::Snapshot& s) {
    return s.fabrics.at(s.fabrics.ids().front())->racks.front();
}
const Shared<model::RackDesign>& designOf(const model::Snapshot& s, RackId rack) {
    return s.designs.at(s.racks.at(rack).design);
}
/// The first device of the rack that holds processors.
const model::Slot& trayOf(const model::Snapshot& s, RackId rack) {
    const model::RackDesign& design = *designOf(s, rack);
    return *std::find_if(design.slots.begin(), design.slots.end(), [&](const model::Slot& slot) {
        return slot.type.isValid() && s.types.at(slot.type)->kind.find("compute") != std::string::npos;
    });
}

void changeAJob(benchmark::State& state) {
    run(state,
        [](const model::Snapshot& s, int i) { return model::setJobField(jobOf(s), "detect", 60.0 + i % 7); });
}

void changeItsCheckpoint(benchmark::State& state) {
    run(state, [](const model::Snapshot& s, int i) {
        return model::setJobField(jobOf(s), "checkpoint_stall", 5.0 + i % 7);
    });
}

void moveARack(benchmark::State& state) {
    run(state, [](const model::Snapshot& s, int i) {
        return model::moveRacks({s.racks.ids().front()}, model::FloorPoint{0, i % 2 ? 100 : -100});
    });
}

void changeARate(benchmark::State& state) {
    run(state, [](const model::Snapshot&, int i) {
        return model::setAssumption("reliability.rate_scale", 1 + 0.01 * (i % 7), "bench");
    });
}

/// The job leaves a tray of each domain unused, and takes it again: another capacity.
void changeItsTrays(benchmark::State& state) {
    andBack(state,
            [](const model::Snapshot& s) { return model::setJobField(jobOf(s), "trays_per_domain", 17); });
}

/// One domain of fifteen stands by.
void changeItsSpares(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        const double racks = static_cast<double>(s.fabrics.at(s.fabrics.ids().front())->racks.size());
        return model::setJobField(jobOf(s), "domains", std::max(1.0, racks - racks / 15));
    });
}

/// Trays take longer to repair.
void changeARepair(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        DeviceTypeId gpu;
        s.types.forEach([&](DeviceTypeId id, const Shared<model::DeviceType>& type) {
            if (type->compute && type->compute->role == model::ComputeRole::Gpu) gpu = id;
        });
        return model::setFigure(gpu, "failure.repair", 7200.0);
    });
}

/// A rack of processors goes, and comes back with the next edit.
void removeARack(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) { return model::removeRacks({computeRack(s)}); });
}

void unplugARack(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        return model::setRackFeeds({computeRack(s)}, {PowerNodeId{}, std::nullopt});
    });
}

/// One coolant unit more on the loop of a rack.
void addACoolantUnit(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        const CoolingLoopId loop = s.racks.at(computeRack(s)).liquidLoop;
        CoolingUnitId id;
        s.coolingUnits.forEach([&](CoolingUnitId unit, const model::CoolingUnit& row) {
            if (row.loop == loop) id = unit;
        });
        return model::setUnitCount(id, s.coolingUnits.at(id).count + 1);
    });
}

void removeALeaf(benchmark::State& state) {
    const model::SnapshotPtr first = superPod(static_cast<int>(state.range(0)));
    timed(state, first, [&](const model::SnapshotPtr& now, int i) {
        return model::applyEdit(now, bench::editOf(bench::removeSwitch, first, i % 2 != 0));
    });
}

/// The commonest rack of processors loses a supply.
void changeADesign(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        const RackDesignId id = s.racks.at(computeRack(s)).design;
        const model::RackDesign& design = *s.designs.at(id);
        const auto supply =
            std::find_if(design.slots.begin(), design.slots.end(), [&](const model::Slot& slot) {
                return slot.type.isValid() && s.types.at(slot.type)->conversion.has_value();
            });
        return model::removeDevices(id, {supply->id});
    });
}

/// One rack loses a tray, so that its domain no longer fits the job's.
void removeATray(benchmark::State& state) {
    andBack(state, [](const model::Snapshot& s) {
        const RackId rack = computeRack(s);
        return model::removeDevicesInRack({{rack, trayOf(s, rack).id}});
    });
}

void sizes(benchmark::internal::Benchmark* b) {
    b->ArgName("racks")->Arg(8)->Arg(1821)->UseManualTime()->Unit(benchmark::kMicrosecond);
}

BENCHMARK(moveARack)->Apply(sizes);
BENCHMARK(changeAJob)->Apply(sizes);
BENCHMARK(changeItsCheckpoint)->Apply(sizes);
BENCHMARK(changeItsTrays)->Apply(sizes);
BENCHMARK(changeItsSpares)->Apply(sizes);
BENCHMARK(changeARate)->Apply(sizes);
BENCHMARK(changeARepair)->Apply(sizes);
BENCHMARK(addACoolantUnit)->Apply(sizes);
BENCHMARK(unplugARack)->Apply(sizes);
BENCHMARK(changeADesign)->Apply(sizes);
BENCHMARK(removeATray)->Apply(sizes);
BENCHMARK(removeALeaf)->Apply(sizes);
BENCHMARK(removeARack)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
