// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document/document.h"

#include "model/document/autosave.h"
#include "model/edit/job_edits.h"
#include "model/edit/rack_edits.h"
#include "model/storage/design_file.h"
#include "model/storage/recovery.h"
#include "tests/support/random_edits.h"
#include "tests/support/sample_design.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

class DocumentTest : public QObject {
    Q_OBJECT

    static Edit shift(int x) { return moveRacks({RackId{0}}, {x, 2400}); }
    static int xOf(const Document& d) { return d.snapshot()->racks.at(RackId{0}).position.x; }

private Q_SLOTS:
    void aPreviewStartsFromTheRecordedDesignEachTime() {
        Document d;
        d.adopt(sampleDesign(), "New");
        QVERIFY(d.preview(shift(600)).ok());
        QVERIFY(d.preview(shift(1200)).ok());
        QCOMPARE(xOf(d), 2400);
        QVERIFY(d.previewing());
        QCOMPARE(d.recorded()->racks.at(RackId{0}).position.x, 1200);
        QCOMPARE(d.history().entries().size(), std::size_t{1});
        QVERIFY(!d.modified());
    }

    void aCancelledPreviewLeavesNoTrace() {
        Document d;
        d.adopt(sampleDesign(), "New");
        const SnapshotPtr before = d.snapshot();
        QVERIFY(d.preview(shift(600)).ok());
        d.cancelPreview();
        QVERIFY(d.snapshot() == before);
        QCOMPARE(d.history().entries().size(), std::size_t{1});
        QVERIFY(!d.modified());
    }

    void aCommittedPreviewIsOneEntry() {
        Document d;
        d.adopt(sampleDesign(), "New");
        for (int x = 1; x <= 100; ++x)
            QVERIFY(d.preview(shift(x)).ok());
        d.commitPreview();
        QCOMPARE(d.history().entries().size(), std::size_t{2});
        QCOMPARE(d.history().entries().back().label, std::string("Move rack"));
        QCOMPARE(xOf(d), 1300);
        QVERIFY(d.modified());
        d.undo();
        QCOMPARE(xOf(d), 1200);
        QVERIFY(!d.modified());
        QVERIFY(d.preview(moveRacks({RackId{0}}, {0, 0})).ok());
        d.commitPreview();
        QVERIFY(d.history().canRedo());
    }

    void aRefusedPreviewKeepsTheLastThatFitted() {
        Document d;
        d.adopt(sampleDesign(), "New");
        QVERIFY(d.preview(shift(600)).ok());
        QVERIFY(!d.preview(moveRacks({RackId{0}}, {600, 0})).ok());
        QCOMPARE(xOf(d), 1800);
        QVERIFY(d.previewing());
    }

    void aRefusedEditChangesNothing() {
        Document d;
        d.adopt(sampleDesign(), "New");
        const SnapshotPtr before = d.snapshot();
        QSignalSpy changed(&d, &Document::changed);
        const Result<void> outcome = d.dispatch(setMfu(JobId{0}, 2));
        QVERIFY(!outcome.ok());
        QVERIFY(d.dispatch(setMfu(JobId{0}, 0.35)).ok());  // what it is already
        QVERIFY(d.snapshot() == before);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(d.history().entries().size(), std::size_t{1});
        QVERIFY(!d.modified());
    }

    void oneSignalTellsBeforeAndAfter() {
        Document d;
        d.adopt(sampleDesign(), "New");
        const SnapshotPtr start = d.snapshot();
        SnapshotPtr from, to;
        int count = 0;
        connect(&d, &Document::changed, this, [&](const SnapshotPtr& before, const SnapshotPtr& after) {
            from = before;
            to = after;
            ++count;
        });
        const std::uint64_t revision = d.revision();
        QVERIFY(d.dispatch(shift(600)).ok());
        QVERIFY(from == start && to == d.snapshot());
        d.undo();
        QVERIFY(to == start);
        QCOMPARE(count, 2);
        QVERIFY(d.revision() > revision);
        d.undo();
        QCOMPARE(count, 2);
    }

    void anEditDuringAPreviewStartsFromTheRecordedDesign() {
        Document d;
        d.adopt(sampleDesign(), "New");
        QVERIFY(d.preview(shift(600)).ok());
        QVERIFY(d.dispatch(setMfu(JobId{0}, 0.5)).ok());
        QVERIFY(!d.previewing());
        QCOMPARE(xOf(d), 1200);
        QCOMPARE(d.snapshot()->jobs.at(JobId{0}).mfu, 0.5);
    }

    void savingAndOpeningGivesTheSameDesign() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.rackloom"));
        Document d;
        d.adopt(sampleDesign(), "New", true);
        QVERIFY(d.modified());
        QVERIFY(!d.save().ok());
        QSignalSpy file(&d, &Document::fileChanged);
        const Result<void> saved = d.saveAs(path);
        QVERIFY2(saved.ok(), saved ? "" : saved.error().text().c_str());
        QCOMPARE(file.size(), 1);
        QVERIFY(!d.modified());
        QVERIFY(d.dispatch(shift(600)).ok());
        QVERIFY(d.modified());
        d.undo();
        QVERIFY(!d.modified());
        Document other;
        const Result<void> opened = other.open(path);
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text().c_str());
        QVERIFY(*other.snapshot() == *d.snapshot());
        QVERIFY(!other.open(folder.filePath(QStringLiteral("missing.rackloom"))).ok());
        QCOMPARE(other.path(), path);
    }

    void previewsAndUndoNeverReachTheFile() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.rackloom"));
        Document d;
        d.adopt(sampleDesign(), "New");
        QVERIFY(d.preview(shift(600)).ok());
        QVERIFY(d.saveAs(path).ok());
        QVERIFY(*loadDesign(path.toStdString()).value() == *d.recorded());
    }

    void autosaveKeepsUnsavedWorkAndLetsGoOfSavedWork() {
        QTemporaryDir folder;
        const std::string directory = folder.filePath(QStringLiteral("recovery")).toStdString();
        Document d;
        d.adopt(sampleDesign(), "New");
        Autosave autosave(d, directory, std::chrono::hours(1));
        const auto kept = [&] {
            return QDir(QString::fromStdString(directory)).entryList({QStringLiteral("*.rackloom")}).size();
        };
        QVERIFY(autosave.saveNow().ok());
        QCOMPARE(kept(), 0);
        QVERIFY(d.dispatch(shift(600)).ok());
        QVERIFY(autosave.saveNow().ok());
        QCOMPARE(kept(), 1);
        QVERIFY(d.saveAs(folder.filePath(QStringLiteral("a.rackloom"))).ok());
        QCOMPARE(kept(), 0);
        QVERIFY(d.dispatch(shift(600)).ok());
        QVERIFY(autosave.saveNow().ok());
        autosave.finish();
        QCOMPARE(kept(), 0);
    }

    void randomDispatchesPreviewsAndUndosStayConsistent() {
        Dice dice(404);
        Document d;
        d.adopt(sampleDesign(), "New");
        SnapshotPtr seen = d.snapshot();
        connect(&d, &Document::changed, this, [&](const SnapshotPtr& before, const SnapshotPtr& after) {
            QVERIFY(before == seen);
            seen = after;
        });
        for (int i = 0; i < 2000; ++i) {
            switch (dice.below(8)) {
            case 0:
                d.undo();
                break;
            case 1:
                d.redo();
                break;
            case 2:
                d.jumpTo(dice.below(d.history().entries().size()));
                break;
            case 3:
                d.cancelPreview();
                break;
            case 4:
                d.commitPreview();
                break;
            case 5:
                (void)d.preview(randomEdit(dice, *d.recorded()));
                break;
            default:
                (void)d.dispatch(randomEdit(dice, *d.recorded()));
                break;
            }
            QVERIFY(seen == d.snapshot());
            QVERIFY(d.previewing() || d.snapshot() == d.recorded());
        }
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "document_test.moc"
