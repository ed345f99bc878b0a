// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a whole plan are made the quick way: ends numbered from what came before, twins told by sums,
// groups put in order as numbers. These tests hold them to the plain way, one cable or pair at a time.
#include "analytics/fabric/contraction.h"
#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/plan_groups.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

std::uint32_t below(std::mt19937& random, std::size_t end) {
    return static_cast<std::uint32_t>(random() % end);
}

model::DeviceRef device(std::uint32_t rack, std::uint32_t slot) {
    return {RackId{rack}, SlotId{slot}};
}

/// A few racks of nodes and switches, cabled by lot; now and then to a device that nobody listed.
struct Drawn {
    model::GeneratorInput input;
    std::vector<model::PlannedCable> cables;
};

Drawn drawnByLot(std::mt19937& random) {
    Drawn out;
    std::vector<model::DeviceRef> devices;
    for (std::uint32_t rack = 1; rack <= 2 + below(random, 5); ++rack)
        for (std::uint32_t slot = 1; slot <= 3; ++slot) {
            devices.push_back(device(rack, slot));
            for (std::uint32_t port = 0; port < 2; ++port)
                out.input.endpoints.push_back(
                    {{devices.back(), port}, port, static_cast<std::uint32_t>(devices.size()), rack, {}});
        }
    std::vector<model::FabricSwitch>& leaves = out.input.tiers.emplace_back();
    for (std::uint32_t i = 0; i < 4; ++i) {
        devices.push_back(device(1 + below(random, 8), 300 + i));
        model::FabricSwitch& leaf = leaves.emplace_back();
        leaf.device = devices.back();
        leaf.ports = 32;
    }
    devices.push_back(device(9, 9));
    for (std::uint32_t i = below(random, 120); i > 0; --i) {
        const model::PortRef a{devices[below(random, devices.size())], below(random, 4)};
        const model::PortRef b{devices[below(random, devices.size())], below(random, 4)};
        out.cables.push_back({a, b, DataRate::si(1e9 * below(random, 3)), below(random, 3)});
    }
    return out;
}

std::vector<Height> heightsByLot(std::size_t count, std::mt19937& random) {
    std::vector<Height> out;
    for (std::size_t i = 0; i < count; ++i) {
        const int scale = random() % 4 == 0 ? 1000 : 3;  // rarely beyond what any cabinet has
        out.push_back(
            {static_cast<int>(below(random, 10)) * scale, static_cast<int>(below(random, 4)) * scale});
    }
    return out;
}

/// Cables by group, and by height within it.
using Groups = std::map<std::tuple<RackId, RackId, std::uint32_t, double>, std::map<int, std::uint32_t>>;

Groups groupedOneByOne(const Drawn& drawn, const FabricEnds& ends, const std::vector<Height>& heights,
                       bool direct) {
    Groups out;
    for (std::size_t i = 0; i < drawn.cables.size(); ++i) {
        const model::PlannedCable& cable = drawn.cables[i];
        const RackId low = std::min(cable.a.device.rack, cable.b.device.rack);
        const RackId high = std::max(cable.a.device.rack, cable.b.device.rack);
        const Height &a = heights[ends.cables[i].a], &b = heights[ends.cables[i].b];
        const int units = direct || low == high ? std::abs(a.unit - b.unit) : a.above + b.above;
        ++out[{low, high, cable.tier, cable.rate.si()}][units];
    }
    return out;
}

/// The same of a table, which must be in order and hold each group once.
Groups groupsOf(const CableGroupTable& table, bool& inOrder) {
    Groups out;
    const Groups::key_type* last = nullptr;
    for (const Shared<CableGroupPiece>& piece : table.pieces)
        for (const CableGroup& group : piece->groups) {
            const auto [it, fresh] = out.try_emplace({group.a, group.b, group.tier, group.rate});
            inOrder = inOrder && fresh && group.a == piece->rack() && (!last || *last < it->first);
            last = &it->first;
            std::uint32_t count = 0;
            for (const auto& [units, cables] : piece->heightsOf(group)) {
                inOrder = inOrder && (it->second.empty() || it->second.rbegin()->first < units);
                it->second[units] = cables;
                count += cables;
            }
            inOrder = inOrder && count == group.count;
        }
    return out;
}

/// Links of a vertex by neighbour, parallel ones added up.
std::map<std::uint32_t, std::int64_t> linksOf(const FabricGraph& graph, std::uint32_t v) {
    std::map<std::uint32_t, std::int64_t> out;
    for (const FabricGraph::Link& link : graph.links)
        if (link.a == v || link.b == v) out[link.a == v ? link.b : link.a] += link.capacity;
    return out;
}

/// The first vertex that each one is a twin of.
std::vector<std::uint32_t> twinsPairByPair(const FabricGraph& graph) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
        std::uint32_t first = 0;
        while (graph.weight[first] != graph.weight[v] ||
               (!graph.tier.empty() && graph.tier[first] != graph.tier[v]) ||
               linksOf(graph, first) != linksOf(graph, v))
            ++first;
        out.push_back(first);
    }
    return out;
}

/// The same network listed otherwise: other order, ends turned round, some links in two parts.
FabricGraph listedOtherwise(FabricGraph graph, std::mt19937& random) {
    std::vector<FabricGraph::Link> links;
    for (FabricGraph::Link link : graph.links) {
        if (random() % 2) std::swap(link.a, link.b);
        if (link.capacity > 1 && random() % 3 == 0) {
            links.push_back({link.b, link.a, 1});
            --link.capacity;
        }
        links.push_back(link);
    }
    std::shuffle(links.begin(), links.end(), random);
    graph.links = links;
    return graph;
}

}  // namespace

class PlanTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsNameTheirDevices();
    void plannedCablesAreGroupedAsOneByOne();
    void contractionFindsTheTwinsOfAllPairs();
    void orderOfLinksDoesNotMatterToTwins();
    void slotsOfADomainMayStandInAnyOrder();
};

void PlanTablesTest::endsNameTheirDevices() {
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        const Drawn drawn = drawnByLot(random);
        const FabricEnds ends = numberEnds(drawn.input, drawn.cables);
        QCOMPARE(ends.cables.size(), drawn.cables.size());
        std::vector<std::uint32_t> perTier, met(ends.cables.size(), 0);
        for (std::size_t i = 0; i < ends.cables.size(); ++i) {
            QVERIFY(ends.devices[ends.cables[i].a].ref == drawn.cables[i].a.device);
            QVERIFY(ends.devices[ends.cables[i].b].ref == drawn.cables[i].b.device);
            perTier.resize(std::max<std::size_t>(perTier.size(), drawn.cables[i].tier + std::size_t{1}), 0);
            ++perTier[drawn.cables[i].tier];
        }
        QVERIFY(ends.perTier == perTier);
        for (std::uint32_t d = 0; d < ends.devices.size(); ++d) {
            const auto at = ends.cablesOf(d);
            QVERIFY(std::is_sorted(at.begin(), at.end()));
            for (const std::uint32_t i : at) {
                QVERIFY(ends.cables[i].a == d || ends.cables[i].b == d);
                ++met[i];
            }
        }
        QVERIFY(std::all_of(met.begin(), met.end(), [](std::uint32_t n) { return n == 2; }));
    }
}

void PlanTablesTest::plannedCablesAreGroupedAsOneByOne() {
    std::mt19937 random(5);
    CableGroupTable last;
    for (int round = 0; round < 300; ++round) {
        const Drawn drawn = drawnByLot(random);
        const FabricEnds ends = numberEnds(drawn.input, drawn.cables);
        const std::vector<Height> heights = heightsByLot(ends.devices.size(), random);
        const bool direct = round % 3 == 0;
        const CableGroupTable table = groupPlan(drawn.cables, ends, heights, direct, nullptr);
        bool inOrder = true;
        QVERIFY(groupsOf(table, inOrder) == groupedOneByOne(drawn, ends, heights, direct));
        QVERIFY(inOrder);
        // Taking over pieces of another table changes nothing.
        QVERIFY(groupPlan(drawn.cables, ends, heights, direct, &last) == table);
        QVERIFY(table.pieces.empty() || groupPlan(drawn.cables, ends, heights, direct, &table)
                                            .pieces.front()
                                            .sameObject(table.pieces.front()));
        last = table;
    }
}

void PlanTablesTest::contractionFindsTheTwinsOfAllPairs() {
    std::mt19937 random(7);
    for (int round = 0; round < 1000; ++round) {
        const FabricGraph graph = randomFabric(random);
        const ContractedGraph merged = contractTwins(graph);
        const std::vector<std::uint32_t> first = twinsPairByPair(graph);
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
            QCOMPARE(merged.classes[merged.classOf[v]].first, first[v]);
        for (std::uint32_t c = 0; c < merged.classCount(); ++c) {
            std::map<std::uint32_t, std::int64_t> expected, found;
            for (const auto& [to, capacity] : linksOf(graph, merged.classes[c].first))
                expected[merged.classOf[to]] = capacity;
            for (const ContractedGraph::Arc& arc : merged.arcsOf(c))
                found[arc.to] = arc.capacity;
            QVERIFY(found == expected);
            QCOMPARE(found.size(), merged.arcsOf(c).size());
        }
    }
}

void PlanTablesTest::orderOfLinksDoesNotMatterToTwins() {
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        const FabricGraph graph = randomFabric(random);
        QVERIFY(contractTwins(listedOtherwise(graph, random)) == contractTwins(graph));
    }
}

void PlanTablesTest::slotsOfADomainMayStandInAnyOrder() {
    std::mt19937 random(13);
    for (int round = 0; round < 100; ++round) {
        std::vector<SiteDomain> domains;
        std::vector<FabricDrawing::Endpoint> endpoints;
        std::vector<std::uint32_t> expected;
        for (std::uint32_t rack = 1; rack <= 4; ++rack) {
            std::vector<SlotId> slots;
            for (std::uint32_t slot = 0; slot < 9; ++slot)
                slots.push_back(SlotId{slot});
            std::shuffle(slots.begin(), slots.end(), random);
            // Two domains in each rack, and three slots in none.
            const std::vector<DesignDomain> both = {{"a", {slots.begin(), slots.begin() + 3}, {}},
                                                    {"b", {slots.begin() + 3, slots.begin() + 6}, {}}};
            for (std::size_t i = 0; i < 2; ++i)
                domains.push_back({RackId{rack}, both, i, {}});
            std::vector<std::uint32_t> order{0, 1, 2, 3, 4, 5, 6, 7, 8};
            std::shuffle(order.begin(), order.end(), random);
            for (const std::uint32_t place : order) {
                endpoints.push_back({{RackId{rack}, slots[place]}, 0});
                expected.push_back(place < 6 ? (rack - 1) * 2 + place / 3 : DomainMap::kNoDomain);
            }
        }
        QVERIFY(domainMap(endpoints, domains).domainOf == expected);
    }
}

QTEST_APPLESS_MAIN(PlanTablesTest)
#include "plan_tables_test.moc"
