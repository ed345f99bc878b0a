// SPDX-License-Identifier: GPL-3.0-or-later
// How long from an edit to the report, and from nothing to the report, on GB200 SuperPODs of 8, 128 and 1,821
// racks (576, 9,216 and 131,112 GPUs). Time is for one edit applied, validated and evaluated; the counter
// edit_us is the edit's share of it. Figures are published in docs; nothing fails on them.
#include "analytics/engine/evaluate.h"
#include "model/edit/edit.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
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

/// Megabytes this process holds now.
double residentMegabytes() {
    double kilobytes = 0;
    if (std::FILE* status = std::fopen("/proc/self/status", "r")) {
        char line[256];
        while (std::fgets(line, sizeof line, status))
            if (std::strncmp(line, "VmRSS:", 6) == 0) std::sscanf(line + 6, "%lf", &kilobytes);
        std::fclose(status);
    }
    return kilobytes / 1024;
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

void editToReport(benchmark::State& state, Change change) {
    const model::SnapshotPtr first = superPod(static_cast<int>(state.range(0)));
    if (!first) return state.SkipWithError("the template could not be built");
    analytics::Evaluator evaluator;
    benchmark::DoNotOptimize(evaluator.evaluate(first));
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
        benchmark::DoNotOptimize(evaluator.evaluate(site));
    }
    state.counters["edit_us"] = editing / std::max(1, turns);
    state.counters["entries"] = static_cast<double>(evaluator.memo().entryCount());
    state.counters["rss_MB"] = residentMegabytes();
}

void cold(benchmark::State& state) {
    const model::SnapshotPtr site = superPod(static_cast<int>(state.range(0)));
    if (!site) return state.SkipWithError("the template could not be built");
    for (auto _ : state) {
        analytics::Evaluator evaluator;
        benchmark::DoNotOptimize(evaluator.evaluate(site));
    }
    state.counters["rss_MB"] = residentMegabytes();
}

void sizes(benchmark::internal::Benchmark* b) {
    b->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond)->ArgName("racks");
}

BENCHMARK_CAPTURE(editToReport, move_rack, moveRack)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, change_design, changeDesign)->Apply(sizes);
BENCHMARK_CAPTURE(editToReport, remove_switch, removeSwitch)->Apply(sizes);
BENCHMARK(cold)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
