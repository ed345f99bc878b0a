// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/topology/clos_input.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <map>
#include <queue>
#include <set>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString problemsOf(const FabricPlan& plan) {
    QStringList out;
    for (const std::string& p : plan.problems)
        out << text(p);
    return out.join("\n");
}

FabricPlan plan(const char* generator, const GeneratorInput& in) {
    return findGenerator(generator)->plan(in);
}

/// So many routers of 64 ports with so many endpoints each.
GeneratorInput routers(const char* generator, std::uint32_t n, std::uint32_t endpoints,
                       const ParameterValues& p, std::uint32_t ports = 64) {
    return closInput({1, n * endpoints, 1}, {{n, ports}}, p, generator);
}

/// Which switches are joined, by number in the first tier, with the number of cables.
std::map<std::pair<std::uint32_t, std::uint32_t>, int> neighbours(const FabricPlan& plan) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> out;
    for (const PlannedCable& c : plan.cables)
        if (c.tier == 1) ++out[std::minmax(c.a.device.rack.value - 100000, c.b.device.rack.value - 100000)];
    return out;
}

/// Longest shortest path between two of n routers; -1 when they fall apart.
int diameter(const FabricPlan& plan, std::uint32_t n) {
    std::vector<std::vector<std::uint32_t>> next(n);
    for (const auto& [pair, cables] : neighbours(plan)) {
        next[pair.first].push_back(pair.second);
        next[pair.second].push_back(pair.first);
    }
    int most = 0;
    for (std::uint32_t from = 0; from < n; ++from) {
        std::vector<int> hops(n, -1);
        std::queue<std::uint32_t> open;
        hops[from] = 0;
        open.push(from);
        while (!open.empty()) {
            const std::uint32_t at = open.front();
            open.pop();
            for (const std::uint32_t to : next[at])
                if (hops[to] < 0) {
                    hops[to] = hops[at] + 1;
                    open.push(to);
                }
        }
        for (const int h : hops) {
            if (h < 0) return -1;
            most = std::max(most, h);
        }
    }
    return most;
}

/// "4": link cables of each router, or "3…4".
QString degrees(const FabricPlan& plan, std::uint32_t n) {
    std::vector<int> degree(n, 0);
    for (const auto& [pair, cables] : neighbours(plan)) {
        degree[pair.first] += cables;
        degree[pair.second] += cables;
    }
    const auto [least, most] = std::minmax_element(degree.begin(), degree.end());
    return *least == *most ? QString::number(*most) : QStringLiteral("%1…%2").arg(*least).arg(*most);
}

/// Switches of three tiers with as many ports as asked for.
GeneratorInput clos(const char* generator, std::uint32_t endpoints, const std::vector<Tier>& tiers,
                    const ParameterValues& p) {
    return closInput({1, endpoints, 1}, tiers, p, generator);
}

std::uint64_t hashOf(const FabricPlan& plan) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const PlannedCable& c : plan.cables)
        for (const std::uint32_t x : {c.a.device.rack.value, c.a.port, c.b.device.rack.value, c.b.port})
            hash = (hash ^ x) * 1099511628211ull;
    return hash;
}

}  // namespace

class TopologiesTest : public QObject {
    Q_OBJECT

    void checkSound(const GeneratorInput& in, const FabricPlan& p, const QString& cables) {
        QCOMPARE(problemsOf(p), QString());
        QCOMPARE(text(portTrouble(in, p)), QString());
        QCOMPARE(text(cablesPerTier(p)), cables);
    }

private Q_SLOTS:
    void aTorusHasTwoCablesPerRouterAndDimension_data() {
        QTest::addColumn<QList<int>>("dims");
        QTest::addColumn<int>("wrap");
        for (const QList<int>& dims : {QList<int>{12},
                                       {4, 4},
                                       {4, 6},
                                       {3, 3, 3},
                                       {5, 4},
                                       {2, 3},
                                       {2, 2, 2, 2},
                                       {4, 4, 8},
                                       {16, 16, 16}})
            for (const int wrap : {0, 1})
                QTest::addRow("%d dimensions from %d, wrap %d", static_cast<int>(dims.size()),
                              dims[0] * 100 + dims.back(), wrap)
                    << dims << wrap;
    }
    void aTorusHasTwoCablesPerRouterAndDimension() {
        QFETCH(QList<int>, dims);
        QFETCH(int, wrap);
        ParameterValues p{{"wrap", wrap}, {"endpoints", 1}};
        int n = 1, links = 0;
        for (qsizetype d = 0; d < dims.size(); ++d) {
            p["d" + std::to_string(d + 1)] = dims[d];
            n *= dims[d];
        }
        for (const int k : dims)
            links += wrap && k > 2 ? n : n / k * (k - 1);
        const GeneratorInput in = routers("torus", static_cast<std::uint32_t>(n), 1, p);
        const FabricPlan made = plan("torus", in);
        checkSound(in, made, QStringLiteral("%1 %2 0").arg(n).arg(links));
        int far = 0;
        for (const int k : dims)
            far += wrap ? k / 2 : k - 1;
        if (n < 1000) QCOMPARE(diameter(made, static_cast<std::uint32_t>(n)), far);
    }

    void nodesAreTheRoutersWhereThereAreNoSwitches() {  // chips of trays, as in TPU cubes
        ParameterValues p{{"d1", 4}, {"d2", 4}, {"d3", 4}, {"chip_ports", 6}};
        const GeneratorInput in = closInput({1, 16, 24}, {}, p, "torus");
        const FabricPlan made = plan("torus", in);
        checkSound(in, made, "192 0 0");
        std::map<std::pair<std::uint32_t, std::uint32_t>, int> ends;  // slot and chip
        for (const PlannedCable& c : made.cables)
            for (const PortRef& port : {c.a, c.b})
                ++ends[{port.device.slot.value, port.port / 6}];
        QCOMPARE(ends.size(), std::size_t{64});
        for (const auto& [chip, n] : ends)
            QCOMPARE(n, 6);
    }

    void cubesMeetInCircuitSwitches() {  // 64 cubes of 64 chips on 48 switches of 128 ports
        const GeneratorInput in =
            closInput({64, 16, 24}, {{48, 128}}, {{"c1", 4}, {"c2", 4}, {"c3", 4}}, "torus-cubes");
        const FabricPlan made = plan("torus-cubes", in);
        checkSound(in, made, "12288 0 0");
        QCOMPARE(made.lightPaths.size(), std::size_t{64 * 48});  // 96 ends of each cube, two to a link
        std::set<PortRef> ports;
        for (const LightPath& path : made.lightPaths) {
            QVERIFY(path.in.device == path.out.device);
            QVERIFY(ports.insert(path.in).second && ports.insert(path.out).second);
            const PlannedCable& cable = made.cables[path.cable];
            QCOMPARE(path.in.port / 2, cable.a.device.rack.value);
            QCOMPARE(path.out.port / 2, cable.b.device.rack.value);
        }
        QCOMPARE(ports.size(), std::size_t{48 * 128});
        std::size_t within = 0;
        for (const PlannedCable& cable : made.cables)
            within += cable.a.device.rack == cable.b.device.rack ? 1 : 0;
        QCOMPARE(within, std::size_t{64 * 3 * 48});
        QCOMPARE(made.wanted, std::vector<std::uint32_t>{48});
    }

    void aCircuitSwitchTakenOutDarkensItsLinks() {
        GeneratorInput in =
            closInput({8, 16, 24}, {{48, 16}}, {{"c1", 2}, {"c2", 2}, {"c3", 2}}, "torus-cubes");
        const FabricPlan whole = plan("torus-cubes", in);
        in.tiers[0][20].present = false;
        const FabricPlan less = plan("torus-cubes", in);
        QCOMPARE(whole.cables.size() - less.cables.size(), std::size_t{8});
        QVERIFY(less.problems.empty());
        for (const LightPath& path : less.lightPaths)
            QVERIFY(path.in.device != in.tiers[0][20].device);
        in.tiers[0].resize(40);
        const FabricPlan few = plan("torus-cubes", in);
        QVERIFY2(problemsOf(few).contains("48 switches of 16 ports"), qPrintable(problemsOf(few)));
        in.tiers.clear();  // fixed fibres instead
        QCOMPARE(plan("torus-cubes", in).cables, whole.cables);
    }

    void racksInPairsJoinLikePorts() {
        GeneratorInput in = closInput({4, 9, 18}, {}, {}, "paired-racks");
        const FabricPlan made = plan("paired-racks", in);
        checkSound(in, made, "324 0 0");
        for (const PlannedCable& cable : made.cables) {
            QCOMPARE(cable.a.device.rack.value + 1, cable.b.device.rack.value);
            QVERIFY(cable.a.device.slot == cable.b.device.slot && cable.a.port == cable.b.port);
        }
        std::erase_if(in.endpoints, [](const EndpointPort& e) { return e.node == 3; });
        const FabricPlan less = plan("paired-racks", in);
        QCOMPARE(less.cables.size(), std::size_t{306});
        QVERIFY(less.cables.front() == made.cables.front() && less.cables.back() == made.cables.back());
        QVERIFY(!plan("paired-racks", closInput({3, 9, 18}, {}, {}, "paired-racks")).problems.empty());
    }

    void aHypercubeFlipsOneBit() {
        for (std::uint32_t d = 1; d <= 9; ++d) {
            const GeneratorInput in = routers("hypercube", 1u << d, 2, {});
            const FabricPlan made = plan("hypercube", in);
            checkSound(in, made, QStringLiteral("%1 %2 0").arg(2u << d).arg(d << (d - 1)));
            for (const auto& [pair, cables] : neighbours(made))
                QVERIFY(std::has_single_bit(pair.first ^ pair.second) && cables == 1);
        }
    }

    void aHyperxJoinsAllRoutersOfALine() {
        struct Shape {
            std::uint32_t s1, s2, s3, k1, k2, t;
        };
        for (const Shape x : {Shape{4, 4, 1, 1, 1, 1},
                              {4, 6, 1, 1, 1, 1},
                              {3, 4, 1, 2, 3, 2},
                              {8, 8, 1, 1, 1, 8},
                              {3, 3, 3, 1, 2, 4},
                              {9, 1, 1, 4, 1, 3}}) {
            const std::uint32_t n = x.s1 * x.s2 * x.s3;
            const GeneratorInput in = routers(
                "hyperx", n, x.t, {{"s1", x.s1}, {"s2", x.s2}, {"s3", x.s3}, {"k1", x.k1}, {"k2", x.k2}});
            const std::uint32_t degree = (x.s1 - 1) * x.k1 + (x.s2 - 1) * x.k2 + x.s3 - 1;
            const FabricPlan made = plan("hyperx", in);
            checkSound(in, made, QStringLiteral("%1 %2 0").arg(n * x.t).arg(n * degree / 2));
            QCOMPARE(degrees(made, n), QString::number(degree));
            QCOMPARE(diameter(made, n), (x.s1 > 1) + (x.s2 > 1) + (x.s3 > 1));
        }
    }

    void aDragonflyJoinsEveryPairOfGroupsOnce() {
        struct Shape {
            std::uint32_t p, a, h, g;
        };
        for (const Shape x :
             {Shape{1, 2, 1, 3}, {2, 4, 2, 8}, {2, 4, 2, 9}, {4, 8, 4, 33}, {3, 5, 2, 7}, {1, 1, 4, 5}}) {
            const GeneratorInput in =
                routers("dragonfly", x.a * x.g, x.p, {{"routers", x.a}, {"globals", x.h}, {"groups", x.g}});
            const FabricPlan made = plan("dragonfly", in);
            const std::uint32_t local = x.g * x.a * (x.a - 1) / 2, global = x.g * (x.g - 1) / 2;
            checkSound(in, made, QStringLiteral("%1 %2 0").arg(x.a * x.g * x.p).arg(local + global));
            std::set<std::pair<std::uint32_t, std::uint32_t>> groups;
            for (const auto& [pair, cables] : neighbours(made))
                if (pair.first / x.a != pair.second / x.a)
                    QVERIFY(groups.insert({pair.first / x.a, pair.second / x.a}).second && cables == 1);
            QCOMPARE(groups.size(), std::size_t{global});
            QVERIFY(diameter(made, x.a * x.g) <= 3);
        }
    }

    void aDragonflyPlusJoinsSpinesInTurn() {
        for (const std::uint32_t perPair : {1u, 2u, 5u}) {
            const GeneratorInput in =
                clos("dragonfly-plus", 4 * 2 * 2, {{8, 64}, {8, 64}},
                     {{"groups", 4}, {"leaves", 2}, {"spines", 2}, {"per_pair", perPair}, {"endpoints", 2}});
            const FabricPlan made = plan("dragonfly-plus", in);
            checkSound(in, made, QStringLiteral("16 16 %1").arg(6 * perPair));
            std::map<std::uint32_t, std::uint32_t> perSpine;
            for (const PlannedCable& c : made.cables)
                if (c.tier == 2)
                    for (const PortRef& end : {c.a, c.b})
                        ++perSpine[end.device.rack.value];
            for (const auto& [spine, n] : perSpine)
                QVERIFY(n == 3 * perPair / 2 || n == (3 * perPair + 1) / 2);
        }
    }

    void aSlimFlyIsRegularOfDiameterTwo() {
        for (const std::uint32_t q : {3u, 5u, 7u, 11u, 13u}) {
            const std::uint32_t n = 2 * q * q, degree = q % 4 == 1 ? (3 * q - 1) / 2 : (3 * q + 1) / 2;
            const GeneratorInput in = routers("slim-fly", n, 2, {{"q", q}});
            const FabricPlan made = plan("slim-fly", in);
            checkSound(in, made, QStringLiteral("%1 %2 0").arg(2 * n).arg(n * degree / 2));
            QCOMPARE(degrees(made, n), QString::number(degree));
            QCOMPARE(diameter(made, n), 2);
        }
    }

    void aJellyfishIsRegularAndSimple() {
        for (const auto& [n, r] :
             {std::pair{10u, 3u}, {11u, 4u}, {64u, 8u}, {200u, 12u}, {5u, 4u}, {1000u, 20u}})
            for (const std::uint32_t seed : {0u, 1u, 7u, 4294967295u}) {
                const GeneratorInput in = routers("jellyfish", n, 1, {{"degree", r}, {"seed", seed}});
                const FabricPlan made = plan("jellyfish", in);
                checkSound(in, made, QStringLiteral("%1 %2 0").arg(n).arg(n * r / 2));
                QCOMPARE(degrees(made, n), QString::number(r));
                for (const auto& [pair, cables] : neighbours(made))
                    QVERIFY(pair.first != pair.second && cables == 1);
            }
    }

    void aSeedIsOneCableListOnEveryMachine() {
        const auto made = [](std::uint32_t seed) {
            return plan("jellyfish", routers("jellyfish", 50, 2, {{"degree", 7}, {"seed", seed}}));
        };
        QCOMPARE(hashOf(made(1)), kJellyfishHash);
        QVERIFY(hashOf(made(2)) != hashOf(made(1)));
    }

    void aFatTreeFollowsItsFormulas() {
        for (const std::uint32_t k : {2u, 4u, 6u, 8u, 16u})
            for (const std::uint32_t pods : {1u, k / 2, k}) {
                const std::uint32_t half = k / 2;
                const GeneratorInput in =
                    clos("fat-tree", pods * half * half,
                         {{pods * half, k}, {pods * half, k}, {half * half, k}}, {{"pods", pods}});
                const FabricPlan made = plan("fat-tree", in);
                const std::uint32_t each = pods * half * half;
                checkSound(in, made, QStringLiteral("%1 %1 %1").arg(each));
                QCOMPARE(text(linksPerPair(made, 2)), QString("1"));
            }
    }

    void aFatTreeWithTrunksHasFewerCores() {  // FV038: k = 128, 32 pods, four cables to each core
        const GeneratorInput in = clos("fat-tree", 131072, {{2048, 128}, {2048, 128}, {1024, 128}},
                                       {{"k", 128}, {"pods", 32}, {"trunk", 4}});
        const FabricPlan made = plan("fat-tree", in);
        checkSound(in, made, "131072 131072 131072");
        QCOMPARE(text(linksPerPair(made, 2)), QString("4"));
    }

    void anyOversubscriptionIsMetOrBettered() {
        for (const double ratio : {0.5, 1.0, 1.5, 2.0, 3.0, 7.0}) {
            GeneratorInput in = clos("clos", 256, {{64, 64}, {1, 4096}}, {{"oversubscription", ratio}});
            const FabricPlan made = plan("clos", in);
            std::map<std::uint32_t, std::pair<int, int>> perLeaf;
            for (const PlannedCable& c : made.cables)
                if (c.tier == 0)
                    ++perLeaf[c.b.device.rack.value].first;
                else
                    ++perLeaf[c.a.device.rack.value].second;
            const auto [down, up] = perLeaf.at(100000);
            QVERIFY2(down <= ratio * up + 1e-9 && down + up <= 64, qPrintable(QString::number(ratio)));
            QVERIFY(down + up >= 63);
            QCOMPARE(text(portTrouble(in, made)), QString());
        }
    }

    void threeTiersReachEveryCoreOrThoseOfTheirPosition() {  // FV058
        ParameterValues p{{"downlinks", 4},      {"uplinks", 2},       {"pod_leaves", 2},
                          {"spines_per_pod", 2}, {"spine_uplinks", 2}, {"every_core", 1}};
        const std::vector<Tier> tiers{{8, 6}, {8, 4}, {2, 64}};
        GeneratorInput in = clos("clos", 32, tiers, p);
        checkSound(in, plan("clos", in), "32 16 16");
        p["every_core"] = 0;
        p["spine_uplinks"] = 1;
        in = clos("clos", 32, tiers, p);
        const FabricPlan made = plan("clos", in);
        checkSound(in, made, "32 16 8");
        QCOMPARE(text(linksPerPair(made, 2)), QString("1"));
    }

    void twinPlanesShareNothingButTheNodes() {  // one unit of 64 nodes, 2 x 400 Gb/s per GPU
        const GeneratorInput in = closInput(
            {16, 4, 16}, {{16, 128}, {8, 128}},
            {{"planes", 2}, {"rails", 8}, {"racks_per_group", 16}, {"downlinks", 64}, {"uplinks", 64}},
            "multi-plane");
        const FabricPlan made = plan("multi-plane", in);
        checkSound(in, made, "1024 1024 0");
        std::map<std::uint32_t, std::uint32_t> planeOfSwitch;
        for (const PlannedCable& c : made.cables) {
            const std::uint32_t of = c.tier == 0 ? c.a.port % 2 : planeOfSwitch.at(c.a.device.rack.value);
            QCOMPARE(planeOfSwitch.emplace(c.b.device.rack.value, of).first->second, of);
        }
    }

    void aRailOnlyNetworkLeavesRailsApart() {
        const GeneratorInput in = closInput({2, 2, 4}, {{4, 64}}, {}, "rail-only");
        const FabricPlan made = plan("rail-only", in);
        checkSound(in, made, "16 0 0");
        for (const PlannedCable& c : made.cables)
            QCOMPARE(c.b.device.rack.value, 100000 + c.a.port);
        const GeneratorInput spined = closInput({2, 2, 4}, {{4, 64}, {1, 64}}, {}, "rail-only");
        QVERIFY(problemsOf(plan("rail-only", spined)).contains("Remove those tiers"));
    }

private:
    static constexpr std::uint64_t kJellyfishHash = 5732050044938455164ull;
};

QTEST_APPLESS_MAIN(TopologiesTest)
#include "topologies_test.moc"
