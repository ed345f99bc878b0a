// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/history.h"

#include "model/edit/job_edits.h"
#include "model/edit/rack_edits.h"
#include "tests/support/sample_design.h"

#include <QTest>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

namespace {

SnapshotPtr withMfu(const SnapshotPtr& s, double mfu) {
    return applyEdit(s, setMfu(JobId{0}, mfu)).value();
}

std::string labels(const History& h) {
    std::string out;
    for (const HistoryEntry& entry : h.entries())
        out += (out.empty() ? "" : " ") + entry.label;
    return out;
}

}  // namespace

class HistoryTest : public QObject {
    Q_OBJECT

    SnapshotPtr s = sampleDesign();
    WallClock::time_point t0 = WallClock::now();

private Q_SLOTS:
    void undoAndRedoWalkOneByOne() {
        History h(s);
        h.record("a", {}, withMfu(s, 0.1));
        h.record("b", {}, withMfu(s, 0.2));
        QVERIFY(h.canUndo() && !h.canRedo());
        h.undo();
        QCOMPARE(h.index(), std::size_t{1});
        QCOMPARE(h.current()->jobs.at(JobId{0}).mfu, 0.1);
        h.undo();
        QVERIFY(h.current() == s);
        h.jumpTo(2);
        QCOMPARE(h.current()->jobs.at(JobId{0}).mfu, 0.2);
    }

    void recordingAfterUndoDropsTheFuture() {
        History h(s);
        h.record("a", {}, withMfu(s, 0.1));
        h.record("b", {}, withMfu(s, 0.2));
        h.jumpTo(0);
        h.record("c", {}, withMfu(s, 0.3));
        QCOMPARE(labels(h), std::string("Open c"));
    }

    void equalKeysMergeWithinOneGesture() {
        History h(s);
        h.record("a", "key", withMfu(s, 0.1), t0);
        h.record("b", "key", withMfu(s, 0.2), t0 + std::chrono::seconds(1));
        QCOMPARE(labels(h), std::string("Open b"));
        h.record("c", "other", withMfu(s, 0.3), t0 + std::chrono::seconds(1));
        h.record("d", "other", withMfu(s, 0.4), t0 + std::chrono::seconds(9));
        QCOMPARE(labels(h), std::string("Open b c d"));
        h.endGesture();
        h.record("e", "other", withMfu(s, 0.5), t0 + std::chrono::seconds(9));
        QCOMPARE(labels(h), std::string("Open b c d e"));
        h.undo();
        h.redo();
        h.record("f", "other", withMfu(s, 0.6), t0 + std::chrono::seconds(9));
        QCOMPARE(labels(h), std::string("Open b c d e f"));
    }

    void savingEndsAGestureAndClearsTheMark() {
        History h(s);
        QVERIFY(!h.modified());
        h.record("a", "key", withMfu(s, 0.1), t0);
        QVERIFY(h.modified());
        h.markSaved();
        QVERIFY(!h.modified());
        h.record("b", "key", withMfu(s, 0.2), t0);
        QVERIFY(h.modified());
        h.undo();
        QVERIFY(!h.modified());
        h.markUnsaved();
        QVERIFY(h.modified());
    }

    void theBudgetDropsTheOldest() {
        const SnapshotPtr changed = withMfu(s, 0.1);
        const std::size_t one = bytesBeyond(*changed, *s);
        QVERIFY(one > sizeof(Job) * 100 && one < 200'000);
        QVERIFY(bytesBeyond(*s, *s) < one);
        History h(s, "Open", one * 3 + one / 2);
        for (int i = 1; i <= 6; ++i)
            h.record(std::to_string(i), {}, withMfu(h.current(), i / 10.0));
        QCOMPARE(labels(h), std::string("3 4 5 6"));
        QVERIFY(h.bytes() <= one * 4);
        QCOMPARE(h.index(), std::size_t{3});
        while (h.canUndo())
            h.undo();
        QCOMPARE(h.current()->jobs.at(JobId{0}).mfu, 0.3);
    }

    void anEntryCostsWhatItChanged() {
        const SnapshotPtr moved = applyEdit(s, moveRacks({RackId{0}}, {0, 2400})).value();
        const std::size_t bytes = bytesBeyond(*moved, *s);
        QVERIFY(bytes > 256 * sizeof(Rack));
        QVERIFY(bytes < 256 * sizeof(Rack) + 10'000);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
