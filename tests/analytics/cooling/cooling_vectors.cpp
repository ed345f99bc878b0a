// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the facility reference about exchangers, hydraulics, air, plant, clocks and water. Rows that
// describe a system (C09, C10, C12, C13, C22, C23) are checked through a drawn design as well, in
// drawn_coolant_network.cpp and drawn_energy.cpp.
#include "../vector_rows.h"
#include "analytics/cooling/air.h"
#include "analytics/cooling/clocks.h"
#include "analytics/cooling/evaporation.h"
#include "analytics/cooling/exchanger.h"
#include "analytics/cooling/humidity.h"
#include "analytics/cooling/hydraulics.h"
#include "analytics/cooling/plant.h"
#include "analytics/cooling/pump.h"
#include "analytics/energy/effectiveness.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <map>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

double orNan(std::optional<double> v) {
    return v.value_or(std::nan(""));
}
template <class Q> double inUnit(const std::optional<Q>& v, Q unit) {
    return v ? v->in(unit) : std::nan("");
}

Temperature celsius(const VectorRow& r, std::string_view key) {
    return Temperature::celsius(r.number(key));
}
TemperatureDifference kelvin(const VectorRow& r, std::string_view key) {
    return r.number(key) * unit::K;
}
Fluid fluid(const VectorRow& r, const std::string& suffix = {}) {
    return {Density::si(r.number("rho" + suffix)), SpecificHeat::si(r.number("cp" + suffix))};
}
CapacityRate rate(const VectorRow& r, const std::string& side, const std::string& suffix) {
    return capacityRate(fluid(r, suffix), r.number("lpm_" + side) * unit::litrePerMinute);
}
CapacityRate hot(const VectorRow& r) {
    return rate(r, "hot", "_h");
}
CapacityRate cold(const VectorRow& r) {
    return rate(r, "cold", "_c");
}

/// The unit of C05, whose effectiveness C06, C09 and C10 state.
std::optional<Exchanger> exchanger(const VectorRow& r) {
    return Exchanger::calibrated({1350 * unit::kW, 4 * unit::K, hot(r), cold(r)});
}

double groupSupply(const VectorRow& r) {
    const auto one = exchanger(r);
    const int running = static_cast<int>(r.number("n") - r.number("failed"));
    if (!one) return std::nan("");
    const auto approach = groupApproach(*one, r.number("Q_kW") * unit::kW, running, hot(r), cold(r));
    return approach ? (celsius(r, "T_fws_C") + *approach).inCelsius() : std::nan("");
}

/// In kPa and L/min, as the rows give k.
FlowNetwork branches(const VectorRow& r) {
    const double perLpm = std::pow(6e4, r.number("exp"));
    const auto group = [&](const char* n, const char* k) {
        return FlowNetwork::of({r.number(k) * 1e3 * perLpm, r.number("exp")}, static_cast<int>(r.number(n)));
    };
    return FlowNetwork::parallel({group("n1", "k1"), group("n2", "k2")});
}
Pressure branchPressure(const VectorRow& r) {
    return branches(r).pressure(r.number("Q_lpm") * unit::litrePerMinute);
}

PlantModel plant(const VectorRow& r) {
    PlantModel p;
    p.supply = celsius(r, "T_fws_C");
    p.rise = kelvin(r, "rise_K");
    p.approach = kelvin(r, "approach_K");
    p.carnot = r.number("carnot");
    p.evaporatorDrop = kelvin(r, "dTe");
    p.condenserRise = kelvin(r, "dTc");
    p.leastLift = kelvin(r, "min_lift");
    p.fan = r.number("fan");
    p.pump = r.number("pump");
    return p;
}
double plantKwh(const VectorRow& r) {
    std::vector<WeatherBin> weather;
    for (const auto& [at, hours] : r.pairs("bins"))
        weather.push_back({Temperature::celsius(at), Temperature::celsius(at), hours * unit::hour});
    return plantYear(plant(r), r.number("Q_kW") * unit::kW, weather).electrical().in(unit::kWh);
}

HeatCapacity lump(const VectorRow& r) {
    return heatCapacity(fluid(r), r.number("V_L") * unit::litre, r.number("m_cu_kg") * unit::kg,
                        SpecificHeat::si(r.number("cp_cu")));
}

using Answer = std::function<double(const VectorRow&)>;

const std::map<std::string, Answer>& answers() {
    static const std::map<std::string, Answer> kAnswers{
        {"C05",
         [](const VectorRow& r) {
             return orNan(
                 effectivenessOf({r.number("Q_kW") * unit::kW, kelvin(r, "ATD_K"), hot(r), cold(r)}));
         }},
        {"C06",
         [](const VectorRow& r) {
             return inUnit(exchanger(r)->capacityAt(kelvin(r, "ATD_K"), hot(r), cold(r)), unit::kW);
         }},
        {"C07", [](const VectorRow& r) { return counterflowEffectiveness(r.number("NTU"), r.number("Cr")); }},
        {"C08", [](const VectorRow& r) { return counterflowEffectiveness(r.number("NTU"), r.number("Cr")); }},
        {"C09", groupSupply},
        {"C10", groupSupply},
        {"C11",
         [](const VectorRow& r) {
             const auto coupling = couplingOf(r.number("Kv_m3h"), r.number("sg"));
             return coupling->pressure(r.number("q_lpm") * unit::litrePerMinute).si() / 1e3;
         }},
        {"C12", [](const VectorRow& r) { return branchPressure(r).si() / 1e3; }},
        {"C13",
         [](const VectorRow& r) {
             FlowNetwork one = branches(r).parts[0];
             one.count = 1;
             return inUnit(one.flow(branchPressure(r)), unit::litrePerMinute);
         }},
        {"C14",
         [](const VectorRow& r) {
             return inUnit(pumpPower(r.number("q_lpm") * unit::litrePerMinute,
                                     r.number("dp_kPa") * 1e3 * unit::Pa, r.number("eta")),
                           unit::kW);
         }},
        {"C15", [](const VectorRow& r) { return affinityPower(r.number("flow_ratio"), r.number("exp")); }},
        {"C16",
         [](const VectorRow& r) {
             return orNan(tradeCfm(r.number("W") * unit::W, r.number("dT_F") / 1.8 * unit::K));
         }},
        {"C17",
         [](const VectorRow& r) {
             return inUnit(flowFor(r.number("Q_kW") * unit::kW, fluid(r), kelvin(r, "dT_K")),
                           VolumeFlow::si(1));
         }},
        {"C18",
         [](const VectorRow& r) {
             return inletWithRecirculation(celsius(r, "T_supply_C"), kelvin(r, "dT_it_K"), r.number("beta"))
                 ->inCelsius();
         }},
        {"C19", [](const VectorRow& r) { return dewPoint(celsius(r, "T_C"), r.number("RH"))->inCelsius(); }},
        {"C20",
         [](const VectorRow& r) {
             return orNan(chillerCop(celsius(r, "Te_C"), celsius(r, "Tc_C"), r.number("eta")));
         }},
        {"C21",
         [](const VectorRow& r) {
             return inUnit(gaussianFreeTime(celsius(r, "mu_C"), kelvin(r, "sd_C"), celsius(r, "T_fws_C"),
                                            kelvin(r, "approach_K"), r.number("hours") * unit::hour),
                           unit::hour);
         }},
        {"C22", plantKwh},
        {"C23", plantKwh},
        {"C24",
         [](const VectorRow& r) {
             return orNan(usageEffectiveness(r.number("it_kW") * r.number("hours"), r.number("kWh"), 0,
                                             r.number("it_kW") * r.number("hours")));
         }},
        {"C25",
         [](const VectorRow& r) {
             return inUnit(timeToRise(lump(r), kelvin(r, "dT_K"), r.number("Q_kW") * unit::kW), unit::s);
         }},
        {"C26",
         [](const VectorRow& r) {
             return inUnit(timeToRise(lump(r), kelvin(r, "margin_K"), r.number("P_W") * unit::W), unit::s);
         }},
        {"C27",
         [](const VectorRow& r) {
             return inUnit(bufferTank(r.number("Q_kW") * unit::kW, r.number("t_s") * unit::s, fluid(r),
                                      kelvin(r, "dT_K")),
                           unit::m3);
         }},
        {"C28",
         [](const VectorRow& r) {
             return inUnit(makeUpWater(r.number("hfg_MJ_kg") * 1e6 * unit::J / unit::kg, r.number("coc")),
                           unit::litre / unit::kWh);
         }},
        {"R05", [](const VectorRow& r) { return inTons(r.number("it_MW") * unit::MW); }},
        {"R11", [](const VectorRow& r) { return r.number("liquid_kW") / r.number("tray_kW"); }},
        {"R14",
         [](const VectorRow& r) {
             return inUnit(
                 riseFor(r.number("Q_kW") * unit::kW, fluid(r), r.number("lpm") * unit::litrePerMinute),
                 unit::K);
         }},
    };
    return kAnswers;
}

}  // namespace

class CoolingVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerIsReproduced() {
        std::size_t checked = 0;
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            const auto it = answers().find(row.id);
            if (it == answers().end()) continue;
            const double value = it->second(row);
            QVERIFY2(row.accepts(value), qPrintable(QString("%1: %2 = %3, expected %4")
                                                        .arg(row.id.c_str(), row.output.c_str())
                                                        .arg(value, 0, 'g', 12)
                                                        .arg(row.expected, 0, 'g', 12)));
            ++checked;
        }
        QCOMPARE(checked, answers().size());
    }

    void effectivenessAndTransferUnitsAreInverse() {
        for (const double ratio : {0.0, 0.3, 0.9, 0.999999, 1.0})
            for (const double ntu : {0.01, 0.5, 3.0, 12.0}) {
                const auto back = counterflowNtu(counterflowEffectiveness(ntu, ratio), ratio);
                QVERIFY(back && std::abs(*back - ntu) < 1e-5 * ntu);
            }
        QVERIFY(!counterflowNtu(1, 0.5) && !counterflowNtu(-0.1, 0.5));
    }

    void aCalibratedUnitGivesItsOwnPointBack() {
        const CapacityRate h = CapacityRate::si(127e3), c = CapacityRate::si(130e3);
        for (const auto law : {ConductanceLaw::Held, ConductanceLaw::TurbulentBoth}) {
            const auto cdu = Exchanger::calibrated({1350 * unit::kW, 4 * unit::K, h, c}, law);
            QVERIFY(cdu && std::abs(cdu->capacityAt(4 * unit::K, h, c)->in(unit::kW)-1350) < 1e-6);
        }
    }

    void lessFacilityFlowMeansLessCapacityAndAThinnerFilmEvenLess() {
        const CapacityRate full = CapacityRate::si(130e3), half = full * 0.5;
        const ExchangerPoint point{1000 * unit::kW, 4 * unit::K, full, full};
        const auto held = Exchanger::calibrated(point);
        const auto turbulent = Exchanger::calibrated(point, ConductanceLaw::TurbulentBoth);
        const Power a = *held->capacityAt(4 * unit::K, full, half);
        const Power b = *turbulent->capacityAt(4 * unit::K, full, half);
        QVERIFY(a < 1000 * unit::kW && b < a && b.si() > 0);
    }

    void impossiblePointsAreRefused() {
        const CapacityRate some = CapacityRate::si(1e5);
        QVERIFY(!Exchanger::calibrated({1 * unit::MW, 4 * unit::K, CapacityRate{}, some}));
        QVERIFY(!Exchanger::calibrated({1 * unit::MW, TemperatureDifference{}, some, some}));
        // 1 MW over 10 kW/K each way needs more than a perfect exchanger.
        QVERIFY(!Exchanger::calibrated({1 * unit::MW, 4 * unit::K, some, CapacityRate::si(5e3)}));
        const auto fine = Exchanger::calibrated({1 * unit::MW, 4 * unit::K, some, some});
        QVERIFY(fine && !fine->approachFor(1 * unit::MW, CapacityRate{}, some));
        QVERIFY(!groupApproach(*fine, 1 * unit::MW, 0, some, some));
    }

    void mixedExponentsAgreeWithTheFlowSum() {
        const FlowNetwork net = FlowNetwork::parallel(
            {FlowNetwork::of({3e9, 2}, 18), FlowNetwork::of({4e8, 1.75}, 9), FlowNetwork::of({2e6, 1}, 2)});
        QVERIFY(!net.equivalent());
        const VolumeFlow q = 170 * unit::litrePerMinute;
        const Pressure p = net.pressure(q);
        VolumeFlow sum;
        for (const FlowNetwork& part : net.parts)
            sum += *part.flow(p);
        QVERIFY(std::abs(sum / q - 1) < 1e-12);
        QVERIFY(std::abs(*net.flow(p) / q - 1) < 1e-12);
    }

    void aRackIsSupplyBranchesAndReturnInSeries() {
        const RackPlumbing rack{
            {1e7, 2}, {1e7, 2}, {FlowNetwork::of({7.2e12, 2}, 18), FlowNetwork::of({2e12, 1.75}, 9)}};
        const VolumeFlow q = 130 * unit::litrePerMinute;
        const Pressure whole = rack.network().pressure(q);
        const Pressure parts =
            FlowPath{1e7, 2}.pressure(q) * 2.0 + FlowNetwork::parallel(rack.branches).pressure(q);
        QVERIFY(std::abs(whole / parts - 1) < 1e-12);
        QVERIFY(std::abs(*rack.network().flow(whole) / q - 1) < 1e-9);
    }

    void aWayWithoutResistanceHasNoFlowToState() {
        const FlowNetwork open =
            FlowNetwork::parallel({FlowNetwork::of({0, 2}), FlowNetwork::of({1e9, 1.75})});
        QVERIFY(!open.flow(1000 * unit::Pa));
        QCOMPARE(open.pressure(1 * unit::litrePerMinute).si(), 0.0);
        QVERIFY(!couplingOf(0, 1) && !pathThrough(Pressure{}, 1 * unit::litrePerMinute));
    }

    void theTightestBranchSetsTheBalance() {
        const FlowNetwork wide = FlowNetwork::of({1e9, 2}), narrow = FlowNetwork::of({4e9, 2});
        const Pressure across = 1000 * unit::Pa;
        const VolumeFlow want = *wide.flow(across);
        const auto least = flowBalance({{wide, want}, {narrow, want}}, across);
        QVERIFY(least && std::abs(*least - 0.5) < 1e-12);
        QVERIFY(!flowBalance({}, across));
    }

    void pumpsMeetTheNetworkAndFollowTheirSpeed() {
        const auto curve = curveThrough(600 * unit::litrePerMinute, 2.5 * unit::bar);
        const FlowNetwork net = FlowNetwork::of(*pathThrough(2.5 * unit::bar, 1200 * unit::litrePerMinute));
        const auto two = operatingPoint(*curve, 2, 1, net);
        QVERIFY(two && std::abs(two->flow.in(unit::litrePerMinute)-1200) < 1e-6);
        // A network of pure squares makes flow follow the speed.
        const auto slow = operatingPoint(*curve, 2, 0.7, net);
        QVERIFY(std::abs(slow->flow / two->flow - 0.7) < 1e-9);
        QVERIFY(std::abs(slow->head / two->head - 0.49) < 1e-9);
        QVERIFY(std::abs(*speedFor(slow->flow, *curve, 2, net) - 0.7) < 1e-9);
        const auto one = operatingPoint(*curve, 1, 1, net);
        QVERIFY(one && one->flow < two->flow && one->flow > two->flow * 0.5);
        QVERIFY(!operatingPoint(*curve, 0, 1, net) && !curveThrough(VolumeFlow{}, 1 * unit::bar));
        QVERIFY(!pumpPower(1 * unit::litrePerMinute, 1 * unit::bar, 0));
    }

    void airThinsWithAltitudeAndCfmIsTheTradesUnit() {
        QVERIFY(std::abs(airDensityAt(8400 * unit::m, Density::si(1.2)).si() - 1.2 / std::exp(1.0)) < 1e-12);
        QVERIFY(std::abs(inCfm(VolumeFlow::si(1)) - 2118.88) < 0.01);
        QVERIFY(!inletWithRecirculation(Temperature::celsius(20), 10 * unit::K, 1));
        QVERIFY(!tradeCfm(1 * unit::kW, TemperatureDifference{}));
    }

    void saturatedAirIsAtItsDewPointAndWetBulb() {
        const Temperature warm = Temperature::celsius(25);
        QVERIFY(std::abs((*dewPoint(warm, 1) - warm).si()) < 1e-9);
        QVERIFY(std::abs((*wetBulb(warm, 1) - warm).si()) < 0.3);
        // Stull's own example: 20 °C at 50 %.
        QVERIFY(std::abs(wetBulb(Temperature::celsius(20), 0.5)->inCelsius() - 13.7) < 0.05);
        QVERIFY(!dewPoint(warm, 0) && !wetBulb(warm, 1.2));
    }

    void throttlingLengthensTheClock() {
        const HeatCapacity c = HeatCapacity::si(710);
        const Duration plain = *timeToRise(c, 30 * unit::K, 1200 * unit::W);
        const auto stepped = timeToRise(c, 30 * unit::K, 1200 * unit::W, {100 * unit::K, 0.1, 300 * unit::W});
        QVERIFY(stepped && std::abs(*stepped / plain - 1) < 1e-9);
        const auto throttled =
            timeToRise(c, 30 * unit::K, 1200 * unit::W, {10 * unit::K, 0.1, 300 * unit::W});
        QVERIFY(throttled && *throttled > plain * 1.5 && *throttled < plain * 4);
        // With nothing drawn at the end the temperature never gets there.
        QVERIFY(!timeToRise(c, 30 * unit::K, 1200 * unit::W, {10 * unit::K, 0.1, Power{}}));
        QVERIFY(!timeToRise(c, 30 * unit::K, Power{}));
    }

    void withoutAChillerWarmWeatherLeavesHeat() {
        PlantModel dry;
        dry.supply = Temperature::celsius(32);
        dry.rise = 10 * unit::K;
        dry.approach = 6 * unit::K;
        dry.chiller = false;
        const Temperature hot = Temperature::celsius(31);
        const PlantBin bin = plantAt(dry, 1 * unit::MW, hot, hot);
        QVERIFY(std::abs(bin.uncooled.in(unit::kW)-500) < 1e-9);
        QCOMPARE(bin.compressor.si(), 0.0);
        dry.rise = {};
        QCOMPARE(freeShare(dry, hot), 0.0);
    }

    void waterNeedsCyclesAboveOne() {
        QVERIFY(!makeUpWater(2.43e6 * unit::J / unit::kg, 1));
        QVERIFY(!makeUpWater(SpecificEnergy{}, 5));
    }
};

QTEST_GUILESS_MAIN(CoolingVectors)
#include "cooling_vectors.moc"
