// SPDX-License-Identifier: GPL-3.0-or-later
// Cold plates and fan walls as formulas, against sums by hand and the published rise of a coolant.
#include "../vector_rows.h"
#include "analytics/cooling/cold_plate.h"
#include "analytics/formulas/formula.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

using Given = std::map<std::string, std::string, std::less<>>;

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::abs(b);
}

double answer(std::string_view id, const Given& given) {
    const Formula* formula = findFormula(id);
    if (!formula) return std::nan("");
    const auto value = evaluateFormula(*formula, given);
    return value ? value.value().value : std::nan("");
}

const Given kPlate{{"P_W", "700"},      {"lpm", "0.6"},       {"channels", "40"}, {"d_mm", "0.5"},
                   {"length_mm", "50"}, {"wetted_cm2", "40"}, {"R_jc", "0.02"}};

}  // namespace

class ColdPlates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLaminarPlateIsAsByHand() {
        const double flow = 0.6e-3 / 60, d = 0.5e-3, across = std::numbers::pi * d * d / 4 * 40;
        const double speed = flow / across, reynolds = 997 * speed * d / 8.9e-4;
        QVERIFY(reynolds < 2300);
        const double film = 4.36 * 0.6 / d * 40e-4, rise = 700 / (997 * flow * 4180);
        Given given = kPlate;
        given["T_in_C"] = "25";
        QVERIFY(near(answer("cooling.junction", given), 25 + 700 * (0.02 + 1 / film) + rise / 2));
        QVERIFY(near(answer("cooling.cold_plate_drop", kPlate),
                     64 / reynolds * 0.05 / d * 997 * speed * speed / 2 / 1e3));
    }

    void frictionAndFilmChangeOverWithoutAStep() {
        for (const double at : {2300.0, 4000.0}) {
            QVERIFY(near(nusselt(at - 1e-6, 6), nusselt(at + 1e-6, 6), 1e-6));
            QVERIFY(near(frictionFactor(at - 1e-6), frictionFactor(at + 1e-6), 1e-6));
        }
        QCOMPARE(nusselt(1000, 6), 4.36);
        QVERIFY(near(nusselt(1e4, 6), 0.023 * std::pow(1e4, 0.8) * std::pow(6.0, 0.4)));
        QVERIFY(near(frictionFactor(1e4), 0.03164, 1e-9));
    }

    void theCoolantWarmsAsPublished() {
        for (const auto& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            if (row.id != "R14") continue;
            const ColdPlate plate{100, Length::si(1e-3), Length::si(0.1), Area::si(0.03), 0, 0, 0};
            const auto state =
                coldPlateAt(plate, {row.number("rho"), row.number("cp")}, row.number("Q_kW") * unit::kW,
                            row.number("lpm") * unit::litrePerMinute);
            QVERIFY(state && row.accepts(state->coolantRise.si()));
        }
        QVERIFY(!coldPlateAt({}, {}, 700 * unit::W, VolumeFlow::si(1e-5)));
    }

    void fansTakePressureTimesFlow() {
        QVERIFY(near(answer("cooling.fan_power", {{"m3_s", "10"}, {"dp_Pa", "300"}, {"eta", "0.6"}}), 5));
    }
};

QTEST_GUILESS_MAIN(ColdPlates)
#include "cold_plates.moc"
