// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of the wiring: each is broken once and found, and the healthy unit breaks none. Rules: rail_crossed,
// rail_mixed_leaf, leaf_oversubscribed, trunk_uneven, node_single_leaf, planes_shared_switch,
// endpoint_stranded, cable_dangling, cable_connector.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/rules/rules.h"
#include "model/edit/edit.h"
#include "model/edit/fabric_edits.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

#include <algorithm>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

constexpr const char* kRules[] = {"rail.crossed",      "rail.mixed_leaf",  "leaf.oversubscribed",
                                  "trunk.uneven",      "node.single_leaf", "planes.shared_switch",
                                  "endpoint.stranded", "cable.dangling",   "cable.connector"};

RuleOutcome outcomeOf(const model::SnapshotPtr& site, std::string_view id) {
    Memo memo;
    memo.advance(site);
    for (const Rule& rule : rules())
        if (rule.info.id == id) return *memo.demand<RuleRun>(&rule);
    return {{}, {"no such rule"}};
}

model::SnapshotPtr withFabric(const model::SnapshotPtr& site, FabricId id,
                              const std::function<void(model::Fabric&)>& change) {
    return changed(site, [&](model::Transaction& tx) {
        model::Fabric fabric = *site->fabrics.at(id);
        change(fabric);
        tx.draft().fabrics.write(tx.token(), id) = fabric;
    });
}

model::SnapshotPtr edited(const model::SnapshotPtr& site, const model::Edit& edit) {
    const auto after = model::applyEdit(site, edit);
    return after.ok() ? after.value() : nullptr;
}

std::vector<model::PlannedCable> cablesOf(const model::SnapshotPtr& site, FabricId id) {
    Memo memo;
    memo.advance(site);
    return memo.demand<FabricCables>(id)->cables;
}

}  // namespace

class WiringRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theHealthyUnitBreaksNone();
    void swappedRailsAreFound();
    void leavesOfAllRailsAreFoundOnlyAmongAlignedOnes();
    void lostSpinesOversubscribeAndNarrow();
    void aMissingTrunkIsFound();
    void nodesOnOneLeafAreFound();
    void sharedSwitchesAreFound();
    void strandedEndpointsAreFound();
    void danglingCablesAreFound();
    void connectorsThatDoNotFitAreFound();
    void aCableThatSplitsNeedsACageLikeIt();

private:
    /// The first two endpoint cables whose rails differ, with their ends exchanged.
    model::SnapshotPtr exchanged(std::size_t pairs) const;

    model::SnapshotPtr site_;
    FabricId compute_;
};

void WiringRulesTest::initTestCase() {
    site_ = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site_);
    compute_ = fabricOf(*site_, model::FabricRole::Compute);
}

void WiringRulesTest::theHealthyUnitBreaksNone() {
    for (const char* rule : kRules)
        QVERIFY2(outcomeOf(site_, rule).findings.empty(), rule);
}

model::SnapshotPtr WiringRulesTest::exchanged(std::size_t pairs) const {
    std::vector<model::PlannedCable> down;
    for (const model::PlannedCable& cable : cablesOf(site_, compute_))
        if (cable.tier == 0) down.push_back(cable);
    model::SnapshotPtr site = site_;
    const model::DeviceRef leaf = down.front().b.device;
    std::size_t done = 0;
    for (const model::PlannedCable& mine : down) {
        if (mine.b.device != leaf || done == pairs) continue;
        const auto other = std::find_if(down.begin(), down.end(), [&](const model::PlannedCable& cable) {
            return cable.a.device == mine.a.device && cable.a.port == (mine.a.port + 1 + done % 3) % 4;
        });
        if (other == down.end() || other->b.device == leaf) continue;
        site = edited(site, model::removeCables(compute_, {model::cableKey(mine.a, mine.b),
                                                           model::cableKey(other->a, other->b)}));
        if (site) site = edited(site, model::addCable(compute_, mine.a, other->b));
        if (site) site = edited(site, model::addCable(compute_, other->a, mine.b));
        if (!site) return nullptr;
        ++done;
    }
    return done == pairs ? site : nullptr;
}

void WiringRulesTest::swappedRailsAreFound() {
    const auto crossed = exchanged(1);
    QVERIFY(crossed);
    const RuleOutcome outcome = outcomeOf(crossed, "rail.crossed");
    QCOMPARE(outcome.findings.size(), std::size_t{2});  // the leaves of both rails
    QCOMPARE(outcome.findings[0].arguments.at(3).text, std::string("1"));
    QCOMPARE(outcome.findings[0].objects.at(1).kind, ObjectRef::Kind::Device);
    QVERIFY(outcomeOf(crossed, "rail.mixed_leaf").findings.empty());
}

void WiringRulesTest::leavesOfAllRailsAreFoundOnlyAmongAlignedOnes() {
    const auto mixed = exchanged(12);
    QVERIFY(mixed);
    QCOMPARE(outcomeOf(mixed, "rail.mixed_leaf").findings.size(), std::size_t{1});
    const auto notAligned =
        withFabric(site_, compute_, [](model::Fabric& fabric) { fabric.generator = "leaf-spine"; });
    QVERIFY(outcomeOf(notAligned, "rail.mixed_leaf").findings.empty());
}

void WiringRulesTest::lostSpinesOversubscribeAndNarrow() {
    const model::DeviceRef spine = site_->fabrics.at(compute_)->tiers.at(1).switches.at(0);
    const RuleOutcome outcome = outcomeOf(without(site_, spine), "leaf.oversubscribed");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].severity, Severity::Info);
    QVERIFY(std::abs(outcome.findings[0].arguments.at(3).value.value_or(0) - 18.0 / 16) < 1e-12);
}

void WiringRulesTest::aMissingTrunkIsFound() {
    for (const model::PlannedCable& cable : cablesOf(site_, compute_)) {
        if (cable.tier != 1) continue;
        const auto less = edited(site_, model::removeCables(compute_, {model::cableKey(cable.a, cable.b)}));
        QVERIFY(less);
        const RuleOutcome outcome = outcomeOf(less, "trunk.uneven");
        QCOMPARE(outcome.findings.size(), std::size_t{1});
        QCOMPARE(outcome.findings[0].severity, Severity::Warning);
        QCOMPARE(outcome.findings[0].arguments.at(1).text, std::string("1"));
        QCOMPARE(outcome.findings[0].arguments.at(3).text, std::string("1"));
        return;
    }
    QFAIL("no trunk");
}

void WiringRulesTest::nodesOnOneLeafAreFound() {
    const auto topOfRack =
        withFabric(site_, compute_, [](model::Fabric& fabric) { fabric.generator = "leaf-spine"; });
    const RuleOutcome outcome = outcomeOf(topOfRack, "node.single_leaf");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].objects.at(0), (ObjectRef{ObjectRef::Kind::Fabric, compute_.value}));
}

void WiringRulesTest::sharedSwitchesAreFound() {
    const auto twice = changed(site_, [&](model::Transaction& tx) {
        model::Fabric plane;
        plane.name = "Second plane";
        plane.tiers = site_->fabrics.at(compute_)->tiers;
        tx.draft().fabrics.insert(tx.token(), plane);
    });
    const RuleOutcome outcome = outcomeOf(twice, "planes.shared_switch");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].arguments.at(2).text, std::string("41"));
}

void WiringRulesTest::strandedEndpointsAreFound() {
    std::vector<model::CableKey> keys;
    const model::DeviceRef tray = firstDevice(*site_, "nvidia-gb200-compute-tray");
    for (const model::PlannedCable& cable : cablesOf(site_, compute_))
        if (cable.a.device.rack == tray.rack) keys.push_back(model::cableKey(cable.a, cable.b));
    QCOMPARE(keys.size(), std::size_t{72});
    // One GPU of a domain reaches the others through NVLink; the whole rack reaches nobody.
    const auto one = edited(site_, model::removeCables(compute_, {keys.front()}));
    QVERIFY(one && outcomeOf(one, "endpoint.stranded").findings.empty());
    const auto all = edited(site_, model::removeCables(compute_, keys));
    QVERIFY(all);
    const RuleOutcome outcome = outcomeOf(all, "endpoint.stranded");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].arguments.at(0).text, std::string("72"));
}

void WiringRulesTest::danglingCablesAreFound() {
    const model::DeviceRef tray = firstDevice(*site_, "nvidia-gb200-compute-tray");
    const model::DeviceRef leaf = site_->fabrics.at(compute_)->tiers.at(0).switches.at(0);
    const auto drawn = [&](model::PortRef a, model::PortRef b) {
        return changed(site_, [&](model::Transaction& tx) {
            tx.draft().cables.insert(tx.token(), {compute_, a, b, {}});
        });
    };
    QCOMPARE(outcomeOf(drawn({leaf, 60}, {leaf, 61}), "cable.dangling").findings.size(), std::size_t{1});
    const auto gone = without(drawn({tray, 0}, {leaf, 61}), tray);
    QCOMPARE(outcomeOf(gone, "cable.dangling").findings.size(), std::size_t{1});
    const auto lone = withFabric(drawn({tray, 0}, {leaf, 61}), compute_,
                                 [&](model::Fabric& fabric) { std::erase(fabric.racks, tray.rack); });
    QVERIFY(!outcomeOf(lone, "cable.dangling").findings.empty());
}

void WiringRulesTest::connectorsThatDoNotFitAreFound() {
    const auto odd = changed(site_, [&](model::Transaction& tx) {
        const DeviceTypeId id = model::findType(*site_, "nvidia-gb200-compute-tray");
        model::DeviceType type = *site_->types.at(id);
        for (model::PortGroup& group : type.ports)
            if (group.fabric == model::FabricRole::Compute) group.connector = "LC";
        tx.draft().types.write(tx.token(), id) = type;
    });
    const RuleOutcome outcome = outcomeOf(odd, "cable.connector");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].arguments.at(1).text, std::string("576"));
    QVERIFY(!outcome.findings[0].arguments.at(3).text.empty());
}

void WiringRulesTest::aCableThatSplitsNeedsACageLikeIt() {  // the leaves carry two ports in a cage
    const auto split = [&](int legs) {
        return changed(site_, [&](model::Transaction& tx) {
            const std::string key = site_->fabrics.at(compute_)->cableTypes.front();
            const DeviceTypeId id = model::findType(*site_, key);
            model::DeviceType type = *site_->types.at(id);
            type.link->legs = legs;
            tx.draft().types.write(tx.token(), id) = type;
            model::Fabric fabric = *site_->fabrics.at(compute_);
            fabric.cableTypes = {key};
            tx.draft().fabrics.write(tx.token(), compute_) = fabric;
        });
    };
    QVERIFY(outcomeOf(split(0), "cable.connector").findings.empty());
    QVERIFY(outcomeOf(split(2), "cable.connector").findings.empty());
    const RuleOutcome four = outcomeOf(split(4), "cable.connector");
    QVERIFY(!four.findings.empty());
    QVERIFY(four.findings[0].arguments.at(6).text.find("splits into 4") != std::string::npos);
}

QTEST_GUILESS_MAIN(WiringRulesTest)
#include "wiring_rules_test.moc"
