// SPDX-License-Identifier: GPL-3.0-or-later
// Bisection bounds against known answers (tests/data/fabric.csv) and against brute force on thousands of
// small graphs.
#include "analytics/fabric/balance.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/exact.h"
#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/min_cut.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <QtTest>

#include <fstream>
#include <limits>

using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

struct Row {
    std::string id, topology, parameters, metric, expected;
};

/// Splits a line at commas outside quotes.
std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

std::vector<Row> bisectionRows() {
    std::vector<Row> rows;
    std::ifstream file(std::string(RACKLOOM_TEST_DATA) + "/fabric.csv");
    for (std::string line; std::getline(file, line);) {
        const std::vector<std::string> cell = cells(line);
        if (cell.size() < 5) continue;
        if (cell[3] == "bisection_links" || cell[3] == "bisection_gbps_per_direction")
            rows.push_back({cell[0], cell[1], cell[2], cell[3], cell[4]});
    }
    return rows;
}

std::uint64_t weightOnA(const FabricGraph& graph, const std::vector<bool>& sideA) {
    std::uint64_t weight = 0;
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (sideA[v]) weight += graph.weight[v];
    return weight;
}

/// The claims every result must keep, whatever the graph.
void checkClaims(const FabricGraph& graph, const Bisection& result) {
    QVERIFY2(result.lower <= result.upper, "bounds are crossed");
    QCOMPARE(weightOnA(graph, result.sideA), result.sideWeight);
    QCOMPARE(cutCapacity(graph, result.sideA), result.upper);
}

}  // namespace

class BisectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void vectorRowsHold_data();
    void vectorRowsHold();
    void enoughVectorRowsAreDrawn();
    void boundsHoldOnRandomFabrics();
    void eachMethodAloneIsSound();
    void removingALinkNeverHelps();
    void aLostSpineCostsItsUplinks();
    void brokenLeafSpineStaysExact();
    void twinsAreMergedExactly();
    void sidesAreAsEvenAsWeightsAllow();
    void maximumFlowFindsTheLeastSides();
    void cancellingStopsTheSearch();
};

void BisectionTest::vectorRowsHold_data() {
    QTest::addColumn<QString>("topology");
    QTest::addColumn<QString>("parameters");
    QTest::addColumn<qint64>("expected");
    for (const Row& row : bisectionRows()) {
        // Rows with NVLink are sums of two fabrics and belong to the combined bisection.
        if (row.parameters.find("plus NVLink") != std::string::npos) continue;
        std::optional<FabricGraph> graph;
        if (row.topology == "gb200_1821_racks" || row.parameters.find("k=128") != std::string::npos ||
            (graph = graphOfRow(row.topology, row.parameters)))
            QTest::newRow(row.id.c_str())
                << QString::fromStdString(row.topology) << QString::fromStdString(row.parameters)
                << static_cast<qint64>(std::stoll(row.expected));
    }
}

void BisectionTest::vectorRowsHold() {
    QFETCH(QString, topology);
    QFETCH(QString, parameters);
    QFETCH(qint64, expected);
    const std::optional<FabricGraph> graph = graphOfRow(topology.toStdString(), parameters.toStdString());
    QVERIFY(graph);
    const Bisection result = bisect(*graph);
    checkClaims(*graph, result);
    QVERIFY2(result.lower <= expected && expected <= result.upper,
             qPrintable(QString("[%1, %2]").arg(result.lower).arg(result.upper)));
    QCOMPARE(result.lower, expected);
    QCOMPARE(result.upper, expected);
}

void BisectionTest::enoughVectorRowsAreDrawn() {
    int drawn = 0;
    for (const Row& row : bisectionRows())
        if (row.topology != "gb200_1821_racks" && row.parameters.find("k=128") == std::string::npos &&
            graphOfRow(row.topology, row.parameters.substr(0, row.parameters.find("; remove=all"))))
            ++drawn;
    QVERIFY2(drawn >= 25, qPrintable(QString::number(drawn)));
}

void BisectionTest::boundsHoldOnRandomFabrics() {
    std::mt19937 random(20260101);
    for (int i = 0; i < 3000; ++i) {
        const FabricGraph graph = randomFabric(random);
        const Bisection result = bisect(graph);
        checkClaims(graph, result);
        const std::int64_t exact = bruteForce(graph, result.sideWeight);
        QVERIFY2(result.lower <= exact && exact <= result.upper,
                 qPrintable(QString("graph %1: %2 not in [%3, %4]")
                                .arg(i)
                                .arg(exact)
                                .arg(result.lower)
                                .arg(result.upper)));
        QVERIFY2(result.exact(), "graphs this small are searched to the end");
    }
}

void BisectionTest::eachMethodAloneIsSound() {
    std::mt19937 random(7);
    int hubTight = 0, searched = 0;
    for (int i = 0; i < 1500; ++i) {
        const FabricGraph graph = randomFabric(random);
        const ContractedGraph contracted = contractTwins(graph);
        const std::uint64_t side = evenSideWeight(contracted);
        const std::int64_t exact = bruteForce(graph, side);
        for (const HubEffort effort : {HubEffort::OnePass, HubEffort::Thorough}) {
            const std::int64_t bound = hubLowerBound(contracted, side, effort);
            QVERIFY2(bound <= exact, qPrintable(QString("graph %1: %2 > %3").arg(i).arg(bound).arg(exact)));
            hubTight += bound == exact ? 1 : 0;
        }
        for (const auto& partition :
             {prefixPartition(contracted, {side, side}), classPrefixPartition(contracted, {side, side}),
              isolationPartition(contracted, {side, side})})
            if (partition) QVERIFY(sweptSides(contracted, *partition).cut >= exact);
        if (const auto found = exactByUpperSides(contracted, {side, side}, exact + contracted.quantum)) {
            QCOMPARE(found->cut, exact);
            ++searched;
        }
    }
    QVERIFY2(hubTight > 1000 && searched > 500, "the methods hardly ever apply");
}

void BisectionTest::removingALinkNeverHelps() {
    std::mt19937 random(99);
    for (int i = 0; i < 400; ++i) {
        FabricGraph graph = randomFabric(random);
        if (graph.links.empty()) continue;
        const std::int64_t before = bisect(graph).upper;
        const std::size_t gone = random() % graph.links.size();
        const std::int64_t capacity = graph.links[gone].capacity;
        graph.links.erase(graph.links.begin() + static_cast<std::ptrdiff_t>(gone));
        const std::int64_t after = bisect(graph).upper;
        QVERIFY(before - capacity <= after && after <= before);
    }
}

void BisectionTest::aLostSpineCostsItsUplinks() {
    FabricGraph graph = gb200Racks(8, false);
    const std::uint32_t spine = graph.vertexCount() - 1;
    std::erase_if(graph.links, [&](const FabricGraph::Link& link) { return link.b == spine; });
    const Bisection result = bisect(graph);
    QCOMPARE(result.lower, 102'400);  // 16 of 18 uplinks of each leaf remain
    QCOMPARE(result.upper, 102'400);
}

void BisectionTest::brokenLeafSpineStaysExact() {
    std::mt19937 random(5);
    for (int round = 0; round < 12; ++round) {
        FabricGraph graph = gb200Racks(8, false);
        const std::int64_t whole = 115'200;
        for (int lost = 0; lost < 6; ++lost) {
            std::size_t link = 0;
            do
                link = random() % graph.links.size();
            while (graph.weight[graph.links[link].a] > 0 || graph.links[link].capacity < 800);
            graph.links[link].capacity -= 400;  // one of the two cables of a leaf-spine pair
        }
        const Bisection result = bisect(graph);
        checkClaims(graph, result);
        QVERIFY2(result.exact(), qPrintable(QString("[%1, %2]").arg(result.lower).arg(result.upper)));
        QVERIFY(result.upper < whole && result.upper >= whole - 6 * 400);
    }
}

void BisectionTest::twinsAreMergedExactly() {
    const FabricGraph graph = gb200Racks(8, false);
    const ContractedGraph contracted = contractTwins(graph);
    QCOMPARE(contracted.classCount(), 32u + 32u + 1u);  // 18 GPUs per leaf, 32 leaves, all spines alike
    QCOMPARE(contracted.totalWeight, std::uint64_t{576});
    QCOMPARE(contracted.quantum, std::int64_t{400});
}

void BisectionTest::sidesAreAsEvenAsWeightsAllow() {
    QCOMPARE(mostEvenSide({{1, 9}}), std::uint64_t{4});
    QCOMPARE(mostEvenSide({{8, 3}}), std::uint64_t{8});
    QCOMPARE(mostEvenSide({{5, 1}, {3, 2}}), std::uint64_t{5});
    QCOMPARE(mostEvenSide({}), std::uint64_t{0});
    const SubsetSums sums({{72, 3}, {10, 2}}, 200);
    QVERIFY(sums.reaches(154) && !sums.reaches(150));
    QCOMPARE(sums.counts(164), (std::vector<std::uint32_t>{2, 2}));
}

void BisectionTest::maximumFlowFindsTheLeastSides() {
    std::mt19937 random(31);
    for (int i = 0; i < 300; ++i) {
        const FabricGraph graph = randomFabric(random);
        const ContractedGraph contracted = contractTwins(graph);
        const std::uint64_t half = evenSideWeight(contracted);
        const auto partition = prefixPartition(contracted, {half, half});
        if (!partition) continue;
        // All sides of the switches, endpoints as given.
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::uint64_t sides = 0; sides < std::uint64_t{1} << graph.vertexCount(); ++sides) {
            std::vector<bool> sideA = partition->endpointA;
            bool canonical = true;
            for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
                if (graph.weight[v] == 0)
                    sideA[v] = (sides >> v & 1) != 0;
                else
                    canonical = canonical && (sides >> v & 1) == 0;
            }
            if (canonical) least = std::min(least, cutCapacity(graph, sideA));
        }
        QCOMPARE(minCutSides(contracted, *partition).cut, least);
    }
}

void BisectionTest::cancellingStopsTheSearch() {
    struct Stopped {};
    int polls = 0;
    const FabricGraph graph = gb200Racks(32, true);
    QVERIFY_EXCEPTION_THROWN(bisect(graph,
                                    [&] {
                                        if (++polls == 3) throw Stopped{};
                                    }),
                             Stopped);
}

QTEST_APPLESS_MAIN(BisectionTest)
#include "bisection_test.moc"
