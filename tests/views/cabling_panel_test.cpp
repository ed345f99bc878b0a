// SPDX-License-Identifier: GPL-3.0-or-later
// The cable panel and the fabric canvas, driven with mouse and keys: taking cables away, putting them back,
// pulling one from box to box, opening a group.
#include "model/document/document.h"
#include "model/edit/fabric_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "views/cabling/cable_panel.h"
#include "views/cabling/cable_table.h"
#include "views/fabric/fabric_view.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

class CablingPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        catalog_ = std::make_shared<const model::Catalog>(std::move(catalog).value());
    }

    void init() {
        Result<model::Snapshot> built = model::buildTemplate(*catalog_, "gb200-superpod", {{"su", 1}});
        QVERIFY(built.ok());
        document_ = std::make_unique<model::Document>();
        document_->adopt(std::make_shared<const model::Snapshot>(std::move(built).value()), "New design");
        workspace_ = std::make_unique<Workspace>(*document_, catalog_);
    }
    void cleanup() {
        workspace_.reset();
        document_.reset();
    }

    void chosenCablesAreTakenAwayAndPutBack() {
        CablePanel panel(*workspace_);
        panel.show();
        auto* view = panel.findChild<QTableView*>();
        QTRY_COMPARE(view->model()->rowCount(), 1152);
        view->selectRow(0);
        button(panel, "Take away")->click();
        QCOMPARE(compute()->removed.size(), std::size_t{1});
        QTRY_COMPARE(view->model()->rowCount(), 1152);
        QTRY_COMPARE(view->model()->index(1151, CableTable::OriginColumn).data().toString(),
                     QStringLiteral("taken away"));
        view->selectRow(1151);
        button(panel, "Put back")->click();
        QVERIFY(compute()->removed.empty());
        QVERIFY(document_->history().canUndo());
    }

    void wordsAndSelectionNarrowTheList() {
        CablePanel panel(*workspace_);
        panel.show();
        auto* view = panel.findChild<QTableView*>();
        QTRY_COMPARE(view->model()->rowCount(), 1152);
        panel.findChild<QLineEdit*>()->setText(QStringLiteral("A1 U"));
        QTRY_COMPARE(view->model()->rowCount(), 72);
        panel.findChild<QLineEdit*>()->clear();
        workspace_->selection().replace({rackObject(snapshot().racks.ids()[1])});
        panel.findChild<QCheckBox*>()->setChecked(true);
        QTRY_COMPARE(view->model()->rowCount(), 72);
    }

    void aCableIsPulledFromBoxToBox() {
        // Without a generator every port is free.
        QVERIFY(workspace_->dispatch(model::setGenerator(fabric_, "")));
        FabricView view(*workspace_);
        view.resize(1400, 800);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        FabricCanvas& canvas = view.canvas();
        const FabricLayout& layout = canvas.fabricScene().layout(snapshot());
        const QPoint from = at(canvas, layout.boxes.front().at), to = at(canvas, layout.boxes.back().at);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, (from + to) / 2);
        QTest::mouseMove(&canvas, to);
        QTRY_COMPARE(snapshot().cables.size(), std::size_t{1});  // while the button is held
        QVERIFY(document_->previewing());
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
        QCOMPARE(snapshot().cables.size(), std::size_t{1});
        QVERIFY(!document_->previewing());
        document_->undo();
        QVERIFY(snapshot().cables.empty());
    }

    void anOpenedGroupShowsItsMembers() {
        FabricScene scene;
        const std::size_t before = scene.layout(snapshot()).boxes.size();
        QVERIFY(!scene.open(snapshot(), rackObject(snapshot().racks.ids().front())));  // stands for itself
        QCOMPARE(scene.layout(snapshot()).boxes.size(), before);
        const OpenedGroups none;
        Result<model::Snapshot> large = model::buildTemplate(*catalog_, "gb200-superpod", {{"racks", 256}});
        QVERIFY2(large.ok(), large.ok() ? "" : large.error().text().c_str());
        const model::Snapshot& s = large.value();
        const FabricLayout grouped = layoutFabric(s, fabric_, none);
        const FabricLayout opened = layoutFabric(s, fabric_, {{0, 0}});
        const std::size_t members = grouped.boxes.front().members();
        QVERIFY(members > 1);
        QCOMPARE(opened.boxes.size(), grouped.boxes.size() + members - 1);
        QCOMPARE(opened.boxes.front().members(), std::size_t{1});
        QCOMPARE(opened.cables, grouped.cables);
    }

private:
    const model::Snapshot& snapshot() const { return *workspace_->snapshot(); }
    const Shared<model::Fabric>& compute() const { return snapshot().fabrics.at(fabric_); }
    static QPushButton* button(const QWidget& in, const char* text) {
        for (QPushButton* b : in.findChildren<QPushButton*>())
            if (b->text() == QLatin1String(text)) return b;
        return nullptr;
    }
    static QPoint at(const CanvasWidget& canvas, const QRectF& box) {
        return canvas.mapFromGlobal(canvas.screenRect(box).center());
    }

    FabricId fabric_{0};
    std::shared_ptr<const model::Catalog> catalog_;
    std::unique_ptr<model::Document> document_;
    std::unique_ptr<Workspace> workspace_;
};

QTEST_MAIN(CablingPanelTest)
#include "cabling_panel_test.moc"
