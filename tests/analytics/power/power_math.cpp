// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for the formulae of power beyond their known answers: limits, orders, and the answers of
// slower ways to the same thing.
#include "analytics/power/capping.h"
#include "analytics/power/efficiency_curve.h"
#include "analytics/power/oversubscription.h"
#include "analytics/power/parallel_units.h"
#include "analytics/power/phases.h"
#include "analytics/power/redundancy.h"
#include "analytics/power/ride_through.h"
#include "analytics/power/tree.h"
#include "analytics/power/workload_power.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

Power sum(const std::vector<Power>& parts) {
    return std::accumulate(parts.begin(), parts.end(), Power{});
}

std::vector<ShedGroup> randomGroups(std::mt19937& random) {
    const auto share = [&] { return std::uniform_real_distribution<double>(0.05, 1)(random); };
    std::vector<ShedGroup> groups(1 + random() % 6);
    for (ShedGroup& g : groups)
        g = {share() * 3, share() * 100 * unit::kW};
    return groups;
}

/// Two chains of equal power: double conversion and 50 V in the rack against one rectifier and 800 V.
Power drawnThrough(const std::vector<PowerElement>& chain, Power load) {
    PowerTree tree;
    for (PowerElement e : chain) {
        if (!tree.elements.empty()) e.parents = {tree.elements.size() - 1};
        tree.elements.push_back(std::move(e));
    }
    tree.loads.push_back({load, {{tree.elements.size() - 1, {}, 1}}});
    return solvePowerTree(tree).drawn;
}

PowerElement converter(double efficiency) {
    PowerElement e;
    e.conversion = affineLoss(200 * unit::kW, Power{}, efficiency);
    return e;
}

PowerElement direct(double volts, double ohm) {
    PowerElement e;
    e.run = ConductorRun{volts * unit::V, 1, 1, ohm * unit::ohm};
    return e;
}

}  // namespace

class PowerMath : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTableIsHeldOutsideAndStraightBetween() {
        const EfficiencyCurve titanium(1 * unit::kW,
                                       {{1, 0.91}, {0.1, 0.9}, {0.5, 0.96}, {0.2, 0.94}, {-1, 2}});
        QCOMPARE(titanium.efficiency(0.01), 0.9);
        QCOMPARE(titanium.efficiency(0.2), 0.94);
        QVERIFY(near(titanium.efficiency(0.75), 0.935));
        QCOMPARE(titanium.efficiency(3), 0.91);
        QVERIFY(near(titanium.loss(500 * unit::W).si(), 500 / 0.96 - 500));
        QVERIFY(near(titanium.loss(500 * unit::W, 5).si(), 500 / 0.9 - 500));
        QCOMPARE(titanium.loss(Power{}).si(), 0.0);
        QVERIFY(EfficiencyCurve().empty() && EfficiencyCurve().loss(1 * unit::W).si() == 0);
    }

    void parkingNeverCostsAndKeepsTheSpare() {
        const LossModel psu{5.5 * unit::kW, 0.01, 0.01, 0.015};
        const ParkedUnits light = parkUnits(psu, 6, 2, 3 * unit::kW);
        QCOMPARE(light.running, 2);
        QVERIFY(light.saved.si() > 0);
        QVERIFY(near((light.loss + light.saved).si(), psu.loss(3 * unit::kW, 6).si()));
        QCOMPARE(parkUnits(psu, 6, 2, 33 * unit::kW).running, 6);
        QCOMPARE(parkUnits(psu, 6, 2, 40 * unit::kW).running, 6);  // over its rating: all help
        QCOMPARE(parkUnits(psu, 0, 2, 3 * unit::kW).running, 0);
        for (int i = 1; i < 330; ++i) {
            const ParkedUnits p = parkUnits(psu, 6, 1, i * 100 * unit::W);
            for (int m = 1; m <= 6; ++m)
                if (i * 100 <= m * 5500) QVERIFY(p.loss <= psu.loss(i * 100 * unit::W, m));
        }
    }

    void phasesFillInTurn() {
        const std::vector<Power> seven(7, 1 * unit::kW);
        const PhaseLoads loads = assignPhases(seven);
        QCOMPARE(loads[0].in(unit::kW), 3.0);
        QCOMPARE(loads[2].in(unit::kW), 2.0);
        QVERIFY(near(phaseImbalance(loads), 3 / (7.0 / 3) - 1));
        QCOMPARE(phaseImbalance(assignPhases(std::vector<Power>(6, 1 * unit::kW))), 0.0);
        QCOMPARE(phaseImbalance({}), 0.0);
        QVERIFY(near(worstPhaseCurrent(loads, 415 * unit::V, 1).si(), 3000 / (415 / std::sqrt(3))));
    }

    void aRunDropsItsResistanceAndReactance() {
        // 100 A at 415 V through 10 mΩ: 1.732 V of 415 V with pf 1.
        const VoltageDropInput run{
            std::sqrt(3) * 415 * 100 * unit::W, 415 * unit::V, 3, 1, 0.01 * unit::ohm, {}};
        QVERIFY(near(voltageDrop(run), std::sqrt(3) * 100 * 0.01 / 415));
        VoltageDropInput reactive = run;
        reactive.powerFactor = 0.8;
        reactive.reactance = 0.02 * unit::ohm;
        QVERIFY(near(voltageDrop(reactive), std::sqrt(3) * 125 * (0.01 * 0.8 + 0.02 * 0.6) / 415));
        VoltageDropInput single = run;
        single.phases = 1;
        single.load = 24 * unit::kW;
        QVERIFY(near(voltageDrop(single), 2 * (24000.0 / 415) * 0.01 / 415));
        QCOMPARE(voltageDrop({}), 0.0);
    }

    void fourSystemsToMakeThree() {
        QCOMPARE(usableDistributed(4), 0.75);
        QCOMPARE(usableWithOneSpare(5), 0.8);
        std::vector<PairLoad> all;
        for (std::size_t a = 0; a < 4; ++a)
            for (std::size_t b = a + 1; b < 4; ++b)
                all.push_back({a, b, 300 * unit::kW});
        const DistributedLoss balanced = loseEachSystem(4, all);
        QVERIFY(near(balanced.normal[2].in(unit::kW), 450));
        QVERIFY(near(balanced.worst.in(unit::kW), 600));  // 1,800 kW on three
        all.push_back({1, 1, 5 * unit::MW});
        all.push_back({1, 9, 5 * unit::MW});
        QVERIFY(loseEachSystem(4, all).worst == balanced.worst);
    }

    void theSpectrumHoldsTheEnergyOfTheWave() {
        const SquareWave wave{60 * unit::kW, 0.7, 2 * unit::s};
        double squares = 0;  // Parseval: half the squares add up to the variance
        for (const auto& [at, amplitude] : wave.spectrum(Frequency::si(1e9), 200000))
            squares += amplitude.si() * amplitude.si() / 2;
        QVERIFY(near(squares, 60e3 * 60e3 * 0.7 * 0.3, 1e-5));
        const auto slow = wave.spectrum(Frequency::si(20));
        QCOMPARE(slow.size(), std::size_t{40});
        QCOMPARE(slow.front().first.si(), 0.5);
        QVERIFY(SquareWave{}.spectrum(Frequency::si(20)).empty());
        QCOMPARE(wave.harmonic(0).si(), 0.0);
        QCOMPARE(wave.rampPerSecond(0.1 * unit::s), 600e3);
    }

    void swingsAddAsTheirCauseIsShared() {
        const std::vector<Power> jobs{300 * unit::kW, 400 * unit::kW};
        QVERIFY(near(jobsSwing(jobs).in(unit::kW), 500));
        QVERIFY(near(jobsSwing(jobs, 1).in(unit::kW), 700));
        QVERIFY(
            near(aggregateSwing(jobs, {1, 0.5, 0.5, 1}).in(unit::kW), std::sqrt(90000 + 160000 + 120000)));
        QCOMPARE(aggregateSwing(jobs, {1, 0}).si(), 0.0);
        QVERIFY(near(aggregateSwing(60 * unit::kW, 16, 0.3).si(),
                     aggregateSwing(std::vector<Power>(16, 60 * unit::kW),
                                    [] {
                                        std::vector<double> r(256, 0.3);
                                        for (std::size_t i = 0; i < 16; ++i)
                                            r[i * 17] = 1;
                                        return r;
                                    }())
                         .si()));
        const StepPower step{25 * unit::kW, 140 * unit::kW, 0.75, 0.93, 0.35};
        QVERIFY(near(step.smoothingCost(0.6).si(), 0.25 * 115e3 * 0.25));
        QCOMPARE(step.smoothingCost(0.1).si(), 0.0);
    }

    void theBestCapIsBestOfAll() {
        const double exponent = 0.6;
        const Power overhead = 680 * unit::W, best = bestCap(overhead, exponent);
        const auto gain = [&](Power cap) { return std::pow(cap.si(), exponent) / (cap + overhead).si(); };
        for (int w = 100; w < 3000; w += 10)
            QVERIFY(gain(w * unit::W) <= gain(best) * (1 + 1e-12));
        QCOMPARE(bestCapWithin(900 * unit::W, overhead, exponent).si(), 900.0);
        QCOMPARE(bestCapWithin(3000 * unit::W, overhead, exponent).si(), 1800.0);
        QCOMPARE(bestCapWithin(900 * unit::W, overhead, 1).si(), 900.0);
    }

    void sheddingKeepsTheLimitAndNothingShedsBetter() {
        std::mt19937 random(11);
        for (int i = 0; i < 2000; ++i) {
            const std::vector<ShedGroup> groups = randomGroups(random);
            Power all;
            for (const ShedGroup& g : groups)
                all += g.full;
            const Power limit = all * std::uniform_real_distribution<double>(0.2, 1.2)(random);
            const double exponent = std::uniform_real_distribution<double>(0.3, 0.9)(random);
            const std::vector<Power> best = shedByWeight(groups, limit, exponent);
            QVERIFY(near(sum(best).si(), std::min(limit, all).si()));
            for (std::size_t j = 0; j < groups.size(); ++j)
                QVERIFY(best[j] <= groups[j].full * (1 + 1e-12) && best[j].si() >= 0);
            if (groups.size() < 2 || limit >= all) continue;
            // Moving a little from one group to another must not help.
            const double value = shedPerformance(groups, best, exponent);
            std::vector<Power> moved = best;
            const Power little = std::min(best[0], groups[1].full - best[1]) * 0.01;
            moved[0] -= little;
            moved[1] += little;
            QVERIFY(shedPerformance(groups, moved, exponent) <= value + 1e-9);
        }
    }

    void priorityShedsTheLeastFirst() {
        const std::vector<ShedGroup> groups{{3, 60 * unit::kW}, {1, 60 * unit::kW}, {2, 60 * unit::kW}};
        const std::vector<Power> mild = shedByPriority(groups, 165 * unit::kW, 0.6);
        QCOMPARE(mild[0].in(unit::kW), 60.0);
        QVERIFY(near(mild[1].in(unit::kW), 45));
        const std::vector<Power> hard = shedByPriority(groups, 54 * unit::kW, 0.6);
        QVERIFY(near(sum(hard).in(unit::kW), 54));
        QVERIFY(near(hard[0].in(unit::kW), 18));
        QVERIFY(near(sum(shedByPriority(groups, 500 * unit::kW, 0.6)).in(unit::kW), 180));
    }

    void overloadsLastAsTheCurveSays() {
        const std::vector<model::OverloadPoint> ups{
            {1.1, 600 * unit::s}, {1.25, 60 * unit::s}, {1.5, 10 * unit::s}};
        QVERIFY(!shortTime(ups, 1.0));
        QCOMPARE(shortTime(ups, 1.05)->si(), 600.0);
        QVERIFY(near(shortTime(ups, 1.25)->si(), 60));
        QVERIFY(near(shortTime(ups, 1.175)->si(), std::sqrt(600.0 * 60)));
        QCOMPARE(shortTime(ups, 1.51)->si(), 0.0);
        QCOMPARE(shortTime({}, 1.2)->si(), 0.0);
    }

    void theWeakestStoreBreaksTheChain() {
        std::vector<RideStage> chain{{"hold-up", "transfer", 20 * unit::ms, 10 * unit::ms},
                                     {"UPS", "generator", 151 * unit::s, {}}};
        QVERIFY(!firstBreak(chain));  // unknown is no break
        QVERIFY(!chain[1].holds().has_value());
        chain[1].gap = 300 * unit::s;
        QCOMPARE(firstBreak(chain).value_or(9), std::size_t{1});
        QVERIFY(!rideThrough(Energy::si(1), 1, 1, Power{}));
    }

    void eightHundredVoltsIsJustAnotherChain() {
        const Power load = 132 * unit::kW;
        const Power usual = drawnThrough({converter(0.969), converter(0.975), direct(50, 1e-5)}, load);
        const Power high = drawnThrough({converter(0.985), direct(800, 1e-3), converter(0.98)}, load);
        const double rack = 132e3 / 0.98, amps = rack / 800;
        QVERIFY(near(high.si(), (rack + 2 * amps * amps * 1e-3) / 0.985, 1e-8));
        QVERIFY(high < usual);
    }

    void manyRacksRarelyDrawAllTheyMight() {
        const RackDemand racks{100, 95 * unit::kW, 12 * unit::kW, 0};
        QVERIFY(demandQuantile(racks, 3.09) < demandQuantile({100, 95 * unit::kW, 12 * unit::kW, 0.3}, 3.09));
        QCOMPARE(strandedFraction(10 * unit::kW, Power{}), 0.0);
        QCOMPARE(strandedFraction(10 * unit::kW, 5 * unit::kW), 0.0);
    }
};

QTEST_GUILESS_MAIN(PowerMath)
#include "power_math.moc"
