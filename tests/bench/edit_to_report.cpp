// SPDX-License-Identifier: GPL-3.0-or-later
// How long from an edit to the report, and from nothing to the report, on GB200 SuperPODs of 8, 128 and 1,821
// racks (576, 9,216 and 131,112 GPUs). Time is for one edit applied, validated and evaluated; the counter
// edit_us is the edit's share of it. Figures are published in docs/performance.md; nothing fails on them.
#include "analytics/engine/evaluate.h"
#include "tests/bench/bench_site.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>

namespace {

using namespace rackloom;
using namespace rackloom::bench;
using Clock = std::chrono::steady_clock;

void countMemory(benchmark::State& state) {
    state.counters["rss_MB"] = megabytes("VmRSS");
    state.counters["peak_MB"] = megabytes("VmHWM");
}

/// Millimetres to and fro, as a drag does.
void moveRack(model::Transaction& tx, const model::Snapshot&, bool back) {
    const RackId rack = tx.before().racks.ids()[3];
    tx.draft().racks.write(tx.token(), rack).position.x += back ? -10 : 10;
}

RackDesignId commonestDesign(const model::Snapshot& site) {
    std::map<RackDesignId, int> count;
    site.racks.forEach([&](RackId, const model::Rack& rack) { ++count[rack.design]; });
    return std::max_element(count.begin(), count.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

/// Takes the last slot of the commonest design away, or gives it back.
void changeDesign(model::Transaction& tx, const model::Snapshot& first, bool back) {
    const RackDesignId id = commonestDesign(first);
    model::RackDesign design = *first.designs.at(id);
    if (!back) design.slots.pop_back();
    tx.draft().designs.write(tx.token(), id) = std::move(design);
}

/// Takes the last power shelf or other device without ports out of the commonest design, or gives it back.
void changePower(model::Transaction& tx, const model::Snapshot& first, bool back) {
    const RackDesignId id = commonestDesign(first);
    model::RackDesign design = *first.designs.at(id);
    const auto last = std::find_if(design.slots.rbegin(), design.slots.rend(), [&](const model::Slot& slot) {
        return first.types.at(slot.type)->ports.empty();
    });
    if (!back && last != design.slots.rend()) design.slots.erase(std::next(last).base());
    tx.draft().designs.write(tx.token(), id) = std::move(design);
}

void edited(benchmark::State& state, Change change, analytics::Part part) {
    const model::SnapshotPtr first = superPod(static_cast<int>(state.range(0)));
    if (!first) return state.SkipWithError("the template could not be built");
    analytics::Evaluator evaluator;
    benchmark::DoNotOptimize(evaluator.evaluate(first, part));
    model::SnapshotPtr site = first;
    double editing = 0;
    int turns = 0;
    for (auto _ : state) {
        const Clock::time_point begin = Clock::now();
        const Result<model::SnapshotPtr> after =
            model::applyEdit(site, editOf(change, first, turns++ % 2 != 0));
        editing += std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
        if (!after) return state.SkipWithError(after.error().text().c_str());
        site = after.value();
        benchmark::DoNotOptimize(evaluator.evaluate(site, part));
    }
    state.counters["edit_us"] = editing / std::max(1, turns);
    state.counters["entries"] = static_cast<double>(evaluator.memo().entryCount());
    countMemory(state);
}

/// To the report that follows the mouse.
void editToReport(benchmark::State& state, Change change) {
    edited(state, change, analytics::Lane::Interactive);
}

/// To the last slow metric, one lane after the other.
void editToSettled(benchmark::State& state, Change change) {
    edited(state, change, std::nullopt);
}

void cold(benchmark::State& state, analytics::Part part) {
    const model::SnapshotPtr site = superPod(static_cast<int>(state.range(0)));
    if (!site) return state.SkipWithError("the template could not be built");
    for (auto _ : state) {
        analytics::Evaluator evaluator;
        benchmark::DoNotOptimize(evaluator.evaluate(site, part));
    }
    countMemory(state);
}

void sizes(benchmark::internal::Benchmark* b) {
    b->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond)->ArgName("racks");
}

BENCHMARK_CAPTURE(editToReport, move_rack, moveRack)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, change_design, changeDesign)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, change_power, changePower)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, remove_link, removeLink)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, remove_switch, removeSwitch)->Apply(sizes);
BENCHMARK_CAPTURE(editToSettled, remove_switch, removeSwitch)->Apply(sizes);
BENCHMARK_CAPTURE(cold, interactive, analytics::Part(analytics::Lane::Interactive))->Apply(sizes);
BENCHMARK_CAPTURE(cold, everything, analytics::Part())->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
