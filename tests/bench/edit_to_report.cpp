// SPDX-License-Identifier: GPL-3.0-or-later
// How long from an edit to the report, and from nothing to the report, on GB200 SuperPODs of 8, 128 and 1,821
// racks (576, 9,216 and 131,112 GPUs). Time is for one edit applied, validated and evaluated; the counter
// edit_us is the edit's share of it. Figures are published in docs/performance.md; nothing fails on them.
#include "analytics/engine/evaluate.h"
#include "model/edit/edit.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <map>

namespace {

using namespace rackloom;
using Clock = std::chrono::steady_clock;

const model::Catalog& shippedCatalog() {
    static const model::Catalog kCatalog = [] {
        Result<model::Catalog> loaded = model::loadCatalog();
        if (!loaded) std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
        return loaded ? std::move(loaded).value() : model::Catalog{};
    }();
    return kCatalog;
}

model::SnapshotPtr superPod(int racks) {
    static std::map<int, model::SnapshotPtr> known;
    model::SnapshotPtr& site = known[racks];
    if (site) return site;
    Result<model::Snapshot> built =
        model::buildTemplate(shippedCatalog(), "gb200-superpod", {{"racks", static_cast<double>(racks)}});
    if (!built) std::fprintf(stderr, "%s\n", built.error().text().c_str());
    if (built) site = std::make_shared<const model::Snapshot>(std::move(built).value());
    return site;
}

/// A line of /proc/self/status in megabytes: what the process holds now (VmRSS) or held at most (VmHWM).
double megabytes(const char* field) {
    double kilobytes = 0;
    if (std::FILE* status = std::fopen("/proc/self/status", "r")) {
        char line[256];
        const std::size_t length = std::strlen(field);
        while (std::fgets(line, sizeof line, status))
            if (std::strncmp(line, field, length) == 0) std::sscanf(line + length + 1, "%lf", &kilobytes);
        std::fclose(status);
    }
    return kilobytes / 1024;
}

void countMemory(benchmark::State& state) {
    state.counters["rss_MB"] = megabytes("VmRSS");
    state.counters["peak_MB"] = megabytes("VmHWM");
}

/// Makes the change, or goes back to what the first design had.
using Change = void (*)(model::Transaction&, const model::Snapshot& first, bool back);

model::Edit editOf(Change change, const model::SnapshotPtr& first, bool back) {
    return {"", "", [=](model::Transaction& tx) -> Result<void> {
                change(tx, *first, back);
                return {};
            }};
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

/// Takes one cable of the first fabric's leaves away, or puts it back.
void removeLink(model::Transaction& tx, const model::Snapshot& first, bool back) {
    const FabricId id = first.fabrics.ids().front();
    model::Fabric fabric = *first.fabrics.at(id);
    static std::map<const model::Snapshot*, model::CableKey> known;
    const auto [key, fresh] = known.try_emplace(&first);
    if (fresh)
        for (const model::PlannedCable& cable : model::expandFabric(first, fabric).cables)
            if (cable.tier == 1) key->second = {std::min(cable.a, cable.b), std::max(cable.a, cable.b)};
    if (!back) fabric.removed = {key->second};
    tx.draft().fabrics.write(tx.token(), id) = std::move(fabric);
}

/// Takes a leaf of the first fabric out of its slot, or puts it back.
void removeSwitch(model::Transaction& tx, const model::Snapshot&, bool back) {
    const FabricId fabric = tx.before().fabrics.ids().front();
    const model::DeviceRef leaf = tx.before().fabrics.at(fabric)->tiers.front().switches.front();
    model::OverrideMap overrides = *tx.draft().overrides;
    if (back)
        overrides.erase(leaf);
    else
        overrides[leaf].removed = true;
    tx.draft().overrides = std::move(overrides);
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
