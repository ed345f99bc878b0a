// SPDX-License-Identifier: GPL-3.0-or-later
// Running a simulation: the same bits on any number of threads, progress, cancelling, histories, refusals.
#include "analytics/simulation/agreement.h"
#include "analytics/simulation/compiled.h"
#include "scenarios.h"

#include <QtTest>

#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

sim::Scenario oneCause() {
    sim::Scenario out = test::rigidJob(0.2 * unit::hour, 30 * unit::s, 60 * unit::s);
    test::addCause(out, 0.6 * unit::perHour, 0.1 * unit::hour, 0.08 * unit::hour);
    return out;
}

/// Everything at once: pool, crews, parts, two jobs, other lifetimes and repairs, stragglers.
sim::Scenario everything() {
    test::RackScale rack;
    rack.trayLife = 2000 * unit::hour;
    sim::Scenario out = test::rackScale(rack);
    out.jobs[0].needed = 10;
    out.jobs.push_back(out.jobs[0]);
    out.jobs[1].needed = 6;
    out.jobs[1].name = "second";
    out.jobs[1].stragglers = Stragglers{1 / (200 * unit::hour), 2 * unit::hour, 1.3};
    out.crewsOnSite = 3;
    out.parts = sim::SpareParts{4, 72 * unit::hour, sim::kFixed};
    out.causes[1].lifetime = {sim::Law::Weibull, 0.8};
    out.causes[1].repairSpread = {sim::Law::Lognormal, 0.9};
    out.causes[0].downSpread = {sim::Law::Lognormal, 1.2};
    return out;
}

/// A job that needs some of eight domains, whose trays go out for a day.
JobModel halfOfAPool(const std::string& name, int needed) {
    JobModel out;
    out.name = name;
    out.domains = 8;
    out.needed = needed;
    out.trays = out.traysNeeded = 4;
    out.checkpoint = {1 * unit::hour, 10 * unit::s, {}, 0};
    out.causes.push_back({"tray",
                          Strikes::Tray,
                          1 / (4000 * unit::hour),
                          1,
                          24 * unit::hour,
                          0.1 * unit::hour,
                          0.1 * unit::hour,
                          {}});
    return out;
}

double share(const sim::Outcome& outcome, std::size_t job, sim::Share of) {
    return outcome.jobs.at(job).shares[static_cast<std::size_t>(of)].mean;
}

bool same(const sim::Outcome& a, const sim::Outcome& b) {
    if (a.done != b.done || a.jobs.size() != b.jobs.size()) return false;
    for (std::size_t j = 0; j < a.jobs.size(); ++j) {
        if (a.jobs[j].goodputs != b.jobs[j].goodputs || a.jobs[j].hits != b.jobs[j].hits) return false;
        for (std::size_t s = 0; s < sim::kShares; ++s)
            if (a.jobs[j].shares[s].mean != b.jobs[j].shares[s].mean) return false;
    }
    return true;
}

sim::Outcome outcomeOf(const sim::Scenario& scenario, sim::RunOptions options) {
    auto out = sim::simulate(scenario, options);
    return out ? out.value() : sim::Outcome();
}

}  // namespace

class RunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anyNumberOfThreadsGivesTheSameBits() {
        for (const sim::Scenario& scenario : {oneCause(), everything()}) {
            sim::RunOptions options{.incidents = 60'000, .seed = 42, .threads = 1};
            const sim::Outcome one = outcomeOf(scenario, options);
            QVERIFY(one.finished && one.done == one.planned && !one.jobs.empty());
            for (const unsigned threads : {2U, 3U}) {
                options.threads = threads;
                QVERIFY(same(one, outcomeOf(scenario, options)));
            }
            options.seed = 43;
            QVERIFY(!same(one, outcomeOf(scenario, options)));
        }
    }

    void theFastPathSaysWhatTheGeneralOneSays() {
        sim::Scenario scenario = oneCause();
        test::addCause(scenario, 0.1 * unit::perHour, 0.5 * unit::hour, 0.3 * unit::hour);
        scenario.causes[1].downSpread = {sim::Law::Lognormal, 1};
        scenario.jobs[0].checkpoint.slowdown = 0.1;
        for (const Downtime downtime : {Downtime::Protected, Downtime::Vulnerable}) {
            scenario.jobs[0].downtime = downtime;
            sim::RunOptions options{.incidents = 400'000};
            const sim::JobResult fast = outcomeOf(scenario, options).jobs[0];
            options.general = true;
            options.seed = 2;
            const sim::JobResult general = outcomeOf(scenario, options).jobs[0];
            for (std::size_t s = 0; s < sim::kShares; ++s) {
                const double error =
                    std::hypot(fast.shares[s].standardError, general.shares[s].standardError);
                QVERIFY(std::abs(fast.shares[s].mean - general.shares[s].mean) <= 4 * error + 1e-12);
            }
        }
    }

    void sharesSumToOneAndNoneIsNegative() {
        for (const sim::JobResult& job : outcomeOf(everything(), {.incidents = 60'000}).jobs) {
            double sum = 0;
            for (const sim::Estimate& share : job.shares) {
                QVERIFY(share.mean >= 0 && share.mean <= 1);
                sum += share.mean;
            }
            QVERIFY(std::abs(sum - 1) < 1e-12);
            QVERIFY(job.goodput.mean > 0.3 && job.goodput.low <= job.goodput.mean);
            QCOMPARE(job.goodput.mean, job.shares[0].mean);
        }
    }

    void theIntervalNarrowsWhileItRuns() {
        std::vector<double> widths;
        std::vector<std::size_t> done;
        const auto run = sim::Run::start(everything(), {.incidents = 400'000, .threads = 2},
                                         [&](const sim::Outcome& known) {
                                             if (known.done < 3) return;
                                             const sim::Estimate& g = known.jobs[0].goodput;
                                             widths.push_back(g.high - g.low);
                                             done.push_back(known.done);
                                         });
        QVERIFY(run.ok());
        run.value()->wait();
        const sim::Outcome end = run.value()->poll();
        QVERIFY(end.finished && !end.cancelled && run.value()->finished());
        QVERIFY(!widths.empty() && done.back() == end.planned);
        QVERIFY(std::is_sorted(done.begin(), done.end()));
        const sim::Histogram histogram = sim::histogramOf(end.jobs[0].goodputs, 10);
        std::size_t counted = 0;
        for (const std::uint32_t count : histogram.counts)
            counted += count;
        QCOMPARE(counted, end.done);
        QVERIFY(histogram.low <= end.jobs[0].goodput.mean && end.jobs[0].goodput.mean <= histogram.high);
    }

    void cancellingKeepsWhatIsKnown() {
        for (const sim::Scenario& scenario : {oneCause(), everything()}) {
            std::atomic<bool> some = false;
            const auto run =
                sim::Run::start(scenario, {.incidents = 1'000'000'000'000, .replications = 100'000},
                                [&](const sim::Outcome& known) { some = known.done > 0; });
            QVERIFY(run.ok());
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            run.value()->cancel();
            run.value()->wait();  // would take months
            const sim::Outcome end = run.value()->poll();
            QVERIFY(end.finished && end.cancelled && end.done < end.planned);
        }
    }

    void leavingARunningSimulationStopsIt() {
        auto run = sim::Run::start(everything(), {.incidents = 1'000'000'000'000});
        QVERIFY(run.ok());
        run.value().reset();
    }

    void aMonthIsToldWithoutGaps() {
        const Duration month = 30 * unit::day;
        const auto told = sim::history(everything(), month, 5, 1);
        QVERIFY(told.ok() && told.value().size() > 3);
        double at = 0, useful = 0;
        bool down = false;
        for (const sim::Interval& piece : told.value()) {
            QCOMPARE(piece.begin, at);
            QVERIFY(piece.end > piece.begin);
            at = piece.end;
            useful += piece.useful;
            down = down || piece.state == sim::RunState::Down;
            QVERIFY(piece.cause <= everything().causes.size());
        }
        QCOMPARE(at, month.si());
        QVERIFY(down && useful > 0 && useful < month.si());
        QCOMPARE(sim::history(everything(), month, 5, 1).value(), told.value());
    }

    void aJobThatNothingInterruptsIsAnswered() {
        const sim::Outcome out =
            outcomeOf(test::rigidJob(600 * unit::s, 60 * unit::s, {}), {.incidents = 1000});
        QVERIFY(std::abs(out.jobs[0].goodput.mean - 600.0 / 660) < 1e-3);
        QCOMPARE(out.jobs[0].incidents, std::uint64_t{0});
        QVERIFY(std::isinf(out.jobs[0].meanTime.mean));
    }

    void aJobThatNeverFitsWaits() {
        sim::Scenario scenario = test::pool(4, 4, 1 * unit::hour, 10000 * unit::hour, 1, 1);
        const sim::Outcome out = outcomeOf(scenario, {.incidents = 64, .replications = 2});
        QVERIFY(out.jobs[0].goodput.mean >= 0 && out.jobs[0].goodput.mean < 0.01);
        QVERIFY(out.jobs[0].shares[static_cast<std::size_t>(sim::Share::Wait)].mean > 0.98);
    }

    void aSecondJobTakesWhatTheFirstLeaves() {
        test::RackScale rack;
        sim::Scenario scenario = test::rackScale(rack);
        scenario.jobs.push_back(scenario.jobs[0]);  // 18 + 18 of 20: the second can never be placed
        const sim::Outcome out = outcomeOf(scenario, {.incidents = 20'000});
        QVERIFY(out.jobs[0].goodput.mean > 0.95);
        QVERIFY(out.jobs[1].goodput.mean < out.jobs[0].goodput.mean / 10);
    }

    /// Nothing interrupts this job, so its first run outlives the settling of the trays; that time, in which
    /// all are new, must not count.
    void aRunInProgressForgetsHowItBegan() {
        sim::Scenario scenario = test::slowedJob();
        scenario.jobs[0].degraded = sim::ShortDomains{
            16, 72, 0, 1 / (7400 * unit::hour), 740 * unit::hour, {ShortDomain::Rebalanced, 1, {}}, {}};
        const sim::JobResult job = outcomeOf(scenario, {.incidents = 100'000}).jobs.front();
        const double settled = 1 / 1.1;
        QVERIFY2(std::abs(job.goodput.mean - settled) <= 0.0002 + 3 * job.goodput.standardError,
                 qPrintable(QString::number(job.goodput.mean, 'g', 9)));
    }
    /// Periods as long as half a history: the last one is no loss merely because the account ends in it.
    void whatIsNotSavedYetIsNotLost() {
        sim::Scenario scenario = test::rigidJob(60 * unit::day, 1 * unit::s, {});
        scenario.domains = scenario.jobs[0].needed = 4;
        scenario.jobs[0].stragglers = Stragglers{1 / (10 * unit::day), 5 * unit::day, 2};
        const sim::JobResult job = outcomeOf(scenario, {.incidents = 2000}).jobs.front();
        const double expected = 0.5 + 0.5 / std::pow(1.5, 4);
        QVERIFY2(std::abs(job.goodput.mean - expected) <= 0.002 + 4 * job.goodput.standardError,
                 qPrintable(QString::number(job.goodput.mean, 'g', 9)));
    }
    void missingPartsCostTime() {
        sim::Scenario rich = test::pool(18, 16, 2000 * unit::hour, 24 * unit::hour, 0, 1), poor = rich;
        poor.parts = sim::SpareParts{1, 300 * unit::hour, sim::kFixed};
        const double a = outcomeOf(rich, {.incidents = 40'000}).jobs[0].capacity.mean;
        const double b = outcomeOf(poor, {.incidents = 40'000}).jobs[0].capacity.mean;
        QVERIFY(a > 0.99 && b < a - 0.1);
    }

    void jobsOfTheSameDomainsTakeThemFromEachOther() {
        JobModel big = halfOfAPool("big", 5), small = halfOfAPool("small", 3);
        small.causes[0].down = 2 * unit::hour;
        const auto both = sim::together({big, small});
        QVERIFY2(both.ok(), both ? "" : both.error().text().c_str());
        const sim::Outcome shared = outcomeOf(both.value(), {.incidents = 200'000});
        QCOMPARE(shared.jobs.size(), std::size_t{2});
        for (std::size_t j = 0; j < 2; ++j) {
            const sim::Outcome alone =
                outcomeOf(sim::scenarioOf(j == 0 ? big : small).value(), {.incidents = 200'000});
            QVERIFY(shared.jobs[j].goodput.mean < alone.jobs[0].goodput.mean);
            QVERIFY(share(shared, j, sim::Share::Wait) > share(alone, 0, sim::Share::Wait));
            QVERIFY(shared.jobs[j].goodput.mean > 0.5);
        }
        // Detection is each job's own.
        const double hits = static_cast<double>(shared.jobs[1].incidents);
        QVERIFY(std::abs(share(shared, 1, sim::Share::Down) * shared.jobs[1].seconds / hits / 7200 - 1) <
                0.01);
        QVERIFY(share(shared, 0, sim::Share::Down) < share(shared, 1, sim::Share::Down));
        small.domains = small.needed = 4;
        small.groups.clear();
        QVERIFY(!sim::together({big, small}));
        QVERIFY(!sim::together({}));
    }
    void aSilentErrorTakesTheRestoreOfItsOwnJob() {
        JobModel quick = halfOfAPool("quick", 5), slow = halfOfAPool("slow", 3);
        quick.silent = slow.silent = SilentErrors{0.02 * unit::perHour, 1 * unit::hour, {}};
        for (InterruptionCause& cause : slow.causes)
            cause.restore = 3 * unit::hour;
        const sim::Compiled both = sim::compile(sim::together({quick, slow}).value());
        QCOMPARE(both.jobs[0].plan.silentRestore, quick.causes[0].restore.si());
        QCOMPARE(both.jobs[1].plan.silentRestore, 3 * 3600.0);
    }
    void latentErrorsCostRework() {
        sim::Scenario clean = oneCause(), spoiled = clean;
        spoiled.jobs[0].silent = SilentErrors{0.02 * unit::perHour, 1 * unit::hour, 0.5 * unit::hour};
        const sim::JobResult a = outcomeOf(clean, {.incidents = 200'000}).jobs[0];
        const sim::JobResult b = outcomeOf(spoiled, {.incidents = 200'000}).jobs[0];
        // First order: rate × (latency + half a period + restore + diagnosis).
        const double loss = 0.02 * (1 + 0.1 + 0.08 + 0.5);
        QVERIFY(std::abs(b.goodput.mean / a.goodput.mean - (1 - loss)) < 0.006);
        QVERIFY(b.hits.back() > 0);
    }

    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
};

void RunTest::nonsenseIsRefused_data() {
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < 14; ++kind)
        QTest::addRow("%d", kind) << kind;
}

void RunTest::nonsenseIsRefused() {
    QFETCH(int, kind);
    sim::Scenario s = test::rackScale({});
    const double nan = std::nan(""), infinite = std::numeric_limits<double>::infinity();
    switch (kind) {
    case 0:
        s.causes[0].rate = Frequency::si(-1);
        break;
    case 1:
        s.causes[0].rate = Frequency::si(nan);
        break;
    case 2:
        s.causes[1].repair = {};
        break;
    case 3:
        s.causes[1].hardFraction = 1.5;
        break;
    case 4:
        s.jobs[0].checkpoint.interval = {};
        break;
    case 5:
        s.jobs[0].checkpoint.drain = Duration::si(infinite);
        break;
    case 6:
        s.jobs[0].needed = 21;
        break;
    case 7:
        s.jobs[0].traysNeeded = 19;
        break;
    case 8:
        s.groups[0].domains = 3;
        break;
    case 9:
        s.causes[2].units = {99};
        break;
    case 10:
        s.causes[1].lifetime = {sim::Law::Weibull, 0};
        break;
    case 11:
        s.jobs.clear();
        break;
    case 12:
        s.units[0].parent = 0;
        break;
    case 13:
        s.trays = 2'000'000'000;
        break;
    }
    const auto out = sim::simulate(s, {.incidents = 1000});
    QVERIFY(!out.ok());
    QVERIFY(!out.error().reason.empty() && !out.error().remedy.empty());
    QVERIFY(!sim::history(s, 30 * unit::day).ok());
}

QTEST_APPLESS_MAIN(RunTest)
#include "run_test.moc"
