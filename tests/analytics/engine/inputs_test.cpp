// SPDX-License-Identifier: GPL-3.0-or-later
// The one hand-written dependency is each input's touched(). After thousands of random edits every input is
// read again, named or not, and what was not named must not have changed.
#include "analytics/inputs/inputs.h"
#include "sample_site.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::test;

class InputsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void untouchedInputsNeverChange();
    void jumpsBetweenDistantRevisionsAreHonestToo();
};

namespace {

void requireHonest(const model::Snapshot& before, const model::Snapshot& after) {
    for (const analytics::InputCheck& check : analytics::inputChecks()) {
        const std::vector<std::string> changed = check.unnamedChanges(before, after);
        if (changed.empty()) continue;
        const std::string text = std::string(check.name) + "(" + changed.front() + ") changed unnamed";
        QFAIL(text.c_str());
    }
}

}  // namespace

void InputsTest::untouchedInputsNeverChange() {
    std::mt19937 random(1);
    auto site = sampleSite();
    int applied = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto after = model::applyEdit(site, randomEdit(random));
        if (!after || after.value() == site) continue;
        ++applied;
        requireHonest(*site, *after.value());
        if (QTest::currentTestFailed()) return;
        site = after.value();
        if (site->racks.size() > 40 || site->racks.empty()) site = sampleSite();
    }
    QVERIFY2(applied > 1500, std::to_string(applied).c_str());
}

void InputsTest::jumpsBetweenDistantRevisionsAreHonestToo() {
    std::mt19937 random(2);
    std::vector<model::SnapshotPtr> history{sampleSite()};
    for (int i = 0; i < 300; ++i)
        if (const auto after = model::applyEdit(history.back(), randomEdit(random)); after)
            history.push_back(after.value());
    for (int i = 0; i < 500; ++i) {
        requireHonest(*history[random() % history.size()], *history[random() % history.size()]);
        if (QTest::currentTestFailed()) return;
    }
}

QTEST_APPLESS_MAIN(InputsTest)
#include "inputs_test.moc"
