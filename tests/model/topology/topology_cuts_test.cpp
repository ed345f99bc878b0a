// SPDX-License-Identifier: GPL-3.0-or-later
// What the generators draw, cut by the bisection engine, gives the reference values. Cables carry one unit.
#include "analytics/engine/evaluate.h"
#include "analytics/fabric/bisection.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/fabric_growth.h"
#include "model/edit/hall_edits.h"
#include "model/edit/rack_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "tests/model/topology/clos_input.h"

#include <QtTest>

#include <map>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

const DataRate kUnit = 1 * unit::Gbps;

/// The drawn network as a graph: each node one endpoint of this weight, or each of its ports one.
analytics::FabricGraph graphOf(const GeneratorInput& in, const FabricPlan& plan, std::uint32_t weight,
                               bool perPort) {
    analytics::FabricGraph graph;
    std::map<PortRef, std::uint32_t> vertexOf;
    const auto placeOf = [&](PortRef port) { return PortRef{port.device, perPort ? port.port : 0}; };
    for (const EndpointPort& e : in.endpoints)
        if (const auto [it, fresh] = vertexOf.try_emplace(placeOf(e.port)); fresh)
            it->second = graph.addEndpoint(weight);
    std::map<DeviceRef, std::uint32_t> switchOf;
    for (std::uint32_t t = 0; t < in.tiers.size(); ++t)
        for (const FabricSwitch& s : in.tiers[t])
            switchOf[s.device] = graph.addSwitch(t + 1);
    const auto find = [&](PortRef port) {
        const auto it = switchOf.find(port.device);
        return it != switchOf.end() ? it->second : vertexOf.at(placeOf(port));
    };
    for (const PlannedCable& c : plan.cables)
        graph.join(find(c.a), find(c.b), 1);
    return graph;
}

/// The expected value when the engine proves it; else the bounds or the trouble.
QString cutOf(const GeneratorInput& in, const QString& generator, std::uint32_t weight, bool perPort,
              std::int64_t expected) {
    const FabricPlan plan = findGenerator(generator.toStdString())->plan(in);
    if (!plan.problems.empty()) return QString::fromStdString(plan.problems.front());
    analytics::BisectionOptions thorough;
    thorough.effort = analytics::BisectionEffort::Thorough;
    const analytics::Bisection cut = analytics::bisect(graphOf(in, plan, weight, perPort), thorough);
    const bool holds = cut.exact() && cut.upper == expected;
    return holds ? QString::number(expected) : QStringLiteral("%1…%2").arg(cut.lower).arg(cut.upper);
}

ParameterValues values(const QString& list) {
    std::vector<std::string> given;
    for (const QString& one : list.split(' ', Qt::SkipEmptyParts))
        given.push_back(one.toStdString());
    return parseParameters(given).value();
}

SnapshotPtr applied(const SnapshotPtr& s, const Edit& edit) {
    const Result<SnapshotPtr> next = applyEdit(s, edit);
    if (!next) qFatal("%s: %s", edit.label.c_str(), next.error().text().c_str());
    return next.value();
}

}  // namespace

class TopologyCutsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void directNetworksCutAsTheReferenceSays_data() {
        QTest::addColumn<QString>("generator");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<int>("routers");
        QTest::addColumn<int>("ports");
        QTest::addColumn<int>("weight");
        QTest::addColumn<QString>("cut");
        QTest::newRow("FV001") << "torus"
                               << "d1=12" << 12 << 2 << 1 << "2";
        QTest::newRow("FV002") << "torus"
                               << "d1=9 wrap=0" << 9 << 2 << 1 << "1";
        QTest::newRow("FV003") << "hyperx"
                               << "s1=8" << 8 << 7 << 1 << "16";
        QTest::newRow("FV004") << "hyperx"
                               << "s1=9" << 9 << 8 << 1 << "20";
        QTest::newRow("FV009") << "hypercube"
                               << "dimensions=4" << 16 << 4 << 1 << "8";
        QTest::newRow("FV010") << "hypercube"
                               << "dimensions=5" << 32 << 5 << 1 << "16";
        QTest::newRow("FV011") << "torus"
                               << "d1=4 d2=4" << 16 << 4 << 1 << "8";
        QTest::newRow("FV012") << "torus"
                               << "d1=4 d2=6" << 24 << 4 << 1 << "8";
        QTest::newRow("FV013") << "torus"
                               << "d1=3 d2=3" << 9 << 4 << 1 << "8";
        QTest::newRow("FV014") << "torus"
                               << "d1=5 d2=4" << 20 << 4 << 1 << "10";
        QTest::newRow("FV021") << "torus"
                               << "d1=4 d2=6 wrap=0" << 24 << 4 << 1 << "4";
        QTest::newRow("FV023") << "hyperx"
                               << "s1=4 s2=4" << 16 << 6 << 1 << "16";
        QTest::newRow("FV024") << "hyperx"
                               << "s1=4 s2=6" << 24 << 8 << 1 << "24";
        QTest::newRow("FV025") << "hyperx"
                               << "s1=3 s2=4" << 12 << 5 << 1 << "12";
        QTest::newRow("FV028") << "dragonfly"
                               << "routers=2 globals=1 groups=3" << 6 << 2 << 1 << "2";
        QTest::newRow("FV029") << "dragonfly"
                               << "routers=4 globals=2 groups=8" << 32 << 5 << 2 << "16";
    }
    void directNetworksCutAsTheReferenceSays() {
        QFETCH(QString, generator);
        QFETCH(QString, parameters);
        QFETCH(int, routers);
        QFETCH(int, ports);
        QFETCH(int, weight);
        QFETCH(QString, cut);
        const GeneratorInput in =
            closInput({1, static_cast<std::uint32_t>(routers), static_cast<std::uint32_t>(ports), kUnit}, {},
                      values(parameters), generator.toStdString());
        QCOMPARE(cutOf(in, generator, static_cast<std::uint32_t>(weight), false, cut.toLongLong()), cut);
    }

    void cubesOverCircuitSwitchesCutAsTheTorus_data() {
        QTest::addColumn<QString>("cubes");
        QTest::addColumn<int>("racks");
        QTest::addColumn<QString>("cut");
        QTest::newRow("FV017") << "c1=1" << 1 << "32";
        QTest::newRow("FV018") << "c1=1 c2=1 c3=2" << 2 << "32";
        QTest::newRow("FV019") << "c1=4 c2=4 c3=4" << 64 << "512";
    }
    void cubesOverCircuitSwitchesCutAsTheTorus() {  // the switches pass light and join nothing themselves
        QFETCH(QString, cubes);
        QFETCH(int, racks);
        QFETCH(QString, cut);
        const auto n = static_cast<std::uint32_t>(racks);
        const GeneratorInput in =
            closInput({n, 64, 6, kUnit}, {{48, 2 * n, kUnit}}, values(cubes), "torus-cubes");
        QCOMPARE(cutOf(in, "torus-cubes", 1, false, cut.toLongLong()), cut);
    }

    void switchedNetworksCutAsTheReferenceSays_data() {
        QTest::addColumn<QString>("generator");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<QList<int>>("tiers");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("ports");
        QTest::addColumn<QString>("cut");
        QTest::newRow("FV034") << "fat-tree"
                               << "k=4" << QList<int>{8, 8, 4} << 16 << 1 << "8";
        QTest::newRow("FV035") << "fat-tree"
                               << "k=6" << QList<int>{18, 18, 9} << 54 << 1 << "27";
        QTest::newRow("FV036") << "fat-tree"
                               << "k=8" << QList<int>{32, 32, 16} << 128 << 1 << "64";
        QTest::newRow("FV052") << "clos"
                               << "downlinks=4 uplinks=2" << QList<int>{4, 2} << 16 << 1 << "4";
        QTest::newRow("FV053") << "clos"
                               << "downlinks=4 uplinks=2" << QList<int>{5, 2} << 20 << 1 << "6";
        QTest::newRow("FV054") << "clos"
                               << "downlinks=6 uplinks=4" << QList<int>{5, 4} << 30 << 1 << "11";
        QTest::newRow("FV055") << "clos"
                               << "downlinks=4 uplinks=3" << QList<int>{7, 3} << 28 << 1 << "11";
        QTest::newRow("FV058")
            << "clos"
            << "downlinks=4 uplinks=2 pod_leaves=2 spines_per_pod=2 spine_uplinks=2 every_core=1"
            << QList<int>{8, 8, 2} << 32 << 1 << "8";
        QTest::newRow("FV059")
            << "clos"
            << "downlinks=4 uplinks=2 pod_leaves=2 spines_per_pod=2 spine_uplinks=1 every_core=1"
            << QList<int>{8, 8, 1} << 32 << 1 << "4";
        QTest::newRow("FV060")
            << "clos"
            << "downlinks=4 uplinks=2 pod_leaves=2 spines_per_pod=2 spine_uplinks=1 every_core=1"
            << QList<int>{6, 6, 1} << 24 << 1 << "4";
        QTest::newRow("FV061") << "dragonfly-plus"
                               << "groups=4 leaves=2 spines=2 endpoints=2" << QList<int>{8, 8} << 16 << 1
                               << "4";
        QTest::newRow("FV062") << "dragonfly-plus"
                               << "groups=4 leaves=2 spines=2 endpoints=2 per_pair=2" << QList<int>{8, 8}
                               << 16 << 1 << "8";
        QTest::newRow("FV063") << "multi-plane"
                               << "planes=2 rails=1 nodes_per_group=4 downlinks=4 uplinks=4"
                               << QList<int>{8, 8} << 16 << 2 << "16";
        QTest::newRow("FV069") << "rail-optimized"
                               << "downlinks=4 uplinks=4" << QList<int>{4, 2} << 4 << 4 << "8";
        QTest::newRow("FV066") << "rail-only"
                               << "" << QList<int>{4} << 4 << 4 << "0";
    }
    void switchedNetworksCutAsTheReferenceSays() {
        QFETCH(QString, generator);
        QFETCH(QString, parameters);
        QFETCH(QList<int>, tiers);
        QFETCH(int, nodes);
        QFETCH(int, ports);
        QFETCH(QString, cut);
        std::vector<Tier> drawn;
        for (const int n : tiers)
            drawn.push_back({static_cast<std::uint32_t>(n), 64, kUnit});
        const GeneratorInput in =
            closInput({1, static_cast<std::uint32_t>(nodes), static_cast<std::uint32_t>(ports), kUnit}, drawn,
                      values(parameters), generator.toStdString());
        QCOMPARE(cutOf(in, generator, 1, generator.startsWith("rail"), cut.toLongLong()), cut);
    }

    void aGrownFabricHasTheBisectionOfItsSize() {  // nine racks of 72 GPUs
        const Result<Catalog> catalog = loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
        SnapshotPtr s =
            std::make_shared<const Snapshot>(buildTemplate(catalog.value(), "gb200-superpod", {}).value());
        FabricId compute;
        s->fabrics.forEach([&](FabricId id, const Shared<Fabric>& f) {
            if (f->role == FabricRole::Compute) compute = id;
        });
        const Hall hall = s->halls.at(HallId{0});
        s = applied(s, resizeHall(HallId{0}, hall.width, hall.depth + 12000));
        const RackId first = s->fabrics.at(compute)->racks.front();
        s = applied(
            s, copyRacks({first}, {0, s->halls.at(HallId{0}).depth - 6000 - s->racks.at(first).position.y}));
        s = applied(s, connectAndGrow(compute, {RackId{s->racks.end() - 1}}));
        analytics::Evaluator evaluator;
        const analytics::Report report = evaluator.evaluate(s);
        const analytics::MetricValue* cut = report.find("fabric.scale_out.bisection");
        QVERIFY(cut && cut->lower && cut->upper);
        QCOMPARE(*cut->lower, 129'600e9);
        QCOMPARE(*cut->upper, 129'600e9);
    }
};

QTEST_APPLESS_MAIN(TopologyCutsTest)
#include "topology_cuts_test.moc"
