// SPDX-License-Identifier: GPL-3.0-or-later
// The import dialog: what it shows of a listing, its comparison with the open design, that a line selects
// what it is about, that it refuses in words and can be stopped. Waits poll a visible state, never a clock.
#include "app/gui/import_dialog.h"
#include "model/document/document.h"
#include "model/exchange/drawn_dump.h"
#include "views/format/number_text.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace rackloom;
using namespace rackloom::app;

namespace {

QByteArray sample() {
    QFile file(QStringLiteral(RACKLOOM_TEST_DATA "/ibnetdiscover.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A listing of leaves and hosts, long enough to take a while.
QByteArray longListing(int leaves, int hosts) {
    QByteArray out;
    for (int l = 0; l < leaves; ++l) {
        const QByteArray leaf = QByteArray::number(0xa0000 + l, 16);
        out += "switchguid=0x" + leaf + "\nSwitch\t65 \"S-" + leaf + "\"\t\t# \"MF0;leaf-" +
               QByteArray::number(l) + ":X/U1\" enhanced port 0 lid 1 lmc 0\n";
        for (int h = 0; h < hosts; ++h)
            out += "[" + QByteArray::number(h + 1) + "]\t\"H-" +
                   QByteArray::number(0xb000000 + l * hosts + h, 16) + "\"[1](b1) \t\t# \"n" +
                   QByteArray::number(l * hosts + h) + " mlx5_0\" lid 11 4xNDR\n";
    }
    return out;
}

}  // namespace

class ImportDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        document_.adopt(std::make_shared<const model::Snapshot>(), "Empty");
        workspace_ = std::make_unique<views::Workspace>(document_, std::make_shared<const model::Catalog>());
        dialog_ = std::make_unique<ImportDialog>(*workspace_);
        dialog_->show();
    }
    void cleanup() {
        dialog_.reset();
        workspace_.reset();
    }

    void whatWasReadIsShown() {
        QVERIFY(!button("Open as a new design")->isEnabled());
        readText(sample());
        QVERIFY2(words().contains(QStringLiteral("understood")), qPrintable(words()));
        const QString contents = textOf(list("Contents"));
        QVERIFY2(contents.contains(QStringLiteral("3 switches")), qPrintable(contents));
        QVERIFY(contents.contains(QStringLiteral("6 adapters")));
        QVERIFY(contents.contains(QStringLiteral("3 links between switches")));
        QVERIFY(button("Open as a new design")->isEnabled());
        QVERIFY(!button("Compare with the open design")->isEnabled());  // there is no fabric
        QVERIFY(!dialog_->findChild<QProgressBar*>()->isVisible());
    }

    void oddLinesAreNamedByTheirNumber() {
        readText(sample() + "[x] what is this\n");
        const QString odd = textOf(list("Odd lines"));
        QVERIFY2(odd.startsWith(QString::number(sample().count('\n') + 1)), qPrintable(odd));
        QVERIFY2(words().startsWith(QStringLiteral("▲")), qPrintable(words()));
    }

    void nonsenseIsRefusedInWords() {
        readText("hello\n");
        QVERIFY2(words().startsWith(QStringLiteral("✕")), qPrintable(words()));
        QVERIFY(!button("Open as a new design")->isEnabled());
        dialog_->read(dir_.filePath(QStringLiteral("nowhere")));
        QTRY_VERIFY(!dialog_->working());
        QVERIFY2(words().contains(QStringLiteral("cannot be read")), qPrintable(words()));
    }

    void aGraphIsANetworkToo() {
        readText("graph g { l0 [weight=0]; h0 [weight=1]; h1 [weight=1]; h0 -- l0 [gbps=400]; h1 -- l0 "
                 "[gbps=400]; }\n");
        const QString contents = textOf(list("Contents"));
        QVERIFY2(contents.contains(QStringLiteral("1 switches")), qPrintable(contents + words()));
        QVERIFY(contents.contains(QStringLiteral("2 links to hosts")));
        QVERIFY(contents.contains(QStringLiteral("at 400 Gb/s")));
    }

    void theDrawingIsOfferedAndNothingIsOpened() {
        readText(sample());
        QSignalSpy drawn(dialog_.get(), &ImportDialog::drawn);
        const model::SnapshotPtr before = document_.snapshot();
        QTest::mouseClick(button("Open as a new design"), Qt::LeftButton);
        QTRY_COMPARE(drawn.count(), 1);
        QVERIFY(document_.snapshot() == before);
        const auto design = drawn.front().front().value<model::SnapshotPtr>();
        QCOMPARE(design->cables.size(), std::size_t{8});
        QVERIFY(QString::fromStdString(design->site->name).contains(QStringLiteral("listing.txt")));
    }

    void aPlanIsComparedAndLinesSelect() {
        openPlan();
        QByteArray text = sample();
        text.replace("[33]\t\"S-00000000000000a3\"[3]", "# ");
        text.replace("[3]\t\"S-00000000000000a2\"[33]", "# ");
        readText(text);
        QTest::mouseClick(button("Compare with the open design"), Qt::LeftButton);
        QTRY_VERIFY(!dialog_->working());
        QVERIFY2(words().contains(QStringLiteral("7 of 8 planned cables")), qPrintable(words()));
        QTreeWidget* differences = list("Differences");
        QCOMPARE(differences->topLevelItem(0)->text(0), QStringLiteral("Missing (1)"));
        QTreeWidgetItem* line = differences->topLevelItem(0)->child(0);
        QVERIFY(line->text(0).contains(QStringLiteral("R1-LEAF-02 port 33")));
        QSignalSpy shown(workspace_.get(), &views::Workspace::focusRequested);
        differences->setCurrentItem(line);
        QCOMPARE(workspace_->selection().devices().size(), std::size_t{2});
        QCOMPARE(shown.count(), 1);
    }

    void theSameNetworkHasNoDifferences() {
        openPlan();
        readText(sample());
        dialog_->compare();
        QTRY_VERIFY(!dialog_->working());
        QVERIFY2(words().startsWith(QStringLiteral("✓")), qPrintable(words()));
        QCOMPARE(list("Differences")->topLevelItemCount(), 0);
    }

    void aLongListingIsReadBesideTheWindowAndCanBeStopped() {
        const QString path = write(longListing(2000, 60));
        int beats = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
        heart.start(0);
        dialog_->read(path);
        QVERIFY(dialog_->working());
        QTRY_VERIFY_WITH_TIMEOUT(!dialog_->working(), 60000);
        QVERIFY(beats > 0);
        QVERIFY(textOf(list("Contents"))
                    .contains(views::numberText(2000, "1", 12).value + QStringLiteral(" switches")));
        dialog_->read(path);
        QTest::mouseClick(button("Stop"), Qt::LeftButton);
        QVERIFY(!dialog_->working());
        QCOMPARE(words(), QStringLiteral("Stopped."));
        QVERIFY(!button("Open as a new design")->isEnabled());
        dialog_->read(path);
        dialog_.reset();  // closing in the middle ends the work
    }

private:
    void openPlan() {
        auto dump = model::readIbDump(sample().toStdString(), "plan");
        auto plan = model::drawnFrom(dump.value(), "Plan");
        document_.adopt(std::make_shared<const model::Snapshot>(std::move(plan).value()), "Plan");
    }
    QString write(const QByteArray& text) {
        const QString path = dir_.filePath(QStringLiteral("listing.txt"));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
    }
    void readText(const QByteArray& text) {
        dialog_->read(write(text));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog_->working(), 30000);
    }
    QString words() const {
        for (const QLabel* label : dialog_->findChildren<QLabel*>())
            if (label->wordWrap()) return label->text();
        return {};
    }
    QPushButton* button(const char* text) const {
        for (QPushButton* b : dialog_->findChildren<QPushButton*>())
            if (b->text() == QLatin1String(text)) return b;
        return nullptr;
    }
    QTreeWidget* list(const char* name) const {
        for (QTreeWidget* tree : dialog_->findChildren<QTreeWidget*>())
            if (tree->accessibleName() == QLatin1String(name)) return tree;
        return nullptr;
    }
    static QString textOf(const QTreeWidget* tree) {
        QStringList out;
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            out << tree->topLevelItem(i)->text(0) + QLatin1Char(' ') + tree->topLevelItem(i)->text(1);
        return out.join(QLatin1Char('\n'));
    }

    QTemporaryDir dir_;
    model::Document document_;
    std::unique_ptr<views::Workspace> workspace_;
    std::unique_ptr<ImportDialog> dialog_;
};

QTEST_MAIN(ImportDialogTest)
#include "import_dialog_test.moc"
