// SPDX-License-Identifier: GPL-3.0-or-later
// How long the power tree of the largest site takes: 1,821 racks on more than 4,000 elements, two sides. From
// nothing, after one edit, and with every element lost once; as a bare tree and through the engine, which
// also reads the drawing, sizes the racks and runs the cooling.
#include "analytics/engine/evaluate.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/rack_results.h"
#include "analytics/metrics/metrics.h"
#include "analytics/rules/rules.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string_view>

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
    const RackDesignId id = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
    design.name = "rack with a switch more";
    load.key = load.name = "switch";
    load.power->provisioned = known(2 * unit::kW);
    design.slots.push_back(
        {SlotId{design.nextSlot++}, d.add(load), 3, model::Face::Front, model::PowerSide::None, {}});
    d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
    return id;
}

model::DeviceType coolant() {
    model::DeviceType type = named("cdu");
    type.heatRemoval.emplace();
    type.heatRemoval->capacity = known(1400 * unit::kW);
    type.heatRemoval->power = known(12 * unit::kW);
    return type;
}

/// Per side: utility → transformer → UPS for each eight racks → a drop to each of them. The eight share a
/// loop with two coolant units, one on each UPS.
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
    const DeviceTypeId unit = d.add(coolant());
    std::array<PowerNodeId, 2> utility, chain;
    CoolingLoopId loop;
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
        if (i % kRacksOfAChain == 0) {
            loop = d.snapshot.coolingLoops.insert(d.token, model::CoolingLoop{});
            for (const PowerNodeId feed : chain) {
                model::CoolingUnit row;
                row.type = unit;
                row.loop = loop;
                row.feed = feed;
                d.snapshot.coolingUnits.insert(d.token, row);
            }
        }
        rack.liquidLoop = loop;
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

bool ofPower(std::string_view id) {
    return id.starts_with("power.");
}

/// What an edit of the facility makes anew on the lane that follows the mouse: the drawing, cooling and power
/// solved, all metrics and rules of power that are not slow, and the rows of racks and elements.
Report facilityLane(Memo& memo, Part) {
    Report report = facilityOnly(memo, Lane::Interactive);
    for (const Metric& metric : metrics())
        if (ofPower(metric.info.id) && metric.info.lane == Lane::Interactive)
            report.metrics.push_back(*memo.demand<MetricRun>(&metric));
    for (const Rule& rule : rules())
        if (ofPower(rule.info.id) && rule.lane == Lane::Interactive) {
            const RuleOutcome& outcome = *memo.demand<RuleRun>(&rule);
            report.findings.insert(report.findings.end(), outcome.findings.begin(), outcome.findings.end());
        }
    report.racks = *memo.demand<RackResults>(NoKey{});
    report.powerNodes = nodeResults(*memo.demand<PowerSolve>(NoKey{}));
    return report;
}

using Change = void (*)(model::Snapshot&, const WriteToken&);

void countUnits(model::Snapshot& s, const WriteToken& t) {
    s.powerNodes.write(t, PowerNodeId{3}).count = 2;
}
void feedElsewhere(model::Snapshot& s, const WriteToken& t) {
    const auto ids = s.powerNodes.ids();
    s.powerNodes.write(t, ids.back()).parents = {s.powerNodes.at(PowerNodeId{4}).parents};
}
void addElement(model::Snapshot& s, const WriteToken& t) {
    s.powerNodes.insert(t, s.powerNodes.at(s.powerNodes.ids().back()));
}
void renameElement(model::Snapshot& s, const WriteToken& t) {
    s.powerNodes.write(t, PowerNodeId{3}).name = "other";
}
void unplugRack(model::Snapshot& s, const WriteToken& t) {
    s.racks.write(t, RackId{3}).feeds[1] = {};
}
void changeRack(model::Snapshot& s, const WriteToken& t) {
    s.racks.write(t, RackId{3}).design = s.designs.ids().back();
}
void moveRack(model::Snapshot& s, const WriteToken& t) {
    s.racks.write(t, RackId{3}).position.x += 10;
}

/// To and fro between two designs that differ by one change.
void edited(benchmark::State& state, const Assembly& assembly, Change change, Part part) {
    const model::SnapshotPtr first = site(static_cast<int>(state.range(0)));
    model::Snapshot draft = *first;
    change(draft, WriteToken{});
    const auto other = std::make_shared<const model::Snapshot>(draft);
    Evaluator evaluator(assembly);
    benchmark::DoNotOptimize(evaluator.evaluate(first, part));
    bool away = false;
    for (auto _ : state) {
        away = !away;
        benchmark::DoNotOptimize(evaluator.evaluate(away ? other : first, part));
    }
    state.counters["elements"] = static_cast<double>(first->powerNodes.size() + first->coolingUnits.size() +
                                                     first->coolingLoops.size());
}

/// The part of the report that follows the mouse.
void editToLane(benchmark::State& state, Change change) {
    edited(state, facilityLane, change, Lane::Interactive);
}
void engineEditSolve(benchmark::State& state) {
    edited(state, facilityOnly, unplugRack, Lane::Interactive);
}
void engineEditSweep(benchmark::State& state) {
    edited(state, facilityOnly, unplugRack, std::nullopt);
}

void sizes(benchmark::internal::Benchmark* b) {
    b->ArgName("racks")->Arg(8)->Arg(128)->Arg(1821)->Unit(benchmark::kMillisecond);
}

}  // namespace

BENCHMARK(treeCold)->Apply(sizes);
BENCHMARK(treeSweep)->Apply(sizes);
BENCHMARK(oneFailure)->Apply(sizes);
BENCHMARK(engineCold)->Apply(sizes);
BENCHMARK(engineEditSolve)->Apply(sizes);
BENCHMARK(engineEditSweep)->Apply(sizes);

BENCHMARK_CAPTURE(editToLane, count_units, countUnits)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, feed_elsewhere, feedElsewhere)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, rename_element, renameElement)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, add_element, addElement)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, unplug_rack, unplugRack)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, change_rack, changeRack)->Apply(sizes);
BENCHMARK_CAPTURE(editToLane, move_rack, moveRack)->Apply(sizes);

BENCHMARK_MAIN();
