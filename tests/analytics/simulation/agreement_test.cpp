// SPDX-License-Identifier: GPL-3.0-or-later
// Closed form and simulation of the same random jobs: they may differ by what the reference's acceptance
// table allows and no more. Also its table of regimes, with lifetimes that the closed form cannot know.
#include "analytics/reliability/assembly.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/silent_errors.h"
#include "analytics/simulation/agreement.h"
#include "analytics/simulation/run.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * std::uniform_real_distribution<double>(0, 1)(engine_);
    }
    double scaled(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
    bool chance(double p) { return between(0, 1) < p; }

private:
    std::mt19937 engine_;
};

JobModel rigid(Dice& dice) {
    JobModel out;
    out.checkpoint = {dice.scaled(60, 7200) * unit::s, dice.between(0, 60) * unit::s,
                      dice.between(0, 900) * unit::s, dice.chance(0.3) ? dice.between(0, 0.3) : 0};
    const int causes = dice.whole(1, 4);
    double spent = out.checkpoint.interval.si() + out.checkpoint.stall.si() + out.checkpoint.drain.si();
    for (int c = 0; c < causes; ++c) {
        InterruptionCause cause;
        cause.name = "cause " + std::to_string(c);
        cause.down = dice.between(0, 1200) * unit::s;
        cause.restore = dice.between(0, 600) * unit::s;
        cause.rate = Frequency::si(dice.between(0.1, 1));
        spent += (cause.down.si() + cause.restore.si()) / causes;
        out.causes.push_back(cause);
    }
    double total = 0;
    for (const InterruptionCause& cause : out.causes)
        total += cause.rate.si();
    const double x = dice.scaled(0.01, 1.9);
    for (InterruptionCause& cause : out.causes)
        cause.rate *= x / spent / total;
    if (causes == 1 && dice.chance(0.3)) out.downtime = Downtime::Vulnerable;
    return out;
}

JobModel twoLevel(Dice& dice) {
    JobModel out = rigid(dice);
    out.causes.resize(1);
    out.downtime = Downtime::Protected;
    out.checkpoint.drain = {};
    out.checkpoint.slowdown = 0;
    out.copies =
        MemoryCopies{dice.whole(1, 20), {}, dice.between(0, 1), out.causes[0].down * 0.3, out.causes[0].down};
    return out;
}

JobModel pool(Dice& dice, bool scarce) {
    JobModel out = rigid(dice);
    out.downtime = Downtime::Protected;
    out.checkpoint = {dice.between(0.2, 1) * unit::hour, 5 * unit::s, dice.between(0, 0.2) * unit::hour, 0};
    for (InterruptionCause& cause : out.causes)
        cause.rate = 1 / (dice.scaled(100, 1000) * unit::hour);
    const int perUnit = dice.whole(1, 5), units = dice.whole(2, 8);
    out.trays = dice.whole(4, 18);
    out.traysNeeded = std::max(1, out.trays - dice.whole(0, 2));
    for (int u = 0; u < units; ++u) {
        out.units.push_back({"CDU " + std::to_string(u), std::nullopt});
        out.groups.push_back({perUnit, static_cast<std::size_t>(u)});
        out.domains += perUnit;
    }
    out.needed = std::max(1, out.domains - dice.whole(scarce ? 0 : 1, std::max(1, out.domains / 4)));
    InterruptionCause tray{"tray",
                           Strikes::Tray,
                           1 / (dice.scaled(scarce ? 500 : 8000, 20000) * unit::hour),
                           dice.between(0.2, 1),
                           dice.between(4, 72) * unit::hour,
                           dice.between(0.02, 0.2) * unit::hour,
                           dice.between(0.02, 0.2) * unit::hour,
                           {}};
    InterruptionCause cdu{"CDU",
                          Strikes::Unit,
                          1 / (dice.scaled(2000, 40000) * unit::hour),
                          1,
                          dice.between(2, 24) * unit::hour,
                          tray.down,
                          tray.restore,
                          {}};
    for (std::size_t u = 0; u < out.units.size(); ++u)
        cdu.units.push_back(u);
    out.causes.push_back(tray);
    out.causes.push_back(cdu);
    return out;
}

JobModel replicas(Dice& dice) {
    JobModel out = rigid(dice);
    out.checkpoint = {0.5 * unit::hour, 5 * unit::s, {}, 0};
    out.downtime = Downtime::Protected;
    for (InterruptionCause& cause : out.causes)
        cause.rate = 1 / (dice.scaled(500, 5000) * unit::hour);
    const int groups = dice.whole(4, 40);
    out.domains = out.needed = groups * dice.whole(1, 3);
    const double rejoin = dice.between(0.1, 2);
    out.causes.push_back({"tray",
                          Strikes::Tray,
                          dice.scaled(0.01, 0.1) * groups / out.domains * unit::perHour,
                          0,
                          {},
                          {},
                          {},
                          {}});
    out.replicas = ReplicaGroups{groups, dice.whole(1, groups), rejoin * unit::hour,
                                 dice.between(0.005, 0.05) * unit::hour};
    return out;
}

/// Domains that go on without the trays in repair, whose crews may be few and whose spares may wear less.
JobModel shortDomains(Dice& dice) {
    JobModel out = rigid(dice);
    out.checkpoint = {0.5 * unit::hour, 5 * unit::s, {}, 0};
    out.downtime = Downtime::Protected;
    for (InterruptionCause& cause : out.causes)
        cause.rate = 1 / (dice.scaled(20, 200) * unit::hour);
    out.domains = out.needed = dice.whole(1, 12);
    out.trays = dice.whole(4, 18);
    out.traysNeeded = out.trays - dice.whole(0, 3);
    const Duration life = dice.scaled(500, 5000) * unit::hour;
    out.causes.push_back({"tray",
                          Strikes::Tray,
                          1 / life,
                          1,
                          life * dice.scaled(0.002, 0.05),
                          60 * unit::s,
                          60 * unit::s,
                          {}});
    out.repair = {dice.whole(0, 3), dice.chance(0.5) ? 1 : dice.between(0, 1)};
    constexpr ShortDomain kPolicies[] = {ShortDomain::Rebalanced, ShortDomain::Gates, ShortDomain::Dropped};
    out.degraded = DegradedDomains{kPolicies[dice.whole(0, 2)], dice.chance(0.5) ? 1 : 1.1, {}};
    return out;
}

/// Further units that a placement may touch, and what one touch costs.
double scattered(const JobModel& job, const JobAnswer& answer) {
    double cost = 0;
    for (const InterruptionCause& cause : job.causes)
        if (cause.strikes == Strikes::Unit)
            cost = cause.rate.si() * (static_cast<double>(cause.units.size()) - answer.unitsTouched) *
                   (cause.down + cause.restore + (job.checkpoint.interval + job.checkpoint.stall) * 0.5).si();
    return cost;
}

QString compared(const JobModel& job, std::uint64_t incidents, bool product) {
    const auto closed = assembleQuickly(job);
    if (!closed) return closed.error().text().c_str();
    if (closed.value().regime > 2 || closed.value().capacity < 0.1) return {};
    const auto scenario = sim::scenarioOf(job);
    if (!scenario) return scenario.error().text().c_str();
    const auto outcome = sim::simulate(scenario.value(), {.incidents = incidents, .seed = 9});
    if (!outcome) return outcome.error().text().c_str();
    const JobAnswer& c = closed.value();
    const sim::Agreement found =
        sim::agreement({c.goodput, outcome.value().jobs[0].goodput, c.regime, product ? 1 - c.capacity : 0,
                        product, product ? scattered(job, c) : 0});
    if (found.agrees && found.judged) return {};
    return QString("closed %1, simulated %2 ± %3, x %4, A_cap %5, allowed %6")
        .arg(c.goodput, 0, 'f', 5)
        .arg(outcome.value().jobs[0].goodput.mean, 0, 'f', 5)
        .arg(outcome.value().jobs[0].goodput.standardError, 0, 'f', 5)
        .arg(c.regime, 0, 'f', 3)
        .arg(c.capacity, 0, 'f', 4)
        .arg(found.allowed, 0, 'f', 5);
}

}  // namespace

class AgreementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void singleJobsAgree() {
        Dice dice(1);
        for (int i = 0; i < 60; ++i)
            QCOMPARE(compared(rigid(dice), 200'000, false), QString());
    }
    void twoLevelJobsAgree() {
        Dice dice(2);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(compared(twoLevel(dice), 200'000, false), QString());
    }
    void replicaGroupsAgree() {
        Dice dice(3);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(compared(replicas(dice), 50'000, false), QString());
    }
    void domainsShortOfTraysAgree() {
        Dice dice(7);
        for (int i = 0; i < 24; ++i)
            QCOMPARE(compared(shortDomains(dice), 200'000, false), QString());
    }
    /// A unit below which four groups stand takes them together: as much participation is lost as by four
    /// failures, but all stall once.
    void eventsThatTakeSeveralGroupsStallOnce() {
        JobModel job;
        job.domains = job.needed = 16;
        job.checkpoint = {1 * unit::hour, 5 * unit::s, {}, 0};
        InterruptionCause loop{"loop", Strikes::Unit, 0.01 * unit::perHour, 0, {}, {}, {}, {}};
        for (std::size_t u = 0; u < 4; ++u) {
            job.units.push_back({"loop", std::nullopt});
            job.groups.push_back({4, u});
            loop.units.push_back(u);
        }
        job.causes.push_back(loop);
        job.causes.push_back(
            {"software", Strikes::Job, 0.001 * unit::perHour, 0, {}, 60 * unit::s, 60 * unit::s, {}});
        job.replicas = ReplicaGroups{16, 1, 2 * unit::hour, {}};
        QCOMPARE(compared(job, 200'000, false), QString());
        job.replicas->stall = 0.5 * unit::hour;
        const auto scenario = sim::scenarioOf(job).value();
        QCOMPARE(scenario.jobs[0].bursts.size(), std::size_t{4});
        const double simulated = sim::simulate(scenario, {.incidents = 200'000}).value().jobs[0].goodput.mean;
        const double closed = assembleQuickly(job).value().goodput;
        // 0.04 events an hour of half an hour each, where the formula counts 0.16.
        QVERIFY2(simulated > closed + 0.03 && simulated < closed + 0.08,
                 qPrintable(QString("%1 %2").arg(simulated).arg(closed)));
    }
    void poolsWithSparesAgree() {
        Dice dice(4);
        for (int i = 0; i < 24; ++i)
            QCOMPARE(compared(pool(dice, false), 50'000, true), QString());
    }
    void scarcePoolsAgree() {
        Dice dice(5);
        for (int i = 0; i < 24; ++i)
            QCOMPARE(compared(pool(dice, true), 50'000, true), QString());
    }

    void testedCheckpointsAgree() {
        Dice dice(6);
        for (int i = 0; i < 20; ++i) {
            JobModel job = rigid(dice);
            job.causes.resize(1);
            job.downtime = Downtime::Protected;
            job.checkpoint.drain = {};
            job.checkpoint.slowdown = 0;
            auto scenario = sim::scenarioOf(job).value();
            const Frequency silent = job.causes[0].rate * dice.between(0.01, 0.3);
            const Duration verify = job.checkpoint.interval * dice.between(0.01, 0.1);
            scenario.jobs[0].verify = verify;
            scenario.jobs[0].silent = SilentErrors{silent, {}, {}};
            const double closed =
                verifiedGoodput({job.causes[0].rate, silent, job.checkpoint.interval, verify,
                                 job.checkpoint.stall, job.causes[0].restore, job.causes[0].down})
                    .value();
            const auto found = sim::simulate(scenario, {.incidents = 200'000}).value().jobs[0].goodput;
            QVERIFY(std::abs(found.mean - closed) <= 0.002 + 3 * found.standardError);
        }
    }

    void theTableOfRegimesIsReproduced_data();
    void theTableOfRegimesIsReproduced();

    void theToleranceFollowsTheTable() {
        const sim::Estimate exact{0.9, 0, 0.9, 0.9};
        QCOMPARE(sim::agreement({0.9, exact, 0.1, 0, false, 0}).allowed, 0.002);
        QCOMPARE(sim::agreement({0.9, exact, 0.1, 0.05, true, 0}).allowed, 0.003);
        QCOMPARE(sim::agreement({0.9, exact, 0.1, 0.5, true, 0}).allowed, 0.015);
        QVERIFY(!sim::agreement({0.897, exact, 0.1, 0, false, 0}).agrees);
        QVERIFY(sim::agreement({0.897, {0.9, 0.001, 0, 1}, 0.1, 0, false, 0}).agrees);
        QVERIFY(!sim::agreement({0.9, exact, 3, 0, false, 0}).judged);
        QVERIFY(!sim::agreement({0.9, exact, 0.1, 0.95, true, 0}).judged);
    }

    void theBannerFollowsTheRegime() {
        QVERIFY(sim::regimeBanner(0.05, 0).empty());
        QVERIFY(sim::regimeBanner(0.2, 0).find("First-order") != std::string::npos);
        QVERIFY(sim::regimeBanner(0.5, 0).find("comparable") != std::string::npos);
        QVERIFY(sim::regimeBanner(1.2, 0).find("believe the simulation") != std::string::npos);
        QVERIFY(!sim::regimeBanner(0.05, 0.3).empty());
    }
};

void AgreementTest::theTableOfRegimesIsReproduced_data() {
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("exponential");
    QTest::addColumn<double>("vulnerable");
    QTest::addColumn<double>("weibull");
    QTest::newRow("72 h") << 72.0 << 0.9890 << 0.9890 << 0.9890;
    QTest::newRow("24 h") << 24.0 << 0.9781 << 0.9781 << 0.9783;
    QTest::newRow("8 h") << 8.0 << 0.9539 << 0.9538 << 0.9546;
    QTest::newRow("3.09 h") << 3.093078759 << 0.9084 << 0.9080 << 0.9105;
    QTest::newRow("1 h") << 1.0 << 0.7886 << 0.7850 << 0.7960;
    QTest::newRow("30 min") << 0.5 << 0.6550 << 0.6436 << 0.6701;
    QTest::newRow("18 min") << 0.3 << 0.5223 << 0.4992 << 0.5458;
    QTest::newRow("9 min") << 0.15 << 0.3149 << 0.2698 << 0.3512;
    QTest::newRow("6 min") << 0.1 << 0.2005 << 0.1478 << 0.2413;
}

void AgreementTest::theTableOfRegimesIsReproduced() {
    QFETCH(double, hours);
    QFETCH(double, exponential);
    QFETCH(double, vulnerable);
    QFETCH(double, weibull);
    const Duration stall = 10 * unit::s;
    JobModel job;
    const Frequency rate = 1 / (hours * unit::hour);
    job.causes.push_back({"any", Strikes::Job, rate, 0, {}, 6 * unit::minute, 4 * unit::minute, {}});
    job.checkpoint = {*exactInterval(rate, stall), stall, {}, 0};
    auto scenario = sim::scenarioOf(job).value();
    const auto near = [&](double expected) {
        const auto found = sim::simulate(scenario, {.incidents = 1'000'000}).value().jobs[0].goodput;
        return std::abs(found.mean - expected) <= 0.0006 + 3 * found.standardError;
    };
    QVERIFY(near(exponential));
    scenario.jobs[0].downtime = Downtime::Vulnerable;
    QVERIFY(near(vulnerable));
    scenario.jobs[0].downtime = Downtime::Protected;
    scenario.causes[0].lifetime = {sim::Law::Weibull, 0.7};
    QVERIFY(near(weibull));
}

QTEST_APPLESS_MAIN(AgreementTest)
#include "agreement_test.moc"
