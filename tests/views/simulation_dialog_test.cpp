// SPDX-License-Identifier: GPL-3.0-or-later
// The simulation dialog: what it shows of a run, that it can be stopped, and what it says without a job.
// Waits poll a visible state, never a clock.
#include "app/gui/simulation_dialog.h"
#include "app/gui/simulation_picture.h"
#include "app/gui/study_dialog.h"
#include "model/document/document.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace rackloom;
using namespace rackloom::app;

class SimulationDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        Result<model::Snapshot> built = model::buildTemplate(catalog.value(), "gb200-superpod", {{"su", 1}});
        QVERIFY2(built.ok(), built.ok() ? "" : built.error().text().c_str());
        document_.adopt(std::make_shared<const model::Snapshot>(std::move(built).value()), "Test");
        workspace_ = std::make_unique<views::Workspace>(
            document_, std::make_shared<const model::Catalog>(std::move(catalog).value()));
    }

    void aRunEndsWithFiguresBesideTheClosedForm() {
        SimulationDialog dialog(*workspace_);
        dialog.show();
        dialog.findChildren<QComboBox*>().at(1)->setCurrentIndex(0);  // the fewest interruptions
        dialog.start();
        QVERIFY(dialog.running());
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.running(), 60000);
        QVERIFY2(dialog.outcome().finished, qPrintable(words(dialog)));
        auto* table = dialog.findChild<QTreeWidget*>();
        QCOMPARE(table->topLevelItemCount(), 3);
        QVERIFY(table->topLevelItem(0)->text(1).contains(QStringLiteral("±")));
        QVERIFY(words(dialog).contains(QStringLiteral("agree")) ||
                words(dialog).contains(QStringLiteral("regime")));
        QVERIFY(!dialog.findChild<SimulationPicture*>()->accessibleDescription().isEmpty());
        QVERIFY(dialog.findChild<MonthStrip*>()->isVisible());
        dialog.grab();
    }

    void everyShippedStudyFillsItsTable() {
        StudyDialog dialog(workspace_->theme());
        dialog.show();
        const auto& studies = analytics::shippedStudies();
        for (int i = 0; i < static_cast<int>(studies.size()); ++i) {
            const std::size_t cells = studies[static_cast<std::size_t>(i)].cells.size();
            if (cells > 60) continue;  // those that search take longest
            dialog.choose(i);
            QTRY_COMPARE_WITH_TIMEOUT(dialog.answered(), cells, 120000);
            QCOMPARE(dialog.apart(), std::size_t{0});
            QCOMPARE(static_cast<std::size_t>(dialog.findChild<QTreeWidget*>()->columnCount()),
                     studies[static_cast<std::size_t>(i)].columns.size() + 1);
        }
        dialog.grab();
    }

    void theSameSeedGivesTheSameAnswer() {
        double first = 0;
        for (int i = 0; i < 2; ++i) {
            SimulationDialog dialog(*workspace_);
            dialog.findChildren<QComboBox*>().at(1)->setCurrentIndex(0);
            dialog.start();
            QTRY_VERIFY_WITH_TIMEOUT(!dialog.running(), 60000);
            const double mean = dialog.outcome().jobs.at(0).goodput.mean;
            if (i == 0) first = mean;
            QCOMPARE(mean, first);
        }
    }

    void aLongRunCanBeStoppedAndClosed() {
        SimulationDialog dialog(*workspace_);
        dialog.findChildren<QComboBox*>().at(1)->setCurrentIndex(3);
        dialog.start();
        dialog.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.running(), 60000);
        dialog.start();  // and once more, closed while at work
    }

    void withoutAJobItSaysWhatToDo() {
        model::Document empty;
        views::Workspace workspace(empty, std::make_shared<const model::Catalog>());
        SimulationDialog dialog(workspace);
        QVERIFY(words(dialog).contains(QStringLiteral("job")));
        dialog.start();
        QVERIFY(!dialog.running());
    }

private:
    static QString words(const SimulationDialog& dialog) {
        QString out;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            out += label->text() + QLatin1Char(' ');
        return out;
    }

    model::Document document_;
    std::unique_ptr<views::Workspace> workspace_;
};

QTEST_MAIN(SimulationDialogTest)
#include "simulation_dialog_test.moc"
