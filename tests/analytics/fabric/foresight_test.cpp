// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds that are known before anything is computed: over random edits of cables and switches every interval
// holds what the report settles on, edits of another kind get no answer, and the service shows the bounds
// until its report is there.
#include "analytics/engine/service.h"
#include "model/topology/generators.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

/// Takes a cable or a switch of the fabric out, or puts one back.
void damageOrRepair(model::Transaction& tx, FabricId id, const std::vector<model::PlannedCable>& cables,
                    std::mt19937& random) {
    model::Fabric fabric = *tx.draft().fabrics.at(id);
    model::OverrideMap overrides = *tx.draft().overrides;
    switch (random() % 4) {
    case 0:
        if (!fabric.removed.empty()) {
            fabric.removed.erase(fabric.removed.begin() + random() % fabric.removed.size());
            break;
        }
        [[fallthrough]];
    case 1: {
        const model::PlannedCable& cable = cables[random() % cables.size()];
        const model::CableKey key{std::min(cable.a, cable.b), std::max(cable.a, cable.b)};
        const auto place = std::lower_bound(fabric.removed.begin(), fabric.removed.end(), key);
        if (place == fabric.removed.end() || *place != key) fabric.removed.insert(place, key);
        break;
    }
    case 2:
        if (!overrides.empty()) {
            overrides.erase(std::next(overrides.begin(), random() % overrides.size()));
            break;
        }
        [[fallthrough]];
    default:
        for (int i = 0; i < 2; ++i) {
            const auto& tier = fabric.tiers[random() % fabric.tiers.size()].switches;
            overrides[tier[random() % tier.size()]].removed = true;
        }
    }
    tx.draft().overrides = overrides;
    tx.draft().fabrics.write(tx.token(), id) = std::move(fabric);
}

}  // namespace

class ForesightTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boundsHoldWhatTheReportSettlesOn();
    void otherEditsGetNoAnswer();
    void theServiceShowsTheBoundsBeforeTheReport();
    void aDesignThatCannotBeCutForeseesNothing();
};

void ForesightTest::boundsHoldWhatTheReportSettlesOn() {
    model::SnapshotPtr site = siteOf("gb200-superpod", {{"racks", 8}});
    QVERIFY(site != nullptr);
    const FabricId id = fabricOf(*site, model::FabricRole::Compute);
    const auto cables = model::expandFabric(*site, *site->fabrics.at(id)).cables;
    std::mt19937 random(23);
    Evaluator evaluator;
    evaluator.evaluate(site, Lane::Interactive);
    int answers = 0;
    for (int round = 0; round < 120; ++round) {
        const model::SnapshotPtr next =
            changed(site, [&](model::Transaction& tx) { damageOrRepair(tx, id, cables, random); });
        const Foreseen early = foresee(evaluator.memo(), *site, *next);
        const Report report = evaluator.evaluate(next, Lane::Interactive);
        if (round % 10 == 0) {
            const Report cold = Evaluator().evaluate(next, Lane::Interactive);
            for (const MetricValue& value : early.metrics)
                QCOMPARE(*report.find(value.id), *cold.find(value.id));
            QVERIFY(*report.fabrics.front() == *cold.fabrics.front());
        }
        if (early.fabric) {
            const FabricResult& settled = *report.fabrics.front();
            QCOMPARE(early.fabric->fabric, settled.fabric);
            QVERIFY(*early.fabric->lower <= *settled.upper && *early.fabric->upper >= *settled.lower);
        }
        for (const MetricValue& value : early.metrics) {
            const MetricValue* settled = report.find(value.id);
            QVERIFY(settled && settled->known());
            QCOMPARE(value.state, State::Stale);
            // Both intervals hold the same number; an exact one lies inside.
            QVERIFY2(*value.lower <= *settled->upper && *value.upper >= *settled->lower,
                     std::string(value.id).c_str());
            if (!settled->exact) continue;
            QVERIFY2(*value.lower <= *settled->lower && *value.upper >= *settled->upper,
                     std::string(value.id).c_str());
            ++answers;
        }
        site = next;
    }
    QVERIFY2(answers > 100, std::to_string(answers).c_str());
}

void ForesightTest::otherEditsGetNoAnswer() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"racks", 8}});
    QVERIFY(site != nullptr);
    Evaluator evaluator;
    evaluator.evaluate(site, Lane::Interactive);
    const model::SnapshotPtr less = without(site, firstDevice(*site, "nvidia-gb200-compute-tray"));
    QVERIFY(foresee(evaluator.memo(), *site, *less).empty());
}

void ForesightTest::theServiceShowsTheBoundsBeforeTheReport() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"racks", 8}});
    QVERIFY(site != nullptr);
    const FabricId id = fabricOf(*site, model::FabricRole::Compute);
    const auto spine = site->fabrics.at(id)->tiers.back().switches.front();
    const model::SnapshotPtr less = changed(site, [&](model::Transaction& tx) {
        model::OverrideMap overrides = *tx.draft().overrides;
        overrides[spine].removed = true;
        tx.draft().overrides = overrides;
    });
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<ReportPtr> reports;
    const auto find = [&](std::uint64_t revision) {
        return std::find_if(reports.begin(), reports.end(),
                            [&](const ReportPtr& r) { return r->revision == revision; });
    };
    Service service([&](ReportPtr report) {
        const std::lock_guard lock(mutex);
        reports.push_back(std::move(report));
        arrived.notify_all();
    });
    const auto submit = [&](const model::SnapshotPtr& snapshot, std::uint64_t revision) {
        service.submit(snapshot, revision);
        std::unique_lock lock(mutex);
        arrived.wait(lock, [&] { return find(revision) != reports.end(); });
    };
    submit(site, 1);
    submit(less, 2);
    const std::lock_guard lock(mutex);
    const ReportPtr settled = *find(2);
    const auto early = std::find_if(reports.begin(), reports.end(), [](const ReportPtr& r) {
        return r->find("fabric.bisection.strict")->state == State::Stale;
    });
    QVERIFY(early != reports.end() && early < find(2));
    QCOMPARE((*early)->revision, 1u);
    for (const char* metric : {"fabric.scale_out.bisection", "fabric.bisection.strict"}) {
        const MetricValue *bounds = (*early)->find(metric), *value = settled->find(metric);
        QCOMPARE(bounds->state, State::Stale);
        QCOMPARE(value->state, State::Fresh);
        QVERIFY(*bounds->lower <= *value->lower && *bounds->upper >= *value->upper);
    }
    const FabricResult &bounds = *(*early)->fabrics.front(), &value = *settled->fabrics.front();
    QVERIFY(*bounds.lower <= *value.lower && *bounds.upper >= *value.upper);
    const MetricValue* strict = (*early)->find("fabric.bisection.strict");
    QVERIFY(!strict->exact && *strict->lower < *strict->upper);
}

void ForesightTest::aDesignThatCannotBeCutForeseesNothing() {
    const model::SnapshotPtr site = siteOf("gb200-nvl72");
    QVERIFY(site != nullptr);
    const model::SnapshotPtr less = changed(site, [&](model::Transaction& tx) {
        model::OverrideMap overrides = *tx.draft().overrides;
        overrides[firstDevice(*site, "nvidia-gb200-compute-tray")].removed = true;
        tx.draft().overrides = overrides;
    });
    Evaluator evaluator;
    evaluator.evaluate(site, Lane::Interactive);
    QVERIFY(foresee(evaluator.memo(), *site, *less).empty());
}

QTEST_APPLESS_MAIN(ForesightTest)
#include "foresight_test.moc"
