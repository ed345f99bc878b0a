// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree as a graph: energy is conserved on any tree, policies hold, and nothing bad hangs it.
#include "../vector_rows.h"
#include "analytics/power/circuit.h"
#include "analytics/power/tree.h"
#include "random_tree.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using model::ParentPolicy;
using rackloom::test::randomPowerTree;
using rackloom::test::VectorRow;

namespace {

LossModel lossModel(double ratingKw, const std::vector<double>& k) {
    return {ratingKw * unit::kW, k.at(0), k.at(1), k.at(2)};
}

/// Both sides of the reference case: transformer 0/3 → UPS 1/4 → busway 2/5, racks on both busways.
PowerTree referenceTree(const VectorRow& r) {
    PowerTree tree;
    for (std::size_t side = 0; side < 2; ++side) {
        const std::size_t base = side * 3;
        PowerElement transformer, ups, busway;
        transformer.conversion = lossModel(r.number("xfmr_kW"), r.list("xfmr"));
        ups.parents = {base};
        ups.conversion = lossModel(r.number("ups_kW"), r.list("ups"));
        busway.parents = {base + 1};
        busway.run =
            ConductorRun{r.number("V_ll") * unit::V, 3, r.number("pf"), r.number("R_phase_ohm") * unit::ohm};
        for (PowerElement& e : {std::ref(transformer), std::ref(ups), std::ref(busway)})
            tree.elements.push_back(e);
    }
    const LossModel shelves = lossModel(r.number("shelf_kW_per_side"), r.list("psu"));
    for (int i = 0; i < static_cast<int>(r.number("racks")); ++i)
        tree.loads.push_back({r.number("it_dc_kW_per_rack") * unit::kW, {{2, shelves, 1}, {5, shelves, 1}}});
    return tree;
}

constexpr std::size_t kSurvivingTransformer = 3, kSurvivingUps = 4, kSurvivingBusway = 5;

double upsLoad(const PowerFlow& flow, double ratingKw) {
    return flow.elements[kSurvivingUps].output.in(unit::kW) / ratingKw;
}

/// Most equal racks whose draw the surviving UPS holds.
double mostRacks(const VectorRow& r, const PowerOutage& outage) {
    VectorRow more = r;
    for (int racks = 1;; ++racks) {
        more.inputs["racks"] = std::to_string(racks);
        if (upsLoad(solvePowerTree(referenceTree(more), outage), r.number("ups_kW")) > r.number("limit"))
            return racks - 1;
    }
}

double answer(const VectorRow& r) {
    const PowerOutage outage =
        r.has("failed") ? PowerOutage{{true, true, true, false, false, false}} : PowerOutage{};
    const PowerFlow flow = solvePowerTree(referenceTree(r), outage);
    if (r.output == "utility_kW") return flow.drawn.in(unit::kW);
    if (r.output == "eta_chain") return flow.served / flow.drawn;
    if (r.output == "ups_x") return upsLoad(flow, r.number("ups_kW"));
    if (r.output == "A")
        return phaseCurrent(flow.elements[kSurvivingBusway].output, r.number("V_ll") * unit::V, 3,
                            r.number("pf"))
            .in(unit::A);
    if (r.output == "racks") return mostRacks(r, outage);
    return std::nan("");
}

double total(const PowerTree& tree) {
    double sum = 0;
    for (const PowerLoad& load : tree.loads)
        sum += load.demand.si() * load.count;
    for (const PowerElement& e : tree.elements)
        sum += e.ownLoad.si();
    return sum;
}

}  // namespace

class PowerTreeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theReferenceCaseIsReproduced() {
        int checked = 0;
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            if (row.id[0] != 'P' || !row.has("racks")) continue;
            const double value = answer(row);
            QVERIFY2(row.accepts(value), qPrintable(QString("%1: %2 = %3, expected %4")
                                                        .arg(row.id.c_str(), row.output.c_str())
                                                        .arg(value, 0, 'g', 12)
                                                        .arg(row.expected, 0, 'g', 12)));
            ++checked;
        }
        QCOMPARE(checked, 7);
    }

    void energyIsConservedOnAnyTree() {
        std::mt19937 random(7);
        for (int i = 0; i < 3000; ++i) {
            const PowerTree tree = randomPowerTree(random);
            PowerOutage outage;
            for (std::size_t v = 0; v < tree.elements.size(); ++v)
                outage.elements.push_back(i % 2 == 1 && random() % 8 == 0);
            const PowerFlow flow = solvePowerTree(tree, outage);
            const double in = flow.drawn.si(), out = flow.served.si() + flow.loss.si();
            QVERIFY2(std::abs(in - out) <= 1e-9 * std::max(in, 1.0),
                     qPrintable(QString("%1 W in, %2 W out").arg(in, 0, 'g', 15).arg(out, 0, 'g', 15)));
            QVERIFY(std::abs(flow.served.si() + flow.unserved.si() - total(tree)) < 1e-3);
            for (const ElementFlow& f : flow.elements)
                QVERIFY(f.output.isFinite() && f.loss.isFinite() && f.loss.si() >= 0 &&
                        (f.live || f.output.si() == 0));
        }
    }

    void aCycleIsFoundAndCarriesNothing() {
        PowerTree tree;
        tree.elements.resize(4);
        tree.elements[1].parents = {2};
        tree.elements[2].parents = {1};
        tree.elements[3].parents = {2};  // fed through the cycle
        tree.loads = {{1 * unit::kW, {{3, {}, 1}}}, {1 * unit::kW, {{0, {}, 1}}}};
        const PowerFlow flow = solvePowerTree(tree);
        QVERIFY(flow.elements[1].inCycle && flow.elements[2].inCycle && !flow.elements[0].inCycle);
        QVERIFY(!flow.loads[0].served && flow.loads[1].served);
        QCOMPARE(flow.unserved.in(unit::W), 1000.0);
    }

    void aTransferSwitchUsesItsFirstLiveParent() {
        PowerTree tree;
        tree.elements.resize(3);
        tree.elements[2].parents = {0, 1};
        tree.elements[2].policy = ParentPolicy::Transfer;
        tree.loads = {{5 * unit::kW, {{2, {}, 1}}}};
        QCOMPARE(solvePowerTree(tree).elements[0].output.in(unit::W), 5000.0);
        const PowerFlow lost = solvePowerTree(tree, {{true, false, false}});
        QCOMPARE(lost.elements[1].output.in(unit::W), 5000.0);
        QVERIFY(lost.loads[0].served);
    }

    void sharingParentsCarryEqualParts() {
        PowerTree tree;
        tree.elements.resize(4);
        tree.elements[3].parents = {0, 1, 2};
        tree.elements[3].policy = ParentPolicy::Share;
        tree.loads = {{9 * unit::kW, {{3, {}, 1}}}};
        QCOMPARE(solvePowerTree(tree).elements[1].output.in(unit::W), 3000.0);
        QCOMPARE(solvePowerTree(tree, {{true, false, false, false}}).elements[1].output.in(unit::W), 4500.0);
    }

    void aSingleParentThatFailsTakesItsChildrenAlong() {
        PowerTree tree;
        tree.elements.resize(3);
        tree.elements[2].parents = {0, 1};
        tree.loads = {{1 * unit::kW, {{2, {}, 1}}}};
        QVERIFY(!solvePowerTree(tree, {{true, false, false}}).loads[0].served);
    }
};

QTEST_GUILESS_MAIN(PowerTreeTest)
#include "power_tree.moc"
