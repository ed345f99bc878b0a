// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a drawing tells of the same drawing with links missing or added: bounds never exceed the
// least cut, halves are what they claim, and on fabrics with a little damage both meet where a search from
// nothing makes them meet.
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/hub_loss.h"
#include "analytics/fabric/known_split.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

/// Everything that is kept of a drawing.
struct Known {
    FabricGraph graph;
    TwinTable twins;
    HubFlow flow;
    Bisection cut;
    KnownSplit half;
    std::vector<std::uint32_t> groupOf;  // endpoints come first
};

/// The same graph with its endpoints first.
FabricGraph endpointsFirst(const FabricGraph& graph) {
    std::vector<std::uint32_t> order, place(graph.vertexCount());
    for (const bool endpoint : {true, false})
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
            if ((graph.weight[v] > 0) == endpoint) {
                place[v] = static_cast<std::uint32_t>(order.size());
                order.push_back(v);
            }
    FabricGraph out;
    for (const std::uint32_t v : order) {
        out.weight.push_back(graph.weight[v]);
        if (!graph.tier.empty()) out.tier.push_back(graph.tier[v]);
    }
    for (const FabricGraph::Link& link : graph.links)
        out.join(place[link.a], place[link.b], link.capacity);
    return out;
}

Known knownOf(const FabricGraph& drawn, std::uint32_t groupSize) {
    Known out;
    out.graph = endpointsFirst(drawn);
    out.twins = twinTable(out.graph);
    const ContractedGraph& all = out.twins.contracted;
    out.cut = bisect(all);
    out.flow = hubFlow(all, {out.cut.leastSide});
    out.half = knownSplit(out.graph, out.cut.sideA);
    for (std::uint32_t v = 0; v < out.graph.vertexCount() && out.graph.weight[v] > 0; ++v)
        out.groupOf.push_back(v / groupSize);
    return out;
}

LinkChanges randomChanges(const FabricGraph& graph, int lost, int added, std::mt19937& random) {
    LinkChanges out;
    for (int i = 0; i < lost && !graph.links.empty(); ++i)
        out.gone.push_back(static_cast<std::uint32_t>(random() % graph.links.size()));
    std::sort(out.gone.begin(), out.gone.end());
    out.gone.erase(std::unique(out.gone.begin(), out.gone.end()), out.gone.end());
    for (int i = 0; i < added; ++i) {
        const auto a = static_cast<std::uint32_t>(random() % graph.vertexCount());
        const auto b = static_cast<std::uint32_t>(random() % graph.vertexCount());
        if (a != b) out.added.push_back({a, b, 1 + static_cast<std::int64_t>(random() % 4)});
    }
    return out;
}

struct Found {
    std::int64_t lower = 0;
    TurnedSplit split;
    bool bounded = false;  // the certificate could be corrected
};

Found foundFor(const Known& known, const LinkChanges& changes) {
    Found out;
    const ContractedGraph now = recontracted(known.graph, known.twins, changes);
    if (const auto loss = hubLoss(known.graph, known.twins, known.flow, changes, now)) {
        out.bounded = true;
        out.lower = roundedBound(std::max(0.0, known.flow.ofSide.front().second - *loss), now.quantum);
    }
    out.split = turnedSplit(known.graph, known.twins, changes, known.half, known.groupOf, out.lower);
    return out;
}

void checkSplit(const Known& known, const FabricGraph& changed, const TurnedSplit& split) {
    std::uint64_t weight = 0;
    for (std::uint32_t v = 0; v < changed.vertexCount(); ++v)
        weight += split.sideA[v] ? changed.weight[v] : 0;
    QCOMPARE(weight, known.cut.sideWeight);
    QCOMPARE(cutCapacity(changed, split.sideA), split.cut);
}

}  // namespace

class KnownCutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boundsHoldOnRandomFabrics();
    void damagedFabricsAreCutAsByASearch_data();
    void damagedFabricsAreCutAsByASearch();
    void nothingMissingLosesNothing();
};

void KnownCutTest::boundsHoldOnRandomFabrics() {
    std::mt19937 random(11);
    int bounded = 0;
    for (int round = 0; round < 3000; ++round) {
        const Known known = knownOf(randomFabric(random), 1 + round % 3);
        if (known.groupOf.empty()) continue;
        const LinkChanges changes = randomChanges(known.graph, 1 + round % 4, round % 2, random);
        const Found found = foundFor(known, changes);
        const FabricGraph changed = changedGraph(known.graph, changes);
        checkSplit(known, changed, found.split);
        if (QTest::currentTestFailed()) return;
        const std::int64_t exact = bruteForce(changed, known.cut.leastSide);
        QVERIFY2(found.split.cut >= bruteForce(changed, known.cut.sideWeight), "below the least cut");
        if (found.bounded) {
            QVERIFY2(found.lower <= exact,
                     qPrintable(QStringLiteral("round %1: %2 > %3").arg(round).arg(found.lower).arg(exact)));
            ++bounded;
        }
    }
    QVERIFY2(bounded > 50, qPrintable(QString::number(bounded)));
}

void KnownCutTest::damagedFabricsAreCutAsByASearch_data() {
    QTest::addColumn<int>("lost");
    for (const int lost : {1, 2, 3, 6})
        QTest::addRow("%d links", lost) << lost;
}

void KnownCutTest::damagedFabricsAreCutAsByASearch() {
    QFETCH(int, lost);
    const Known known = knownOf(gb200Racks(256, true), 72);
    std::mt19937 random(static_cast<unsigned>(lost));
    int met = 0;
    for (int round = 0; round < 12; ++round) {
        const LinkChanges changes = randomChanges(known.graph, lost, 0, random);
        const Found found = foundFor(known, changes);
        QVERIFY(found.bounded);
        const FabricGraph changed = changedGraph(known.graph, changes);
        checkSplit(known, changed, found.split);
        const ContractedGraph now = contractTwins(changed);
        QCOMPARE(found.lower, hubLowerBound(now, known.cut.leastSide, HubEffort::OnePass));
        met += found.split.cut == found.lower ? 1 : 0;
        // Never by more than a link further from the bound than the links that are missing.
        QVERIFY(found.split.cut - found.lower <= (lost - 1) * now.quantum);
    }
    if (lost == 1) QCOMPARE(met, 12);
}

void KnownCutTest::nothingMissingLosesNothing() {
    const Known known = knownOf(leafSpine(8, 4, 16, 1).graph, 16);
    const Found found = foundFor(known, {});
    QVERIFY(found.bounded);
    QCOMPARE(found.lower, known.cut.lower);
    QCOMPARE(found.split.cut, known.cut.upper);
}

QTEST_APPLESS_MAIN(KnownCutTest)
#include "known_cut_test.moc"
