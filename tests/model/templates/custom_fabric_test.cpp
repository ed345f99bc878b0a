// SPDX-License-Identifier: GPL-3.0-or-later
// The template custom-fabric: every topology is sized so that its generator has nothing to complain about.
#include "model/site/validate.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/parts/fabric_sizing.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"
#include "tests/model/templates/design_checks.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

Result<Snapshot> built(const ParameterValues& p) {
    static const Result<Catalog> kCatalog = loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
    return buildTemplate(kCatalog.value(), "custom-fabric", p);
}

}  // namespace

class CustomFabricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTopologyIsDrawnWhole_data() {
        QTest::addColumn<int>("topology");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("node");
        QTest::addColumn<int>("device");
        for (std::size_t t = 0; t < topologyIds().size(); ++t) {
            const int topology = static_cast<int>(t);
            for (const int nodes : {1, 3, 64, 100})
                QTest::addRow("%s, %d nodes", topologyIds()[t], nodes) << topology << nodes << 0 << 0;
            QTest::addRow("%s, XDR", topologyIds()[t]) << topology << 72 << 3 << 1;
            if (std::string_view(topologyIds()[t]) == "torus-cubes") continue;  // trays have too few ports
            QTest::addRow("%s, trays", topologyIds()[t]) << topology << 50 << 5 << 2;
        }
        QTest::newRow("three tiers") << 0 << 600 << 0 << 0;
        QTest::newRow("three tiers without rails") << 1 << 600 << 0 << 0;
    }
    void everyTopologyIsDrawnWhole() {
        QFETCH(int, topology);
        QFETCH(int, nodes);
        QFETCH(int, node);
        QFETCH(int, device);
        const Result<Snapshot> r =
            built({{"topology", topology}, {"nodes", nodes}, {"node", node}, {"switch", device}});
        QVERIFY2(r.ok(), r ? "" : r.error().text().c_str());
        const Snapshot& s = r.value();
        const Result<void> valid = validate(s);
        QVERIFY2(valid.ok(), valid ? "" : valid.error().text().c_str());
        QCOMPARE(text(floorTrouble(s)), QString());
        QCOMPARE(text(cableTrouble(s)), QString());
        QCOMPARE(text(nameTrouble(s)), QString());
        QCOMPARE(text(supplyTrouble(s, 2)), QString());
        const Fabric& fabric = *s.fabrics.at(FabricId{0});
        QCOMPARE(fabric.generator, std::string(topologyIds()[static_cast<std::size_t>(topology)]));
    }

    void cubesAreWholeAndMeetInCircuitSwitches() {
        for (const auto& [wanted, nodes, switches] :
             {std::tuple(100, 128, 12), std::tuple(256, 256, 12), std::tuple(300, 384, 48)}) {
            const Result<Snapshot> r = built({{"topology", 12}, {"nodes", wanted}, {"node", 1}});
            QVERIFY2(r.ok(), r ? "" : r.error().text().c_str());
            const Snapshot& s = r.value();
            const Fabric& fabric = *s.fabrics.at(FabricId{0});
            QCOMPARE(fabric.tiers.front().switches.size(), static_cast<std::size_t>(switches));
            const FabricPlan plan = expandFabric(s, fabric);
            QVERIFY(plan.problems.empty());
            // Three links of each chip, or less where two chips in a line are joined once.
            QVERIFY(plan.cables.size() <= static_cast<std::size_t>(3 * nodes));
            QVERIFY(plan.cables.size() >= static_cast<std::size_t>(3 * nodes / 2));
            QVERIFY(!plan.lightPaths.empty());
        }
        const Result<Snapshot> trays = built({{"topology", 12}, {"node", 5}});
        QVERIFY(!trays && text(trays.error().text()).contains("at least 6 ports"));
    }

    void oversubscriptionThinsTheUplinks() {
        for (const double ratio : {1.0, 2.0, 4.0, 8.0}) {
            const Result<Snapshot> r = built({{"topology", 1}, {"oversubscription", ratio}});
            QVERIFY2(r.ok(), r ? "" : r.error().text().c_str());
            const Fabric& fabric = *r.value().fabrics.at(FabricId{0});
            QVERIFY(fabric.parameters.at("downlinks") <= ratio * fabric.parameters.at("uplinks") + 1e-9);
        }
    }

    void whatDoesNotFitIsRefusedWithARemedy() {
        const Result<Snapshot> large = built({{"topology", 10}, {"nodes", 2048}, {"per_switch", 1}});
        QVERIFY(!large && text(large.error().text()).contains("Use fewer nodes"));
        const Result<Snapshot> planes = built({{"topology", 4}, {"planes", 3}});
        QVERIFY(!planes && text(planes.error().text()).contains("do not divide"));
    }
};

QTEST_APPLESS_MAIN(CustomFabricTest)
#include "custom_fabric_test.moc"
