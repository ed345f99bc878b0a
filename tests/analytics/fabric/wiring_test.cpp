// SPDX-License-Identifier: GPL-3.0-or-later
// What stands is told as differences from what a generator draws with every switch in place. These tests hold
// the short way (correct what is known) to the long one (draw, contract and count what stands).
#include "analytics/engine/memo.h"
#include "analytics/fabric/cable_groups.h"
#include "analytics/fabric/cable_sockets.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/recontraction.h"
#include "analytics/fabric/wiring.h"
#include "model/edit/fabric_edits.h"
#include "model/topology/generators.h"
#include "tests/analytics/fabric/template_site.h"
#include "tests/analytics/fabric/test_graphs.h"
#include "tests/model/topology/clos_input.h"

#include <QtTest>

#include <random>
#include <set>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

/// A number below `end`, by lot.
std::uint32_t below(std::mt19937& random, std::size_t end) {
    return static_cast<std::uint32_t>(random() % end);
}

model::GeneratorInput inputOf(const model::Generator& generator) {
    using namespace model::fixtures;
    const std::string id(generator.id);
    if (id == "fat-tree") return closInput({1, 16, 1}, {{8, 4}, {8, 4}, {4, 4}}, {}, id);
    if (id == "slim-fly") return closInput({1, 100, 1}, {{50, 16}}, {{"q", 5}, {"endpoints", 2}}, id);
    if (id == "dragonfly") return closInput({1, 72, 1}, {{36, 16}}, {{"groups", 9}, {"endpoints", 2}}, id);
    if (id == "hypercube")
        return closInput({1, 64, 1}, {{32, 16}}, {{"dimensions", 5}, {"endpoints", 2}}, id);
    if (id == "torus") return closInput({1, 72, 1}, {{36, 16}}, {{"d1", 6}, {"d2", 6}, {"endpoints", 2}}, id);
    if (id == "torus-cubes") return closInput({4, 2, 24}, {{12, 8}}, {{"c1", 2}, {"c2", 2}, {"side", 2}}, id);
    if (id == "hyperx")
        return closInput({1, 72, 1}, {{36, 16}}, {{"s1", 6}, {"s2", 6}, {"endpoints", 2}}, id);
    if (id == "jellyfish")
        return closInput({1, 80, 1}, {{40, 16}}, {{"routers", 40}, {"degree", 5}, {"endpoints", 2}}, id);
    return closInput({4, 8, 4}, {{16, 16}, {8, 32}, {4, 64}}, {}, id);
}

/// The longer way: a fresh plan of what the drawing holds now, and the cables drawn by hand after it.
std::vector<model::PlannedCable> standing(const model::Snapshot& site, FabricId id) {
    return model::expandFabric(site, *site.fabrics.at(id)).cables;
}

model::SnapshotPtr damaged(const model::SnapshotPtr& site, FabricId id, std::mt19937& random) {
    return changed(site, [&](model::Transaction& tx) {
        model::Fabric fabric = *tx.draft().fabrics.at(id);
        const auto cables = model::expandFabric(*site, fabric).cables;
        for (int i = 0; i < 5; ++i) {
            const model::PlannedCable& cable = cables[random() % cables.size()];
            fabric.removed.push_back(model::cableKey(cable.a, cable.b));
        }
        std::sort(fabric.removed.begin(), fabric.removed.end());
        fabric.removed.erase(std::unique(fabric.removed.begin(), fabric.removed.end()), fabric.removed.end());
        model::OverrideMap overrides = *tx.draft().overrides;
        const auto& tier = fabric.tiers[random() % fabric.tiers.size()].switches;
        overrides[tier[random() % tier.size()]].removed = true;
        tx.draft().overrides = overrides;
        tx.draft().fabrics.write(tx.token(), id) = std::move(fabric);
    });
}

/// Trunks and unequal weights included.
FabricGraph tieredGraph(std::mt19937& random) {
    FabricGraph graph;
    const std::uint32_t hosts = 4 + below(random, 20), leaves = 2 + below(random, 5),
                        spines = 1 + below(random, 4);
    for (std::uint32_t i = 0; i < hosts; ++i)
        graph.addEndpoint(random() % 6 == 0 ? 2 : 1);
    for (std::uint32_t i = 0; i < leaves + spines; ++i)
        graph.addSwitch(i < leaves ? 1 : 2);
    for (std::uint32_t i = 0; i < hosts; ++i)
        for (std::uint32_t trunk = 0; trunk <= random() % 2; ++trunk)
            graph.join(i, hosts + i % leaves, 4);
    for (std::uint32_t l = 0; l < leaves; ++l)
        for (std::uint32_t s = 0; s < spines; ++s)
            for (std::uint32_t trunk = 0; trunk < 2; ++trunk)
                graph.join(hosts + l, hosts + leaves + s, 6);
    return graph;
}

LinkChanges randomChanges(const FabricGraph& graph, std::mt19937& random) {
    LinkChanges out;
    for (std::uint32_t i = 0; i < graph.links.size(); ++i)
        if (random() % graph.links.size() < 2) out.gone.push_back(i);
    for (std::uint32_t i = below(random, 3); i > 0; --i) {
        const std::uint32_t a = below(random, graph.vertexCount()), b = below(random, graph.vertexCount());
        if (a != b) out.added.push_back({a, b, 2 + static_cast<std::int64_t>(random() % 5)});
    }
    return out;
}

}  // namespace

class WiringTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void switchesTakenOutMoveNoOtherCable_data();
    void switchesTakenOutMoveNoOtherCable();
    void whatStandsIsWhatAFreshPlanHas();
    void aCircuitSwitchTakesItsLinksAlong();
    void correctedContractionIsTheFreshOne();
};

void WiringTest::switchesTakenOutMoveNoOtherCable_data() {
    QTest::addColumn<int>("generator");
    for (std::size_t i = 0; i < model::generators().size(); ++i)
        QTest::newRow(std::string(model::generators()[i].id).c_str()) << static_cast<int>(i);
}

void WiringTest::switchesTakenOutMoveNoOtherCable() {
    QFETCH(int, generator);
    const model::Generator& made = model::generators()[static_cast<std::size_t>(generator)];
    const model::GeneratorInput whole = inputOf(made);
    const model::FabricPlan all = made.plan(whole);
    QVERIFY(!all.cables.empty());
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        model::GeneratorInput input = whole;
        std::vector<model::DeviceRef> out;
        for (auto& tier : input.tiers)
            for (model::FabricSwitch& one : tier)
                if (random() % 6 == 0) {
                    one.present = false;
                    out.push_back(one.device);
                }
        const model::FabricPlan rest = made.plan(input);
        const auto isOut = [&](model::DeviceRef device) {
            return std::find(out.begin(), out.end(), device) != out.end();
        };
        std::set<std::uint32_t> dark;  // cables that pass a switch taken out
        for (const model::LightPath& path : all.lightPaths)
            if (isOut(path.in.device)) dark.insert(path.cable);
        std::vector<model::PlannedCable> left;
        for (std::uint32_t i = 0; i < all.cables.size(); ++i)
            if (!isOut(all.cables[i].a.device) && !isOut(all.cables[i].b.device) && dark.count(i) == 0)
                left.push_back(all.cables[i]);
        QVERIFY(left == rest.cables);
        QVERIFY(all.problems == rest.problems);
        QVERIFY(all.wanted == rest.wanted);
    }
}

void WiringTest::whatStandsIsWhatAFreshPlanHas() {
    model::SnapshotPtr site = siteOf("gb200-superpod", {{"racks", 8}});
    QVERIFY(site != nullptr);
    const FabricId id = fabricOf(*site, model::FabricRole::Compute);
    std::mt19937 random(17);
    Memo memo;
    for (int round = 0; round < 12; ++round) {
        site = damaged(site, id, random);
        memo.advance(site);
        const std::vector<model::PlannedCable> expected = standing(*site, id);
        QVERIFY(memo.demand<FabricCables>(id)->cables == expected);
        const Shared<Wiring> wiring = memo.demand<FabricWiring>(id);
        QCOMPARE(wiring->count(), expected.size());
        std::uint32_t grouped = 0, paired = 0;
        for (const auto& piece : memo.demand<CableGroups>(id)->pieces)
            for (const CableGroup& group : piece->groups)
                grouped += group.count;
        for (const SocketPair& pair : *memo.demand<FabricSockets>(id))
            paired += pair.cables;
        QCOMPARE(grouped, static_cast<std::uint32_t>(expected.size()));
        QCOMPARE(paired, static_cast<std::uint32_t>(expected.size()));
    }
}

void WiringTest::aCircuitSwitchTakesItsLinksAlong() {  // 32 nodes as 4 cubes of 2 x 2 x 2
    model::SnapshotPtr site = siteOf("dgx-b200-superpod", {{"su", 1}, {"ufm", 0}});
    QVERIFY(site != nullptr);
    const FabricId id = fabricOf(*site, model::FabricRole::Compute);
    model::DeviceRef first;
    site = changed(site, [&](model::Transaction& tx) {
        model::Fabric fabric = *tx.draft().fabrics.at(id);
        model::SwitchTier patch{"circuits", {}};
        for (const model::SwitchTier& tier : fabric.tiers)
            patch.switches.insert(patch.switches.end(), tier.switches.begin(), tier.switches.end());
        fabric.tiers = {patch};
        fabric.generator = "torus-cubes";
        fabric.parameters = {{"c1", 4}, {"side", 2}, {"chip_ports", 8}};
        first = patch.switches.front();
        tx.draft().fabrics.write(tx.token(), id) = fabric;
    });
    Memo memo;
    memo.advance(site);
    const Shared<Wiring> whole = memo.demand<FabricWiring>(id);
    QCOMPARE(whole->count(), std::size_t{32 + 16 + 16});
    QCOMPARE(whole->plan->lightPaths.size(), std::size_t{16});
    site = without(site, first);
    memo.advance(site);
    QCOMPARE(memo.demand<FabricWiring>(id)->count(), std::size_t{60});
    QVERIFY(memo.demand<FabricCables>(id)->cables == standing(*site, id));
    QCOMPARE(memo.demand<FabricCables>(id)->lightPaths.size(), std::size_t{12});
    const Report report = evaluate(*site);
    QVERIFY(upperOf(report, "fabric.bisection.strict") > 0);
}

void WiringTest::correctedContractionIsTheFreshOne() {
    std::mt19937 random(41);
    int corrected = 0;
    for (int round = 0; round < 4000; ++round) {
        FabricGraph graph = round % 2 ? tieredGraph(random) : randomFabric(random);
        if (round % 8 == 0) graph.tier.clear();
        if (graph.links.empty()) continue;
        const TwinTable table = twinTable(graph);
        QVERIFY(table.contracted == contractTwins(graph));
        const LinkChanges changes = randomChanges(graph, random);
        corrected += changes.empty() ? 0 : 1;
        const ContractedGraph fresh = contractTwins(changedGraph(graph, changes));
        const ContractedGraph quick = recontracted(graph, table, changes);
        QVERIFY2(quick == fresh, std::to_string(round).c_str());
    }
    QVERIFY(corrected > 1000);
}

QTEST_APPLESS_MAIN(WiringTest)
#include "wiring_test.moc"
