// SPDX-License-Identifier: GPL-3.0-or-later
// The permanent property: whatever the path of edits, undos and cancellations, the remembered report is the
// one computed from nothing, bit for bit, with every metric and rule of the program.
#include "analytics/engine/evaluate.h"
#include "sample_site.h"
#include "tests/analytics/fabric/template_site.h"
#include "tests/support/random_edits.h"

#include <QtTest>

#include <cstring>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

bool sameBits(std::optional<double> a, std::optional<double> b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return std::memcmp(&*a, &*b, sizeof(double)) == 0;
}

std::string metricDifference(const MetricValue& a, const MetricValue& b) {
    const std::string id(a.id);
    if (a.id != b.id) return id + " is where " + std::string(b.id) + " should be";
    if (!sameBits(a.lower, b.lower) || !sameBits(a.upper, b.upper))
        return id + ": " + std::to_string(a.value()) + " instead of " + std::to_string(b.value());
    return a == b ? std::string() : id + " differs in its explanation";
}

std::string difference(const Report& a, const Report& b) {
    if (a.metrics.size() != b.metrics.size()) return "another number of metrics";
    for (std::size_t i = 0; i < a.metrics.size(); ++i)
        if (const std::string text = metricDifference(a.metrics[i], b.metrics[i]); !text.empty()) return text;
    if (a.findings != b.findings) return "findings differ";
    if (a.notChecked != b.notChecked) return "what was not checked differs";
    if (a.racks != b.racks) return "rack results differ";
    if (a.powerNodes != b.powerNodes) return "power node results differ";
    if (a.coolingLoops != b.coolingLoops) return "cooling loop results differ";
    if (*a.bundles != *b.bundles) return "bundles differ";
    if (a.fabrics.size() != b.fabrics.size()) return "another number of fabrics";
    for (std::size_t i = 0; i < a.fabrics.size(); ++i)
        if (!(*a.fabrics[i] == *b.fabrics[i])) return "fabric results differ";
    return {};
}

struct Tally {
    int edits = 0, undos = 0, cancellations = 0;
};

/// One of the program's own edits, or a change that writes rows directly.
Result<model::SnapshotPtr> anyEdit(std::mt19937& random, Dice& dice, const model::SnapshotPtr& site) {
    return model::applyEdit(site, random() % 2 ? randomEdit(random) : randomEdit(dice, *site));
}

/// A long session: edits, jumps through the history, evaluations cut short. Compares at every `each`-th step.
Tally wander(const model::SnapshotPtr& start, int steps, unsigned seed, int each) {
    std::mt19937 random(seed);
    Dice dice(seed);
    const std::size_t mostRacks = start->racks.size() + 60;
    std::vector<model::SnapshotPtr> history{start};
    Evaluator evaluator;
    Tally tally;
    model::SnapshotPtr site = start;
    for (int i = 0; i < steps; ++i) {
        if (random() % 8 == 0) {
            site = history[random() % history.size()];
            ++tally.undos;
        } else if (const auto after = anyEdit(random, dice, site); after) {
            site = after.value();
            history.push_back(site);
            ++tally.edits;
        }
        if (random() % 3 == 0) {
            int pollsLeft = static_cast<int>(random() % 60);
            evaluator.stopWhen([&] { return pollsLeft-- <= 0; });
            try {
                evaluator.evaluate(site);
            } catch (const Cancelled&) {
                ++tally.cancellations;
            }
            evaluator.stopWhen({});
        }
        if (i % each != 0) continue;
        const std::string text = difference(evaluator.evaluate(site), evaluate(*site));
        if (!text.empty()) {
            qWarning("step %d of seed %u: %s", i, seed, text.c_str());
            return {};
        }
        if (site->racks.size() > mostRacks) site = start;
    }
    return tally;
}

}  // namespace

class IncrementalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeThousandEditsUndosAndCancellations();
    void theSameOnAScalableUnit();
    void aMovedRackRunsOnlyWhatReadsPlaces();
};

void IncrementalTest::threeThousandEditsUndosAndCancellations() {
    const Tally tally = wander(sampleSite(), 5000, 11, 1);
    QVERIFY2(tally.edits >= 3000, std::to_string(tally.edits).c_str());
    QVERIFY2(tally.undos >= 300, std::to_string(tally.undos).c_str());
    QVERIFY2(tally.cancellations >= 500, std::to_string(tally.cancellations).c_str());
}

void IncrementalTest::theSameOnAScalableUnit() {
    const auto pod = siteOf("gb200-superpod", {{"racks", 8}});
    QVERIFY(pod != nullptr);
    const Tally tally = wander(pod, 300, 12, 10);
    QVERIFY2(tally.edits >= 150, std::to_string(tally.edits).c_str());
    QVERIFY2(tally.cancellations >= 20, std::to_string(tally.cancellations).c_str());
}

void IncrementalTest::aMovedRackRunsOnlyWhatReadsPlaces() {
    Evaluator evaluator;
    const auto site = sampleSite();
    evaluator.evaluate(site);
    evaluator.memo().startLog();
    evaluator.evaluate(withRackMoved(site, "A1", 3000));
    for (const std::string& ran : evaluator.memo().takeLog())
        for (const char* still :
             {"rack members", "rack feeds", "rack loops", "fabric plan input", "power nodes"})
            QVERIFY2(ran != still, ran.c_str());
}

QTEST_APPLESS_MAIN(IncrementalTest)
#include "incremental_test.moc"
