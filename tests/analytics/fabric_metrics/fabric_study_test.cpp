// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics fabric_tiers, fabric_paths, fabric_ecmp, fabric_single_points, fabric_failures and collectives on a
// GB200 scalable unit, and what failing a part of it changes.
#include "analytics/failure_study.h"
#include "analytics/metrics/metrics.h"
#include "model/edit/edit.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

MetricValue metricOf(const model::SnapshotPtr& site, std::string_view id) {
    Memo memo;
    memo.advance(site);
    for (const Metric& metric : metrics())
        if (metric.info.id == id) return *memo.demand<MetricRun>(&metric);
    return {};
}

void compare(const model::SnapshotPtr& site, const char* id, double expected, double relative = 1e-9) {
    const MetricValue value = metricOf(site, id);
    QVERIFY2(value.known(),
             qPrintable(QString("%1: %2").arg(id, QString::fromStdString(value.unknownReason))));
    QVERIFY2(std::abs(value.value() - expected) <= relative * std::abs(expected),
             qPrintable(QString("%1: %2").arg(id).arg(value.value(), 0, 'g', 12)));
}

model::SnapshotPtr assuming(const model::SnapshotPtr& site, const char* id, double value) {
    return changed(site, [&](model::Transaction& tx) {
        model::Site copy = *tx.draft().site;
        copy.assumptions[id] = {value, "test"};
        tx.draft().site = copy;
    });
}

const FailureStudy::Change* changeOf(const FailureStudy& study, std::string_view id) {
    for (const FailureStudy::Change& change : study.changes)
        if (change.metric->id == id) return &change;
    return nullptr;
}

}  // namespace

class FabricStudyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tiersOfTheUnitDoNotOversubscribe();
    void hopsOfTheUnit();
    void latencyAddsSwitchesCablesAndWire();
    void pathsOfTheUnit();
    void flowsCollideAtItsLeaves();
    void itsLeavesAreSinglePointsButForNvlink();
    void lossesOfTheUnit();
    void collectivesFollowTheHierarchy();
    void reductionInSwitchesHelpsAcross();
    void aSmallJobStaysInItsDomain();
    void nothingIsClaimedWithoutFabric();
    void aLostLeafDegradesItsGpus();
    void aLostSpineCostsItsUplinks();
    void aLostRackLeavesTheOthersCabledAsTheyWere();
    void cablesBetweenTwoRacksFailTogether();
    void targetsAreFoundByName();
    void studyingAgainAfterwardsGivesTheSame();

private:
    model::SnapshotPtr site_;
    model::DeviceRef tray_, leaf_, spine_;
};

void FabricStudyTest::initTestCase() {
    site_ = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site_);
    const model::Fabric& fabric = *site_->fabrics.at(fabricOf(*site_, model::FabricRole::Compute));
    tray_ = firstDevice(*site_, "nvidia-gb200-compute-tray");
    leaf_ = fabric.tiers.at(0).switches.at(0);
    spine_ = fabric.tiers.at(1).switches.at(0);
}

void FabricStudyTest::tiersOfTheUnitDoNotOversubscribe() {
    compare(site_, "fabric.oversubscription.leaf", 1);
    compare(site_, "fabric.oversubscription.end_to_end", 1);
    QVERIFY(!metricOf(site_, "fabric.oversubscription.spine").known());  // nothing above the spines
    // A lost spine leaves 16 of 18 uplinks.
    compare(without(site_, spine_), "fabric.oversubscription.leaf", 18.0 / 16);
}

void FabricStudyTest::hopsOfTheUnit() {
    compare(site_, "fabric.hops.diameter", 4);
    compare(site_, "fabric.hops.mean", (17 * 2 + 558 * 4) / 575.0);
}

void FabricStudyTest::latencyAddsSwitchesCablesAndWire() {
    // With light without delay the switches and the wire remain: 4,096 bytes at 400 Gb/s.
    const auto still = assuming(site_, "latency.cable_speed", 1e12);
    const auto latency = model::deviceType(*site_, leaf_)->switching->latency;
    QVERIFY(latency.known());
    const double wire = 4096 * 8 / 400e9, hop = latency.value->si();
    compare(still, "fabric.latency.worst", wire + 3 * hop, 1e-6);
    compare(still, "fabric.latency.mean", wire + (17 * hop + 558 * 3 * hop) / 575, 1e-6);
    QVERIFY(metricOf(site_, "fabric.latency.mean").value() < metricOf(site_, "fabric.latency.worst").value());
}

void FabricStudyTest::pathsOfTheUnit() {
    // Two cables to each of nine spines, and two down again.
    compare(site_, "fabric.paths.shortest", 9 * 2 * 2);
    compare(site_, "fabric.paths.disjoint", 18);
    compare(without(site_, spine_), "fabric.paths.disjoint", 16);
}

void FabricStudyTest::flowsCollideAtItsLeaves() {
    const MetricValue load = metricOf(site_, "fabric.ecmp.max_load");
    QVERIFY(load.known());
    QVERIFY(load.value() > 3.078247 && load.value() < 3.3);  // 18 on 18, next to 16 on 16
    compare(site_, "fabric.ecmp.share", 1 / load.value());
    compare(site_, "fabric.ecmp.polarisation", 1);
}

void FabricStudyTest::itsLeavesAreSinglePointsButForNvlink() {
    compare(site_, "fabric.articulation_points", 32);
    compare(site_, "fabric.bridges", 576);
    QCOMPARE(metricOf(site_, "fabric.articulation_points.with_scale_up").value(), 0.0);  // FV089
    QVERIFY(metricOf(site_, "fabric.bridges.with_scale_up").known());
    QCOMPARE(metricOf(site_, "fabric.bridges.with_scale_up").value(), 0.0);
    compare(site_, "fabric.blast.degraded", 18);
    compare(site_, "fabric.blast.cut_off", 18);
}

void FabricStudyTest::lossesOfTheUnit() {
    constexpr double kFull = 288 * 400e9;
    // A spine holds 64 cables, half of which a cut can lose; a leaf 36.
    const MetricValue worst = metricOf(site_, "fabric.bisection.switch_loss.worst");
    QVERIFY(worst.known());
    QCOMPARE(*worst.lower, kFull - 32 * 400e9);
    QCOMPARE(*worst.upper, kFull - 32 * 400e9);
    const MetricValue mean = metricOf(site_, "fabric.bisection.switch_loss.expected");
    QVERIFY(*mean.lower <= *mean.upper);
    QVERIFY(std::abs(*mean.lower - (kFull - (9 * 32 + 32 * 18) / 41.0 * 400e9)) < 1e9);
    const MetricValue cables = metricOf(site_, "fabric.bisection.cables_lost.worst");
    QCOMPARE(*cables.lower, kFull - 10 * 400e9);
    QCOMPARE(*cables.upper, kFull - 10 * 400e9);
    QCOMPARE(*metricOf(site_, "fabric.bisection.switches_lost").lower, kFull - 2 * 32 * 400e9);
    QVERIFY(metricOf(site_, "fabric.bisection.cables_lost.expected").known());
}

void FabricStudyTest::collectivesFollowTheHierarchy() {
    const auto ideal = assuming(assuming(assuming(assuming(site_, "collective.start_scale_up_s", 0),
                                                  "collective.start_scale_out_s", 0),
                                         "collective.efficiency_scale_up", 1),
                                "collective.efficiency_scale_out", 1);
    const double inside = 71.0 / 72 * 1e9 / 900e9, across = 7.0 / 8 * 1e9 / 72 / 50e9;
    compare(ideal, "collective.all_gather.time", inside + across);
    compare(ideal, "collective.all_reduce.time", 2 * (inside + across));
    compare(ideal, "collective.all_to_all.time", 504.0 / 576 * 1e9 / 50e9);
    compare(ideal, "collective.all_reduce.bandwidth", 2 * 575.0 / 576 * 1e9 / (2 * (inside + across)));
    compare(ideal, "collective.all_gather.bandwidth", 575.0 / 576 * 1e9 / (inside + across));
    compare(ideal, "collective.all_to_all.bandwidth", 575.0 / 504 * 50e9);
    QVERIFY(metricOf(site_, "collective.all_reduce.bandwidth").value() <
            metricOf(ideal, "collective.all_reduce.bandwidth").value());
    // Without a spine leaves pass 16 of 18 rails upwards.
    const auto weaker = without(ideal, spine_);
    compare(weaker, "collective.all_to_all.time", 504.0 / 576 * 1e9 / (50e9 * 16 / 18));
    compare(weaker, "collective.all_gather.time", inside + across * 18 / 16);
}

void FabricStudyTest::reductionInSwitchesHelpsAcross() {
    const auto reducing = assuming(site_, "collective.in_network", 1);
    QVERIFY(metricOf(reducing, "collective.all_reduce.time").value() <
            metricOf(site_, "collective.all_reduce.time").value());
    compare(reducing, "collective.all_gather.time", metricOf(site_, "collective.all_gather.time").value());
}

void FabricStudyTest::aSmallJobStaysInItsDomain() {
    const auto small = changed(site_, [&](model::Transaction& tx) {
        const JobId job = tx.draft().jobs.ids().at(0);
        tx.draft().jobs.write(tx.token(), job).gpus = 72;
    });
    const MetricValue value = metricOf(small, "collective.all_to_all.bandwidth");
    QVERIFY2(value.known(), value.unknownReason.c_str());
    QVERIFY(value.value() > 400e9);  // NVLink, not the network
}

void FabricStudyTest::nothingIsClaimedWithoutFabric() {
    const auto rack = siteOf("gb200-nvl72");
    for (const Metric& metric : metrics()) {
        const std::string_view id = metric.info.id;
        if (!id.starts_with("fabric.hops") && !id.starts_with("fabric.paths") &&
            !id.starts_with("fabric.ecmp") && !id.starts_with("fabric.blast") &&
            !id.starts_with("collective"))
            continue;
        const MetricValue value = metricOf(rack, id);
        QVERIFY2(!value.known() && !value.unknownReason.empty() && value.state != State::Failed,
                 std::string(id).c_str());
    }
}

void FabricStudyTest::aLostLeafDegradesItsGpus() {
    Evaluator evaluator;
    const auto study =
        studyFailure(evaluator, site_, {{ObjectRef::Kind::Device, leaf_.rack.value, leaf_.slot.value}, {}});
    QVERIFY(study.ok());
    QCOMPARE(study.value().blast.endpoints, std::uint64_t{576});
    QCOMPARE(study.value().blast.gone, std::uint64_t{0});
    QCOMPARE(study.value().blast.cutOff, std::uint64_t{18});
    QCOMPARE(study.value().blast.racks.size(), std::size_t{1});
    const auto* bisection = changeOf(study.value(), "fabric.scale_out.bisection");
    QVERIFY(bisection && *bisection->after.upper < *bisection->before.upper);
}

void FabricStudyTest::aLostSpineCostsItsUplinks() {
    Evaluator evaluator;
    const auto study =
        studyFailure(evaluator, site_, {{ObjectRef::Kind::Device, spine_.rack.value, spine_.slot.value}, {}});
    QVERIFY(study.ok());
    QCOMPARE(study.value().blast.cutOff + study.value().blast.degraded + study.value().blast.gone,
             std::uint64_t{0});
    const auto* bisection = changeOf(study.value(), "fabric.scale_out.bisection");
    QVERIFY(bisection);
    QCOMPARE(bisection->after.value(), 256 * 400e9);
    QVERIFY(!changeOf(study.value(), "capacity.gpus"));
    QVERIFY(!study.value().added.empty());  // leaves now take in more than they pass up
}

void FabricStudyTest::aLostRackLeavesTheOthersCabledAsTheyWere() {
    Evaluator evaluator;
    const auto study = studyFailure(evaluator, site_, {{ObjectRef::Kind::Rack, tray_.rack.value}, {}});
    QVERIFY(study.ok());
    QCOMPARE(study.value().blast.gone, std::uint64_t{72});
    QCOMPARE(study.value().blast.degraded + study.value().blast.cutOff, std::uint64_t{0});
    const auto* injection = changeOf(study.value(), "fabric.scale_out.injection");
    QVERIFY(injection);
    QCOMPARE(injection->after.value(), 504 * 400e9);
}

void FabricStudyTest::cablesBetweenTwoRacksFailTogether() {
    Evaluator evaluator;
    const FailureTarget bundle{{ObjectRef::Kind::Rack, tray_.rack.value}, leaf_.rack};
    const auto study = studyFailure(evaluator, site_, bundle);
    QVERIFY(study.ok());
    QCOMPARE(study.value().blast.gone, std::uint64_t{0});
    QVERIFY(study.value().blast.cutOff > 0 && study.value().blast.cutOff <= 72);
    QVERIFY(study.value().name.find("cables between") == 0);
    // Two compute racks have no cable between them.
    const FailureTarget none{{ObjectRef::Kind::Rack, tray_.rack.value}, tray_.rack};
    const auto refused = failureEdit(*site_, none);
    QVERIFY(refused.ok() || !refused.error().remedy.empty());
}

void FabricStudyTest::targetsAreFoundByName() {
    const std::string rack = site_->racks.at(leaf_.rack).name;
    const model::Slot* slot = model::deviceSlot(*site_, leaf_);
    const ObjectRef device{ObjectRef::Kind::Device, leaf_.rack.value, leaf_.slot.value};
    for (const std::string& text : {device.key(), rack + "/" + slot->label, slot->label + " in " + rack,
                                    slot->label + " U" + std::to_string(slot->u) + " in " + rack}) {
        const auto found = findFailureTarget(*site_, text);
        QVERIFY2(found.ok(), text.c_str());
        QCOMPARE(found.value().object, device);
    }
    QCOMPARE(findFailureTarget(*site_, rack).value().object.kind, ObjectRef::Kind::Rack);
    const std::string other = site_->racks.at(tray_.rack).name;
    QCOMPARE(findFailureTarget(*site_, rack + "--" + other).value().bundleTo, std::optional(tray_.rack));
    QVERIFY(!findFailureTarget(*site_, "no such thing").ok());
}

void FabricStudyTest::studyingAgainAfterwardsGivesTheSame() {
    Evaluator warm, cold;
    const FailureTarget target{{ObjectRef::Kind::Device, spine_.rack.value, spine_.slot.value}, {}};
    QVERIFY(studyFailure(warm, site_, {{ObjectRef::Kind::Rack, tray_.rack.value}, {}}).ok());
    const auto again = studyFailure(warm, site_, target), fresh = studyFailure(cold, site_, target);
    QVERIFY(again.ok() && fresh.ok());
    QVERIFY(again.value().after.metrics == fresh.value().after.metrics);
    QVERIFY(again.value().after.findings == fresh.value().after.findings);
}

QTEST_GUILESS_MAIN(FabricStudyTest)
#include "fabric_study_test.moc"
