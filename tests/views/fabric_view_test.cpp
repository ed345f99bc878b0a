// SPDX-License-Identifier: GPL-3.0-or-later
// How fabrics of any shape are laid out, grouped and marked: no box on another, every cable of the cut told
// where it is drawn, groups by unit and rail. Judged on layouts and display lists, never on pixels.
#include "analytics/engine/evaluate.h"
#include "analytics/graph_files/graph_network.h"
#include "model/exchange/drawn_dump.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/parts/fabric_sizing.h"
#include "model/templates/templates.h"
#include "views/fabric/fabric_picture.h"
#include "views/fabric/fabric_scene.h"
#include "views/format/row_title.h"

#include <QTest>

#include <set>

using namespace rackloom;
using namespace rackloom::views;

namespace {

model::Snapshot imported(const std::string& text) {
    const Result<model::IbDump> dump = analytics::readNetwork(text, "test");
    if (!dump) qFatal("%s", dump.error().text().c_str());
    Result<model::Snapshot> drawn = model::drawnFrom(dump.value(), "Imported");
    if (!drawn) qFatal("%s", drawn.error().text().c_str());
    return std::move(drawn).value();
}

/// A ring of hosts with chords: no tiers, no switches.
std::string chords(int hosts, int reach) {
    std::string out;
    for (int i = 0; i < hosts; ++i)
        for (const int step : {1, reach})
            out += "h" + std::to_string(i) + " h" + std::to_string((i + step) % hosts) + " 100\n";
    return out;
}

bool overlap(const FabricLayout& l) {
    for (std::size_t i = 0; i < l.boxes.size(); ++i)
        for (std::size_t j = i + 1; j < l.boxes.size(); ++j)
            if (l.boxes[i].at.adjusted(1, 1, -1, -1).intersects(l.boxes[j].at)) return true;
    return false;
}

std::uint32_t sum(const std::vector<std::uint32_t>& of) {
    std::uint32_t out = 0;
    for (const std::uint32_t n : of)
        out += n;
    return out;
}

}  // namespace

class FabricViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        catalog_ = std::make_shared<const model::Catalog>(std::move(catalog).value());
    }

    void everyTopologyIsLaidOutAndCut_data() {
        QTest::addColumn<int>("topology");
        for (std::size_t t = 0; t < model::topologyIds().size(); ++t)
            QTest::newRow(model::topologyIds()[t]) << static_cast<int>(t);
        QTest::newRow("flat hosts") << -1;
        QTest::newRow("two islands") << -2;
    }
    void everyTopologyIsLaidOutAndCut() {
        QFETCH(int, topology);
        const model::Snapshot s = topology == -1   ? imported(chords(30, 7))
                                  : topology == -2 ? imported(chords(11, 3) + "a b\nb c\nc a\n")
                                                   : custom(topology, 32);
        const analytics::Report report = analytics::evaluate(s);
        FabricScene scene;
        const FabricLayout& l = scene.layout(s);
        QVERIFY(!l.boxes.empty());
        QVERIFY(!overlap(l));
        std::uint32_t drawn = 0;
        for (const FabricEdge& e : l.edges)
            drawn += e.cables;
        QVERIFY(drawn > 0);
        QVERIFY(drawn <= l.cables && l.joins.size() == l.cables);
        const auto result = fabricResult(report, scene.fabric(s));
        QVERIFY(result && result->lower);
        const FabricCut& cut = scene.cut(s, &report);
        // Ports of a node meet over NVLink only where rails, planes or chips are apart: nothing to cut.
        QCOMPARE(cut.known, *result->upper > 0);
        if (!cut.known) return;
        QCOMPARE(cut.cables, result->cutCables);
        QCOMPARE(sum(cut.cut) + sum(cut.inside), cut.cables);
    }

    void theCutIsDrawnRed() {
        const model::Snapshot s = imported(chords(30, 7));
        const analytics::Report report = analytics::evaluate(s);
        const FabricScene scene;
        const Theme theme = makeTheme(ThemeMode::Light);
        SceneContext c;
        c.snapshot = &s;
        c.report = &report;
        c.theme = &theme;
        c.visible = scene.bounds(s);
        DisplayList list;
        scene.build(list, c);
        const auto red = [&](const QColor& colour) { return colour.rgb() == theme.error.rgb(); };
        const auto lines = std::count_if(list.lines.begin(), list.lines.end(),
                                         [&](const DisplayList::Line& l) { return red(l.colour); });
        std::size_t edges = 0;
        for (const std::uint32_t n : scene.cut(s, &report).cut)
            edges += n > 0 ? 1 : 0;
        QVERIFY(edges > 0);
        QCOMPARE(static_cast<std::size_t>(lines), edges);
    }

    void patienceTightensTheCutOfATorus() {
        const model::Snapshot s = custom(8, 64);
        const auto result = fabricResult(analytics::evaluate(s), FabricId{0});
        QVERIFY(result && *result->upper > 0 && *result->lower == *result->upper);
    }

    void groupsFollowRailsUnitsAndTiers() {
        Result<model::Snapshot> built = model::buildTemplate(*catalog_, "gb200-superpod", {{"su", 1}});
        QVERIFY(built.ok());
        const model::Snapshot& s = built.value();
        const auto boxesOf = [&](FabricGrouping grouping, int tier) {
            std::vector<FabricBox> out;
            for (const FabricBox& box : layoutFabric(s, FabricId{0}, {}, grouping).boxes)
                if (box.tier == tier) out.push_back(box);
            return out;
        };
        const std::vector<FabricBox> rails = boxesOf(FabricGrouping::Rails, 1);
        QCOMPARE(rails.size(), std::size_t{4});
        for (std::size_t r = 0; r < rails.size(); ++r) {
            QCOMPARE(rails[r].name, QStringLiteral("rail %1 · 8").arg(r + 1));
            QCOMPARE(rails[r].switches.size(), std::size_t{8});
        }
        QCOMPARE(boxesOf(FabricGrouping::Units, 1).size(), std::size_t{8});  // each rack has its four leaves
        QCOMPARE(boxesOf(FabricGrouping::Units, 2).size(), std::size_t{1});
        QCOMPARE(boxesOf(FabricGrouping::Tiers, 1).size(), std::size_t{1});
        QCOMPARE(boxesOf(FabricGrouping::Switches, 1).size(), std::size_t{32});
        QCOMPARE(boxesOf(FabricGrouping::Devices, 0).size(), std::size_t{144});
        std::set<QString> names;
        for (const FabricBox& box : boxesOf(FabricGrouping::Devices, 0))
            names.insert(box.name);
        QCOMPARE(names.size(), std::size_t{144});
    }

    void aClickOnAGroupPicksAllOfIt() {
        Result<model::Snapshot> built = model::buildTemplate(*catalog_, "gb200-superpod", {{"su", 1}});
        QVERIFY(built.ok());
        const model::Snapshot& s = built.value();
        FabricScene scene;
        scene.group(FabricGrouping::Tiers);
        const auto hit = scene.pick(s, scene.layout(s).boxes.front().at.center(), 0);
        QVERIFY(hit);
        QCOMPARE(scene.together(s, *hit).size(), std::size_t{8});
        QVERIFY(scene.open(s, *hit));
        QCOMPARE(scene.together(s, *hit).size(), std::size_t{1});
    }

    void importedCablesCarryTheRatesOfTheirPorts() {
        const model::Snapshot s = imported(chords(12, 5));
        for (const FabricEdge& e : layoutFabric(s, FabricId{0}).edges)
            QCOMPARE(e.rate, 100e9 * e.cables);
    }

    void trafficAddsUpAtTheEnds() {
        const model::Snapshot s = custom(8, 64);
        const FabricLayout l = layoutFabric(s, FabricId{0});
        const FabricTraffic traffic = fabricTraffic(l);
        QCOMPARE(traffic.through.size(), l.boxes.size());
        QCOMPARE(traffic.loads.size(), l.edges.size());
        for (std::size_t i = 0; i < l.boxes.size(); ++i)
            QVERIFY(traffic.through[i] >= 0 && traffic.through[i] <= 1 + 1e-9);
        QVERIFY(fabricTraffic({}).loads.empty());
    }

    void rowsThatSayTheyAreRowsKeepTheirNames() {
        QCOMPARE(rowTitle("A"), QStringLiteral("Row A"));
        QCOMPARE(rowTitle("Row 1"), QStringLiteral("Row 1"));
        QCOMPARE(rowTitle("row"), QStringLiteral("row"));
        QCOMPARE(rowTitle("Rowan"), QStringLiteral("Row Rowan"));
    }

private:
    model::Snapshot custom(int topology, int nodes) const {
        Result<model::Snapshot> built = model::buildTemplate(
            *catalog_, "custom-fabric",
            {{"topology", static_cast<double>(topology)}, {"nodes", static_cast<double>(nodes)}});
        if (!built) qFatal("%s", built.error().text().c_str());
        return std::move(built).value();
    }

    std::shared_ptr<const model::Catalog> catalog_;
};

QTEST_MAIN(FabricViewTest)
#include "fabric_view_test.moc"
