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
        for (const auto& [wanted, trays] : {std::pair(1, 16), std::pair(64, 64), std::pair(100, 128)}) {
            const Result<Snapshot> r = built({{"topology", 12}, {"nodes", wanted}});
            QVERIFY2(r.ok(), r ? "" : r.error().text().c_str());
            const Snapshot& s = r.value();
            const Fabric& fabric = *s.fabrics.at(FabricId{0});
            QCOMPARE(fabric.tiers.front().switches.size(), std::size_t{48});
            const FabricPlan plan = expandFabric(s, fabric);
            QVERIFY2(plan.problems.empty(), plan.problems.empty() ? "" : plan.problems.front().c_str());
            QCOMPARE(plan.cables.size(), static_cast<std::size_t>(3 * 4 * trays));
            QCOMPARE(plan.lightPaths.size(), static_cast<std::size_t>(48 * trays / 16));
        }
        const Result<Snapshot> large = built({{"topology", 12}, {"nodes", 2048}});
        QVERIFY(!large && text(large.error().text()).contains("Use fewer nodes"));
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
