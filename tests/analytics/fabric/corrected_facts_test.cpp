// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a damaged fabric from what is known of the whole one is what looking at the damaged one
// alone tells: losses of switches, which endpoints hang together, sides of cuts, ports that clash.
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_bisection.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/hanging_together.h"
#include "analytics/fabric/port_use.h"
#include "analytics/inputs/fabric.h"
#include "analytics/loads/switch_losses.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/transaction.h"
#include "model/topology/generators.h"
#include "tests/analytics/fabric/template_site.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <QtTest>

#include <algorithm>
#include <optional>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

/// The same graph with its endpoints first.
FabricGraph endpointsFirst(const FabricGraph& graph) {
    std::vector<std::uint32_t> place(graph.vertexCount());
    FabricGraph out;
    for (const bool endpoint : {true, false})
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v) {
            if ((graph.weight[v] > 0) != endpoint) continue;
            place[v] = out.vertexCount();
            out.weight.push_back(graph.weight[v]);
            if (!graph.tier.empty()) out.tier.push_back(graph.tier[v]);
        }
    for (const FabricGraph::Link& link : graph.links)
        out.join(place[link.a], place[link.b], link.capacity);
    return out;
}

LinkChanges randomChanges(const FabricGraph& graph, int lost, int added, std::mt19937& random) {
    LinkChanges out;
    for (int i = 0; i < lost; ++i)
        out.gone.push_back(static_cast<std::uint32_t>(random() % graph.links.size()));
    std::sort(out.gone.begin(), out.gone.end());
    out.gone.erase(std::unique(out.gone.begin(), out.gone.end()), out.gone.end());
    for (int i = 0; i < added; ++i) {
        const auto a = static_cast<std::uint32_t>(random() % graph.vertexCount());
        const auto b = static_cast<std::uint32_t>(random() % graph.vertexCount());
        if (a != b) out.added.push_back({a, b, 1 + static_cast<std::int64_t>(random() % 3)});
    }
    return out;
}

/// A fabric, what is known of it, and the same after some changes.
struct Damaged {
    FabricGraph graph;
    TwinTable twins;
    LinkChanges changes;
    ContractedGraph now;
    std::uint32_t endpoints = 0;
};

std::optional<Damaged> damaged(int round, std::mt19937& random) {
    Damaged out;
    out.graph = endpointsFirst(randomFabric(random));
    if (out.graph.links.empty()) return std::nullopt;
    out.twins = twinTable(out.graph);
    if (!out.twins.tiered) return std::nullopt;
    out.changes = randomChanges(out.graph, 1 + round % 5, round % 3 == 0 ? 1 : 0, random);
    if (out.changes.empty()) return std::nullopt;
    out.now = recontracted(out.graph, out.twins, out.changes);
    while (out.endpoints < out.graph.vertexCount() && out.graph.weight[out.endpoints] > 0)
        ++out.endpoints;
    return out;
}

std::vector<SwitchLoss> bySwitch(const SwitchLossTable& table) {
    std::vector<SwitchLoss> out;
    for (const std::uint32_t kind : table.kindOf)
        out.push_back(kind == SwitchLossTable::kNone ? SwitchLoss{} : table.kinds[kind]);
    return out;
}

const RackOfVertex kRack = [](std::uint32_t v) { return RackId{v / 2}; };

model::SnapshotPtr withFabric(const model::SnapshotPtr& site, FabricId id, const model::Fabric& fabric) {
    return changed(site, [&](model::Transaction& tx) { tx.draft().fabrics.write(tx.token(), id) = fabric; });
}

}  // namespace

class CorrectedFactsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lossesOfSwitchesAreThoseOfTheDamagedFabric();
    void endpointsHangTogetherAsInTheDamagedFabric();
    void sidesAreToldAsFromNothing();
    void clashesAreThoseOfAllFabrics();
};

void CorrectedFactsTest::lossesOfSwitchesAreThoseOfTheDamagedFabric() {
    std::mt19937 random(7);
    int cuts = 0, spared = 0;
    for (int round = 0; round < 3000; ++round) {
        const std::optional<Damaged> d = damaged(round, random);
        if (!d) continue;
        const PlannedSwitchLosses plan = switchLosses(d->twins.contracted, d->endpoints, kRack);
        const SwitchLossTable quick =
            switchLosses(plan, d->graph, d->twins, d->changes, d->now, d->endpoints, kRack);
        const SwitchLossTable fresh = switchLosses(d->now, d->endpoints, kRack).table;
        QCOMPARE(quick.alone, fresh.alone);
        QVERIFY2(bySwitch(quick) == bySwitch(fresh), std::to_string(round).c_str());
        for (const SwitchLoss& loss : bySwitch(fresh))
            ++(loss.cuts ? cuts : spared);
    }
    QVERIFY2(cuts > 300 && spared > 300, std::to_string(cuts).c_str());
}

void CorrectedFactsTest::endpointsHangTogetherAsInTheDamagedFabric() {
    std::mt19937 random(9);
    int together = 0, apart = 0, bare = 0;
    for (int round = 0; round < 6000; ++round) {
        const std::optional<Damaged> d = damaged(round, random);
        if (!d) continue;
        const WaysToRoot ways = waysToRoot(d->twins.contracted);
        QVERIFY(ways.state == hangingTogether(d->twins.contracted));
        const HangingTogether quick = hangingTogether(ways, d->graph, d->changes, d->now);
        const HangingTogether fresh = hangingTogether(d->now);
        QVERIFY2(quick == fresh, std::to_string(round).c_str());
        ++(fresh.linked ? together : apart);
        bare += fresh.bare.empty() ? 0 : 1;
    }
    QVERIFY2(together > 300 && apart > 100 && bare > 100, std::to_string(apart).c_str());
}

void CorrectedFactsTest::sidesAreToldAsFromNothing() {
    const model::SnapshotPtr whole = siteOf("gb200-superpod");
    const FabricId id = whole->fabrics.ids().front();
    const model::Fabric drawn = *whole->fabrics.at(id);
    const std::vector<model::PlannedCable> cables = model::expandFabric(*whole, drawn).cables;
    std::mt19937 random(3);
    Memo memo;
    for (const int lost : {0, 1, 2, 5, 20, 200}) {
        model::Fabric fabric = drawn;
        for (int i = 0; i < lost; ++i) {
            const model::PlannedCable& cable = cables[random() % cables.size()];
            fabric.removed.push_back(model::cableKey(cable.a, cable.b));
        }
        std::sort(fabric.removed.begin(), fabric.removed.end());
        fabric.removed.erase(std::unique(fabric.removed.begin(), fabric.removed.end()), fabric.removed.end());
        memo.advance(withFabric(whole, id, fabric));
        const Shared<FabricResult> quick = memo.demand<FabricBisection>(id);
        const FabricResult fresh =
            fabricResult(id, *memo.demand<FabricGraphNode>(id), *memo.demand<FabricCut>(id), quick->cables);
        QVERIFY2(*quick == fresh, std::to_string(lost).c_str());
        QVERIFY(fresh.cutCables > 0);
    }
}

void CorrectedFactsTest::clashesAreThoseOfAllFabrics() {
    const model::SnapshotPtr whole = siteOf("gb200-superpod");
    const FabricId first = whole->fabrics.ids().front();
    FabricId second;
    model::SnapshotPtr site = changed(whole, [&](model::Transaction& tx) {  // on the same ports
        second = tx.draft().fabrics.insert(tx.token(), *whole->fabrics.at(first));
    });
    Memo memo;
    memo.advance(site);
    const std::size_t all = memo.demand<PlanPortClashes>(NoKey{})->size();
    QVERIFY(all > 100);
    for (int turn = 0; turn < 6; ++turn) {
        model::Fabric fabric = *site->fabrics.at(second);
        if (turn % 2 == 0)
            fabric.racks.pop_back();
        else
            fabric.racks = whole->fabrics.at(first)->racks;
        site = withFabric(site, second, fabric);
        memo.advance(site);
        Memo fresh;
        fresh.advance(site);
        const auto quick = memo.demand<PlanPortClashes>(NoKey{});
        QVERIFY(*quick == *fresh.demand<PlanPortClashes>(NoKey{}));
        QCOMPARE(quick->size() < all, turn % 2 == 0);
    }
}

QTEST_APPLESS_MAIN(CorrectedFactsTest)
#include "corrected_facts_test.moc"
