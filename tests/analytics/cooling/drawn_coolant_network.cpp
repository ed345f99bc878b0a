// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the facility reference about groups of units, hydraulics and clocks, through drawn designs:
// a few racks, a loop and its units are drawn, the report is made, the metric compared.
#include "analytics/cooling/flow.h"
#include "analytics/engine/evaluate.h"
#include "drawn_plant.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::DrawnLoop;
using rackloom::test::facilityRow;
using rackloom::test::findingsOf;
using rackloom::test::liquidLoop;
using rackloom::test::loadOf;
using rackloom::test::unitOf;
using rackloom::test::valueOf;
using rackloom::test::VectorRow;

namespace {

constexpr double kZeroCelsius = 273.15;

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

template <class Q> std::optional<model::Figure<Q>> stated(Q value) {
    return model::Figure<Q>::of(value, "test", model::Grade::Derived);
}

/// A device that takes coolant: heat all into liquid, with its limits.
model::DeviceType cooled(std::string key, Power heat, VolumeFlow least, Pressure drop,
                         Temperature warmest = Temperature::celsius(45)) {
    model::DeviceType type = loadOf(std::move(key), heat, 1);
    type.heat->minFlow = stated(least);
    type.heat->pressureDrop = stated(drop);
    type.heat->maxInlet = stated(warmest);
    return type;
}

/// The group of C09 and C10: 3 MW on four units calibrated by C05.
DrawnLoop groupOfFour() {
    const VectorRow r = facilityRow("C10");
    DrawnLoop l = liquidLoop(Temperature::celsius(r.number("T_fws_C")));
    l.useDevices({{loadOf("load", 100 * unit::kW, 1), 1}});
    l.addRacks(30);
    l.addUnits(unitOf("cdu", 1350 * unit::kW, 4 * unit::K, r.number("lpm_hot") * unit::litrePerMinute,
                      r.number("lpm_cold") * unit::litrePerMinute),
               4, 1);
    return l;
}

/// The rack of C12 and C13; `least` flows are 4.8 and 2 L/min.
DrawnLoop rackOfBranches() {
    const VectorRow r = facilityRow("C12");
    const VolumeFlow flow = r.number("Q_lpm") * unit::litrePerMinute;
    const Power heat = heatCarried(flow, {Density::si(1018), SpecificHeat::si(3950)}, 10 * unit::K) / 27.0;
    const auto drop = [&](const char* k, double lpm) { return r.number(k) * lpm * lpm * 1e3 * unit::Pa; };
    DrawnLoop l = liquidLoop(Temperature::celsius(20));
    l.useDevices({{cooled("tray", heat, 4.8 * unit::litrePerMinute, drop("k1", 4.8)), 18},
                  {cooled("switch", heat, 2 * unit::litrePerMinute, drop("k2", 2)), 9}});
    l.addRacks(1);
    return l;
}

}  // namespace

class DrawnCoolantNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fourUnitsHoldTheSupplyOfTheReference() {
        const Report report = evaluate(groupOfFour().drawing.snapshot);
        QVERIFY(facilityRow("C09").accepts(valueOf(report, "cooling.supply") - kZeroCelsius));
        QVERIFY(facilityRow("C10").accepts(valueOf(report, "cooling.supply_after_loss") - kZeroCelsius));
        const CoolingLoopResult& loop = report.coolingLoops.at(0);
        QVERIFY(facilityRow("C09").accepts(loop.supply.value_or(0) - kZeroCelsius));
        QVERIFY(near(loop.flowAfterLoss.value_or(0), 3 * 1900 * 1e-3 / 60));
        QVERIFY(near(report.coolingUnits.at(0).heat.value_or(0), 3e6));
        QVERIFY(near(report.coolingUnits.at(0).approach.value_or(0), 2.0 + 2.0 / 9, 1e-6));
    }

    void capacityAtThePresentWaterFollowsTheApproach() {
        // C06: three kelvin between set point and facility water.
        DrawnLoop l = groupOfFour();
        l.row().supply = Temperature::celsius(35);
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(near(report.coolingUnits.at(0).capacity.value_or(0), 4 * facilityRow("C06").expected * 1e3));
        QCOMPARE(valueOf(report, "cooling.supply") - kZeroCelsius, 35.0);
    }

    void warmestFacilityWaterLeavesTheApproachAfterALoss() {
        DrawnLoop l = groupOfFour();
        l.useDevices({{cooled("limited", 100 * unit::kW, 60 * unit::litrePerMinute, 50e3 * unit::Pa,
                              Temperature::celsius(40)),
                       1}});
        for (const RackId rack : l.drawing.snapshot.racks.ids())
            l.drawing.snapshot.racks.write(l.drawing.token, rack).design = l.design;
        const Report report = evaluate(l.drawing.snapshot);
        const double approach = facilityRow("C10").expected - 32;
        QVERIFY(near(valueOf(report, "cooling.warmest_facility_water") - kZeroCelsius, 40 - approach));
        QVERIFY(near(valueOf(report, "cooling.temperature_margin"), 8 - approach));
        QVERIFY(findingsOf(report, "cooling.supply_too_warm").empty());
        l.row().facilitySupply = Temperature::celsius(40 - approach + 0.01);
        const auto findings = findingsOf(evaluate(l.drawing.snapshot), "cooling.supply_too_warm");
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(std::abs(findings[0].arguments[4].value.value_or(0) - 0.01) < 1e-6);
    }

    void branchesShareThePressureOfTheReference() {
        const Report report = evaluate(rackOfBranches().drawing.snapshot);
        QVERIFY(facilityRow("C12").accepts(valueOf(report, "cooling.pressure_drop") / 1e3));
        QVERIFY(facilityRow("C13").accepts(valueOf(report, "cooling.flow_balance") * 4.8));
    }

    void aManifoldAddsItsOwnDrop() {
        DrawnLoop l = rackOfBranches();
        const double before = valueOf(evaluate(l.drawing.snapshot), "cooling.pressure_drop");
        l.assume("cooling.rack_manifold_drop", 10e3);
        const double least = 18 * 4.8 + 9 * 2;
        QVERIFY(near(valueOf(evaluate(l.drawing.snapshot), "cooling.pressure_drop"),
                     before + 10e3 * (172 / least) * (172 / least)));
    }

    void pumpsWithoutStatedPowerFollowHeadAndFlow() {
        DrawnLoop l = rackOfBranches();
        model::DeviceType pump = unitOf("pump", 200 * unit::kW, 4 * unit::K, 200 * unit::litrePerMinute);
        pump.heatRemoval->head = *stated(250e3 * unit::Pa);
        l.addUnits(pump, 1);
        // Manifolds that make up the difference to the 250 kPa of the row.
        const double racks = valueOf(evaluate(l.drawing.snapshot), "cooling.pressure_drop");
        const double least = 18 * 4.8 + 9 * 2;
        l.assume("cooling.rack_manifold_drop", (250e3 - racks) * (least / 172) * (least / 172));
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(near(valueOf(report, "cooling.pressure_drop"), 250e3));
        QVERIFY(facilityRow("C14").accepts(valueOf(report, "cooling.pump_power") / 1e3));
    }

    void clocksRunAsInTheReference() {
        const VectorRow r = facilityRow("C25");
        DrawnLoop l = liquidLoop(Temperature::celsius(10));
        l.row().supply = Temperature::celsius(30);
        model::DeviceType tray = cooled("tray", r.number("Q_kW") * unit::kW, 100 * unit::litrePerMinute,
                                        50e3 * unit::Pa, Temperature::celsius(30 + r.number("dT_K")));
        model::DeviceType gpu;
        gpu.key = gpu.name = "gpu";
        gpu.compute.emplace();
        gpu.compute->role = model::ComputeRole::Gpu;
        gpu.power.emplace();
        gpu.power->nameplate = *stated(facilityRow("C26").number("P_W") * unit::W);
        l.drawing.add(gpu);
        tray.components.push_back({"gpu", 4});
        l.useDevices({{tray, 1}});
        l.addRacks(1);
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(r.accepts(valueOf(report, "cooling.ride_facility_water")));
        QVERIFY(facilityRow("C26").accepts(valueOf(report, "cooling.ride_flow")));
        l.assume("cooling.throttle_floor", 0.25);
        QVERIFY(valueOf(evaluate(l.drawing.snapshot), "cooling.ride_flow") > 30);
    }

    void airIsMixedWithExhaust() {
        const VectorRow r = facilityRow("C18");
        DrawnLoop l = liquidLoop(Temperature::celsius(20));
        l.useDevices({{loadOf("air", 17 * unit::kW, 0), 1}});
        l.addRacks(1);
        l.row().medium = model::CoolingMedium::Air;
        l.row().coolant = model::Coolant::Air;
        l.row().supply = Temperature::celsius(r.number("T_supply_C"));
        l.row().rise = r.number("dT_it_K") * unit::K;
        const RackId rack = l.drawing.snapshot.racks.ids()[0];
        l.drawing.snapshot.racks.write(l.drawing.token, rack).airLoop = l.loop;
        l.assume("cooling.recirculation", r.number("beta"));
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(r.accepts(valueOf(report, "cooling.air_inlet") - kZeroCelsius));
        QVERIFY(facilityRow("C17").accepts(valueOf(report, "cooling.airflow")));
    }

    void coolantStaysOverTheDewPoint() {
        const VectorRow r = facilityRow("C19");
        DrawnLoop l = groupOfFour();
        l.assume("cooling.room_temperature", r.number("T_C") + kZeroCelsius);
        l.assume("cooling.room_humidity", r.number("RH"));
        l.row().supply = Temperature::celsius(35);
        const Report dry = evaluate(l.drawing.snapshot);
        QVERIFY(r.accepts(35 - valueOf(dry, "cooling.dew_point_margin")));
        QVERIFY(findingsOf(dry, "cooling.dew_point").empty());
        l.row().supply = Temperature::celsius(20.5);
        l.row().facilitySupply = Temperature::celsius(15);
        QCOMPARE(findingsOf(evaluate(l.drawing.snapshot), "cooling.dew_point").size(), std::size_t{1});
    }

    void theFivePointTableOfAGb300RackIsReproduced() {
        // Lenovo's table: flow over supply. The flow at the warmest supply is in the catalogue; the others
        // follow from the same return temperature.
        const std::pair<double, double> table[] = {{25, 59}, {30, 71}, {35, 89}, {40, 119}, {45, 177}};
        for (const auto& [supply, lpm] : table) {
            model::Snapshot s = rackloom::test::shippedDesign("gb300-nvl72");
            WriteToken token;
            for (const CoolingLoopId id : s.coolingLoops.ids()) {
                model::CoolingLoop& loop = s.coolingLoops.write(token, id);
                if (loop.medium != model::CoolingMedium::Liquid) continue;
                loop.coolant = model::Coolant::Water;
                loop.supply = Temperature::celsius(supply);
                loop.facilitySupply = Temperature::celsius(supply - 10);
            }
            const double needed = valueOf(evaluate(s), "cooling.needed_flow") * 6e4;
            QVERIFY2(near(needed, lpm, 0.022),
                     qPrintable(QString("%1 °C: %2 L/min").arg(supply).arg(needed)));
            // And from the heat: 90 % of 135 kW at a return of 55 °C.
            const auto carried = flowFor(0.9 * 135 * unit::kW, {Density::si(995), SpecificHeat::si(4180)},
                                         (55 - supply) * unit::K);
            QVERIFY(near(carried->in(unit::litrePerMinute), lpm, 0.019));
        }
    }

    void lossOfTheLargestUnitIsTheWorst() {
        DrawnLoop l = groupOfFour();
        l.addUnits(unitOf("large", 2700 * unit::kW, 4 * unit::K, 3800 * unit::litrePerMinute), 1, 1);
        const Report report = evaluate(l.drawing.snapshot);
        // Without the large one the four are as before.
        QVERIFY(facilityRow("C09").accepts(valueOf(report, "cooling.supply_after_loss") - kZeroCelsius));
        QVERIFY(valueOf(report, "cooling.supply") < valueOf(report, "cooling.supply_after_loss"));
    }

    void badDrawingsBecomeFindings() {
        DrawnLoop l = groupOfFour();
        l.row().rise = {};
        QCOMPARE(findingsOf(evaluate(l.drawing.snapshot), "cooling.zero_flow").size(), std::size_t{1});

        DrawnLoop blank = groupOfFour();
        blank.addUnits(unitOf("brochure", 1350 * unit::kW, {}, {}), 1);
        const Report report = evaluate(blank.drawing.snapshot);
        const auto findings = findingsOf(report, "cooling.not_calibrated");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, 1u);
        QVERIFY(!report.find("cooling.supply")->known());

        DrawnLoop thirsty = rackOfBranches();
        thirsty.addUnits(unitOf("small", 200 * unit::kW, 4 * unit::K, 60 * unit::litrePerMinute), 1);
        QCOMPARE(findingsOf(evaluate(thirsty.drawing.snapshot), "cooling.flow_below_minimum").size(),
                 std::size_t{1});
    }

    void warmFacilityWaterIsTold() {
        DrawnLoop l = groupOfFour();
        l.row().supply = Temperature::celsius(36);
        QVERIFY(findingsOf(evaluate(l.drawing.snapshot), "cooling.facility_water_warm").empty());
        l.row().supply = Temperature::celsius(35);
        QCOMPARE(findingsOf(evaluate(l.drawing.snapshot), "cooling.facility_water_warm").size(),
                 std::size_t{1});
    }

    void anyLoopGivesFiniteNumbersAndMoreUnitsNeverWarmIt() {
        std::mt19937 random(11);
        const auto upTo = [&](double most) { return std::uniform_real_distribution<>(0, most)(random); };
        for (int i = 0; i < 40; ++i) {
            DrawnLoop l = liquidLoop(Temperature::celsius(upTo(45)));
            l.row().rise = (i % 7 == 0 ? 0 : upTo(20)) * unit::K;
            l.useDevices({{cooled("a", upTo(2e5) * unit::W, upTo(1e-3) * VolumeFlow::si(1),
                                  upTo(1e5) * unit::Pa, Temperature::celsius(upTo(60))),
                           1 + static_cast<int>(upTo(5))}});
            l.addRacks(static_cast<int>(upTo(12)));
            const auto unit = unitOf("cdu", upTo(2e6) * unit::W, upTo(8) * unit::K,
                                     upTo(0.05) * VolumeFlow::si(1), upTo(0.05) * VolumeFlow::si(1));
            const CoolingUnitId row = l.addUnits(unit, static_cast<int>(upTo(4)), 1);
            const Report report = evaluate(l.drawing.snapshot);
            for (const MetricValue& m : report.metrics)
                QVERIFY2(m.state != State::Failed,
                         qPrintable(QString::fromStdString(std::string(m.id) + ": " + m.unknownReason)));
            const double before = valueOf(report, "cooling.supply");
            ++l.drawing.snapshot.coolingUnits.write(l.drawing.token, row).count;
            const double after = valueOf(evaluate(l.drawing.snapshot), "cooling.supply");
            if (std::isfinite(before)) QVERIFY(after <= before + 1e-9);
        }
    }
};

QTEST_GUILESS_MAIN(DrawnCoolantNetwork)
#include "drawn_coolant_network.moc"
