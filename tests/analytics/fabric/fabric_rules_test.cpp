// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of slots, floor, weight, ports, cables and fabrics: each is broken once and found, and the healthy
// design draws none of their errors. Rules: slot_collision, slot_off_rack, rack_overlap, rack_outside_hall,
// rack_weight, port_double_use, port_speed_mismatch, cable_reach, fabric_generator_problem,
// fabric_unconnected_rack, figures_unknown.
#include "analytics/metrics/metrics.h"
#include "analytics/rules/rules.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

#include <algorithm>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

RuleOutcome outcomeOf(const model::SnapshotPtr& site, std::string_view id) {
    Memo memo;
    memo.advance(site);
    for (const Rule& rule : rules())
        if (rule.info.id == id) return *memo.demand<RuleRun>(&rule);
    return {{}, {"no such rule"}};
}

/// A change to the design of one rack.
model::SnapshotPtr withDesign(const model::SnapshotPtr& site, RackId rack,
                              const std::function<void(model::RackDesign&)>& change) {
    return changed(site, [&](model::Transaction& tx) {
        const RackDesignId id = site->racks.at(rack).design;
        model::RackDesign design = *site->designs.at(id);
        change(design);
        tx.draft().designs.write(tx.token(), id) = design;
    });
}

model::SnapshotPtr withFabric(const model::SnapshotPtr& site, FabricId id,
                              const std::function<void(model::Fabric&)>& change) {
    return changed(site, [&](model::Transaction& tx) {
        model::Fabric fabric = *site->fabrics.at(id);
        change(fabric);
        tx.draft().fabrics.write(tx.token(), id) = fabric;
    });
}

model::SnapshotPtr withType(const model::SnapshotPtr& site, std::string_view key,
                            const std::function<void(model::DeviceType&)>& change) {
    return changed(site, [&](model::Transaction& tx) {
        const DeviceTypeId id = model::findType(*site, key);
        model::DeviceType type = *site->types.at(id);
        change(type);
        tx.draft().types.write(tx.token(), id) = type;
    });
}

}  // namespace

class FabricRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void healthyDesignDrawsNoErrors();
    void devicesInOnePlaceAreFound();
    void devicesOutsideTheirCabinetAreFound();
    void racksOnOneSpotAreFound();
    void racksOutsideTheHallAreFound();
    void heavyRacksAreFoundAndUnknownMassesSaid();
    void portsUsedTwiceAreFound();
    void portsOfDifferentSpeedAreFound();
    void cablesTooLongForEveryMediumAreFound();
    void whatTheGeneratorCannotCableIsSaid();
    void racksWithoutFabricAreFound();
    void unknownFiguresAreNamed();

private:
    model::SnapshotPtr site_;
    RackId rack_;  // an NVL72
    FabricId compute_;
};

void FabricRulesTest::initTestCase() {
    site_ = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site_);
    rack_ = firstDevice(*site_, "nvidia-gb200-compute-tray").rack;
    compute_ = fabricOf(*site_, model::FabricRole::Compute);
    QVERIFY(rack_.isValid() && compute_.isValid());
}

void FabricRulesTest::healthyDesignDrawsNoErrors() {
    for (const char* rule :
         {"slot.collision", "slot.off_rack", "rack.overlap", "rack.outside_hall", "rack.weight",
          "port.double_use", "cable.reach", "fabric.generator_problem", "fabric.unconnected_rack"}) {
        const RuleOutcome outcome = outcomeOf(site_, rule);
        QVERIFY2(outcome.findings.empty(), rule);
    }
}

void FabricRulesTest::devicesInOnePlaceAreFound() {
    const auto broken =
        withDesign(site_, rack_, [](model::RackDesign& design) { design.slots[1].u = design.slots[0].u; });
    const RuleOutcome outcome = outcomeOf(broken, "slot.collision");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].objects.at(0).kind, ObjectRef::Kind::Design);
    QCOMPARE(outcome.findings[0].arguments.size(), std::size_t{3});
}

void FabricRulesTest::devicesOutsideTheirCabinetAreFound() {
    const auto broken =
        withDesign(site_, rack_, [](model::RackDesign& design) { design.slots.back().u = 49; });
    QCOMPARE(outcomeOf(broken, "slot.off_rack").findings.size(), std::size_t{1});
    const auto below =
        withDesign(site_, rack_, [](model::RackDesign& design) { design.slots.front().u = 0; });
    QCOMPARE(outcomeOf(below, "slot.off_rack").findings.size(), std::size_t{1});
}

void FabricRulesTest::racksOnOneSpotAreFound() {
    const auto broken = changed(site_, [&](model::Transaction& tx) {
        const RackId other = site_->racks.ids().at(1);
        const RackId first = site_->racks.ids().at(0);
        tx.draft().racks.write(tx.token(), other).position = site_->racks.at(first).position;
    });
    const RuleOutcome outcome = outcomeOf(broken, "rack.overlap");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].objects.size(), std::size_t{2});
}

void FabricRulesTest::racksOutsideTheHallAreFound() {
    const auto broken = changed(site_, [&](model::Transaction& tx) {
        tx.draft().racks.write(tx.token(), rack_).position = {-100, 0};
    });
    const RuleOutcome outcome = outcomeOf(broken, "rack.outside_hall");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].objects[0], (ObjectRef{ObjectRef::Kind::Rack, rack_.value}));
}

void FabricRulesTest::heavyRacksAreFoundAndUnknownMassesSaid() {
    const std::string enclosure =
        site_->types.at(site_->designs.at(site_->racks.at(rack_).design)->enclosure)->key;
    const auto broken = withType(site_, enclosure, [](model::DeviceType& type) {
        type.enclosure->maxMass = model::Figure<Mass>::of(1 * unit::kg, "test", model::Grade::Derived);
        type.form.mass = model::Figure<Mass>::of(1300 * unit::kg, "test", model::Grade::Derived);
    });
    QVERIFY(!outcomeOf(broken, "rack.weight").findings.empty());
    const auto weakFloor = changed(site_, [&](model::Transaction& tx) {
        tx.draft().halls.write(tx.token(), site_->racks.at(rack_).hall).maxFloorLoad = 10;
    });
    QVERIFY(!outcomeOf(weakFloor, "rack.weight").findings.empty());
    QVERIFY(!outcomeOf(site_, "rack.weight").notChecked.empty());  // trays have no published mass
}

void FabricRulesTest::portsUsedTwiceAreFound() {
    const auto broken = changed(site_, [&](model::Transaction& tx) {
        const model::Fabric& fabric = *site_->fabrics.at(compute_);
        const model::DeviceRef tray = firstDevice(*site_, "nvidia-gb200-compute-tray");
        tx.draft().cables.insert(tx.token(), {compute_, {tray, 0}, {fabric.tiers[0].switches[0], 63}, {}});
    });
    const RuleOutcome outcome = outcomeOf(broken, "port.double_use");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].arguments.at(3).text, std::string("2"));
}

void FabricRulesTest::portsOfDifferentSpeedAreFound() {
    const std::size_t before = outcomeOf(site_, "port.speed_mismatch").findings.size();
    const auto broken = withType(site_, "nvidia-gb200-compute-tray", [](model::DeviceType& type) {
        type.ports[0].rate = model::Figure<DataRate>::of(200 * unit::Gbps, "test", model::Grade::Derived);
    });
    const RuleOutcome outcome = outcomeOf(broken, "port.speed_mismatch");
    QCOMPARE(outcome.findings.size(), before + 1);
    const auto told =
        std::find_if(outcome.findings.begin(), outcome.findings.end(),
                     [&](const Finding& finding) { return finding.objects[0].id == compute_.value; });
    QVERIFY(told != outcome.findings.end());
    QCOMPARE(told->arguments.at(1).text, std::string("576"));
}

void FabricRulesTest::cablesTooLongForEveryMediumAreFound() {
    const auto far = changed(site_, [&](model::Transaction& tx) {
        tx.draft().racks.write(tx.token(), rack_).position.x += 100'000'000;  // 100 km down the hall
    });
    const RuleOutcome outcome = outcomeOf(far, "cable.reach");
    QVERIFY(!outcome.findings.empty());
    QVERIFY(outcome.findings[0].arguments.at(2).value.value_or(0) > 1e5);
    const auto none = withFabric(site_, compute_, [](model::Fabric& fabric) { fabric.cableTypes.clear(); });
    QVERIFY(!outcomeOf(none, "cable.reach").notChecked.empty());
}

void FabricRulesTest::whatTheGeneratorCannotCableIsSaid() {
    const auto broken =
        withFabric(site_, compute_, [](model::Fabric& fabric) { fabric.generator = "weave"; });
    QCOMPARE(outcomeOf(broken, "fabric.generator_problem").findings.size(), std::size_t{1});
    const auto fewer =
        withFabric(site_, compute_, [](model::Fabric& fabric) { fabric.tiers[0].switches.resize(3); });
    QVERIFY(!outcomeOf(fewer, "fabric.generator_problem").findings.empty());
}

void FabricRulesTest::racksWithoutFabricAreFound() {
    const auto broken =
        withFabric(site_, compute_, [&](model::Fabric& fabric) { std::erase(fabric.racks, rack_); });
    const RuleOutcome outcome = outcomeOf(broken, "fabric.unconnected_rack");
    QCOMPARE(outcome.findings.size(), std::size_t{1});
    QCOMPARE(outcome.findings[0].arguments.at(1).text, std::string("72"));
}

void FabricRulesTest::unknownFiguresAreNamed() {
    const auto broken = withType(site_, "nvidia-gb200-gpu", [](model::DeviceType& type) {
        type.compute->memoryBandwidth = model::Figure<DataRate>::unknown("left out by the test");
    });
    const RuleOutcome outcome = outcomeOf(broken, "figures.unknown");
    QVERIFY(std::any_of(outcome.findings.begin(), outcome.findings.end(), [](const Finding& finding) {
        return finding.arguments.at(1).text.find("memory bandwidth") != std::string::npos;
    }));
    Memo memo;
    memo.advance(broken);
    for (const Metric& metric : metrics())
        if (metric.info.id == "capacity.memory_bandwidth") {
            const MetricValue value = *memo.demand<MetricRun>(&metric);
            QVERIFY(!value.known());
            QCOMPARE(value.coverage, 0.0);
            QCOMPARE(value.missing.size(), std::size_t{1});
        }
}

QTEST_GUILESS_MAIN(FabricRulesTest)
#include "fabric_rules_test.moc"
