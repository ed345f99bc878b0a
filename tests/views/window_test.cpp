// SPDX-License-Identifier: GPL-3.0-or-later
// The window driven with mouse and keys: create from a template, drag a rack and watch the report follow,
// edit in the inspector, undo, waive, save and reopen. Waits poll a visible state, never a clock.
#include "app/cli/report_writer.h"
#include "app/gui/main_window.h"
#include "app/gui/start_page.h"
#include "model/document/document.h"
#include "model/storage/catalog_loader.h"
#include "views/canvas/canvas_widget.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_view.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace rackloom;
using namespace rackloom::app;

namespace {
class NoReports : public ReportWriter {
    Result<void> write(const model::Snapshot&, const analytics::Report&, const model::Catalog&,
                       const ReportOrder&) override {
        return Error{"report", "not in this test", ""};
    }
};
}  // namespace

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("XDG_STATE_HOME", dir_.path().toUtf8());
        QCoreApplication::setOrganizationName(QStringLiteral("rackloom-test"));
        QSettings().clear();
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        catalog_ = std::make_shared<const model::Catalog>(std::move(catalog).value());
    }

    void init() {
        window_ = std::make_unique<MainWindow>(catalog_, writer_);
        window_->show();
        window_->start({});
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        auto* create = button(QStringLiteral("Create design"));
        QVERIFY(create);
        QTest::mouseClick(create, Qt::LeftButton);
        QTRY_COMPARE(window_->document().snapshot()->racks.size(), std::size_t{13});
        QTRY_VERIFY(value("capacity.gpus") == 576);
    }

    void cleanup() {
        window_->document().adopt(std::make_shared<const model::Snapshot>(), "End");
        window_.reset();
    }

    void draggingARackIsPreviewedAndRecordedOnce() {
        views::HallView& hall = window_->hallView();
        const RackId id = window_->document().snapshot()->racks.ids().front();
        const model::FloorPoint before = window_->document().snapshot()->racks.at(id).position;
        const auto entries = window_->document().history().entries().size();
        const QPoint from = screen(id), to = from + QPoint(0, qRound(1200 * hall.camera().scale));
        QTest::mousePress(&hall, Qt::LeftButton, Qt::NoModifier, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(&hall, from + (to - from) * i / 8);
        QVERIFY(window_->document().previewing());
        QCOMPARE(window_->document().history().entries().size(), entries);
        QTest::mouseRelease(&hall, Qt::LeftButton, Qt::NoModifier, to);
        QVERIFY(!window_->document().previewing());
        QCOMPARE(window_->document().history().entries().size(), entries + 1);
        QVERIFY(window_->document().snapshot()->racks.at(id).position != before);
        window_->document().undo();
        QVERIFY(window_->document().snapshot()->racks.at(id).position == before);
    }

    void escapeDuringADragPutsTheRackBack() {
        views::HallView& hall = window_->hallView();
        const RackId id = window_->document().snapshot()->racks.ids().front();
        const model::SnapshotPtr before = window_->document().snapshot();
        const QPoint from = screen(id);
        QTest::mousePress(&hall, Qt::LeftButton, Qt::NoModifier, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(&hall, from + QPoint(0, i * 4));
        QTest::keyClick(&hall, Qt::Key_Escape);
        QTest::mouseRelease(&hall, Qt::LeftButton, Qt::NoModifier, from);
        QVERIFY(window_->document().snapshot() == before);
    }

    void deletingARackLowersTheNumbers() {
        const RackId id = window_->document().snapshot()->racks.ids().front();
        window_->workspace().selection().replace({views::rackObject(id)});
        action(QStringLiteral("Delete selection"))->trigger();
        QTRY_VERIFY(value("capacity.gpus") == 504);
        action(QStringLiteral("Undo"))->trigger();
        QTRY_VERIFY(value("capacity.gpus") == 576);
    }

    void removingASpineLowersTheBisectionToTheCut() {
        const model::SnapshotPtr s = window_->document().snapshot();
        model::DeviceRef spine;
        s->fabrics.forEach([&](FabricId, const Shared<model::Fabric>& f) {
            if (f->role == model::FabricRole::Compute) spine = f->tiers.at(1).switches.front();
        });
        QVERIFY(value("fabric.scale_out.bisection") == 115200e9);
        window_->workspace().selection().replace({views::deviceObject(spine)});
        action(QStringLiteral("Remove devices in this rack only"))->trigger();
        QTRY_VERIFY(value("fabric.scale_out.bisection") == 102400e9);
    }

    void theOutlineForgetsARemovedSwitchAndStaysOpen() {
        auto* tree = window_->findChild<QDockWidget*>(QStringLiteral("Outline"))->findChild<QTreeWidget*>();
        const auto tier = [&](const char* name) {
            const auto found =
                tree->findItems(QString::fromLatin1(name), Qt::MatchExactly | Qt::MatchRecursive);
            return found.isEmpty() ? nullptr : found.front();
        };
        QTreeWidgetItem* spines = tier("spine (9 switches)");
        QVERIFY(spines && spines->childCount() == 9);
        for (QTreeWidgetItem* item = spines; item; item = item->parent())
            item->setExpanded(true);
        tree->setCurrentItem(spines->child(0));
        action(QStringLiteral("Remove devices in this rack only"))->trigger();
        QVERIFY(!tier("spine (9 switches)"));
        spines = tier("spine (8 switches)");
        QVERIFY(spines && spines->childCount() == 8 && spines->isExpanded());
        QVERIFY(spines->parent()->isExpanded());
        window_->document().undo();
        spines = tier("spine (9 switches)");
        QVERIFY(spines && spines->childCount() == 9 && spines->isExpanded());
    }

    void theInspectorTakesUnitsAndRefusesNonsense() {
        window_->workspace().selection().clear();
        auto* budget = field(QStringLiteral("Facility power"));
        QVERIFY(budget);
        budget->setFocus();
        budget->selectAll();
        QTest::keyClicks(budget, QStringLiteral("1.2 MW"));
        QTest::keyClick(budget, Qt::Key_Return);
        QTRY_VERIFY(window_->document().snapshot()->site->budgets.contains("power.facility"));
        QCOMPARE(window_->document().snapshot()->site->budgets.at("power.facility"), 1.2e6);
        const model::SnapshotPtr before = window_->document().snapshot();
        budget = field(QStringLiteral("Facility power"));
        budget->setFocus();
        budget->selectAll();
        QTest::keyClicks(budget, QStringLiteral("12 parsecs"));
        QTest::keyClick(budget, Qt::Key_Return);
        QCOMPARE(window_->document().snapshot(), before);
    }

    void aDeviceForOneOfManyRacksGivesItADesignOfItsOwn() {
        const model::SnapshotPtr before = window_->document().snapshot();
        const RackId first = before->racks.ids().at(0), second = before->racks.ids().at(1);
        QVERIFY(before->racks.at(first).design == before->racks.at(second).design);
        const std::size_t devices = before->designs.at(before->racks.at(first).design)->slots.size();
        const auto placeAndAnswer = [&](const QString& answer) {
            window_->workspace().selection().replace({views::rackObject(first)});
            QTimer::singleShot(0, window_.get(), [answer] {
                const auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                for (QAbstractButton* b : box->buttons())
                    if (QString(b->text()).remove(QLatin1Char('&')) == answer) return b->click();
                QFAIL("no such answer");
            });
            window_->placeFromPalette(views::PaletteItem::Device, QStringLiteral("nvidia-sn2201-m"));
        };
        placeAndAnswer(QStringLiteral("Cancel"));
        QCOMPARE(window_->document().snapshot(), before);
        placeAndAnswer(QStringLiteral("Rack A1 only"));
        const model::SnapshotPtr one = window_->document().snapshot();
        QVERIFY(one->racks.at(first).design != one->racks.at(second).design);
        QCOMPARE(one->designs.at(one->racks.at(first).design)->slots.size(), devices + 1);
        QCOMPARE(one->designs.at(one->racks.at(second).design)->slots.size(), devices);
        action(QStringLiteral("Undo"))->trigger();
        QVERIFY(*window_->document().snapshot() == *before);
        placeAndAnswer(QStringLiteral("All 8 racks"));
        const model::SnapshotPtr all = window_->document().snapshot();
        QVERIFY(all->racks.at(first).design == all->racks.at(second).design);
        QCOMPARE(all->designs.at(all->racks.at(first).design)->slots.size(), devices + 1);
    }

    void theStartPageHidesPanelsUntilThereIsADesign() {
        auto* outline = window_->findChild<QDockWidget*>(QStringLiteral("Outline"));
        auto* inspector = window_->findChild<QDockWidget*>(QStringLiteral("Inspector"));
        QVERIFY(outline && inspector);
        inspector->hide();
        QVERIFY(outline->isVisible());
        action(QStringLiteral("Start page"))->trigger();
        QVERIFY(!outline->isVisible());
        action(QStringLiteral("Show hall plan"))->trigger();
        QVERIFY(outline->isVisible());
        QVERIFY(!inspector->isVisible());  // what was closed before stays closed
        inspector->show();
    }

    void duplicatingFindsAFreePlace() {
        const RackId id = window_->document().snapshot()->racks.ids().front();
        window_->workspace().selection().replace({views::rackObject(id)});
        action(QStringLiteral("Duplicate racks"))->trigger();
        QCOMPARE(window_->document().snapshot()->racks.size(), std::size_t{14});
        QTRY_VERIFY(value("capacity.gpus") == 648);
    }

    void savingAndOpeningGivesTheSameDesign() {
        const QString path = dir_.filePath(QStringLiteral("design.rackloom"));
        const model::SnapshotPtr before = window_->document().snapshot();
        QVERIFY(window_->document().saveAs(path).ok());
        QVERIFY(window_->document().open(path).ok());
        QVERIFY(*window_->document().snapshot() == *before);
        QVERIFY(!window_->document().modified());
    }

    void everyActionHasItsOwnTextAndNoShortcutTwice() {
        QMap<QString, int> texts;
        QMap<QString, QStringList> keys;
        for (const QAction* a : window_->findChildren<QAction*>()) {
            if (a->isSeparator() || a->menu() || a->text().isEmpty() ||
                a->objectName().startsWith(QLatin1String("_q")))
                continue;
            if (!window_->menuBar()->isAncestorOf(qobject_cast<QWidget*>(a->parent())) &&
                !a->shortcut().isEmpty())
                keys[a->shortcut().toString()] << a->text();
            ++texts[QString(a->text()).remove(QLatin1Char('&'))];
        }
        for (auto it = keys.begin(); it != keys.end(); ++it)
            QVERIFY2(it->size() == 1,
                     qPrintable(it.key() + QStringLiteral(": ") + it->join(QStringLiteral(", "))));
        QStringList mnemonics;
        for (const QAction* menu : window_->menuBar()->actions()) {
            const qsizetype at = menu->text().indexOf(QLatin1Char('&'));
            QVERIFY2(at >= 0, qPrintable(menu->text()));
            QVERIFY2(!mnemonics.contains(menu->text().mid(at + 1, 1).toLower()), qPrintable(menu->text()));
            mnemonics << menu->text().mid(at + 1, 1).toLower();
        }
    }

    void theCanvasIsATreeOfNamedThings() {
        QAccessible::setActive(true);
        QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(&window_->hallView());
        QVERIFY(canvas);
        QCOMPARE(canvas->childCount(), 1);
        QAccessibleInterface* hall = canvas->child(0);
        QVERIFY(hall->childCount() > 0);
        QAccessibleInterface* rack = hall->child(0)->child(0);
        QVERIFY(rack);
        QCOMPARE(rack->text(QAccessible::Name), QStringLiteral("Rack A1"));
        QVERIFY(!rack->rect().isEmpty());
        rack->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(window_->workspace().selection().objects().size(), std::size_t{1});
    }

private:
    double value(const char* id) const {
        const analytics::MetricValue* v = window_->workspace().report().find(id);
        return v && v->known() ? v->value() : -1;
    }
    QPoint screen(RackId id) const {
        const model::SnapshotPtr s = window_->document().snapshot();
        return window_->hallView().camera().toScreen(views::rackRect(*s, s->racks.at(id)).center()).toPoint();
    }
    QAction* action(const QString& text) const {
        for (QAction* a : window_->findChildren<QAction*>())
            if (QString(a->text()).remove(QLatin1Char('&')) == text) return a;
        qFatal("no action %s", qPrintable(text));
    }
    QPushButton* button(const QString& text) const {
        for (QPushButton* b : window_->findChildren<QPushButton*>())
            if (b->text() == text) return b;
        return nullptr;
    }
    QLineEdit* field(const QString& name) const {
        QLineEdit* found = nullptr;
        (void)QTest::qWaitFor([&] {
            for (QLineEdit* e : window_->findChildren<QLineEdit*>())
                if (e->accessibleName() == name) found = e;
            return found != nullptr;
        });
        return found;
    }

    QTemporaryDir dir_;
    NoReports writer_;
    std::shared_ptr<const model::Catalog> catalog_;
    std::unique_ptr<MainWindow> window_;
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
