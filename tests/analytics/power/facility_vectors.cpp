// SPDX-License-Identifier: GPL-3.0-or-later
// The power and coolant answers of the facility reference that are plain formulae, by their output's name.
// Rows that describe a whole tree are checked through a drawn design in power_tree.cpp.
#include "../vector_rows.h"
#include "analytics/cooling/flow.h"
#include "analytics/power/circuit.h"
#include "analytics/power/loss_model.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

Voltage lineVolts(const VectorRow& r) {
    return r.number("V_ll") * unit::V;
}

LossModel lossModel(const VectorRow& r) {
    return {r.number("S_kW", 1) * unit::kW, r.number("k0"), r.number("k1"), r.number("k2")};
}

LossModel fitted(const VectorRow& r) {
    const auto model = fitLossModel(
        1 * unit::kW, {{0.25, r.number("eta25")}, {0.5, r.number("eta50")}, {1, r.number("eta100")}});
    return model.value_or(LossModel{});
}

Fluid fluid(const VectorRow& r) {
    return {Density::si(r.number("rho")), SpecificHeat::si(r.number("cp"))};
}

VolumeFlow flow(const VectorRow& r) {
    return flowFor(r.number("Q_kW") * unit::kW, fluid(r), r.number("dT") * unit::K).value_or(VolumeFlow{});
}

double amps(const VectorRow& r) {
    if (r.has("V")) return busCurrent(r.number("P_kW") * unit::kW, r.number("V") * unit::V).in(unit::A);
    const Power drawn = lossModel(r).input(r.number("P_dc_kW") * unit::kW);
    return phaseCurrent(drawn, lineVolts(r), 3, r.number("pf")).in(unit::A);
}

/// The other rows are whole trees, or belong to the tests of cooling, cost and placement.
bool isAnsweredHere(const std::string& id) {
    return (id >= "P01" && id <= "P08") || id == "P20" || id == "P21" || (id >= "C01" && id <= "C04");
}

double answer(const VectorRow& r) {
    if (r.output == "kW")
        return usablePower({lineVolts(r), r.number("I_brk") * unit::A, 3, r.number("cont"), r.number("pf")})
            .in(unit::kW);
    if (r.output == "V_ln") return lineToNeutral(lineVolts(r)).in(unit::V);
    if (r.output == "A") return amps(r);
    if (r.output == "eta") return lossModel(r).efficiency(r.number("x") * unit::kW);
    if (r.output == "k0") return fitted(r).k0;
    if (r.output == "k2") return fitted(r).k2;
    if (r.output == "W")
        return busLoss(busCurrent(r.number("P_kW") * unit::kW, r.number("V") * unit::V),
                       r.number("R_uohm") * 1e-6 * unit::ohm)
            .in(unit::W);
    if (r.output == "LPM_per_kW") return flow(r).in(unit::litrePerMinute) / r.number("Q_kW");
    if (r.output == "LPM") return flow(r).in(unit::litrePerMinute);
    if (r.output == "K") {
        const Power heat = r.number("Q_kW") * unit::kW;
        const VolumeFlow given = r.number("lpm_per_kW") * heat.in(unit::kW)*unit::litrePerMinute;
        return riseFor(heat, fluid(r), given).value_or(TemperatureDifference{}).in(unit::K);
    }
    return std::nan("");
}

}  // namespace

class FacilityVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFormulaRowIsReproduced() {
        int checked = 0;
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            if (!isAnsweredHere(row.id)) continue;
            const double value = answer(row);
            QVERIFY2(row.accepts(value), qPrintable(QString("%1: %2 = %3, expected %4")
                                                        .arg(row.id.c_str(), row.output.c_str())
                                                        .arg(value, 0, 'g', 12)
                                                        .arg(row.expected, 0, 'g', 12)));
            ++checked;
        }
        QCOMPARE(checked, 14);
    }

    void aShelfOfThirtyThreeKilowattFitsItsBreaker() {
        const Power usable = usablePower({415 * unit::V, 60 * unit::A, 3, 0.8, 0.99});
        const LossModel shelf{33 * unit::kW, 0.004, 0.010, 0.0148};
        QVERIFY(shelf.input(33 * unit::kW) < usable);
    }

    void aSinglePhaseCircuitHasNoRootThree() {
        const Power usable = usablePower({240 * unit::V, 30 * unit::A, 1, 0.8, 1});
        QCOMPARE(usable.in(unit::W), 5760.0);
    }

    void conductorsOfARunAllHeatUp() {
        QCOMPARE(conductorLoss(100 * unit::A, 0.001 * unit::ohm, 3).in(unit::W), 30.0);
        QCOMPARE(conductorLoss(100 * unit::A, 0.001 * unit::ohm, 1).in(unit::W), 20.0);
    }

    void parallelUnitsEachPayTheirOwnNoLoadLoss() {
        const LossModel ups{100 * unit::kW, 0.01, 0, 0};
        QCOMPARE(ups.loss(50 * unit::kW, 1).in(unit::W), 1000.0);
        QCOMPARE(ups.loss(50 * unit::kW, 3).in(unit::W), 3000.0);
        QCOMPARE(ups.efficiency(Power{}), 0.0);
        QCOMPARE(LossModel{}.loss(5 * unit::kW).in(unit::W), 0.0);
    }

    void aFitThroughManyPointsHasNoNegativeTerm() {
        const LossModel truth{1 * unit::kW, 0.006, 0.012, 0.017};
        std::vector<EfficiencyPoint> points;
        for (const double x : {0.1, 0.2, 0.4, 0.6, 0.8, 1.0})
            points.push_back({x, truth.efficiency(x * unit::kW)});
        const auto same = fitLossModel(1 * unit::kW, points);
        QVERIFY(same && std::abs(same->k0 - truth.k0) < 1e-12 && std::abs(same->k2 - truth.k2) < 1e-12);
        points[0].efficiency = 0.999;  // would ask for a negative no-load loss
        const auto bent = fitLossModel(1 * unit::kW, points);
        QVERIFY(bent && bent->k0 >= 0 && bent->k1 >= 0 && bent->k2 >= 0);
        QVERIFY(!fitLossModel(1 * unit::kW, {{0.5, 0.9}, {0.5, 0.9}, {1, 0.9}}));
        QVERIFY(!fitLossModel(1 * unit::kW, {{0.5, 0.9}, {0, 0.9}, {1, 1.9}}));
    }

    void streamsWithoutRiseOrFlowHaveNoAnswer() {
        const Fluid water{Density::si(995), SpecificHeat::si(4180)};
        QVERIFY(!flowFor(1 * unit::kW, water, TemperatureDifference{}));
        QVERIFY(!riseFor(1 * unit::kW, water, VolumeFlow{}));
        const auto through = flowFor(1 * unit::kW, water, 10 * unit::K);
        QVERIFY(through && std::abs(heatCarried(*through, water, 10 * unit::K).in(unit::W)-1000) < 1e-9);
    }

    void capacityIsProportionalToApproach() {
        const auto at3 = capacityAtApproach(1350 * unit::kW, 4 * unit::K, 3 * unit::K);
        QVERIFY(at3 && std::abs(at3->in(unit::kW)-1012.5) < 1e-9);
        QVERIFY(!capacityAtApproach(1350 * unit::kW, TemperatureDifference{}, 3 * unit::K));
    }
};

QTEST_GUILESS_MAIN(FacilityVectors)
#include "facility_vectors.moc"
