// SPDX-License-Identifier: GPL-3.0-or-later
// The thorough bisection on networks without tiers and on anything at all: rows of tests/data/fabric.csv, and
// random graphs against brute force.
#include "analytics/fabric/balance.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/cover_search.h"
#include "analytics/fabric/direct_bounds.h"
#include "analytics/fabric/paths.h"
#include "analytics/fabric/refine.h"
#include "analytics/fabric/sign_search.h"
#include "tests/analytics/fabric/graph_families.h"

#include <QtTest>

#include <fstream>
#include <limits>

using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

Bisection thorough(const FabricGraph& graph, std::optional<std::uint64_t> leastSide = {},
                   bool untilDone = false) {
    BisectionOptions options;
    options.effort = BisectionEffort::Thorough;
    options.leastSide = leastSide;
    if (untilDone) options.timeIsUp = [] { return false; };
    return bisect(graph, options);
}

std::uint64_t totalWeight(const FabricGraph& graph) {
    std::uint64_t total = 0;
    for (const std::uint32_t w : graph.weight)
        total += w;
    return total;
}

/// Every balanced cut of a small graph.
struct AllCuts {
    explicit AllCuts(const FabricGraph& graph) {
        const std::uint64_t total = totalWeight(graph);
        for (std::uint32_t sides = 0; sides < 1u << (graph.vertexCount() - 1); ++sides) {
            std::uint64_t weight = 0;
            std::int64_t cut = 0;
            for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
                weight += (sides >> v & 1u) != 0 ? graph.weight[v] : 0;
            for (const FabricGraph::Link& link : graph.links)
                cut += (sides >> link.a & 1u) != (sides >> link.b & 1u) ? link.capacity : 0;
            cuts.push_back({std::min(weight, total - weight), cut});
            even = std::max(even, cuts.back().first);
        }
    }
    std::int64_t least(std::uint64_t smallerSide) const {
        std::int64_t out = std::numeric_limits<std::int64_t>::max();
        for (const auto& [weight, cut] : cuts)
            if (weight >= smallerSide) out = std::min(out, cut);
        return out;
    }
    std::vector<std::pair<std::uint64_t, std::int64_t>> cuts;
    std::uint64_t even = 0;
};

/// What every result must keep, whatever the graph.
void checkCut(const FabricGraph& graph, const Bisection& result) {
    std::uint64_t weight = 0;
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        weight += result.sideA[v] ? graph.weight[v] : 0;
    QVERIFY(result.lower <= result.upper);
    QCOMPARE(cutCapacity(graph, result.sideA), result.upper);
    QCOMPARE(weight, result.sideWeight);
    QVERIFY(weight >= result.leastSide && 2 * weight <= totalWeight(graph));
}

}  // namespace

class AnyGraphTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// FV097: routers, links, diameter and the second eigenvalue of the network of 50.
    void theSmallestSlimFlyIsTheOneOfTheVectors() {
        const FabricGraph graph = *familyOfRow("slimfly", "q=5");
        const ContractedGraph contracted = contractTwins(graph);
        QCOMPARE(graph.vertexCount(), 50u);
        QCOMPARE(graph.links.size(), std::size_t{175});
        QCOMPARE(hopTable(contracted).diameter(), 2u);
        // The certificate divides the eigenvalue by the number of routers, and rounds down.
        const double eigenvalue = spectralBound(coreOf(contracted)).rate * graph.vertexCount();
        QVERIFY2(eigenvalue <= 5 && eigenvalue > 5 - 1e-6, qPrintable(QString::number(eigenvalue, 'g', 12)));
    }

    void vectorRowsHold_data() {
        QTest::addColumn<QString>("topology");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<qint64>("expected");
        std::ifstream file(std::string(RACKLOOM_TEST_DATA) + "/fabric.csv");
        for (std::string line; std::getline(file, line);) {
            std::vector<std::string> cell(1);
            bool quoted = false;
            for (const char c : line) {
                if (c == '"')
                    quoted = !quoted;
                else if (c == ',' && !quoted)
                    cell.emplace_back();
                else
                    cell.back() += c;
            }
            const bool strict = cell[3] == "bisection_links" || cell[3] == "bisection_gbps_per_direction";
            if (cell.size() < 5 || (!strict && cell[3] != "bisection_links_tolerant")) continue;
            if (cell[2] == "dims=64x64x32" || !familyOfRow(cell[1], cell[2])) continue;
            QTest::newRow(cell[0].c_str())
                << QString::fromStdString(cell[1]) << QString::fromStdString(cell[2])
                << static_cast<qint64>(std::stoll(cell[4]));
        }
    }

    void vectorRowsHold() {
        QFETCH(QString, topology);
        QFETCH(QString, parameters);
        QFETCH(qint64, expected);
        const auto graph = familyOfRow(topology.toStdString(), parameters.toStdString());
        QVERIFY(graph);
        std::optional<std::uint64_t> leastSide;
        if (parameters.contains(QStringLiteral("tolerance 2"))) leastSide = totalWeight(*graph) / 2 - 2;
        const bool untilDone = parameters.contains(QStringLiteral("g=9"));
        const Bisection result = thorough(*graph, leastSide, untilDone);
        checkCut(*graph, result);
        QCOMPARE(result.lower, expected);
        QCOMPARE(result.upper, expected);
    }

    void slimFlyStaysWithinItsInterval() {
        const Bisection result = thorough(slimFly5());
        QCOMPARE(result.lower, std::int64_t{63});  // cuts of 25 vertices of degree 7 are odd
        QVERIFY(result.upper >= 63 && result.upper <= 65);
    }

    void randomRegularGraphsAreCertifiedClosely() {
        const FabricGraph graph = randomRegular(400, 40, 24, 3);
        const Bisection result = thorough(graph);
        checkCut(graph, result);
        QVERIFY2(static_cast<double>(result.lower) >= 0.88 * static_cast<double>(result.upper),
                 qPrintable(QString("[%1, %2]").arg(result.lower).arg(result.upper)));
    }

    void vendorFiguresCountBothDirections() {
        // 32 nodes of 8 GPUs with 3,600 Gb/s each, tapered 2:1: 57.6 TB/s; 256 GPUs at 200 Gb/s: 6.4 TB/s.
        FabricGraph tapered, flat;
        const std::uint32_t spine = tapered.addSwitch(2), hub = flat.addSwitch(1);
        for (int node = 0; node < 32; ++node) {
            const std::uint32_t leaf = tapered.addSwitch(1);
            tapered.join(leaf, spine, 8 * 3600 / 2);
            for (int gpu = 0; gpu < 8; ++gpu) {
                tapered.join(tapered.addEndpoint(), leaf, 3600);
                flat.join(flat.addEndpoint(), hub, 200);
            }
        }
        const auto bothWaysGigabytes = [](const Bisection& b) {
            return static_cast<double>(b.upper) * 2 / 8;
        };
        QCOMPARE(bothWaysGigabytes(thorough(tapered)), 57'600.0);
        QCOMPARE(bothWaysGigabytes(thorough(flat)), 6'400.0);
        QVERIFY(thorough(tapered).exact() && thorough(flat).exact());
    }

    void boundsHoldOnRandomGraphs() {
        std::mt19937 random(20260102);
        for (int i = 0; i < 250; ++i) {
            const FabricGraph graph = randomGraph(random, 10);
            const AllCuts all(graph);
            std::optional<std::uint64_t> leastSide;
            if (i % 2 == 0)
                leastSide = all.even - std::min<std::uint64_t>(all.even, random() % (all.even / 2 + 1));
            const Bisection result = thorough(graph, leastSide);
            checkCut(graph, result);
            QCOMPARE(result.leastSide, std::min(all.even, leastSide.value_or(all.even)));
            const std::int64_t exact = all.least(result.leastSide);
            QVERIFY2(result.lower <= exact && exact <= result.upper,
                     qPrintable(QString("graph %1: %2 not in [%3, %4] by %5")
                                    .arg(i)
                                    .arg(exact)
                                    .arg(result.lower)
                                    .arg(result.upper)
                                    .arg(QString::fromStdString(result.certificate))));
            QVERIFY2(result.exact(), "graphs this small are searched to the end");
        }
    }

    void eachMethodAloneIsSound() {
        std::mt19937 random(77);
        int searched = 0, tight = 0;
        for (int i = 0; i < 100; ++i) {
            const FabricGraph graph = randomGraph(random, 9);
            const AllCuts all(graph);
            const CoreGraph core = coreOf(contractTwins(graph));
            const SideRange range{all.even, totalWeight(graph) - all.even};
            const std::int64_t exact = all.least(all.even);
            if (core.size() < 2) continue;
            const CoverSearchResult cover = searchByCover(core, range, exact + core.quantum, 1'000'000);
            if (cover.finished) {
                QVERIFY(cover.best);
                QCOMPARE(cover.best->cut, exact);
                ++searched;
            }
            if (const auto uniform = uniformBound(core, 1e9))
                QVERIFY(boundFromRate(core, range, uniform->rate) <= exact);
            QVERIFY(boundFromRate(core, range, spectralBound(core).rate) <= exact);
            if (const auto cut = bestOfStarts(core, range, {})) QVERIFY(cut->cut >= exact);
            if (i % 5 != 0) continue;
            SignSearchOptions options;
            options.known = exact + core.quantum;
            options.maxNodes = i % 10 == 0 ? 0 : 50;
            const SignSearchResult signs = searchBySigns(core, range, options);
            QVERIFY2(signs.lower <= exact,
                     qPrintable(QString("graph %1: %2 > %3").arg(i).arg(signs.lower).arg(exact)));
            tight += signs.lower == exact ? 1 : 0;
        }
        QVERIFY2(searched > 60 && tight > 8, qPrintable(QString("%1 %2").arg(searched).arg(tight)));
    }

    void removingALinkNeverHelps() {
        std::mt19937 random(98);
        for (int i = 0; i < 80; ++i) {
            FabricGraph graph = randomGraph(random, 10);
            if (graph.links.empty()) continue;
            const std::int64_t before = thorough(graph).upper;
            const std::size_t gone = random() % graph.links.size();
            const std::int64_t capacity = graph.links[gone].capacity;
            graph.links.erase(graph.links.begin() + static_cast<std::ptrdiff_t>(gone));
            const std::int64_t after = thorough(graph).upper;
            QVERIFY(before - capacity <= after && after <= before);
        }
    }

    void largeUnequalWeightsAreBalancedAsWellAsFound() {
        std::mt19937 random(3);
        FabricGraph graph;
        const std::uint32_t hub = graph.addSwitch(1);
        for (int i = 0; i < 60; ++i)
            graph.join(
                graph.addEndpoint(1'000'000'000u + static_cast<std::uint32_t>(random() % 1'000'000'000u)),
                hub, 10);
        const Bisection result = thorough(graph);
        checkCut(graph, result);
        QVERIFY(result.leastSide > totalWeight(graph) / 2 - 500'000'000);
    }

    void selectionsMeetTheirBounds() {
        const auto chosen = cheapestSelection({{5, 3, 2}, {1, 2, 1}, {4, 7, 1}}, 8, 9);
        QVERIFY(chosen);
        QCOMPARE(*chosen, (std::vector<std::uint32_t>{0, 1, 1}));
        QVERIFY(!cheapestSelection({{1, 4, 3}}, 5, 7));
        QCOMPARE(*cheapestSelection({{-2, 1, 3}, {3, 1, 5}}, 1, 2), (std::vector<std::uint32_t>{2, 0}));
    }

    void cancellingAndTheClockStopTheSearch() {
        struct Stopped {};
        int polls = 0;
        const FabricGraph graph = randomRegular(100, 3, 1, 5);
        BisectionOptions options;
        options.effort = BisectionEffort::Thorough;
        const auto stopAtFifty = [&polls] {
            if (++polls == 50) throw Stopped{};
        };
        QVERIFY_EXCEPTION_THROWN(bisect(graph, options, stopAtFifty), Stopped);
        options.timeIsUp = [] { return true; };
        const Bisection result = bisect(graph, options);
        checkCut(graph, result);
        QVERIFY(!result.exact());
    }
};

QTEST_APPLESS_MAIN(AnyGraphTest)
#include "any_graph_test.moc"
