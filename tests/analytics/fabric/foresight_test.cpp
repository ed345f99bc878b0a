// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds that are known before anything is computed: over random edits of cables and switches every interval
// holds what the report settles on, and edits of another kind get no answer.
#include "analytics/foresight.h"

#include "analytics/engine/evaluate.h"
#include "model/topology/generators.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

#include <algorithm>
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
        const std::vector<MetricValue> early = foresee(evaluator.memo(), *site, *next);
        const Report report = evaluator.evaluate(next, Lane::Interactive);
        for (const MetricValue& value : early) {
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

QTEST_APPLESS_MAIN(ForesightTest)
#include "foresight_test.moc"
