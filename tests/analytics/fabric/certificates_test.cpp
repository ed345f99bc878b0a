// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates for damaged, mixed and irregular networks: priced hub flows and corrected spectra. Against
// every cut of small graphs, and for what they are worth on larger ones.
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/corrected_spectral.h"
#include "analytics/fabric/parts_bound.h"
#include "analytics/fabric/priced_flows.h"
#include "tests/analytics/fabric/graph_families.h"

#include <QtTest>

#include <limits>
#include <numeric>

using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

using u32 = std::uint32_t;

constexpr std::int64_t kAnything = std::int64_t{1} << 60;

std::uint64_t totalWeight(const FabricGraph& graph) {
    return std::accumulate(graph.weight.begin(), graph.weight.end(), std::uint64_t{0});
}

/// The most even smaller side, and the least cut for a smaller side of at least some weight, by trying all.
struct AllSides {
    std::vector<std::pair<std::uint64_t, std::int64_t>> cuts;  // weight of the smaller side, capacity
    std::uint64_t even = 0;

    explicit AllSides(const FabricGraph& graph) {
        const std::uint64_t total = totalWeight(graph);
        for (u32 sides = 0; sides < 1u << (graph.vertexCount() - 1); ++sides) {
            std::uint64_t weight = 0;
            std::int64_t cut = 0;
            for (u32 v = 0; v < graph.vertexCount(); ++v)
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
};

/// Leaves and spines with links missing and of several generations, endpoints on one or two leaves, sometimes
/// in two islands, with heavy endpoints or with some that hang on nothing.
FabricGraph damagedFabric(std::mt19937& random) {
    const auto below = [&random](u32 n) { return static_cast<u32>(random() % n); };
    const std::int64_t rates[] = {100, 200, 400, 800};
    FabricGraph g;
    const u32 leaves = 2 + below(3), spines = 1 + below(2), islands = 1 + below(4) / 3;
    for (u32 i = 0; i < leaves + spines; ++i)
        g.addSwitch(i < leaves ? 1 : 2);
    const std::int64_t own = rates[below(4)];
    for (u32 l = 0; l < leaves; ++l)
        for (u32 s = 0; s < spines; ++s)
            if (below(6) > 0 && (islands == 1 || l % 2 == s % 2))
                g.join(l, leaves + s, below(4) > 0 ? own : rates[below(4)] * (1 + below(3)));
    const bool dual = below(3) == 0;
    const u32 heavy = below(3) == 0 ? 1 + below(8) : 1;
    while (g.vertexCount() < 13) {
        const u32 v = g.addEndpoint(below(4) == 0 ? heavy : 1), leaf = below(leaves);
        if (below(12) > 0) g.join(v, leaf, below(5) > 0 ? own : rates[below(4)]);
        if (dual && below(8) > 0) g.join(v, (leaf + 1) % leaves, own);
    }
    return g;
}

FabricGraph sparseIrregular(u32 n, u32 links) {
    std::mt19937 random(11);
    FabricGraph g;
    for (u32 v = 0; v < n; ++v) {
        g.addEndpoint();
        if (v > 0) g.join(v, static_cast<u32>(random() % v), 1);
    }
    while (g.links.size() < links)
        g.join(static_cast<u32>(random() % n), static_cast<u32>(random() % n), 1);
    return g;
}

Bisection thorough(const FabricGraph& graph, std::optional<std::uint64_t> leastSide = {}) {
    BisectionOptions options;
    options.effort = BisectionEffort::Thorough;
    options.leastSide = leastSide;
    return bisect(graph, options);
}

std::int64_t flowsOf(const FabricGraph& graph, std::uint64_t smallerSide, double work) {
    PricedFlowOptions options;
    options.enough = kAnything;
    options.maxWork = work;
    return pricedFlowBound(contractTwins(graph), smallerSide, options).lower;
}

}  // namespace

class CertificatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noCutOfAnyGraphIsBelowThem() {
        std::mt19937 random(20260301);
        int tight = 0, proven = 0;
        for (int i = 0; i < 600; ++i) {
            const FabricGraph graph = i % 2 == 0 ? randomGraph(random, 11) : damagedFabric(random);
            const AllSides all(graph);
            const std::uint64_t side = i % 3 == 0 ? all.even - random() % (all.even / 2 + 1) : all.even;
            const std::int64_t exact = all.least(side);
            const std::int64_t flows = flowsOf(graph, side, 4e5);
            const ContractedGraph contracted = contractTwins(graph);
            CorrectedSpectralOptions options;
            options.known = std::max<std::int64_t>(exact, 1);
            const std::int64_t spectral = correctedSpectralBound(
                coreOf(contracted), SideRange{side, totalWeight(graph) - side}, options);
            QVERIFY2(flows <= exact && spectral <= exact,
                     qPrintable(QStringLiteral("graph %1: %2 and %3 above %4")
                                    .arg(i)
                                    .arg(flows)
                                    .arg(spectral)
                                    .arg(exact)));
            tight += flows == exact && exact > 0 ? 1 : 0;
            proven += exact > 0 ? 1 : 0;
        }
        QVERIFY2(4 * tight > proven, qPrintable(QStringLiteral("%1 of %2").arg(tight).arg(proven)));
    }

    void partsThatDoNotShareOutAreProvenToBeCut() {
        std::mt19937 random(5);
        int proven = 0, cut = 0;
        for (int i = 0; i < 100; ++i) {
            FabricGraph graph;
            std::vector<u32> part;
            for (u32 v = 0; v < 11; ++v) {
                graph.weight.push_back(random() % 5 == 0 ? 0 : 1 + static_cast<u32>(random() % 4));
                part.push_back(static_cast<u32>(random() % 3));
                for (u32 u = 0; u < v; ++u)
                    if (part[u] == part[v] && random() % 3 > 0)
                        graph.join(u, v, 1 + static_cast<std::int64_t>(random() % 4));
            }
            const AllSides all(graph);
            const std::int64_t exact = all.least(all.even);
            const std::int64_t bound =
                partsBound(contractTwins(graph), SideRange{all.even, totalWeight(graph) - all.even});
            QVERIFY2(bound <= exact, qPrintable(QStringLiteral("%1 > %2").arg(bound).arg(exact)));
            cut += exact > 0 ? 1 : 0;
            proven += bound > 0 ? 1 : 0;
        }
        QVERIFY2(2 * proven > cut, qPrintable(QStringLiteral("%1 of %2").arg(proven).arg(cut)));
    }

    void damagedFabricsAreCutExactly() {
        std::mt19937 random(4711);
        for (int i = 0; i < 200; ++i) {
            const FabricGraph graph = damagedFabric(random);
            const AllSides all(graph);
            const std::uint64_t side = i % 2 == 0 ? all.even - random() % (all.even / 2 + 1) : all.even;
            const Bisection result = thorough(graph, side);
            QCOMPARE(result.lower, all.least(side));
            QCOMPARE(result.upper, all.least(side));
            QCOMPARE(cutCapacity(graph, result.sideA), result.upper);
            QVERIFY(result.sideWeight >= side && 2 * result.sideWeight <= totalWeight(graph));
        }
    }

    void aHealthyTorusIsProvenByFlows() {
        const FabricGraph torus = grid({6, 6}, true);  // 2 × 36 / 6 links
        const std::int64_t flows = flowsOf(torus, 18, 1e7);
        QVERIFY2(flows >= 11 && flows <= 12, qPrintable(QString::number(flows)));
    }

    void torusWithHolesIsProvenWithinATenth() {
        FabricGraph graph = grid({6, 6, 6}, true);
        std::erase_if(graph.links, [](const FabricGraph::Link& link) {
            return link.a % 23 == 5 || link.b % 23 == 5;  // ten nodes stand alone
        });
        const Bisection result = thorough(graph);
        QVERIFY2(10 * result.lower >= 9 * result.upper,
                 qPrintable(QStringLiteral("[%1, %2]").arg(result.lower).arg(result.upper)));
    }

    void sparseIrregularGraphsGetAUsefulBound() {
        const Bisection result = thorough(sparseIrregular(600, 1'800));
        QVERIFY2(2 * result.lower > result.upper,
                 qPrintable(QStringLiteral("[%1, %2]").arg(result.lower).arg(result.upper)));
        QCOMPARE(result.certificate, std::string("corrected spectral"));
    }

    void theyEndWhenAsked() {
        struct Stopped {};
        const ContractedGraph graph = contractTwins(sparseIrregular(600, 1'800));
        int polls = 0;
        PricedFlowOptions flows;
        flows.enough = kAnything;
        flows.poll = [&polls] {
            if (++polls == 30) throw Stopped{};
        };
        QVERIFY_EXCEPTION_THROWN(pricedFlowBound(graph, 300, flows), Stopped);
        flows.poll = {};
        flows.timeIsUp = [] { return true; };
        QCOMPARE(pricedFlowBound(graph, 300, flows).settled, false);
        CorrectedSpectralOptions spectral;
        spectral.known = 400;
        spectral.timeIsUp = [] { return true; };
        QCOMPARE(correctedSpectralBound(coreOf(graph), SideRange{300, 300}, spectral), std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(CertificatesTest)
#include "certificates_test.moc"
