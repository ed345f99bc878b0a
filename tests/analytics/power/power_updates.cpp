// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree after an edit is brought up to date instead of solved anew: both must agree to the last bit,
// for random trees and for random edits of a drawn site.
#include "analytics/engine/evaluate.h"
#include "analytics/loads/power_solve.h"
#include "analytics/power/flow_update.h"
#include "random_tree.h"
#include "two_sides.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::analytics;
using model::ParentPolicy;
using model::PowerSide;
using rackloom::test::randomPowerTree;

namespace {

/// Changes a few elements and loads, and sometimes adds some.
PowerTree edited(PowerTree tree, std::mt19937& random) {
    const auto upTo = [&](std::size_t n) { return static_cast<std::size_t>(random() % (n + 1)); };
    for (std::size_t k = upTo(2); k > 0; --k)
        tree.elements.push_back({});
    const std::size_t n = tree.elements.size();
    for (std::size_t k = 1 + upTo(3); k > 0; --k) {
        PowerElement& e = tree.elements[upTo(n - 1)];
        switch (upTo(5)) {
        case 0:
            e.parents = {upTo(n - 1)};
            break;
        case 1:
            e.parents.clear();
            break;
        case 2:
            e.ownLoad = static_cast<double>(upTo(1000)) * unit::W;
            break;
        case 3:
            e.units = 1 + static_cast<int>(upTo(3));
            break;
        case 4:
            e.policy = static_cast<ParentPolicy>(upTo(2));
            break;
        default:
            e.conversion = LossModel{1 * unit::MW, 0.01, 0.02, 0.03};
            break;
        }
    }
    for (std::size_t k = upTo(2); k > 0; --k)
        tree.loads.push_back({12.3 * unit::kW, {{upTo(n - 1), {}, 1}, {upTo(n - 1), {}, 0.5}}, 2});
    if (!tree.loads.empty() && upTo(1) == 0) tree.loads[upTo(tree.loads.size() - 1)].demand += 7.7 * unit::kW;
    if (!tree.loads.empty() && upTo(2) == 0) tree.loads[upTo(tree.loads.size() - 1)].cords.clear();
    return tree;
}

PowerOutage lossOf(const PowerTree& tree, unsigned seed) {
    PowerOutage outage;
    for (std::size_t v = 0; v < tree.elements.size(); ++v)
        outage.elements.push_back(seed > 0 && (v * 7 + seed) % 5 == 0);
    return outage;
}

/// One random edit of the drawn site.
void change(test::Drawing& d, std::mt19937& random) {
    const auto any = [&](const auto& list) { return list[random() % list.size()]; };
    const auto nodes = d.snapshot.powerNodes.ids();
    const auto racks = d.snapshot.racks.ids();
    d.token = {};
    auto& table = d.snapshot.powerNodes;
    switch (random() % 9) {
    case 0:
        table.write(d.token, any(nodes)).name = "renamed";
        break;
    case 1:
        table.write(d.token, any(nodes)).count = 1 + static_cast<int>(random() % 3);
        break;
    case 2:
        table.write(d.token, any(nodes)).parents = {any(nodes)};
        break;
    case 3:
        table.write(d.token, any(nodes)).side = random() % 2 == 0 ? PowerSide::A : PowerSide::B;
        break;
    case 4:
        table.write(d.token, any(nodes)).type = table.at(any(nodes)).type;
        break;
    case 5:
        d.snapshot.racks.write(d.token, any(racks)).feeds = {any(nodes), any(nodes)};
        break;
    case 6:
        d.node("added", table.at(any(nodes)).type, PowerSide::A, {any(nodes)});
        break;
    case 7:
        if (nodes.size() > 3) table.erase(d.token, any(nodes));
        break;
    default: {
        model::Rack rack = d.snapshot.racks.at(any(racks));
        rack.feeds = {any(nodes), {}};
        d.snapshot.racks.insert(d.token, rack);
    }
    }
}

}  // namespace

class PowerUpdates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void updatingGivesWhatSolvingAnewGives() {
        std::mt19937 random(21);
        int updated = 0;
        for (int i = 0; i < 3000; ++i) {
            const PowerTree before = randomPowerTree(random);
            const PowerTree after = edited(before, random);
            const auto changes = changesBetween(before, after);
            QVERIFY(changes.has_value());
            const TreeShape shape = shapeOf(after);
            FlowUpdate update(before, after, shape, *changes);
            for (const unsigned seed : {0u, 3u}) {
                PowerFlow flow = solvePowerTree(before, lossOf(before, seed));
                const PowerFlow anew = solvePowerTree(after, lossOf(after, seed));
                if (!update.apply(lossOf(after, seed), flow)) continue;
                ++updated;
                QVERIFY(flow.elements == anew.elements);
                QVERIFY(flow.loads == anew.loads);
                QVERIFY(flow == anew);
            }
        }
        QCOMPARE(updated, 6000);
    }

    void loadsBeyondExactSumsAreSolvedAnew() {
        PowerTree tree;
        tree.elements.resize(1);
        tree.loads.push_back({1e12 * unit::W, {{0, {}, 1}}});
        PowerTree more = tree;
        more.loads[0].demand = 2e12 * unit::W;
        const TreeShape shape = shapeOf(more);
        FlowUpdate update(tree, more, shape, *changesBetween(tree, more));
        PowerFlow flow = solvePowerTree(tree);
        QVERIFY(!update.apply({}, flow));
    }

    void fewerElementsAreNoUpdate() {
        PowerTree tree;
        tree.elements.resize(3);
        PowerTree less = tree;
        less.elements.pop_back();
        QVERIFY(!changesBetween(tree, less));
    }

    void drawnEditsGiveWhatComputingFromNothingGives() {
        std::mt19937 random(22);
        for (int site = 0; site < 20; ++site) {
            test::Drawing d = test::twoSides(800 * unit::kW).drawing;
            Memo warm;
            for (int i = 0; i < 40; ++i) {
                const model::SnapshotPtr drawn = d.finish();
                Memo cold;
                warm.advance(drawn);
                cold.advance(drawn);
                QVERIFY(warm.demand<PowerNodes>(NoKey{}) == cold.demand<PowerNodes>(NoKey{}));
                QVERIFY(warm.demand<DrawnPower>(NoKey{}) == cold.demand<DrawnPower>(NoKey{}));
                QVERIFY(warm.demand<PowerSolve>(NoKey{}) == cold.demand<PowerSolve>(NoKey{}));
                change(d, random);
            }
        }
    }

    void movingAnElementInTheDrawingSolvesNothing() {
        test::Drawing d = test::twoSides(800 * unit::kW).drawing;
        Memo memo;
        memo.advance(d.finish());
        memo.demand<PowerSolve>(NoKey{});
        d.token = {};
        d.snapshot.powerNodes.write(d.token, PowerNodeId{0}).diagram = model::FloorPoint{1, 2};
        memo.startLog();
        memo.advance(d.finish());
        memo.demand<PowerSolve>(NoKey{});
        for (const std::string& node : memo.takeLog())
            QVERIFY2(node != "drawn power" && node != "power solve", node.c_str());
    }
};

QTEST_GUILESS_MAIN(PowerUpdates)
#include "power_updates.moc"
