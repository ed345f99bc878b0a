// SPDX-License-Identifier: GPL-3.0-or-later
// The cooling drawing: plant over units over loops over racks, edited with the mouse.
#include "analytics/engine/evaluate.h"
#include "model/document/document.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/facility_wiring.h"
#include "model/storage/catalog_loader.h"
#include "model/storage/design_file.h"
#include "model/templates/templates.h"
#include "views/cooling/cooling_drawing.h"
#include "views/cooling/cooling_scene.h"
#include "views/cooling/cooling_view.h"

#include <QSignalSpy>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

namespace {

ObjectRef loopRef(CoolingLoopId id) {
    return {ObjectRef::Kind::CoolingLoop, id.value, Id<void>::kNone};
}
ObjectRef unitRef(CoolingUnitId id) {
    return {ObjectRef::Kind::CoolingUnit, id.value, Id<void>::kNone};
}

}  // namespace

class CoolingViewTest : public QObject {
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
        view_ = std::make_unique<CoolingView>(*workspace_);
        view_->resize(1400, 900);
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    }
    void cleanup() {
        view_.reset();
        workspace_.reset();
        document_.reset();
    }

    void heatFlowsUpwardsThroughTheLayers() {
        const Diagram& d = diagram();
        for (const DiagramWire& w : d.wires)
            QVERIFY(d.boxes[w.upper].at.bottom() < d.boxes[w.lower].at.top());
        int last = 0;
        for (const DiagramBox& b : d.boxes)
            last = std::max(last, b.layer);
        for (const DiagramBox& b : d.boxes) {
            QCOMPARE(b.layer == last, b.first().kind == ObjectRef::Kind::Rack);
            if (b.first().kind == ObjectRef::Kind::CoolingLoop) QCOMPARE(b.layer, last - 1);
        }
    }

    void anAddedUnitServesTheSelectedLoop() {
        const CoolingLoopId loop = snapshot().coolingLoops.ids().front();
        workspace_->selection().replace({loopRef(loop)});
        view_->addUnit(QStringLiteral("vertiv-coolchip-1350"));
        const CoolingUnitId fresh{snapshot().coolingUnits.end() - 1};
        QCOMPARE(snapshot().coolingUnits.at(fresh).loop, loop);
        QVERIFY(workspace_->selection().contains(loopRef(loop)));  // ready for the next one
    }

    void racksAreHungOnALoopByDragging() {
        view_->addLoop(model::CoolingMedium::Liquid);
        const CoolingLoopId loop{snapshot().coolingLoops.end() - 1};
        view_->canvas().fitAll();
        const DiagramBox racks = *rackBox();
        drag(middle(racks.at), middle(boxOf(loopRef(loop))));
        for (const ObjectRef& o : racks.members)
            QCOMPARE(snapshot().racks.at(RackId{o.id}).liquidLoop, loop);
        document_->undo();
        QVERIFY(snapshot().racks.at(RackId{racks.members.front().id}).liquidLoop != loop);
    }

    void aUnitIsJoinedToLoopAndPlant() {
        view_->addLoop(model::CoolingMedium::Liquid);
        const CoolingLoopId loop{snapshot().coolingLoops.end() - 1};
        workspace_->selection().clear();
        view_->addUnit(QStringLiteral("vertiv-coolchip-1350"));
        const CoolingUnitId unit{snapshot().coolingUnits.end() - 1};
        view_->canvas().fitAll();
        pull(unitRef(unit), loopRef(loop));
        QCOMPARE(snapshot().coolingUnits.at(unit).loop, loop);
        view_->canvas().fitAll();
        const CoolingUnitId plant = plantUnit();
        pull(unitRef(plant), unitRef(unit));
        QCOMPARE(snapshot().coolingUnits.at(unit).plant, std::vector<CoolingUnitId>{plant});
    }

    void aCircleOfPlantIsRefusedInWords() {
        const CoolingUnitId plant = plantUnit();
        QVERIFY(workspace_->dispatch(
            model::addCatalogCoolingUnit(*catalog_, "generic-chiller-1mw", model::CoolingUnit{})));
        const CoolingUnitId other{snapshot().coolingUnits.end() - 1};
        QVERIFY(workspace_->dispatch(model::setUnitPlant(other, {plant})));
        view_->canvas().fitAll();
        QSignalSpy refused(workspace_.get(), &Workspace::refused);
        const model::SnapshotPtr before = workspace_->snapshot();
        pull(unitRef(other), unitRef(plant));
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.front().front().toString().contains(QStringLiteral("to itself")));
        QVERIFY(workspace_->snapshot() == before);
    }

    void handPlacedPositionsSurviveLayoutAndFile() {
        const CoolingLoopId loop = snapshot().coolingLoops.ids().front();
        const CoolingUnitId unit = snapshot().coolingUnits.ids().front();
        QVERIFY(workspace_->dispatch(model::drawCoolingLoop(loop, model::FloorPoint{900, -640})));
        QVERIFY(workspace_->dispatch(model::drawCoolingUnit(unit, model::FloorPoint{1400, -640})));
        view_->layOutAgain();
        QCOMPARE(boxOf(loopRef(loop)).topLeft(), QPointF(900, -640));
        QCOMPARE(boxOf(unitRef(unit)).topLeft(), QPointF(1400, -640));
        const Result<model::Snapshot> back = model::decodeDesign(model::encodeDesign(snapshot()), "test");
        QVERIFY(back.ok());
        QVERIFY(back.value() == snapshot());
        view_->forgetPositions();
        QVERIFY(!snapshot().coolingLoops.at(loop).diagram);
        document_->undo();
        QCOMPARE(boxOf(loopRef(loop)).topLeft(), QPointF(900, -640));
    }

    void aLoopShowsTheFlowMarginOfTheMetric() {
        const analytics::Report report = analytics::evaluate(snapshot());
        const analytics::MetricValue* metric = report.find("cooling.flow_margin");
        QVERIFY(metric && metric->known());
        const Theme theme = makeTheme(ThemeMode::Light);
        SceneContext context;
        context.snapshot = &snapshot();
        context.theme = &theme;
        context.report = &report;
        const CoolingScene scene;
        QStringList shown;
        for (const DiagramBox& b : diagram().boxes)
            if (b.first().kind == ObjectRef::Kind::CoolingLoop) shown << scene.figures(context, b).after;
        const double margin = std::abs(metric->value());
        const QString wanted = QStringLiteral("%1\u2009%").arg(margin * 100, 0, 'f', 0);
        const QString words =
            metric->value() < 0 ? QStringLiteral("flow %1 short") : QStringLiteral("flow margin %1");
        QVERIFY2(shown.join(QLatin1Char('\n')).contains(words.arg(wanted)),
                 qPrintable(shown.join(QLatin1Char('\n'))));
    }

    void largeSitesAreReadable() {
        Result<model::Snapshot> large = model::buildTemplate(*catalog_, "gb200-superpod", {{"racks", 1821}});
        QVERIFY(large.ok());
        const Diagram d = drawCooling(large.value(), {});
        QVERIFY2(d.boxes.size() < 120, qPrintable(QString::number(d.boxes.size())));
        std::size_t racks = 0, units = 0, loops = 0;
        for (const DiagramBox& b : d.boxes) {
            racks += b.first().kind == ObjectRef::Kind::Rack ? b.members.size() : 0;
            units += b.first().kind == ObjectRef::Kind::CoolingUnit ? b.members.size() : 0;
            loops += b.first().kind == ObjectRef::Kind::CoolingLoop ? b.members.size() : 0;
        }
        QCOMPARE(racks, large.value().racks.size());
        QCOMPARE(units, large.value().coolingUnits.size());
        QCOMPARE(loops, large.value().coolingLoops.size());
    }

private:
    const model::Snapshot& snapshot() const { return *workspace_->snapshot(); }
    const Diagram& diagram() const { return view_->canvas().diagram(); }
    QRectF boxOf(const ObjectRef& object) const {
        const DiagramBox* box = diagram().find(object);
        return box ? box->at : QRectF();
    }
    const DiagramBox* rackBox() const {
        for (const DiagramBox& b : diagram().boxes)
            if (b.first().kind == ObjectRef::Kind::Rack && b.isGroup()) return &b;
        return nullptr;
    }
    CoolingUnitId plantUnit() const {
        CoolingUnitId out;
        snapshot().coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
            if (!out.isValid() && !u.loop.isValid()) out = id;
        });
        return out;
    }
    QPoint screen(QPointF scene) const { return view_->canvas().camera().toScreen(scene).toPoint(); }
    QPoint middle(const QRectF& box) const { return screen(box.center()); }
    void pull(const ObjectRef& from, const ObjectRef& to) const {
        drag(screen(DiagramScene::terminal(*diagram().find(from)).center() + QPointF(0, 4)),
             middle(boxOf(to)));
    }
    void drag(QPoint from, QPoint to) const {
        CoolingCanvas& canvas = view_->canvas();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(&canvas, from + (to - from) * i / 8);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
    }

    std::shared_ptr<const model::Catalog> catalog_;
    std::unique_ptr<model::Document> document_;
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<CoolingView> view_;
};

QTEST_MAIN(CoolingViewTest)
#include "cooling_view_test.moc"
