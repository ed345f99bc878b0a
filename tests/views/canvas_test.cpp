// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes and canvas without a window: what is drawn, picked, named and reused.
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "views/canvas/display_list.h"
#include "views/elevation/elevation_scene.h"
#include "views/fabric/fabric_scene.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_scene.h"

#include <QImage>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

class CanvasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        Result<model::Snapshot> built = model::buildTemplate(catalog.value(), "gb200-superpod", {{"su", 1}});
        QVERIFY2(built.ok(), built.ok() ? "" : built.error().text().c_str());
        design_ = std::move(built).value();
    }

    void aRackIsPickedWhereItIsDrawn() {
        const HallScene scene;
        design_.racks.forEach([&](RackId id, const model::Rack& rack) {
            const auto hit = scene.pick(design_, rackRect(design_, rack).center(), 1);
            QVERIFY(hit.has_value());
            QCOMPARE(hit->key(), rackObject(id).key());
        });
        QVERIFY(!scene.pick(design_, QPointF(-9000, -9000), 1));
    }

    void theHallNamesItsRowsRacksAndTrays() {
        const HallScene scene;
        const std::vector<SceneItem> halls = scene.items(design_, nullptr);
        QCOMPARE(halls.size(), std::size_t{1});
        const std::vector<SceneItem> rows = scene.items(design_, &halls.front());
        QVERIFY(!rows.empty());
        const std::vector<SceneItem> racks = scene.items(design_, &rows.front());
        QVERIFY(std::any_of(racks.begin(), racks.end(),
                            [](const SceneItem& i) { return i.name == QStringLiteral("Rack A1"); }));
        QCOMPARE(scene.items(design_, &racks.front()).size(),
                 std::size_t{37});  // 18 + 9 + 8 + 2 devices of an NVL72
    }

    void farAwayOnlyBlocksAreDrawnAndCloseUpNames() {
        QCOMPARE(drawn(HallScene(), 0.002).texts.size(), std::size_t{1});  // the hall's own title
        QVERIFY(drawn(HallScene(), 0.06).texts.size() > 20);
    }

    void aDeviceIsPickedInItsUnits() {
        ElevationScene scene;
        const RackId rack = design_.racks.ids().front();
        scene.show({rack}, model::Face::Front);
        const ObjectRef tray = deviceObject({rack, SlotId{5}});
        const auto hit = scene.pick(design_, scene.boundsOf(design_, tray).center(), 1);
        QVERIFY(hit.has_value());
        QCOMPARE(hit->key(), tray.key());
        const auto spot = scene.spotAt(design_, scene.unitsRect(design_, rack, 7, 1).center());
        QVERIFY(spot.has_value());
        QCOMPARE(spot->u, 7);
    }

    void theRearShowsTheRowFromTheOtherSide() {
        ElevationScene scene;
        const std::vector<RackId> racks = rowOf(design_, design_.racks.ids().front());
        QVERIFY(racks.size() > 2);
        scene.show(racks, model::Face::Front);
        const double before = scene.cabinetRect(design_, racks.front()).left();
        scene.show(racks, model::Face::Rear);
        QVERIFY(scene.cabinetRect(design_, racks.front()).left() > before);
    }

    void theFabricDrawsEveryCableInItsBundles() {
        const FabricScene scene;
        const FabricLayout& layout = scene.layout(design_);
        QCOMPARE(layout.cables, 1152u);  // 576 node–leaf and 576 leaf–spine
        std::uint32_t sum = 0;
        for (const FabricEdge& e : layout.edges)
            sum += e.cables;
        QCOMPARE(sum, 1152u);
        QCOMPARE(layout.boxes.size(), std::size_t{8 + 32 + 9});
    }

    void movingARackKeepsTheFabricDrawing() {
        model::Snapshot moved = design_;
        const WriteToken token;
        const RackId id = moved.racks.ids().front();
        moved.racks.write(token, id).position.y += 600;
        QVERIFY(sameFabricDrawing(design_, moved));
        moved.racks.write(token, id).design = moved.designs.ids().back();
        QVERIFY(!sameFabricDrawing(design_, moved));
    }

    void rectanglesLandOnThePixelsTheyCover() {
        QImage image(20, 20, QImage::Format_RGB32);
        DisplayList list;
        list.fill(QRectF(1, 1, 2, 2), Qt::red);
        list.fill(QRectF(-1e12, 6, 2e12, 1), Qt::blue);  // far outside: clipped, not wrapped around
        rasteriseRects(image, list, Camera{2, QPointF(0, 0)}, 1, Qt::white);
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::red));
        QCOMPARE(image.pixelColor(5, 5), QColor(Qt::red));
        QCOMPARE(image.pixelColor(6, 6), QColor(Qt::white));
        QCOMPARE(image.pixelColor(0, 12), QColor(Qt::blue));
        QCOMPARE(image.pixelColor(19, 13), QColor(Qt::blue));
    }

    void textContrastIsEnoughInBothThemes() {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark, ThemeMode::HighContrast}) {
            const Theme t = makeTheme(mode);
            for (const QColor& ground : {t.surface, t.panel, t.canvas})
                for (const QColor& ink : {t.text, t.textMuted, t.error, t.warn, t.ok})
                    QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(ink.name() + ground.name()));
        }
    }

private:
    static double luminance(const QColor& c) {
        const auto linear = [](double v) {
            return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    }
    static double contrast(const QColor& a, const QColor& b) {
        const double x = luminance(a), y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    }
    DisplayList drawn(const Scene& scene, double scale) const {
        const Theme theme = makeTheme(ThemeMode::Light);
        const analytics::Report report;
        const std::vector<ObjectRef> none;
        SceneContext c;
        c.snapshot = &design_;
        c.report = &report;
        c.theme = &theme;
        c.selected = &none;
        c.scale = scale;
        c.visible = scene.bounds(design_);
        DisplayList list;
        scene.build(list, c);
        return list;
    }
    model::Snapshot design_;
};

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
