// SPDX-License-Identifier: GPL-3.0-or-later
// How long the power tree of the largest site takes: 1,821 racks on more than 4,000 elements, two sides. From
// nothing, after one edit, and with every element lost once; as a bare tree and through the engine, which
// also reads the drawing, sizes the racks and runs the cooling.
#include "analytics/engine/evaluate.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "model/edit/rack_edits.h"

#include <benchmark/benchmark.h>

#include <array>

namespace {

using namespace rackloom;
using namespace rackloom::analytics;

constexpr int kRacksOfAChain = 8;

template <class Q> model::Figure<Q> known(Q value) {
    return model::Figure<Q>::of(value, "bench", model::Grade::Derived);
}

model::DeviceType named(const char* key) {
    model::DeviceType type;
    type.key = type.name = key;
    type.form.mount = model::Mount::Floor;
    return type;
}

model::DeviceType converter(const char* key, Power rating, double k0, double k1, double k2) {
    model::DeviceType type = named(key);
    type.conversion.emplace();
    type.conversion->outputRating = known(rating);
    type.conversion->k0 = known(k0);
    type.conversion->k1 = known(k1);
    type.conversion->k2 = known(k2);
    type.overload = {{1.1, 600 * unit::s}, {1.25, 60 * unit::s}, {1.5, 10 * unit::s}};
    return type;
}

model::DeviceType drop() {
    model::DeviceType type = named("drop");
    type.circuit.emplace();
    type.circuit->voltage = known(415 * unit::V);
    type.circuit->current = known(250 * unit::A);
    type.circuit->continuousFactor = known(0.8);
    type.circuit->powerFactor = known(0.99);
    type.circuit->resistance = known(0.002 * unit::ohm);
    return type;
}

struct Drawing {
    model::Snapshot snapshot;
    WriteToken token;

    DeviceTypeId add(model::DeviceType type) {
        return snapshot.types.insert(token, Shared<model::DeviceType>(std::move(type)));
    }
    PowerNodeId node(std::string name, DeviceTypeId type, std::size_t side,
                     std::vector<PowerNodeId> parents) {
        model::PowerNode row;
        row.name = std::move(name);
        row.type = type;
        row.side = side == 0 ? model::PowerSide::A : model::PowerSide::B;
        row.parents = std::move(parents);
        return snapshot.powerNodes.insert(token, std::move(row));
    }
};

RackDesignId rackDesign(Drawing& d) {
    model::DeviceType load = named("trays");
    load.form.mount = model::Mount::Rack;
    load.form.heightU = 1;
    load.power.emplace();
    load.power->provisioned = known(132 * unit::kW);
    load.heat.emplace();
    load.heat->liquidFraction = known(0.9);
    model::RackDesign design;
    design.name = "rack";
    design.slots.push_back(
        {SlotId{design.nextSlot++}, d.add(load), 1, model::Face::Front, model::PowerSide::None, {}});
    return d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
}

/// Per side: utility → transformer → UPS for each eight racks → a drop to each of them.
model::SnapshotPtr site(int racks) {
    Drawing d;
    model::DeviceType grid = named("grid");
    grid.source.emplace();
    grid.source->rating = known(400 * unit::MW);
    const DeviceTypeId source = d.add(grid);
    const DeviceTypeId transformer = d.add(converter("transformer", 1500 * unit::kW, 0.0012, 0, 0.0055));
    const DeviceTypeId ups = d.add(converter("ups", 1250 * unit::kW, 0.006, 0.012, 0.017));
    const DeviceTypeId drops = d.add(drop());
    const RackDesignId design = rackDesign(d);
    const HallId hall = d.snapshot.halls.insert(d.token, model::Hall{"Hall", 1'000'000, 1'000'000, 600, {}});
    std::array<PowerNodeId, 2> utility, chain;
    for (std::size_t s = 0; s < 2; ++s)
        utility[s] = d.node("U" + std::to_string(s), source, s, {});
    for (int i = 0; i < racks; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i);
        rack.design = design;
        rack.hall = hall;
        rack.position = {i % 100 * 1000, i / 100 * 2000};
        for (std::size_t s = 0; s < 2; ++s) {
            if (i % kRacksOfAChain == 0)
                chain[s] = d.node("S" + std::to_string(i), ups, s,
                                  {d.node("T" + std::to_string(i), transformer, s, {utility[s]})});
            rack.feeds[s] = d.node("D" + std::to_string(i), drops, s, {chain[s]});
        }
        d.snapshot.racks.insert(d.token, rack);
    }
    return std::make_shared<const model::Snapshot>(d.snapshot);
}

/// Demands what the facility needs and nothing else of the report.
Report facilityOnly(Memo& memo, Part part) {
    benchmark::DoNotOptimize(memo.demand<CoolingSolve>(NoKey{}));
    benchmark::DoNotOptimize(memo.demand<PowerSolve>(NoKey{}));
    if (!part || *part == Lane::Slow) benchmark::DoNotOptimize(memo.demand<PowerSweep>(NoKey{}));
    return {};
}

PowerTree bareTree(int racks) {
    Evaluator evaluator(facilityOnly);
    evaluator.evaluate(site(racks), Lane::Interactive);
    return evaluator.memo().demand<DrawnPower>(NoKey{})->tree;
}

void countElements(benchmark::State& state, const PowerTree& tree) {
    state.counters["elements"] = static_cast<double>(tree.elements.size());
}

void treeCold(benchmark::State& state) {
    const PowerTree tree = bareTree(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(solvePowerTree(tree));
    countElements(state, tree);
}

void treeSweep(benchmark::State& state) {
    const PowerTree tree = bareTree(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        FailureSweep sweep(tree);
        benchmark::DoNotOptimize(sweepSingles(
            sweep, tree.elements.size(), [] {}, [](FailedElement) {}));
    }
    countElements(state, tree);
}

void oneFailure(benchmark::State& state) {
    const PowerTree tree = bareTree(static_cast<int>(state.range(0)));
    FailureSweep sweep(tree);
    std::size_t element = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(sweep.fail({element++ % tree.elements.size(), false}));
    countElements(state, tree);
}

void engineCold(benchmark::State& state) {
    const model::SnapshotPtr drawn = site(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        Evaluator evaluator(facilityOnly);
        benchmark::DoNotOptimize(evaluator.evaluate(drawn, Lane::Interactive));
    }
}

void engineEdit(benchmark::State& state, Part part) {
    model::SnapshotPtr drawn = site(static_cast<int>(state.range(0)));
    Evaluator evaluator(facilityOnly);
    benchmark::DoNotOptimize(evaluator.evaluate(drawn, part));
    const auto feeds = drawn->racks.at(RackId{3}).feeds;
    bool away = false;
    for (auto _ : state) {
        away = !away;
        const auto next = model::applyEdit(
            drawn, model::setRackFeeds({RackId{3}}, {feeds[0], away ? PowerNodeId{} : feeds[1]}));
        if (!next) return state.SkipWithError(next.error().text().c_str());
        drawn = next.value();
        benchmark::DoNotOptimize(evaluator.evaluate(drawn, part));
    }
}

void engineEditSolve(benchmark::State& state) {
    engineEdit(state, Lane::Interactive);
}
void engineEditSweep(benchmark::State& state) {
    engineEdit(state, std::nullopt);
}

}  // namespace

BENCHMARK(treeCold)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
BENCHMARK(treeSweep)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
BENCHMARK(oneFailure)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
BENCHMARK(engineCold)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
BENCHMARK(engineEditSolve)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
BENCHMARK(engineEditSweep)->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
