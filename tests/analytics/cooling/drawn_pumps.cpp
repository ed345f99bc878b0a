// SPDX-License-Identifier: GPL-3.0-or-later
// Pumps of drawn units against the resistance of drawn racks: where they meet, what is left after a loss, and
// what they draw at part speed.
#include "analytics/cooling/flow.h"
#include "analytics/cooling/pump.h"
#include "analytics/engine/evaluate.h"
#include "drawn_plant.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::DrawnLoop;
using rackloom::test::facilityRow;
using rackloom::test::findingsOf;
using rackloom::test::liquidLoop;
using rackloom::test::loadOf;
using rackloom::test::unitOf;
using rackloom::test::valueOf;

namespace {

const Fluid kPg25{Density::si(1018), SpecificHeat::si(3950)};
constexpr double kLpm = 1e-3 / 60;

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

template <class Q> model::Figure<Q> stated(Q value) {
    return model::Figure<Q>::of(value, "test", model::Grade::Derived);
}

/// Ten racks of one device each that needs 60 L/min and loses `drop` at that flow. At 10 K the design flow is
/// `share` of it.
DrawnLoop tenRacks(Pressure drop, double share = 1) {
    DrawnLoop l = liquidLoop(Temperature::celsius(20));
    const Power heat = heatCarried(VolumeFlow::si(60 * kLpm * share), kPg25, 10 * unit::K);
    model::DeviceType type = loadOf("tray", heat, 1);
    type.heat->minFlow = stated(VolumeFlow::si(60 * kLpm * std::min(share, 1.0)));
    type.heat->pressureDrop = stated(drop * std::min(share, 1.0) * std::min(share, 1.0));
    l.useDevices({{type, 1}});
    l.addRacks(10);
    return l;
}

/// A unit of 300 L/min at 250 kPa that draws 10 kW there.
model::DeviceType cdu(const char* key = "cdu", double lpm = 300, double head = 250e3) {
    model::DeviceType type = unitOf(key, 1 * unit::MW, 4 * unit::K, VolumeFlow::si(lpm * kLpm));
    type.heatRemoval->head = stated(Pressure::si(head));
    type.heatRemoval->power = stated(10 * unit::kW);
    return type;
}

}  // namespace

class DrawnPumps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void curveAndRacksMeetWhereByHand() {
        // Racks that resist with 400 kPa at 600 L/min: two units do not reach their rated flow.
        DrawnLoop l = tenRacks(400e3 * unit::Pa, 0.5);
        l.addUnits(cdu(), 2, 1);
        const Report report = evaluate(l.drawing.snapshot);
        const double k = 400e3 / (600 * 600), droop = 62.5e3 / (300 * 300), shutOff = 312.5e3;
        const auto flow = [&](int n) { return std::sqrt(shutOff / (k + droop / (n * n))); };
        const CoolingLoopResult& loop = report.coolingLoops.at(0);
        QVERIFY(flow(2) < 600 && flow(1) < 600);
        QVERIFY(near(*loop.flowAvailable, flow(2) * kLpm));
        // One unit alone would move more than it is rated for: the rated flow counts.
        QVERIFY(flow(1) > 300);
        QVERIFY(near(*loop.flowAfterLoss, 300 * kLpm));
        // The design needs 300 L/min, so that nothing is left over.
        QVERIFY(std::abs(*loop.flowMargin) < 1e-9);
        QCOMPARE(valueOf(report, "cooling.flow_margin"), *loop.flowMargin);
    }

    void racksThatResistTooMuchLeaveTooLittle() {
        DrawnLoop l = tenRacks(900e3 * unit::Pa);
        l.addUnits(cdu(), 4, 1);
        const Report report = evaluate(l.drawing.snapshot);
        const CoolingLoopResult& loop = report.coolingLoops.at(0);
        const double k = 900e3 / (600 * 600), droop = 62.5e3 / (300 * 300);
        QVERIFY(near(*loop.flowAfterLoss, std::sqrt(312.5e3 / (k + droop / 9)) * kLpm));
        QVERIFY(*loop.flowMargin < -0.3);
        QCOMPARE(valueOf(report, "cooling.flow_margin"), *loop.flowMargin);
        QVERIFY(!findingsOf(report, "cooling.flow_below_minimum").empty());
        // Rated flow alone would have called it enough.
        DrawnLoop blind = tenRacks(900e3 * unit::Pa);
        model::DeviceType silent = cdu();
        silent.heatRemoval->head = model::Figure<Pressure>::unknown("not stated");
        blind.addUnits(silent, 4, 1);
        const Report rated = evaluate(blind.drawing.snapshot);
        QVERIFY(valueOf(rated, "cooling.flow_margin") > 0.4);
        QVERIFY(!rated.find("cooling.flow_margin")->warnings.empty());
        QVERIFY(!rated.find("cooling.pump_speed")->known());
    }

    void powerFollowsTheCubeOfTheSpeed() {
        // Racks that resist with the rated head at the rated flow: full speed, full power.
        DrawnLoop full = tenRacks(250e3 * unit::Pa);
        full.addUnits(cdu(), 2);
        const Report all = evaluate(full.drawing.snapshot);
        QVERIFY(near(valueOf(all, "cooling.pump_speed"), 1));
        QVERIFY(near(valueOf(all, "cooling.pump_power"), 20e3));
        DrawnLoop part = tenRacks(250e3 * unit::Pa, 0.7);
        part.addUnits(cdu(), 2);
        const Report some = evaluate(part.drawing.snapshot);
        QVERIFY(near(valueOf(some, "cooling.pump_speed"), 0.7));
        QVERIFY(facilityRow("C15").accepts(valueOf(some, "cooling.pump_power") / 20e3));
        // The report and the power tree carry the same watts.
        QVERIFY(near(*some.coolingLoops.at(0).pumpPower, valueOf(some, "cooling.pump_power")));
        QVERIFY(near(*some.coolingUnits.at(0).power, valueOf(some, "cooling.pump_power")));
    }

    void unlikePumpsShareOneHead() {
        const auto a = curveThrough(VolumeFlow::si(300 * kLpm), 250e3 * unit::Pa);
        const auto b = curveThrough(VolumeFlow::si(100 * kLpm), 180e3 * unit::Pa, 1.4);
        const FlowNetwork racks = FlowNetwork::of(*pathThrough(200e3 * unit::Pa, VolumeFlow::si(500 * kLpm)));
        const PumpBank bank{{{*a, 2}, {*b, 3}}};
        for (const double speed : {0.3, 0.7, 1.0}) {
            const auto point = operatingPoint(bank, speed, racks);
            QVERIFY(point);
            const double sum =
                2 * flowAt(*a, point->head, speed).si() + 3 * flowAt(*b, point->head, speed).si();
            QVERIFY(near(sum, point->flow.si(), 1e-9));
            QVERIFY(near(racks.pressure(point->flow).si(), point->head.si(), 1e-9));
            QVERIFY(near(*speedFor(point->flow, bank, racks), speed, 1e-9));
        }
        // Equal pumps in two entries are as in one.
        const auto one = operatingPoint(PumpBank{{{*a, 3}}}, 1, racks);
        const auto two = operatingPoint(PumpBank{{{*a, 1}, {*a, 2}}}, 1, racks);
        QVERIFY(near(one->flow.si(), two->flow.si(), 1e-9));
        QVERIFY(!operatingPoint(PumpBank{}, 1, racks) && !speedFor(VolumeFlow::si(1), PumpBank{}, racks));
    }

    void theWeakerOfTwoTypesStillCounts() {
        DrawnLoop l = tenRacks(200e3 * unit::Pa);
        l.addUnits(cdu(), 2, 1);
        l.addUnits(cdu("weak", 100, 180e3), 1);
        const Report report = evaluate(l.drawing.snapshot);
        const CoolingLoopResult& loop = report.coolingLoops.at(0);
        QVERIFY(*loop.flowAvailable > *loop.flowAfterLoss);
        QVERIFY(*loop.flowAvailable <= 700 * kLpm);
        for (const MetricValue& m : report.metrics)
            QVERIFY(m.state != State::Failed);
    }
};

QTEST_GUILESS_MAIN(DrawnPumps)
#include "drawn_pumps.moc"
