// SPDX-License-Identifier: GPL-3.0-or-later
// Overlays: who is touched by a loss follows the drawing; loads of cables follow their rates; budgets say
// within, near or beyond whichever way is good.
#include "views/fabric/fabric_load.h"
#include "views/hall/hall_overlay.h"
#include "views/kpi/budget_state.h"

#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

namespace {

ObjectRef power(std::uint32_t id) {
    return {ObjectRef::Kind::PowerNode, id, Id<void>::kNone};
}

/// A utility over two boards; racks 0 and 1 on both, rack 2 on the first alone; one cooler with its loop.
model::Snapshot smallSite() {
    model::Snapshot s;
    const WriteToken token;
    const auto node = [&](const char* name, std::vector<PowerNodeId> parents) {
        model::PowerNode n;
        n.name = name;
        n.parents = std::move(parents);
        return s.powerNodes.insert(token, std::move(n));
    };
    const PowerNodeId utility = node("Utility", {}), a = node("Board A", {utility}),
                      b = node("Board B", {utility});
    const CoolingLoopId loop = s.coolingLoops.insert(token, {});
    model::CoolingUnit unit;
    unit.loop = loop;
    unit.feed = b;
    s.coolingUnits.insert(token, unit);
    for (int i = 0; i < 3; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i);
        rack.feeds = {a, i < 2 ? b : PowerNodeId{}};
        if (i == 1) rack.liquidLoop = loop;
        s.racks.insert(token, std::move(rack));
    }
    return s;
}

analytics::Report reportOf() {
    analytics::Report report;
    report.bundles = std::make_shared<const analytics::BundleTable>();
    return report;
}

/// Four racks on two leaves under `spines` spines; rates per edge as given.
FabricLayout cloth(int spines, double down, double up) {
    FabricLayout l;
    for (int i = 0; i < 4; ++i) {
        FabricBox box;
        box.racks = {RackId{static_cast<std::uint32_t>(i)}};
        l.boxes.push_back(box);
    }
    for (int i = 0; i < 2 + spines; ++i) {
        FabricBox box;
        box.tier = i < 2 ? 1 : 2;
        l.boxes.push_back(box);
    }
    for (std::uint32_t r = 0; r < 4; ++r)
        l.edges.push_back({r, 4 + r / 2, 1, down});
    for (std::uint32_t leaf = 4; leaf < 6; ++leaf)
        for (int s = 0; s < spines; ++s)
            l.edges.push_back({leaf, static_cast<std::uint32_t>(6 + s), 1, up});
    return l;
}

}  // namespace

class OverlayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLostBoardStopsWhatHangsOnItAlone() {
        const BlastSet set = blastSet(smallSite(), reportOf(), {power(1)});
        QVERIFY(set.known);
        QCOMPARE(set.stopped, std::vector<RackId>{RackId{2}});
        QCOMPARE(set.weakened, (std::vector<RackId>{RackId{0}, RackId{1}}));
    }

    void aCommonSourceStopsEverything() {
        const BlastSet set = blastSet(smallSite(), reportOf(), {power(0)});
        QCOMPARE(set.stopped.size(), std::size_t{3});
        QVERIFY(set.weakened.empty());
    }

    void aCoolerGoesWithItsFeed() {
        const BlastSet set = blastSet(smallSite(), reportOf(), {power(2)});
        QVERIFY(set.stops(RackId{1}));    // fed by the other board, but nothing cools it
        QVERIFY(set.weakens(RackId{0}));  // a side
        QVERIFY(!set.stops(RackId{2}) && !set.weakens(RackId{2}));
    }

    void aCycleInTheTreeFeedsNobodyAndEnds() {
        model::Snapshot s = smallSite();
        model::PowerNode n = s.powerNodes.at(PowerNodeId{1});
        n.parents = {PowerNodeId{1}};
        model::Snapshot cyclic = s;
        cyclic.powerNodes.insert(WriteToken(), n);
        QVERIFY(blastSet(cyclic, reportOf(), {power(1)}).known);
    }

    void nothingSelectedSaysSo() {
        QVERIFY(!blastSet(smallSite(), reportOf(), {}).known);
        const model::Snapshot s = smallSite();
        const analytics::Report report = reportOf();
        const Theme theme = makeTheme(ThemeMode::Light);
        SceneContext c;
        c.snapshot = &s;
        c.report = &report;
        c.theme = &theme;
        c.overlay = Overlay::Blast;
        QVERIFY(!HallOverlay(c).legend().title.isEmpty());
        QVERIFY(!HallOverlay(c).legend().entries.empty());
    }

    void aSharedElementIsNamedInTheRedundancyOverlay() {
        const model::Snapshot s = smallSite();
        analytics::Report report = reportOf();
        analytics::RackResult rack;
        rack.rack = RackId{0};
        rack.redundancy = "2N";
        rack.sharedElement = PowerNodeId{0};
        report.racks = {rack};
        const Theme theme = makeTheme(ThemeMode::Light);
        SceneContext c;
        c.snapshot = &s;
        c.report = &report;
        c.theme = &theme;
        c.overlay = Overlay::Redundancy;
        const auto tint = HallOverlay(c).tint(RackId{0});
        QVERIFY(tint && tint->text.contains(QLatin1String("Utility")));
        QCOMPARE(tint->fill, theme.soft(theme.error));
    }

    void loadsFollowTheRatesOfTheCables() {
        // Half of what leaves a rack's leaf goes to the other leaf: of 3/4 that leaves the rack, 2/4.
        const std::vector<double> even = fabricLoads(cloth(2, 100, 100));
        QCOMPARE(even.front(), 0.75);
        QCOMPARE(even.back(), 2 * 100 * 0.5 / 200);
        const std::vector<double> half = fabricLoads(cloth(1, 100, 100));
        QCOMPARE(half.back(), 1.0);
        const std::vector<double> thin = fabricLoads(cloth(1, 100, 50));
        QCOMPARE(thin.back(), 2.0);
        QVERIFY(fabricLoads({}).empty());
    }

    void budgetsAreJudgedTheWayThatIsGood() {
        model::Site site;
        analytics::MetricInfo power, goodput;
        power.id = "power.facility";
        power.higherIsBetter = false;
        goodput.id = "reliability.goodput";
        const auto state = [&](const analytics::MetricInfo& info, double limit, double value) {
            site.budgets[std::string(info.id)] = limit;
            analytics::MetricValue v;
            v.lower = v.upper = value;
            return budgetState(site, info, v)->level;
        };
        using Level = BudgetState::Level;
        QCOMPARE(state(power, 100, 80), Level::Within);
        QCOMPARE(state(power, 100, 95), Level::Near);
        QCOMPARE(state(power, 100, 101), Level::Beyond);
        QCOMPARE(state(goodput, 0.9, 0.8), Level::Beyond);
        QCOMPARE(state(goodput, 0.9, 0.92), Level::Near);
        QCOMPARE(state(goodput, 0.5, 0.92), Level::Within);
        QVERIFY(!budgetState(site, power, {}));
    }
};

QTEST_MAIN(OverlayTest)
#include "overlay_test.moc"
