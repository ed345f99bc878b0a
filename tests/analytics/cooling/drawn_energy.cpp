// SPDX-License-Identifier: GPL-3.0-or-later
// A year of a drawn plant: the reference's kilowatt-hours through the report of a design, and what PUE,
// carbon and water say about it.
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
using rackloom::test::VectorRow;

namespace {

constexpr double kKwh = 3.6e6;

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

/// 1 MW of liquid heat on a loop with the facility water and the six bins of a row.
DrawnLoop yearOf(const VectorRow& r) {
    DrawnLoop l = liquidLoop(Temperature::celsius(r.number("T_fws_C")));
    l.row().supply = Temperature::celsius(40);
    l.useDevices({{loadOf("load", r.number("Q_kW") / 10 * unit::kW, 1), 1}});
    l.addRacks(10);
    model::Site site = *l.drawing.snapshot.site;
    for (const auto& [at, hours] : r.pairs("bins"))
        site.climate.push_back({Temperature::celsius(at), std::nullopt, hours * unit::hour});
    l.drawing.snapshot.site = Shared<model::Site>(std::move(site));
    const std::pair<const char*, const char*> same[] = {{"cooling.facility_rise", "rise_K"},
                                                        {"plant.approach", "approach_K"},
                                                        {"plant.carnot", "carnot"},
                                                        {"plant.fan", "fan"},
                                                        {"plant.pump", "pump"},
                                                        {"plant.evaporator_drop", "dTe"},
                                                        {"plant.condenser_rise", "dTc"},
                                                        {"plant.least_lift", "min_lift"}};
    for (const auto& [id, key] : same)
        l.assume(id, r.number(key));
    l.assume("energy.load", 1);
    l.assume("energy.other", 0);
    return l;
}

}  // namespace

class DrawnEnergy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void warmWaterNeedsTheEnergyOfTheReference() {
        for (const char* id : {"C22", "C23"}) {
            const VectorRow r = facilityRow(id);
            const Report report = evaluate(yearOf(r).drawing.snapshot);
            QVERIFY(r.accepts(valueOf(report, "energy.plant") / kKwh));
        }
        const Report report = evaluate(yearOf(facilityRow("C22")).drawing.snapshot);
        QVERIFY(facilityRow("C24").accepts(valueOf(report, "energy.pue_cooling")));
        QVERIFY(facilityRow("C24").accepts(valueOf(report, "energy.pue")));
    }

    void aDrawnChillerAndDryCoolerAreThePlantThatIsAssumed() {
        const VectorRow r = facilityRow("C22");
        DrawnLoop l = yearOf(r);
        const CoolingUnitId cdu =
            l.addUnits(unitOf("cdu", 2 * unit::MW, 4 * unit::K, VolumeFlow::si(0.05)), 1);
        const auto plantUnit = [&](const char* key, bool lifts) {
            model::DeviceType type = unitOf(key, 2 * unit::MW, {}, {});
            if (lifts) type.heatRemoval->cop = model::Figure<double>::of(6, "test", model::Grade::Derived);
            model::CoolingUnit unit;
            unit.name = key;
            unit.type = l.drawing.add(type);
            return l.drawing.snapshot.coolingUnits.insert(l.drawing.token, unit);
        };
        const CoolingUnitId dry = plantUnit("dry cooler", false), chiller = plantUnit("chiller", true);
        auto& plant = l.drawing.snapshot.coolingUnits.write(l.drawing.token, cdu).plant;
        plant = {dry, chiller};
        QVERIFY(r.accepts(valueOf(evaluate(l.drawing.snapshot), "energy.plant") / kKwh));
        plant = {dry};
        const Report without = evaluate(l.drawing.snapshot);
        QVERIFY(valueOf(without, "energy.plant") / kKwh < r.expected);
        QVERIFY(!without.find("energy.plant")->warnings.empty());
        plant = {chiller};
        const Report always = evaluate(l.drawing.snapshot);
        QVERIFY(valueOf(always, "energy.plant") / kKwh > r.expected);
        QCOMPARE(valueOf(always, "cooling.free_time"), 0.0);
    }

    void aChillerOnTheLoopItselfIsCountedOnce() {
        DrawnLoop l = yearOf(facilityRow("C22"));
        model::DeviceType type = unitOf("chiller", 2 * unit::MW, 4 * unit::K, VolumeFlow::si(0.05));
        type.heatRemoval->cop = model::Figure<double>::of(6, "test", model::Grade::Derived);
        l.addUnits(type, 1);
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(report.find("energy.plant")->warnings.empty());
        QVERIFY(near(valueOf(report, "energy.site"),
                     valueOf(report, "energy.it") + valueOf(report, "energy.plant")));
    }

    void freeHoursOfTheNormalYearAreCloseToTheReference() {
        const VectorRow r = facilityRow("C21");
        DrawnLoop l = yearOf(facilityRow("C22"));
        model::Site site = *l.drawing.snapshot.site;
        site.climate.clear();
        l.drawing.snapshot.site = Shared<model::Site>(std::move(site));
        l.assume("climate.mean", r.number("mu_C") + 273.15);
        l.assume("climate.deviation", r.number("sd_C"));
        // Bins of two kelvin cut the tail to within a bin's hours.
        const double hours = valueOf(evaluate(l.drawing.snapshot), "cooling.free_time") / 3600;
        QVERIFY2(std::abs(hours - r.expected) < 110, qPrintable(QString::number(hours)));
    }

    void boundariesGiveTwoNumbers() {
        DrawnLoop l = yearOf(facilityRow("C22"));
        const Report report = evaluate(l.drawing.snapshot);
        // Without shelves both boundaries are the same.
        QCOMPARE(valueOf(report, "energy.pue"), valueOf(report, "energy.pue_rack_input"));
        QVERIFY(valueOf(report, "energy.pue_design") > valueOf(report, "energy.pue"));
        const Report whole = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        QVERIFY(valueOf(whole, "energy.pue") > valueOf(whole, "energy.pue_rack_input"));
        QVERIFY(valueOf(whole, "energy.pue_rack_input") > 1);
        for (const char* id : {"energy.pue", "energy.pue_rack_input", "energy.pue_design"}) {
            bool named = false;
            for (const Input& input : whole.find(id)->inputs)
                named = named || input.name.starts_with("IT counted at");
            QVERIFY2(named, id);
        }
    }

    void carbonIsEnergyTimesTheGrid() {
        DrawnLoop l = yearOf(facilityRow("C22"));
        l.assume("energy.carbon_intensity", 0.37 / kKwh);
        const Report report = evaluate(l.drawing.snapshot);
        const double kwh = 8760e3 + facilityRow("C22").expected;
        QVERIFY(near(valueOf(report, "energy.site") / kKwh, kwh));
        QVERIFY(near(valueOf(report, "energy.carbon"), kwh * 0.37));
        QVERIFY(near(valueOf(report, "energy.carbon_use") * kKwh, facilityRow("C24").expected * 0.37));
    }

    void onlyWetPlantsDrink() {
        DrawnLoop l = yearOf(facilityRow("C22"));
        QCOMPARE(valueOf(evaluate(l.drawing.snapshot), "energy.water"), 0.0);
        l.assume("plant.wet", 1);
        const Report wet = evaluate(l.drawing.snapshot);
        // Wet bulbs are cold enough for free cooling nearly all year: C28's litres for each kWh of heat.
        const double litres = valueOf(wet, "energy.water_use") * 1e3 * kKwh;
        QVERIFY2(near(litres, facilityRow("C28").expected, 0.01), qPrintable(QString::number(litres)));
        QVERIFY(valueOf(wet, "energy.plant") < facilityRow("C22").expected * kKwh);
    }

    void nothingCooledMeansNothingKnown() {
        DrawnLoop l = yearOf(facilityRow("C22"));
        for (const RackId rack : l.drawing.snapshot.racks.ids())
            l.drawing.snapshot.racks.write(l.drawing.token, rack).liquidLoop = {};
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(!report.find("energy.pue")->known() && !report.find("energy.site")->known());
        QVERIFY(near(valueOf(report, "energy.it") / kKwh, 8760e3));
    }
};

QTEST_GUILESS_MAIN(DrawnEnergy)
#include "drawn_energy.moc"
