// SPDX-License-Identifier: GPL-3.0-or-later
// The bisection engine alone, without the other metrics and rules: fabric from the stored design, certified
// bisection of both fabrics, edits of one cable, switch and rack, damaged fabrics, the loss of each switch, a
// random regular graph. For comparison a partitioner and a plain maximum flow on the graph with every GPU and
// cable of its own. Figures are published in docs/performance.md; nothing fails on them.
#include "analytics/engine/service.h"
#include "analytics/fabric/combined_bisection.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/failure_bounds.h"
#include "tests/bench/bench_site.h"
#include "tests/bench/rivals.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <random>
#include <set>

namespace {

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::bench;

template <class T> double bytesOf(const std::vector<T>& list) {
    return static_cast<double>(list.capacity() * sizeof(T));
}

double contractedMegabytes(const ContractedGraph& graph) {
    return (bytesOf(graph.classes) + bytesOf(graph.begin) + bytesOf(graph.arcs) + bytesOf(graph.classOf)) /
           1e6;
}

void countGap(benchmark::State& state, const Bisection& cut) {
    const auto upper = static_cast<double>(cut.upper);
    state.counters["gap_percent"] = upper > 0 ? 100 * (upper - static_cast<double>(cut.lower)) / upper : 0;
    state.counters["peak_MB"] = megabytes("VmHWM");
}

model::SnapshotPtr siteFor(benchmark::State& state, int failed = 0) {
    const model::SnapshotPtr site = superPod(static_cast<int>(state.range(0)));
    if (!site) state.SkipWithError("the template could not be built");
    return site ? withFailedLinks(site, failed) : nullptr;
}

/// Ports, cables and contracted graph from the stored design.
void coldBuild(benchmark::State& state) {
    const model::SnapshotPtr site = siteFor(state);
    if (!site) return;
    for (auto _ : state) {
        Memo memo;
        memo.advance(site);
        const ContractedGraph& graph = memo.demand<ComputeGraph>(NoKey{})->contracted();
        state.counters["classes"] = graph.classCount();
        state.counters["arcs"] = static_cast<double>(graph.arcs.size());
        state.counters["contracted_MB"] = contractedMegabytes(graph);
    }
    state.counters["peak_MB"] = megabytes("VmHWM");
}

/// The bisection alone, when the graph is there.
void coldCut(benchmark::State& state, int failed) {
    const model::SnapshotPtr site = siteFor(state, failed);
    if (!site) return;
    Memo memo;
    memo.advance(site);
    const Shared<DrawnFabric> fabric = memo.demand<ComputeGraph>(NoKey{});
    Bisection cut;
    for (auto _ : state)
        cut = bisect(fabric->contracted());
    countGap(state, cut);
}

/// From the stored design to the certified numbers of both fabrics together.
void coldCombined(benchmark::State& state, int failed) {
    const model::SnapshotPtr site = siteFor(state, failed);
    if (!site) return;
    Shared<Bisection> cut;
    for (auto _ : state) {
        Memo memo;
        memo.advance(site);
        benchmark::DoNotOptimize(memo.demand<CombinedBisection>(NoKey{}));
        cut = memo.demand<ComputeCut>(NoKey{});
    }
    countGap(state, *cut);
}

/// An edit to the certified numbers of both fabrics together; every second turn takes it back.
void edited(benchmark::State& state, Change change, int failed) {
    const model::SnapshotPtr first = siteFor(state, failed);
    if (!first) return;
    Memo memo;
    memo.advance(first);
    benchmark::DoNotOptimize(memo.demand<CombinedBisection>(NoKey{}));
    model::SnapshotPtr site = first;
    int turns = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto after = model::applyEdit(site, editOf(change, first, turns++ % 2 != 0));
        if (!after) return state.SkipWithError(after.error().text().c_str());
        site = after.value();
        state.ResumeTiming();
        memo.advance(site);
        benchmark::DoNotOptimize(memo.demand<CombinedBisection>(NoKey{}));
    }
    countGap(state, *memo.demand<ComputeCut>(NoKey{}));
}

/// The bounds that need no new cut: what is known before the next report.
void foreseen(benchmark::State& state, Change change) {
    const model::SnapshotPtr first = siteFor(state);
    if (!first) return;
    Memo memo;
    memo.advance(first);
    benchmark::DoNotOptimize(memo.demand<CombinedBisection>(NoKey{}));
    const auto after = model::applyEdit(first, editOf(change, first, false));
    if (!after) return state.SkipWithError(after.error().text().c_str());
    Foreseen foreseen;
    for (auto _ : state)
        foreseen = foresee(memo, *first, *after.value());
    if (foreseen.empty()) return state.SkipWithError("nothing was foreseen");
    const std::vector<MetricValue>& values = foreseen.metrics;
    state.counters["gap_percent"] = 100 * (*values[0].upper - *values[0].lower) / *values[0].upper;
}

/// Every class of switches lost in turn.
void oneSwitchLess(benchmark::State& state) {
    const model::SnapshotPtr site = siteFor(state);
    if (!site) return;
    Memo memo;
    memo.advance(site);
    const Shared<DrawnFabric> fabric = memo.demand<ComputeGraph>(NoKey{});
    const Shared<Bisection> cut = memo.demand<ComputeCut>(NoKey{});
    const Shared<FabricGraph> links = memo.demand<ComputeLinks>(NoKey{});
    for (auto _ : state)
        benchmark::DoNotOptimize(afterOneSwitch(*links, fabric->contracted(), *cut));
}

void tightened(benchmark::State& state, int failed) {
    const model::SnapshotPtr site = siteFor(state, failed);
    if (!site) return;
    Memo memo;
    memo.advance(site);
    const Shared<DrawnFabric> fabric = memo.demand<ComputeGraph>(NoKey{});
    BisectionOptions options;
    options.effort = BisectionEffort::Thorough;
    Bisection cut;
    for (auto _ : state)
        cut = bisect(fabric->contracted(), options);
    countGap(state, cut);
}

/// Pairs stubs until no pair is joined twice; bad pairs swap with others.
FabricGraph randomRegular(std::uint32_t n, std::uint32_t degree) {
    std::mt19937 random(1);
    std::vector<std::uint32_t> stubs;
    for (std::uint32_t v = 0; v < n; ++v)
        stubs.insert(stubs.end(), degree, v);
    std::shuffle(stubs.begin(), stubs.end(), random);
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    FabricGraph graph;
    for (std::uint32_t v = 0; v < n; ++v)
        graph.addEndpoint();
    for (std::size_t i = 0; i + 1 < stubs.size(); i += 2) {
        for (int tries = 0; tries < 1000; ++tries) {
            if (stubs[i] != stubs[i + 1] && !pairs.contains(std::minmax(stubs[i], stubs[i + 1]))) break;
            if (i + 2 >= stubs.size()) break;
            std::swap(stubs[i + 1], stubs[i + 2 + random() % (stubs.size() - i - 2)]);
        }
        pairs.insert(std::minmax(stubs[i], stubs[i + 1]));
        graph.join(stubs[i], stubs[i + 1], 1);
    }
    return graph;
}

void randomGraph(benchmark::State& state) {
    const FabricGraph graph = randomRegular(5462, 40);
    BisectionOptions options;
    options.effort = BisectionEffort::Thorough;
    Bisection cut;
    for (auto _ : state) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        options.timeIsUp = [until] { return std::chrono::steady_clock::now() > until; };
        cut = bisect(graph, options);
    }
    countGap(state, cut);
}

/// What others make of the graph with every GPU and cable of its own.
void rival(benchmark::State& state, std::int64_t (*cutBy)(const FabricGraph&, const Bisection&)) {
    const model::SnapshotPtr site = siteFor(state);
    if (!site) return;
    Memo memo;
    memo.advance(site);
    const Shared<FabricGraph> links = memo.demand<ComputeLinks>(NoKey{});
    const Shared<Bisection> known = memo.demand<ComputeCut>(NoKey{});
    std::int64_t cut = 0;
    for (auto _ : state)
        cut = cutBy(*links, *known);
    if (cut < 0) return state.SkipWithError("it is not built in, or gave up");
    state.counters["above_percent"] =
        100 * (static_cast<double>(cut) / static_cast<double>(known->upper) - 1);
    state.counters["peak_MB"] = megabytes("VmHWM");
}

void sizes(benchmark::internal::Benchmark* b) {
    b->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond)->ArgName("racks");
}
void largest(benchmark::internal::Benchmark* b) {
    b->Arg(1821)->Unit(benchmark::kMillisecond)->ArgName("racks");
}

BENCHMARK(coldBuild)->Apply(sizes);
BENCHMARK_CAPTURE(coldCut, healthy, 0)->Apply(sizes);
BENCHMARK_CAPTURE(coldCut, failed_10, 10)->Apply(largest);
BENCHMARK_CAPTURE(coldCut, failed_1000, 1000)->Apply(largest);
BENCHMARK_CAPTURE(coldCombined, healthy, 0)->Apply(sizes);
BENCHMARK_CAPTURE(edited, link, removeLink, 0)->Apply(sizes);
BENCHMARK_CAPTURE(edited, switch, removeSwitch, 0)->Apply(sizes);
BENCHMARK_CAPTURE(edited, rack, removeRack, 0)->Apply(sizes);
BENCHMARK_CAPTURE(edited, link_of_failed_10, removeLink, 10)->Apply(largest);
BENCHMARK_CAPTURE(foreseen, link, removeLink)->Apply(sizes);
BENCHMARK_CAPTURE(foreseen, switch, removeSwitch)->Apply(sizes);
BENCHMARK(oneSwitchLess)->Apply(sizes);
BENCHMARK_CAPTURE(tightened, failed_10, 10)->Apply(largest)->Iterations(1);
BENCHMARK_CAPTURE(tightened, failed_1000, 1000)->Apply(largest)->Iterations(1);
BENCHMARK(randomGraph)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(rival, partitioner, partitionerCut)->Apply(sizes)->Iterations(1);
BENCHMARK_CAPTURE(rival, plain_max_flow, plainMaxFlow)
    ->Arg(8)
    ->Arg(128)
    ->Unit(benchmark::kMillisecond)
    ->ArgName("racks")
    ->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
