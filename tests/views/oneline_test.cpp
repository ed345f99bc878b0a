// SPDX-License-Identifier: GPL-3.0-or-later
// The one-line drawing: how a tree is laid out and grouped, and how it is edited with the mouse.
#include "model/document/document.h"
#include "model/edit/power_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/storage/design_file.h"
#include "model/templates/templates.h"
#include "views/power/one_line_drawing.h"
#include "views/power/one_line_view.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

namespace {

ObjectRef node(PowerNodeId id) {
    return {ObjectRef::Kind::PowerNode, id.value, Id<void>::kNone};
}

PowerNodeId named(const model::Snapshot& s, std::string_view name) {
    PowerNodeId out;
    s.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        if (n.name == name) out = id;
    });
    return out;
}

bool overlapping(const Diagram& d) {
    for (std::size_t i = 0; i < d.boxes.size(); ++i)
        for (std::size_t k = i + 1; k < d.boxes.size(); ++k)
            if (d.boxes[i].at.intersects(d.boxes[k].at)) return true;
    return false;
}

}  // namespace

class OneLineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        catalog_ = std::make_shared<const model::Catalog>(std::move(catalog).value());
    }
    void init() {
        document_ = std::make_unique<model::Document>();
        document_->adopt(built({{"su", 1}}), "New design");
        workspace_ = std::make_unique<Workspace>(*document_, catalog_);
        view_ = std::make_unique<OneLineView>(*workspace_);
        view_->resize(1400, 900);
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    }
    void cleanup() {
        view_.reset();
        workspace_.reset();
        document_.reset();
    }

    void sourcesAreAboveWhatTheyFeed() {
        const Diagram& d = view_->canvas().diagram();
        QVERIFY(d.boxes.size() > 4);
        QVERIFY(!overlapping(d));
        for (const DiagramWire& w : d.wires) {
            QVERIFY(d.boxes[w.upper].at.bottom() < d.boxes[w.lower].at.top());
            QVERIFY(w.route.size() >= 2);
            for (std::size_t i = 1; i < w.route.size(); ++i)
                QVERIFY(w.route[i - 1].x() == w.route[i].x() || w.route[i - 1].y() == w.route[i].y());
        }
    }

    void equalRacksAreOneBoxUntilOpened() {
        DiagramScene& scene = view_->canvas().diagramScene();
        const auto group = [&]() -> const DiagramBox* {
            for (const DiagramBox& b : view_->canvas().diagram().boxes)
                if (b.first().kind == ObjectRef::Kind::Rack && b.isGroup()) return &b;
            return nullptr;
        };
        QVERIFY(group());
        const std::size_t members = group()->members.size(), before = view_->canvas().diagram().boxes.size();
        QVERIFY(scene.open(snapshot(), group()->first()));
        QCOMPARE(view_->canvas().diagram().boxes.size(), before + members - 1);
        scene.closeGroups();
        QCOMPARE(view_->canvas().diagram().boxes.size(), before);
    }

    void theSameDesignGetsTheSamePicture() {
        Diagram a = drawOneLine(snapshot(), {}), b = drawOneLine(snapshot(), {});
        a.index(), b.index();
        layOut(a), layOut(b);
        for (std::size_t i = 0; i < a.boxes.size(); ++i)
            QCOMPARE(a.boxes[i].at, b.boxes[i].at);
        QCOMPARE(crossings(a), crossings(b));
    }

    void aTreeIsDrawnWithoutCrossings() {
        model::Snapshot s;
        Diagram d;
        // Two sources, each over two children given in the wrong order.
        const auto box = [&](std::uint32_t id, int layer, double order) {
            DiagramBox b;
            b.members = {node(PowerNodeId{id})};
            b.layer = layer;
            b.order = order;
            d.boxes.push_back(b);
        };
        box(0, 0, 0), box(1, 0, 1), box(2, 1, 0), box(3, 1, 1), box(4, 1, 2), box(5, 1, 3);
        for (const auto& [u, l] : {std::pair{0u, 3u}, {0u, 5u}, {1u, 2u}, {1u, 4u}})
            d.wires.push_back({u, l, model::PowerSide::None, false, {}});
        d.index();
        layOut(d);
        QCOMPARE(crossings(d), std::size_t{0});
        QVERIFY(!overlapping(d));
    }

    void largeSitesAreReadable() {
        const model::SnapshotPtr large = built({{"racks", 1821}});
        QVERIFY(large->powerNodes.size() + large->coolingUnits.size() > 900);
        Diagram d = drawOneLine(*large, {});
        QVERIFY2(d.boxes.size() < 80, qPrintable(QString::number(d.boxes.size())));
        std::size_t racks = 0, nodes = 0;
        for (const DiagramBox& b : d.boxes) {
            racks += b.first().kind == ObjectRef::Kind::Rack ? b.members.size() : 0;
            nodes += b.first().kind == ObjectRef::Kind::PowerNode ? b.members.size() : 0;
        }
        QCOMPARE(racks, large->racks.size());
        QCOMPARE(nodes, large->powerNodes.size());
    }

    void draggingABoxMovesItAndUndoPutsItBack() {
        const PowerNodeId id = firstNode();
        const QRectF before = boxOf(id);
        drag(middle(before), middle(before) + QPoint(90, -40));
        QVERIFY(snapshot().powerNodes.at(id).diagram.has_value());
        QVERIFY(boxOf(id).topLeft() != before.topLeft());
        document_->undo();
        QVERIFY(!snapshot().powerNodes.at(id).diagram);
    }

    void handPlacedPositionsSurviveLayoutAndFile() {
        const PowerNodeId id = firstNode();
        QVERIFY(workspace_->dispatch(model::drawPowerNode(id, model::FloorPoint{-770, 1230})));
        QCOMPARE(boxOf(id).topLeft(), QPointF(-770, 1230));
        view_->layOutAgain();
        QCOMPARE(boxOf(id).topLeft(), QPointF(-770, 1230));
        QVERIFY(!overlapping(view_->canvas().diagram()));
        const Result<model::Snapshot> back = model::decodeDesign(model::encodeDesign(snapshot()), "test");
        QVERIFY2(back.ok(), back.ok() ? "" : back.error().text().c_str());
        QCOMPARE(back.value().powerNodes.at(named(back.value(), snapshot().powerNodes.at(id).name)).diagram,
                 snapshot().powerNodes.at(id).diagram);
        view_->forgetPositions();
        QVERIFY(!snapshot().powerNodes.at(id).diagram);
        document_->undo();
        QCOMPARE(boxOf(id).topLeft(), QPointF(-770, 1230));
    }

    void aWireIsPulledFromTheTerminal() {
        view_->addElement(QStringLiteral("generic-ups-1250kw"));
        const PowerNodeId fresh{snapshot().powerNodes.end() - 1};
        workspace_->selection().clear();
        const PowerNodeId source = firstNode();
        QVERIFY(snapshot().powerNodes.at(fresh).parents.empty());
        view_->canvas().fitAll();
        const QRectF from = boxOf(source);
        drag(screen(DiagramScene::terminal(*view_->canvas().diagram().find(node(source))).center() +
                    QPointF(0, 4)),
             middle(boxOf(fresh)));
        QCOMPARE(snapshot().powerNodes.at(fresh).parents, std::vector<PowerNodeId>{source});
        QVERIFY(!snapshot().powerNodes.at(source).diagram);  // it was not moved
        QCOMPARE(boxOf(source), from);
        document_->undo();
        QVERIFY(snapshot().powerNodes.at(fresh).parents.empty());
    }

    void aCircleIsRefusedInWords() {
        const PowerNodeId source = firstNode();
        PowerNodeId child;
        snapshot().powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
            if (!child.isValid() && !n.parents.empty() && n.parents.front() == source) child = id;
        });
        QVERIFY(child.isValid());
        QSignalSpy refused(workspace_.get(), &Workspace::refused);
        const model::SnapshotPtr before = workspace_->snapshot();
        drag(screen(DiagramScene::terminal(*view_->canvas().diagram().find(node(child))).center() +
                    QPointF(0, 4)),
             middle(boxOf(source)));
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.front().front().toString().contains(QStringLiteral("feeds itself")));
        QVERIFY(workspace_->snapshot() == before);
    }

    void racksDroppedOnAnElementAreFedByIt() {
        const DiagramBox* racks = nullptr;
        for (const DiagramBox& b : view_->canvas().diagram().boxes)
            if (b.first().kind == ObjectRef::Kind::Rack && b.isGroup()) racks = &b;
        QVERIFY(racks);
        const std::vector<ObjectRef> members = racks->members;
        const PowerNodeId source = firstNode();
        drag(middle(racks->at), middle(boxOf(source)));
        for (const ObjectRef& o : members) {
            const auto& feeds = snapshot().racks.at(RackId{o.id}).feeds;
            QVERIFY(feeds[0] == source || feeds[1] == source);
        }
        QCOMPARE(document_->history().entries().size(), std::size_t{2});  // all of them in one step
    }

    void anAssumedFailureIsShownUntilTheDesignChanges() {
        AssumedFailure loss;
        loss.failed = loss.dark = {firstNode()};
        loss.darkRacks = {snapshot().racks.ids().front()};
        view_->showFailure(loss);
        const DiagramBox* box = view_->canvas().diagram().find(node(firstNode()));
        SceneContext c = view_->canvas().context({});
        const model::SnapshotPtr s = workspace_->snapshot();
        c.snapshot = s.get();
        QVERIFY(view_->canvas().diagramScene().figures(c, *box).failed);
        QVERIFY(workspace_->dispatch(model::setPowerCount(firstNode(), 3)));
        QVERIFY(view_->canvas().oneLine().assumed().empty());
    }

    void farAwayLessIsDrawn() {
        DisplayList near, far;
        SceneContext c = view_->canvas().context({});
        const model::SnapshotPtr s = workspace_->snapshot();
        c.snapshot = s.get();
        c.visible = view_->canvas().scene().bounds(*s);
        c.scale = 1;
        view_->canvas().scene().build(near, c);
        c.scale = 0.1;
        view_->canvas().scene().build(far, c);
        QVERIFY(far.texts.size() < near.texts.size() / 2);
        QVERIFY(far.paths.empty());
        QVERIFY(!near.paths.empty());
    }

private:
    model::SnapshotPtr built(const ParameterValues& values) const {
        Result<model::Snapshot> out = model::buildTemplate(*catalog_, "gb200-superpod", values);
        if (!out) qFatal("%s", out.error().text().c_str());
        return std::make_shared<const model::Snapshot>(std::move(out).value());
    }
    const model::Snapshot& snapshot() const { return *workspace_->snapshot(); }
    PowerNodeId firstNode() const { return snapshot().powerNodes.ids().front(); }
    QRectF boxOf(PowerNodeId id) const {
        const DiagramBox* box = view_->canvas().diagram().find(node(id));
        return box ? box->at : QRectF();
    }
    QPoint screen(QPointF scene) const { return view_->canvas().camera().toScreen(scene).toPoint(); }
    QPoint middle(const QRectF& box) const { return screen(box.center()); }
    void drag(QPoint from, QPoint to) const {
        OneLineCanvas& canvas = view_->canvas();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(&canvas, from + (to - from) * i / 8);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
    }

    std::shared_ptr<const model::Catalog> catalog_;
    std::unique_ptr<model::Document> document_;
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<OneLineView> view_;
};

QTEST_MAIN(OneLineTest)
#include "oneline_test.moc"
