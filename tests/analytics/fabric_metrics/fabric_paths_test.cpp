// SPDX-License-Identifier: GPL-3.0-or-later
// Paths, single points, subscription and failures of graphs with known answers: fat trees, the 1,821-rack
// fabric of FV085 and FV088, degraded fat trees FV103 to FV105, and brute force on random fabrics.
#include "analytics/fabric/cable_graph.h"
#include "analytics/fabric/failure_bounds.h"
#include "analytics/fabric/paths.h"
#include "analytics/fabric/single_points.h"
#include "analytics/fabric/tiers.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>

#include <QtTest>

#include <set>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

ContractedGraph inCables(const FabricGraph& graph) {
    return contractTwins(countedInCables(graph));
}

/// The least cut of a graph by trying all sides.
std::int64_t exactCut(const FabricGraph& graph, std::uint64_t side) {
    return bruteForce(graph, side);
}

FabricGraph withoutVertex(const FabricGraph& graph, std::uint32_t lost) {
    FabricGraph out = graph;
    std::erase_if(out.links, [&](const FabricGraph::Link& l) { return l.a == lost || l.b == lost; });
    return out;
}

using Simple = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                     boost::property<boost::edge_index_t, std::size_t>>;

struct Oracle {
    std::set<std::uint32_t> articulations;
    std::uint64_t bridges = 0;
};

/// Boost.Graph on the graph as it is, without merging anything.
Oracle oracleOf(const FabricGraph& graph) {
    // Boost takes parallel links for one, so they are told apart here.
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> parallel;
    for (const FabricGraph::Link& link : graph.links)
        ++parallel[std::minmax(link.a, link.b)];
    Simple g(graph.vertexCount());
    std::size_t index = 0;
    for (const auto& [ends, count] : parallel)
        boost::add_edge(ends.first, ends.second, index++, g);
    std::vector<std::size_t> component(parallel.size());
    std::vector<std::size_t> points;
    const auto components =
        boost::make_iterator_property_map(component.begin(), boost::get(boost::edge_index, g));
    const auto [count, end] = boost::biconnected_components(g, components, std::back_inserter(points));
    Oracle out;
    out.articulations.insert(points.begin(), points.end());
    std::vector<int> cables(count, 0);
    index = 0;
    for (const auto& [ends, several] : parallel)
        cables[component[index++]] += several;
    out.bridges = static_cast<std::uint64_t>(std::count(cables.begin(), cables.end(), 1));
    return out;
}

}  // namespace

class FabricPathsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fatTreeHopsAreThoseOfItsTiers();
    void hopsOfRandomFabricsAgreeWithPlainSearch();
    void fatTreeHasAsManyPathsAsCores();
    void disjointPathsAreBoundByTheThinnestLeaf();
    void singlePointsAgreeWithBoost();
    void everyLeafOfTheLargeFabricIsASinglePoint();
    void aStarCutsOffEverybody();
    void oversubscriptionMultipliesAlongTheWay();
    void degradedFatTreesLoseWhatTheVectorsSay();
    void lossesAreSoundOnRandomFabrics();
    void cablesAreLostOneCapacityEach();
};

void FabricPathsTest::fatTreeHopsAreThoseOfItsTiers() {
    const HopTable hops = hopTable(inCables(fatTree(4, 4, 1, 1).graph));
    QCOMPARE(hops.diameter(), 6u);
    QVERIFY(std::abs(hops.mean() - 82.0 / 15) < 1e-12);
    QCOMPARE(hops.unreachable, 0.0);
    QCOMPARE(hops.connected(), 16.0 * 15);
}

void FabricPathsTest::hopsOfRandomFabricsAgreeWithPlainSearch() {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        const FabricGraph graph = randomFabric(random);
        const ContractedGraph merged = inCables(graph);
        const bool relays = endpointsRelay(merged);
        std::map<std::uint32_t, double> expected;
        double unreachable = 0;
        for (std::uint32_t s = 0; s < graph.vertexCount(); ++s) {
            if (graph.weight[s] == 0) continue;
            std::vector<std::uint32_t> hops(graph.vertexCount(), 0xffffffffu), queue{s};
            hops[s] = 0;
            for (std::size_t i = 0; i < queue.size(); ++i) {
                if (i > 0 && graph.weight[queue[i]] > 0 && !relays) continue;
                for (const FabricGraph::Link& l : graph.links)
                    for (const auto& [from, to] : {std::pair{l.a, l.b}, {l.b, l.a}})
                        if (from == queue[i] && hops[to] == 0xffffffffu) {
                            hops[to] = hops[from] + 1;
                            queue.push_back(to);
                        }
            }
            for (std::uint32_t t = 0; t < graph.vertexCount(); ++t) {
                if (t == s || graph.weight[t] == 0) continue;
                const double pairs = static_cast<double>(graph.weight[s]) * graph.weight[t];
                if (hops[t] == 0xffffffffu)
                    unreachable += pairs;
                else
                    expected[hops[t]] += pairs;
            }
        }
        const HopTable table = hopTable(merged);
        QCOMPARE(table.unreachable, unreachable);
        for (std::size_t h = 0; h < table.pairs.size(); ++h)
            QCOMPARE(table.pairs[h], expected[static_cast<std::uint32_t>(h)]);
    }
}

void FabricPathsTest::fatTreeHasAsManyPathsAsCores() {
    // k = 8: 4 ways within a pod, 16 cores between pods.
    const PathDiversity paths = shortestPaths(inCables(fatTree(8, 8, 1, 1).graph), 1'000'000'000);
    QVERIFY(paths.complete());
    QCOMPARE(paths.fewest, 4.0);
    // A host meets 12 others behind other edges of its pod and 112 in other pods.
    QVERIFY(std::abs(paths.mean - (12.0 * 4 + 112.0 * 16) / 124) < 1e-9);
}

void FabricPathsTest::disjointPathsAreBoundByTheThinnestLeaf() {
    NamedGraph pod = leafSpine(4, 4, 4, 2);
    QCOMPARE(disjointPaths(contractTwins(pod.graph), 1'000'000).fewest, 8.0);
    pod.remove("leaf[2]-spine[1]");
    const PathDiversity paths = disjointPaths(contractTwins(pod.graph), 1'000'000);
    QVERIFY(paths.complete());
    QCOMPARE(paths.fewest, 6.0);
}

void FabricPathsTest::singlePointsAgreeWithBoost() {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        FabricGraph graph = randomFabric(random);
        const Oracle oracle = oracleOf(graph);
        const ContractedGraph merged = inCables(graph);
        const SinglePoints points = findSinglePoints(merged);
        QCOMPARE(points.articulations, std::uint64_t{oracle.articulations.size()});
        QCOMPARE(points.bridges, oracle.bridges);
        for (const std::uint32_t v : oracle.articulations)
            QVERIFY(points.articulation[merged.classOf[v]]);
    }
}

void FabricPathsTest::everyLeafOfTheLargeFabricIsASinglePoint() {
    const ContractedGraph merged = inCables(gb200Racks(1821, true));
    const SinglePoints points = findSinglePoints(merged);  // FV088
    QCOMPARE(points.articulations, std::uint64_t{7284});
    QCOMPARE(points.bridges, std::uint64_t{131'112});
    QCOMPARE(*std::max_element(points.cutOff.begin(), points.cutOff.end()), std::uint64_t{18});
    QCOMPARE(points.apart, std::uint64_t{0});
}

void FabricPathsTest::aStarCutsOffEverybody() {
    FabricGraph star;
    for (int i = 0; i < 10; ++i)
        star.addEndpoint();
    const std::uint32_t hub = star.addSwitch(1);
    for (std::uint32_t v = 0; v < hub; ++v)
        star.join(v, hub, 1);
    const ContractedGraph merged = inCables(star);
    const SinglePoints points = findSinglePoints(merged);
    QCOMPARE(points.articulations, std::uint64_t{1});
    QCOMPARE(points.bridges, std::uint64_t{10});
    QCOMPARE(points.cutOff[merged.classOf[hub]], std::uint64_t{10});
}

void FabricPathsTest::oversubscriptionMultipliesAlongTheWay() {
    FabricGraph graph;  // 8 hosts on a leaf with 4 up; the spine passes 2 of its 4 on
    for (int i = 0; i < 8; ++i)
        graph.addEndpoint();
    const std::uint32_t leaf = graph.addSwitch(1), spine = graph.addSwitch(2), core = graph.addSwitch(3);
    for (std::uint32_t v = 0; v < 8; ++v)
        graph.join(v, leaf, 1);
    graph.join(leaf, spine, 4);
    graph.join(spine, core, 2);
    const Subscription all = subscriptionOf(contractTwins(graph));
    QCOMPARE(all.tiers.at(1).worst, 2.0);
    QCOMPARE(all.tiers.at(2).worst, 2.0);
    QCOMPARE(all.endToEnd, 4.0);
    QCOMPARE(all.tiers.at(1).mean(), 2.0);
}

void FabricPathsTest::degradedFatTreesLoseWhatTheVectorsSay() {
    const NamedGraph tree = fatTree(128, 32, 4, 400);
    const ContractedGraph merged = contractTwins(tree.graph);
    const Bisection healthy = bisect(tree.graph, merged);
    QCOMPARE(healthy.upper, std::int64_t{26'214'400});
    QVERIFY(healthy.exact());
    const SwitchLosses losses = afterOneSwitch(tree.graph, merged, healthy);
    QCOMPARE(losses.switches, std::uint64_t{32 * 128 + 1024});
    for (std::size_t level = 1; level <= 3; ++level) {  // FV105, FV104, FV103
        QCOMPARE(losses.meanOfTier.at(level).lower, 26'188'800.0);
        QCOMPARE(losses.worstOfTier.at(level).lower, 26'188'800.0);
    }
    QCOMPARE(losses.worst, (LossInterval{26'188'800, 26'188'800}));
}

void FabricPathsTest::lossesAreSoundOnRandomFabrics() {
    std::mt19937 random(3);
    int judged = 0;
    for (int round = 0; round < 400; ++round) {
        const FabricGraph graph = randomFabric(random);
        const ContractedGraph merged = contractTwins(graph);
        const Bisection healthy = bisect(graph, merged);
        const SwitchLosses losses = afterOneSwitch(graph, merged, healthy);
        double sum = 0, least = 1e18;
        std::uint64_t switches = 0;
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
            const bool cabled = std::any_of(graph.links.begin(), graph.links.end(),
                                            [&](const auto& l) { return l.a == v || l.b == v; });
            if (graph.weight[v] > 0 || !cabled) continue;
            const auto left = static_cast<double>(exactCut(withoutVertex(graph, v), healthy.sideWeight));
            sum += left;
            least = std::min(least, left);
            ++switches;
        }
        QCOMPARE(losses.switches, switches);
        if (switches == 0) continue;
        ++judged;
        QVERIFY(losses.worst.lower <= least && least <= losses.worst.upper);
        const double mean = sum / static_cast<double>(switches);
        QVERIFY(losses.mean.lower <= mean + 1e-9 && mean <= losses.mean.upper + 1e-9);
        const LossInterval one = afterWorstSwitches(graph, merged, healthy, 1);
        QVERIFY(one.lower <= least && least <= one.upper);
    }
    QVERIFY(judged > 200);
}

void FabricPathsTest::cablesAreLostOneCapacityEach() {
    const NamedGraph pod = leafSpine(4, 4, 4, 1);
    const Bisection healthy = bisect(pod.graph);
    QCOMPARE(healthy.upper, std::int64_t{8});
    const CableLosses losses = afterCables(pod.graph, healthy, 3);
    QCOMPARE(losses.worst, (LossInterval{5, 5}));
    QVERIFY(losses.expected.lower <= losses.expected.upper && losses.expected.lower >= 5);
    QCOMPARE(afterCables(pod.graph, healthy, 1000).worst.upper, 0.0);
    // Mean over all single cables, by trying each.
    double sum = 0;
    for (std::size_t i = 0; i < pod.graph.links.size(); ++i) {
        FabricGraph less = pod.graph;
        less.links.erase(less.links.begin() + static_cast<std::ptrdiff_t>(i));
        sum += static_cast<double>(bisect(less).upper);
    }
    const double mean = sum / static_cast<double>(pod.graph.links.size());
    const LossInterval one = afterCables(pod.graph, healthy, 1).expected;
    QVERIFY(one.lower <= mean && mean <= one.upper);
}

QTEST_GUILESS_MAIN(FabricPathsTest)
#include "fabric_paths_test.moc"
