// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the facility reference about money, energy and placement that are plain formulae. E03 to E07
// are checked through a drawn design as well, in drawn_cost.cpp.
#include "../vector_rows.h"
#include "analytics/economics/annuity.h"
#include "analytics/economics/failure_waste.h"
#include "analytics/economics/ownership.h"
#include "analytics/economics/renting.h"
#include "analytics/energy/effectiveness.h"
#include "analytics/placement/colocation.h"
#include "analytics/placement/segments.h"
#include "analytics/placement/task_chain.h"
#include "analytics/reliability/checkpoint.h"

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
Duration seconds(const VectorRow& r, std::string_view key) {
    return r.number(key) * unit::s;
}

Ownership ownership(const VectorRow& r) {
    Ownership o;
    o.hardware = r.number("capex_usd") * unit::usd;
    o.hardwareRate = r.number("r");
    o.hardwareYears = r.number("n");
    o.salvage = r.number("salvage");
    o.facility = r.number("facility_usd") * unit::usd;
    o.facilityRate = r.number("r_fac", 0.08);
    o.facilityYears = r.number("n_fac", 15);
    o.contracted = r.number("it_kW") * unit::kW;
    o.lease = r.number("colo_usd_kW_mo") * kUsdPerKwMonth;
    o.it = r.number("it_kW") * unit::kW;
    o.load = r.number("load");
    o.pue = r.number("pue");
    o.energy = r.number("usd_kWh") * kUsdPerKwh;
    o.maintenance = r.number("maint");
    o.staff = r.number("staff_usd") * kUsdPerYear;
    return o;
}
double hourOfAccelerator(const VectorRow& r) {
    return inUnit(
        costOfHour(annualCost(ownership(r))->total(), r.number("N"), r.number("util"), r.number("avail")),
        kUsdPerHour);
}

TaskChain chain(const VectorRow& r) {
    TaskChain c;
    for (const char* task : {"t1", "t2", "t3"}) {
        c.tasks.emplace_back();
        for (const auto& [site, cost] : r.words(task))
            c.tasks.back()[site] = std::stod(cost);
    }
    for (const auto& [way, cost] : r.words("egress"))
        c.egress[{way.substr(0, way.find('>')), way.substr(way.find('>') + 1)}] = std::stod(cost);
    return c;
}

std::vector<int> freeNodes(const VectorRow& r) {
    std::vector<int> out;
    for (const double n : r.list("free"))
        out.push_back(static_cast<int>(n));
    return out;
}

Duration split(const VectorRow& r, const char* g, const char* d) {
    return twoLevelAllReduce(r.number(g), r.number(d), r.number("S_GB") * unit::GB,
                             r.number("bw_in_GBs") * unit::GBps, r.number("bw_out_GBs") * unit::GBps);
}

using Answers = std::map<std::string, std::function<double(const VectorRow&)>>;

const Answers& moneyAnswers() {
    static const Answers kAnswers{
        {"E01", [](const VectorRow& r) { return orNan(capitalRecovery(r.number("r"), r.number("n"))); }},
        {"E02",
         [](const VectorRow& r) {
             return orNan(annualShare(r.number("r"), r.number("n"), r.number("salvage")));
         }},
        {"E03", hourOfAccelerator},
        {"E04", hourOfAccelerator},
        {"E05", [](const VectorRow& r) { return annualCost(ownership(r))->energy.in(kUsdPerYear); }},
        {"E06",
         [](const VectorRow& r) {
             return orNan(breakEvenUtilisation(annualCost(ownership(r))->total(), r.number("N"),
                                               r.number("avail"), r.number("rent_usd_gpu_h") * kUsdPerHour));
         }},
        {"E07",
         [](const VectorRow& r) {
             const MoneyRate rent =
                 r.number("rent_usd_gpu_h") * kUsdPerHour * (r.number("N") * r.number("util"));
             const AnnualCost cost = *annualCost(ownership(r));
             return inUnit(payback(r.number("capex_usd") * unit::usd, rent, cost.operating()), kMonth);
         }},
        {"E08",
         [](const VectorRow& r) {
             return inUnit(straightLine(r.number("capex_usd") * unit::usd, r.number("life_y"), r.number("N")),
                           kUsdPerHour);
         }},
        {"E09",
         [](const VectorRow& r) {
             return inUnit(youngInterval(1 / (r.number("M_h") * unit::hour), seconds(r, "delta_s")), unit::s);
         }},
        {"E10",
         [](const VectorRow& r) {
             return orNan(lostShare(seconds(r, "delta_s"), seconds(r, "R_s"), r.number("M_h") * unit::hour,
                                    seconds(r, "tau_s")));
         }},
        {"E11",
         [](const VectorRow& r) {
             const Frequency perNode = r.number("fail_per_1000_node_days") / 1000 / (1 * unit::day);
             return inUnit(seriesMeanTime(perNode, r.number("n_gpu") / r.number("gpus_per_node")),
                           unit::hour);
         }},
        {"E16",
         [](const VectorRow& r) {
             return inUnit(scaledMeanTime(r.number("M1_h") * unit::hour, r.number("n1"), r.number("n2")),
                           unit::hour);
         }},
        {"E12",
         [](const VectorRow& r) {
             return wasteCost(r.number("lost"), r.number("N"), r.number("days") * unit::day,
                              r.number("usd_gpu_h") * kUsdPerHour)
                 .in(unit::usd);
         }},
        {"E13",
         [](const VectorRow& r) {
             return inUnit(spotPrice(r.number("usd_h") * kUsdPerHour,
                                     {r.number("lam_per_h") * unit::perHour, seconds(r, "delta_s"),
                                      seconds(r, "tau_s"), seconds(r, "R_s")}),
                           kUsdPerHour);
         }},
        {"E14",
         [](const VectorRow& r) {
             return inUnit(egressTime(r.number("GB") * unit::GB, r.number("Gbps") * unit::Gbps), unit::s);
         }},
        {"E15",
         [](const VectorRow& r) {
             return reservationBreakEven(r.number("discount"), r.number("prepaid"), r.number("r"));
         }},
    };
    return kAnswers;
}

const Answers& otherAnswers() {
    static const Answers kAnswers{
        {"P36",
         [](const VectorRow& r) {
             return orNan(usageEffectiveness(r.number("utility_for_it_kW"), r.number("cool_kW"),
                                             r.number("misc_kW"), r.number("it_kW")));
         }},
        {"P37",
         [](const VectorRow& r) {
             const Energy bought = r.number("it_MW") * unit::MW * (r.number("pue") * r.number("load")) *
                                   (r.number("hours") * unit::hour);
             return carbon(bought, r.number("ci_g_kWh") / 1000 * kKgPerKwh).in(unit::tonne);
         }},
        {"S01", [](const VectorRow& r) { return cheapestPlan(chain(r))->cost; }},
        {"S03",
         [](const VectorRow& r) {
             return ringAllReduce(r.number("n"), r.number("S_GB") * unit::GB, r.number("bw_GBs") * unit::GBps,
                                  r.number("lat_us") * unit::us)
                 .in(unit::ms);
         }},
        {"S04", [](const VectorRow& r) { return split(r, "g", "d").in(unit::ms); }},
        {"S05",
         [](const VectorRow& r) {
             return orNan(colocationQuality(split(r, "ideal_g", "ideal_d"), split(r, "g", "d")));
         }},
        {"S06",
         [](const VectorRow& r) {
             return orNan(fragmentation(freeNodes(r), static_cast<int>(r.number("segment"))));
         }},
        {"S07",
         [](const VectorRow& r) {
             return orNan(fragmentation(freeNodes(r), static_cast<int>(r.number("segment"))));
         }},
        {"S08",
         [](const VectorRow& r) {
             return domainsUsed(freeNodes(r), static_cast<int>(r.number("job")),
                                static_cast<int>(r.number("segment")))
                 .value_or(-1);
         }},
        {"S09",
         [](const VectorRow& r) {
             return orNan(spanRatio(r.number("gpus"), r.number("domain"), r.number("used")));
         }},
        {"S10", [](const VectorRow& r) { return r.number("host_usd") + r.number("accel_usd"); }},
        {"S11",
         [](const VectorRow& r) {
             return 1 - (r.number("host_spot") + r.number("accel_spot")) / r.number("od_usd");
         }},
        {"R06",
         [](const VectorRow& r) {
             Ownership o;
             o.it = r.number("N") * r.number("tdp_W") * unit::W;
             o.load = r.number("load");
             o.pue = r.number("pue");
             o.energy = r.number("usd_kWh") * kUsdPerKwh;
             return annualCost(o)->energy.in(kUsdPerYear)*r.number("years");
         }},
        {"R07",
         [](const VectorRow& r) {
             return orNan(loadFactor(r.number("TWh") * 1e9 * unit::kWh, r.number("GW") * 1e3 * unit::MW,
                                     1 * unit::year));
         }},
        {"R09", [](const VectorRow& r) { return r.number("days") * 24 / r.number("events"); }},
        {"R12",
         [](const VectorRow& r) {
             return r.number("compute_trays") * r.number("usd_ct") +
                    r.number("switch_trays") * r.number("usd_st");
         }},
        {"R13",
         [](const VectorRow& r) {
             return rentFrom(r.number("usd_MW_y") * kUsdPerYear, 1 * unit::MW).in(kUsdPerKwMonth);
         }},
    };
    return kAnswers;
}

QString check(const Answers& answers) {
    std::size_t checked = 0;
    for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
        const auto it = answers.find(row.id);
        if (it == answers.end()) continue;
        const double value = it->second(row);
        if (!row.accepts(value))
            return QString("%1: %2 = %3, expected %4")
                .arg(row.id.c_str(), row.output.c_str())
                .arg(value, 0, 'g', 12)
                .arg(row.expected, 0, 'g', 12);
        ++checked;
    }
    return checked == answers.size() ? QString() : QString("rows are missing");
}

}  // namespace

class EconomicsVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerAboutMoneyIsReproduced() { QCOMPARE(check(moneyAnswers()), QString()); }
    void everyAnswerAboutEnergyAndPlacementIsReproduced() { QCOMPARE(check(otherAnswers()), QString()); }

    void theCheapestPlanStaysWhereMovingCostsMore() {
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            if (row.id != "S02") continue;
            const auto plan = cheapestPlan(chain(row));
            std::string sites;
            for (const std::string& site : plan->sites)
                sites += (sites.empty() ? "" : ">") + site;
            QCOMPARE(sites, row.expectedText);
            return;
        }
        QFAIL("the row is missing");
    }

    void aTaskThatRunsNowhereHasNoPlan() {
        QVERIFY(!cheapestPlan({{{{"a", 1}}, {}}, {}}));
        QVERIFY(!cheapestPlan({}));
    }

    void recoveryAtSmallRatesTendsToStraightLine() {
        QCOMPARE(*capitalRecovery(0, 8), 0.125);
        QVERIFY(std::abs(*capitalRecovery(1e-12, 8) - 0.125) < 1e-9);
        QVERIFY(!capitalRecovery(0.1, 0) && !capitalRecovery(-1, 5) && !capitalRecovery(std::nan(""), 5));
        QVERIFY(std::isfinite(*capitalRecovery(0.2, 1e6)));
        // Full salvage leaves the interest.
        QVERIFY(std::abs(*annualShare(0.1, 5, 1) - 0.1) < 1e-12);
    }

    void capitalIsWeightedAfterTax() {
        QVERIFY(std::abs(weightedCapitalCost(0.4, 0.15, 0.10, 0.25) - 0.105) < 1e-12);
    }

    void spotThatLosesHalfItsTimeHasNoPrice() {
        const SpotTerms calm{0.05 * unit::perHour, 60 * unit::s, 1200 * unit::s, 300 * unit::s};
        SpotTerms wild = calm;
        wild.preemptions = 5 * unit::perHour;
        QVERIFY(spotPrice(16 * kUsdPerHour, calm) && !spotPrice(16 * kUsdPerHour, wild));
    }

    void fallingRentsDelayWhatOwningPaysBack() {
        OwnOrRent o{10e6 * unit::usd, Money{}, 6e6 * kUsdPerYear, 1e6 * kUsdPerYear, 0.1, 0, 3};
        const Money level = *netPresentValue(o);
        QVERIFY(std::abs(level.in(unit::usd) - (5e6 / 1.1 + 5e6 / 1.21 + 5e6 / 1.331 - 10e6)) < 1e-3);
        o.rentDecline = 0.2;
        QVERIFY(*netPresentValue(o) < level);
        QVERIFY(!payback(1 * unit::usd, 1 * kUsdPerYear, 1 * kUsdPerYear));
        o.rate = -1;
        QVERIFY(!netPresentValue(o));
    }

    void hoursThatNobodyUsesHaveNoPrice() {
        QVERIFY(!costOfHour(1 * kUsdPerYear, 0, 1, 1) && !spreadOverUse(1 * kUsdPerHour, 0));
        QVERIFY(!breakEvenUtilisation(1 * kUsdPerYear, 10, 1, MoneyRate{}));
    }

    void boundariesAreNamed() {
        QVERIFY(boundaryText(ItBoundary::Busbar) != boundaryText(ItBoundary::RackInput));
        QVERIFY(!usageEffectiveness(1, 1, 1, 0));
    }
};

QTEST_GUILESS_MAIN(EconomicsVectors)
#include "economics_vectors.moc"
