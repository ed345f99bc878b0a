// SPDX-License-Identifier: GPL-3.0-or-later
// cooling_heat and the cooling rules on drawn designs.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::Drawing;
using rackloom::test::findingsOf;

namespace {

double valueOf(const Report& report, std::string_view id) {
    const MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

/// Racks of 100 kW, 90 % of it liquid, on one loop with a number of 1,350 kW CDUs.
struct Loop {
    Drawing drawing;
    CoolingLoopId loop;
};
Loop loopWith(int racks, int units, int redundant) {
    Loop l;
    Drawing& d = l.drawing;
    model::RackDesign design;
    design.name = "100 kW";
    design.slots.push_back({SlotId{1},
                            d.add(rackloom::test::loadOf("load", 100 * unit::kW, 0.9)),
                            1,
                            model::Face::Front,
                            model::PowerSide::None,
                            {}});
    const RackDesignId id = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
    model::CoolingLoop row;
    row.name = "Loop 1";
    l.loop = d.snapshot.coolingLoops.insert(d.token, row);
    if (units > 0) {
        model::CoolingUnit unit;
        unit.name = "CDUs";
        unit.type = d.type("vertiv-coolchip-1350");
        unit.loop = l.loop;
        unit.count = units;
        unit.redundant = redundant;
        d.snapshot.coolingUnits.insert(d.token, unit);
    }
    for (int i = 0; i < racks; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i);
        rack.design = id;
        rack.liquidLoop = l.loop;
        d.snapshot.racks.insert(d.token, rack);
    }
    return l;
}

}  // namespace

class DrawnCooling : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anNvl72GivesMostOfItsHeatToLiquid() {
        const Report report = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        QVERIFY(std::abs(report.racks.at(0).liquidHeat.value_or(0) - 115e3) < 500);
        QVERIFY(std::abs(report.racks.at(0).airHeat.value_or(0) - 17e3) < 1000);
    }

    void flowFollowsHeatAndRise() {
        const Report report = evaluate(loopWith(10, 1, 0).drawing.snapshot);
        QCOMPARE(valueOf(report, "cooling.liquid_heat"), 900e3);
        QVERIFY(near(valueOf(report, "cooling.air_heat"), 100e3, 1e-9));
        QVERIFY(near(valueOf(report, "cooling.flow"), 900e3 / (1018.0 * 3950 * 10), 1e-12));
        QVERIFY(near(valueOf(report, "cooling.cdu_load"), 900.0 / 1350, 1e-12));
        QVERIFY(findingsOf(report, "cooling.cdu_over_capacity").empty());
    }

    void unitsDrawTheShareOfTheirPowerThatTheLoadNeeds() {
        // 900 of 1,350 kW on a unit rated 13.7 kW that hangs on no feed; IT hangs on a source of its own.
        Loop l = loopWith(10, 1, 0);
        Drawing& d = l.drawing;
        const PowerNodeId source = d.node("Utility", d.type("utility-feed-5mw"), model::PowerSide::None, {});
        for (const RackId rack : d.snapshot.racks.ids())
            d.snapshot.racks.write(d.token, rack).feeds[0] = source;
        const Report report = evaluate(d.snapshot);
        QVERIFY(near(valueOf(report, "power.facility"), 1000e3 + 13.7e3 * 900 / 1350, 1e-12));
    }

    void airCooledRacksNeedNoCoolantWhichIsAKnownZero() {
        const Report report = evaluate(rackloom::test::shippedDesign("dgx-h100-superpod", "su=1"));
        QCOMPARE(valueOf(report, "cooling.liquid_heat"), 0.0);
        QCOMPARE(valueOf(report, "cooling.flow"), 0.0);
    }

    void aLoopOverItsUnitsIsFound() {
        const auto findings =
            findingsOf(evaluate(loopWith(20, 1, 0).drawing.snapshot), "cooling.cdu_over_capacity");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(*findings[0].arguments[4].value, 450e3);
    }

    void redundancyThatDoesNotHoldIsFound() {
        QVERIFY(findingsOf(evaluate(loopWith(15, 2, 1).drawing.snapshot), "cooling.after_loss").empty());
        const Report report = evaluate(loopWith(16, 2, 1).drawing.snapshot);
        QCOMPARE(findingsOf(report, "cooling.after_loss").size(), std::size_t{1});
        QVERIFY(findingsOf(report, "cooling.cdu_over_capacity").empty());
        QCOMPARE(valueOf(report, "cooling.capacity_after_loss"), 1350e3);
        QVERIFY(findingsOf(evaluate(loopWith(16, 2, 0).drawing.snapshot), "cooling.after_loss").empty());
    }

    void liquidHeatWithoutALoopOrUnitIsFound() {
        Loop l = loopWith(3, 1, 0);
        l.drawing.snapshot.racks.write(l.drawing.token, RackId{1}).liquidLoop = {};
        const auto findings = findingsOf(evaluate(l.drawing.snapshot), "cooling.no_loop");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, 1u);
        QCOMPARE(findingsOf(evaluate(loopWith(3, 0, 0).drawing.snapshot), "cooling.no_loop").size(),
                 std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(DrawnCooling)
#include "drawn_cooling.moc"
