// SPDX-License-Identifier: GPL-3.0-or-later
// The failure sweep against solving every failure anew, on thousands of random trees, and what it and the
// redundancy labels say about trees that everybody knows.
#include "analytics/power/failure_sweep.h"
#include "analytics/power/redundancy_label.h"
#include "random_tree.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using model::ParentPolicy;
using rackloom::test::randomPowerTree;

namespace {

PowerOutage with(PowerOutage outage, const PowerTree& tree, const std::vector<FailedElement>& failed) {
    outage.elements.resize(tree.elements.size(), false);
    outage.units.resize(tree.elements.size(), 0);
    for (const FailedElement& f : failed) {
        if (f.oneUnit && unitsLeft(tree.elements[f.element], outage, f.element) > 1)
            ++outage.units[f.element];
        else
            outage.elements[f.element] = true;
    }
    return outage;
}

std::optional<double> shareOf(const PowerTree& tree, const PowerFlow& flow, const PowerOutage& outage,
                              std::size_t v) {
    const PowerElement& e = tree.elements[v];
    if (!flow.elements[v].live || !e.limit || !(e.limit->si() > 0)) return std::nullopt;
    return flow.elements[v].output / (*e.limit * (static_cast<double>(unitsLeft(e, outage, v)) / e.units));
}

/// What FailureSweep must find, from two solutions that know nothing of each other.
FailureOutcome bruteForce(const PowerTree& tree, const PowerOutage& before,
                          const std::vector<FailedElement>& failed) {
    const PowerFlow normal = solvePowerTree(tree, before);
    const PowerOutage outage = with(before, tree, failed);
    const PowerFlow after = solvePowerTree(tree, outage);
    FailureOutcome out;
    out.unserved = after.unserved - normal.unserved;
    out.drawn = after.drawn;
    for (std::size_t i = 0; i < tree.loads.size(); ++i)
        if (normal.loads[i].served && !after.loads[i].served) {
            out.darkLoads.push_back(i);
            out.loadsDark += tree.loads[i].count;
        }
    for (std::size_t v = 0; v < tree.elements.size(); ++v) {
        if (normal.elements[v].live && !after.elements[v].live) out.darkElements.push_back(v);
        const auto share = shareOf(tree, after, outage, v);
        if (!share) continue;
        if (!out.tightest || *share > out.tightest->loadShare) out.tightest = TightElement{v, *share};
        if (*share > 1 + 1e-9 && share != shareOf(tree, normal, before, v))
            out.overloaded.push_back({v, *share, {}});
    }
    return out;
}

bool agree(const FailureOutcome& a, const FailureOutcome& b) {
    const bool overloads = std::equal(
        a.overloaded.begin(), a.overloaded.end(), b.overloaded.begin(), b.overloaded.end(),
        [](const auto& x, const auto& y) { return x.element == y.element && x.loadShare == y.loadShare; });
    return overloads && a.unserved + a.equipmentDark == b.unserved && a.drawn == b.drawn &&
           a.loadsDark == b.loadsDark && a.darkLoads == b.darkLoads && a.darkElements == b.darkElements &&
           a.tightest == b.tightest;
}

constexpr std::size_t kUtility = 0, kUps = 1;

/// Source → UPS per side, racks on both.
PowerTree twoSides(int racks, Power upsLimit) {
    PowerTree tree;
    tree.elements.resize(4);
    for (const std::size_t side : {std::size_t{0}, std::size_t{2}}) {
        tree.elements[side + kUps].parents = {side + kUtility};
        tree.elements[side + kUps].limit = upsLimit;
        tree.elements[side + kUps].overload = 0;
    }
    tree.overload = {{{1.1, 600 * unit::s}, {1.5, 10 * unit::s}}};
    tree.loads = {{100 * unit::kW, {{kUps, {}, 1}, {2 + kUps, {}, 1}}, racks}};
    return tree;
}

RedundancyLabel labelOfFirst(const PowerTree& tree) {
    FailureSweep sweep(tree);
    const SweepResult result = sweepSingles(
        sweep, tree.elements.size(), [] {}, [](FailedElement) {});
    return labelLoads(tree, sweep.normal(), result.worst).at(0);
}

}  // namespace

class PowerSweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySingleFailureIsWhatSolvingAnewGives() {
        std::mt19937 random(23);
        for (int i = 0; i < 3000; ++i) {
            const PowerTree tree = randomPowerTree(random);
            FailureSweep sweep(tree);
            QVERIFY(sweep.normal() == solvePowerTree(tree));
            for (const FailedElement& failed : sweep.singles()) {
                const FailureOutcome quick = sweep.fail(failed);
                QVERIFY(agree(quick, bruteForce(tree, {}, {failed})));
                const PowerFlow after = solvePowerTree(tree, with({}, tree, {failed}));
                for (std::size_t v = 0; v < tree.elements.size(); ++v)
                    QVERIFY(sweep.outputAfter(v) == after.elements[v].output);
            }
        }
    }

    void pairsAndMaintenanceAreToo() {
        std::mt19937 random(5);
        for (int i = 0; i < 3000; ++i) {
            const PowerTree tree = randomPowerTree(random);
            const auto any = [&] {
                return FailedElement{random() % tree.elements.size(), random() % 2 == 0};
            };
            const PowerOutage maintenance = i % 2 == 0 ? PowerOutage{} : with({}, tree, {any()});
            FailureSweep sweep(tree, maintenance);
            for (int k = 0; k < 8; ++k) {
                const std::vector<FailedElement> pair{any(), any()};
                QVERIFY(agree(sweep.fail(pair), bruteForce(tree, maintenance, pair)));
            }
        }
    }

    void energyIsConservedToTheLastBit() {
        std::mt19937 random(77);
        for (int i = 0; i < 3000; ++i) {
            const PowerTree tree = randomPowerTree(random);
            PowerOutage outage;
            for (std::size_t v = 0; v < tree.elements.size(); ++v)
                outage.elements.push_back(random() % 8 == 0);
            const PowerFlow flow = solvePowerTree(tree, outage);
            QVERIFY(flow.drawn == flow.served + flow.loss);
        }
    }

    void addingAndRemovingAnElementRestoresEverySum() {
        std::mt19937 random(3);
        for (int i = 0; i < 2000; ++i) {
            PowerTree tree = randomPowerTree(random);
            const PowerFlow before = solvePowerTree(tree);
            PowerElement more;
            more.parents = {random() % tree.elements.size()};
            more.conversion = LossModel{300 * unit::kW, 0.01, 0.02, 0.03};
            tree.elements.push_back(more);
            tree.loads.push_back({77.7 * unit::kW, {{tree.elements.size() - 1, {}, 1}}, 3});
            FailureSweep sweep(tree);
            sweep.fail({tree.elements.size() - 1, false});
            for (std::size_t v = 0; v + 1 < tree.elements.size(); ++v)
                QVERIFY(sweep.outputAfter(v) == before.elements[v].output);
            tree.elements.pop_back();
            tree.loads.pop_back();
            QVERIFY(solvePowerTree(tree) == before);
        }
    }

    void equalRacksInOneEntryAreTheSameAsEach() {
        std::mt19937 random(9);
        for (int i = 0; i < 500; ++i) {
            const PowerTree tree = randomPowerTree(random);
            PowerTree each = tree;
            each.loads.clear();
            for (const PowerLoad& load : tree.loads)
                for (int k = 0; k < load.count; ++k)
                    each.loads.push_back({load.demand, load.cords, 1});
            const PowerFlow a = solvePowerTree(tree), b = solvePowerTree(each);
            QVERIFY(a.elements == b.elements && a.drawn == b.drawn && a.loss == b.loss &&
                    a.unserved == b.unserved);
        }
    }

    void cutsAreThoseOfTheMaximumFlow() {
        std::mt19937 random(41);
        std::size_t one = 0, more = 0;
        for (int i = 0; i < 3000; ++i) {
            const PowerTree tree = randomPowerTree(random);
            const PowerFlow flow = solvePowerTree(tree);
            const SupplyCuts cuts(tree, flow);
            for (int k = 0; k < 6; ++k) {
                std::vector<std::size_t> entries;
                for (std::size_t n = random() % 4; n > 0; --n)
                    entries.push_back(random() % tree.elements.size());
                std::sort(entries.begin(), entries.end());
                entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
                LoadPaths quick = cuts.paths(entries), slow = pathsToSources(tree, flow, entries);
                QCOMPARE(quick.disjoint, slow.disjoint);
                std::sort(quick.cuts.begin(), quick.cuts.end());
                std::sort(slow.cuts.begin(), slow.cuts.end());
                QCOMPARE(quick.cuts, slow.cuts);
                one += slow.disjoint == 1;
                more += slow.disjoint > 1;
            }
        }
        QVERIFY(one > 1000 && more > 1000);
    }

    void aFailureTouchesOnlyWhatItMust() {
        // Fifty busways under each of two utilities, a rack on a busway of either side.
        PowerTree tree;
        tree.elements.resize(2);
        for (std::size_t i = 0; i < 100; ++i) {
            PowerElement busway;
            busway.parents = {i % 2};
            tree.elements.push_back(busway);
        }
        for (std::size_t i = 0; i < 50; ++i)
            tree.loads.push_back({10 * unit::kW, {{2 + 2 * i, {}, 1}, {3 + 2 * i, {}, 1}}, 4});
        FailureSweep sweep(tree);
        QCOMPARE(sweep.fail({2, false}).visited, std::size_t{4});
    }

    void severityRisesWithTheLoss() {
        const auto gradeWith = [](Power limit) {
            const PowerTree tree = twoSides(10, limit);
            FailureSweep sweep(tree);
            return sweep.fail({kUps, false}).grade;
        };
        QCOMPARE(gradeWith(2000 * unit::kW), FailureGrade::Harmless);
        QCOMPARE(gradeWith(1050 * unit::kW), FailureGrade::ThinMargin);
        QCOMPARE(gradeWith(800 * unit::kW), FailureGrade::OverContinuous);
        QCOMPARE(gradeWith(600 * unit::kW), FailureGrade::BeyondShortTime);
        PowerTree single = twoSides(10, 2000 * unit::kW);
        single.loads[0].cords.pop_back();
        FailureSweep sweep(single);
        const FailureOutcome dark = sweep.fail({kUtility, false});
        QCOMPARE(dark.grade, FailureGrade::Unserved);
        QCOMPARE(dark.loadsDark, 10);
        QCOMPARE(dark.unserved.in(unit::kW), 1000.0);
        QVERIFY(!sweep.fail({99, false}).darkElements.size());
    }

    void anOverloadTellsHowLongItStands() {
        const PowerTree tree = twoSides(10, 800 * unit::kW);
        FailureSweep sweep(tree);
        const FailureOutcome out = sweep.fail({2, false});
        QCOMPARE(out.overloaded.size(), std::size_t{1});
        QCOMPARE(out.overloaded[0].element, kUps);
        QCOMPARE(out.overloaded[0].loadShare, 1.25);
        QVERIFY(out.overloaded[0].stands && out.overloaded[0].stands->si() > 10 &&
                out.overloaded[0].stands->si() < 600);
    }

    void twoSidesAreTwoN() {
        const RedundancyLabel label = labelOfFirst(twoSides(10, 1100 * unit::kW));
        QCOMPARE(label.label, Redundancy::TwoN);
        QCOMPARE(label.paths, 2);
        QVERIFY(label.cuts.empty());
    }

    void twoSidesThatAreTooSmallAreN() {
        const RedundancyLabel label = labelOfFirst(twoSides(10, 900 * unit::kW));
        QCOMPARE(label.label, Redundancy::N);
        QCOMPARE(label.paths, 2);
        QCOMPARE(label.overloaded.value_or(99), kUps);
        QVERIFY(label.cause == std::size_t{2} || label.cause == std::size_t{3});
    }

    void sidesThatMeetUpstreamAreNamed() {
        PowerTree tree = twoSides(10, 1100 * unit::kW);
        tree.elements[2].parents = {kUtility};  // the other side's utility hangs on the first
        const RedundancyLabel label = labelOfFirst(tree);
        QCOMPARE(label.label, Redundancy::N);
        QCOMPARE(label.paths, 1);
        QCOMPARE(label.cuts, std::vector<std::size_t>{kUtility});
    }

    void aBusOfSeveralUpsIsNPlusOne() {
        PowerTree tree = twoSides(10, 1100 * unit::kW);
        tree.elements[0].units = 2;
        tree.elements[kUps].units = 4;
        tree.elements[kUps].limit = 1400 * unit::kW;
        tree.loads[0].cords = {{kUps, {}, 1}};
        QCOMPARE(labelOfFirst(tree).label, Redundancy::NPlusOne);
        QCOMPARE(labelOfFirst(tree).cuts, (std::vector<std::size_t>{kUps, kUtility}));
        tree.elements[kUps].limit = 1200 * unit::kW;  // three of four hold 900 kW
        QCOMPARE(labelOfFirst(tree).label, Redundancy::N);
        tree.loads[0].cords.clear();
        QCOMPARE(labelOfFirst(tree).label, Redundancy::Unfed);
    }

    void aTransferSwitchCountsBothItsParents() {
        PowerTree tree = twoSides(1, 1100 * unit::kW);
        tree.elements.resize(6);
        for (const std::size_t v : {std::size_t{4}, std::size_t{5}}) {
            tree.elements[v].parents = {kUps, 3};
            tree.elements[v].policy = v == 4 ? ParentPolicy::Transfer : ParentPolicy::Single;
        }
        tree.loads[0].cords = {{4, {}, 1}};
        QCOMPARE(labelOfFirst(tree).cuts, std::vector<std::size_t>{4});
        tree.loads[0].cords = {{5, {}, 1}};
        QCOMPARE(labelOfFirst(tree).cuts, (std::vector<std::size_t>{5, kUps, kUtility}));
    }
};

QTEST_GUILESS_MAIN(PowerSweep)
#include "power_sweep.moc"
