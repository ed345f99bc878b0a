// SPDX-License-Identifier: GPL-3.0-or-later
// The service under a storm of edits: the latest always wins, slow work gives way but is not starved, and
// stopping is clean. Also what the thread sanitizer judges the engine by. Waits have no upper bound of their
// own: the test runner's limit is the only clock that can fail a test.
#include "analytics/engine/service.h"
#include "lists.h"
#include "sample_site.h"

#include <QtTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

/// Collects reports from the worker threads.
class Inbox {
public:
    void operator()(ReportPtr report) {
        {
            const std::lock_guard lock(mutex_);
            reports_.push_back(std::move(report));
        }
        arrived_.notify_all();
    }
    template <class P> ReportPtr waitFor(P&& wanted) {
        std::unique_lock lock(mutex_);
        ReportPtr found;
        arrived_.wait(lock, [&] {
            for (const ReportPtr& report : reports_)
                if (wanted(*report)) found = report;
            return found != nullptr;
        });
        return found;
    }
    std::vector<ReportPtr> all() {
        const std::lock_guard lock(mutex_);
        return reports_;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<ReportPtr> reports_;
};

template <int kMilliseconds> const std::vector<Metric>& withSlowMetric() {
    static const std::vector<Metric> kAll{
        {infoOf("farthest"), [](Query& q) { return exactly(farthestRack(q)); }},
        {infoOf("throws"), [](Query&) -> MetricValue { throw std::runtime_error("always"); }},
        {infoOf("slow", Lane::Slow), slowly<kMilliseconds>},
    };
    return kAll;
}

template <int kMilliseconds> Assembly slowAssembly() {
    static const std::vector<Rule> kNone;
    return assemblyOf(withSlowMetric<kMilliseconds>(), kNone);
}

/// A metric that works until it is stopped, and what it saw of that. Set before the service starts.
struct Endless {
    std::atomic<bool> holds = true;       ///< false: answers at once
    std::atomic<bool> cancelled = false;  ///< set after the service was told
    std::atomic<int> begun = 0, left = 0, answered = 0, pollsAfter = 0;
};
Endless endless;

MetricValue endlessly(Query& q) {
    struct Leaving {
        ~Leaving() { ++endless.left; }
    } const leaving;
    const double value = farthestRack(q);
    ++endless.begun;
    while (endless.holds) {
        if (endless.cancelled) ++endless.pollsAfter;
        q.poll();
        std::this_thread::yield();
    }
    ++endless.answered;
    return exactly(value);
}

Assembly endlessAssembly() {
    static const std::vector<Metric> kAll{
        {infoOf("farthest"), [](Query& q) { return exactly(farthestRack(q)); }},
        {infoOf("slow", Lane::Slow), endlessly},
    };
    static const std::vector<Rule> kNone;
    return assemblyOf(kAll, kNone);
}

bool isComplete(const Report& report, std::uint64_t revision) {
    return report.revision == revision && report.find("slow")->state == State::Fresh;
}

}  // namespace

class ServiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLatestSnapshotAlwaysArrives();
    void slowMetricsStayOpenUntilTheirsArrive();
    void slowWorkGivesWayToANewerSnapshot();
    void slowWorkIsNotStarvedByASteadyStreamOfEdits();
    void cancellingLeavesTheServiceUsable();
    void cancelledWorkEndsAtItsNextPollAndDeliversNothing();
    void progressNamesTheStep();
    void destructionStopsWorkUnderWay();
    void manySubmissionsCancellationsAndServices();
};

void ServiceTest::theLatestSnapshotAlwaysArrives() {
    Inbox inbox;
    Service service(std::ref(inbox), slowAssembly<1>());
    auto site = sampleSite();
    constexpr int kEdits = 2000;
    for (int i = 1; i <= kEdits; ++i) {
        site = withRackMoved(site, "A1", 2000 + i);
        service.submit(site, static_cast<std::uint64_t>(i));
    }
    const ReportPtr last = inbox.waitFor([](const Report& r) { return isComplete(r, kEdits); });
    QCOMPARE(last->find("farthest")->value(), 2000.0 + kEdits);
    QCOMPARE(last->find("slow")->value(), 2000.0 + kEdits);
    QCOMPARE(last->find("throws")->state, State::Failed);
    std::uint64_t revision = 0;
    for (const ReportPtr& report : inbox.all()) {
        QVERIFY(report->revision >= revision);
        revision = report->revision;
        QCOMPARE(report->find("farthest")->value(), 2000.0 + static_cast<double>(revision));
    }
}

void ServiceTest::slowMetricsStayOpenUntilTheirsArrive() {
    Inbox inbox;
    Service service(std::ref(inbox), slowAssembly<30>());
    service.submit(sampleSite(), 1);
    const ReportPtr complete = inbox.waitFor([](const Report& r) { return isComplete(r, 1); });
    QCOMPARE(complete->find("slow")->value(), 1800.0);
    service.submit(withRackMoved(sampleSite(), "A1", 5000), 2);
    const ReportPtr next = inbox.waitFor([](const Report& r) { return r.revision == 2; });
    if (next->find("slow")->state == State::Stale) QCOMPARE(next->find("slow")->value(), 1800.0);
    const ReportPtr done = inbox.waitFor([](const Report& r) { return isComplete(r, 2); });
    QCOMPARE(done->find("slow")->value(), 5000.0);
}

void ServiceTest::slowWorkGivesWayToANewerSnapshot() {
    Inbox inbox;
    Service service(std::ref(inbox), slowAssembly<1500>());
    service.submit(sampleSite(), 1);
    while (!(service.progress(Lane::Slow).running && service.progress(Lane::Slow).revision == 1))
        std::this_thread::yield();
    service.submit(withRackMoved(sampleSite(), "A1", 5000), 2);
    while (service.progress(Lane::Slow).revision != 2)
        std::this_thread::yield();
    inbox.waitFor([](const Report& r) { return isComplete(r, 2); });
    for (const ReportPtr& report : inbox.all())
        QVERIFY(!report->find("slow")->known() || report->find("slow")->value() == 5000.0);
}

void ServiceTest::slowWorkIsNotStarvedByASteadyStreamOfEdits() {
    Inbox inbox;
    std::atomic<bool> arrived = false;
    const auto deliver = [&](ReportPtr report) {
        if (report->find("slow")->known()) arrived = true;
        inbox(std::move(report));
    };
    Service service(deliver, slowAssembly<400>());
    auto site = sampleSite();
    // Each edit comes before slow work on the one before can finish.
    for (std::uint64_t revision = 1; !arrived; ++revision) {
        site = withRackMoved(site, "A1", 2000 + static_cast<int>(revision));
        service.submit(site, revision);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const ReportPtr first = inbox.waitFor([](const Report& r) { return r.find("slow")->known(); });
    QVERIFY(first->find("slow")->known());
}

void ServiceTest::cancellingLeavesTheServiceUsable() {
    Inbox inbox;
    Service service(std::ref(inbox), slowAssembly<300>());
    service.submit(sampleSite(), 1);
    while (!service.progress(Lane::Slow).running)
        std::this_thread::yield();
    service.cancelSlow();
    while (service.progress(Lane::Slow).running)
        std::this_thread::yield();
    for (const ReportPtr& report : inbox.all())
        QVERIFY(!report->find("slow")->known());
    service.submit(sampleSite(), 2);
    inbox.waitFor([](const Report& r) { return isComplete(r, 2); });
}

void ServiceTest::cancelledWorkEndsAtItsNextPollAndDeliversNothing() {
    Inbox inbox;
    Service service(std::ref(inbox), endlessAssembly());
    constexpr int kRounds = 50;
    for (int round = 1; round <= kRounds; ++round) {
        endless.cancelled = false;
        endless.pollsAfter = 0;
        service.submit(withRackMoved(sampleSite(), "A1", 2000 + round), static_cast<std::uint64_t>(round));
        while (endless.begun < round)
            std::this_thread::yield();
        service.cancelSlow();
        endless.cancelled = true;
        while (service.progress(Lane::Slow).running)
            std::this_thread::yield();
        QVERIFY(endless.pollsAfter <= 1);
        QCOMPARE(endless.left.load(), round);
        QCOMPARE(endless.answered.load(), 0);
    }
    inbox.waitFor([](const Report& r) { return r.revision == kRounds; });
    for (const ReportPtr& report : inbox.all())
        QVERIFY(!report->find("slow")->known());
    // What was given up leaves nothing behind that a later report could show.
    endless.holds = false;
    service.submit(withRackMoved(sampleSite(), "A1", 9000), kRounds + 1);
    const ReportPtr done = inbox.waitFor([](const Report& r) { return isComplete(r, kRounds + 1); });
    QCOMPARE(done->find("slow")->value(), 9000.0);
    // The slow lane may be done first: its answer then comes with the quick one of the last round.
    for (const ReportPtr& report : inbox.all())
        QVERIFY(!report->find("slow")->known() || report->find("slow")->value() == 9000.0);
}

void ServiceTest::progressNamesTheStep() {
    Inbox inbox;
    Service service(std::ref(inbox), slowAssembly<300>());
    QVERIFY(!service.progress(Lane::Slow).running);
    service.submit(sampleSite(), 1);
    while (service.progress(Lane::Slow).step != "slow")
        std::this_thread::yield();
    inbox.waitFor([](const Report& r) { return isComplete(r, 1); });
}

void ServiceTest::destructionStopsWorkUnderWay() {
    Inbox inbox;
    {
        Service service(std::ref(inbox), slowAssembly<3'600'000>());
        service.submit(sampleSite(), 1);
        while (!service.progress(Lane::Slow).running)
            std::this_thread::yield();
    }
    for (const ReportPtr& report : inbox.all())
        QVERIFY(!report->find("slow")->known());
}

void ServiceTest::manySubmissionsCancellationsAndServices() {
    std::mt19937 random(4);
    for (int round = 0; round < 20; ++round) {
        Inbox inbox;
        Service service(std::ref(inbox), slowAssembly<2>());
        auto site = sampleSite();
        const std::uint64_t last = 1 + random() % 200;
        for (std::uint64_t revision = 1; revision <= last; ++revision) {
            if (const auto after = model::applyEdit(site, randomEdit(random)); after) site = after.value();
            service.submit(site, revision);
            if (random() % 8 == 0) service.cancelSlow();
            if (random() % 16 == 0) (void)service.progress(Lane::Slow);
        }
        if (round % 2 == 0) {
            service.submit(site, last);
            inbox.waitFor([&](const Report& r) { return isComplete(r, last); });
        }
    }
}

QTEST_APPLESS_MAIN(ServiceTest)
#include "service_test.moc"
