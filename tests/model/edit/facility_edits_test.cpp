// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/cooling_edits.h"
#include "model/edit/hall_edits.h"
#include "model/edit/job_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/site_edits.h"
#include "model/edit/waiver_edits.h"
#include "model/site/assumptions.h"
#include "tests/support/sample_design.h"

#include <QTest>

#include <limits>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

namespace {

SnapshotPtr applied(const SnapshotPtr& s, const Edit& edit) {
    const Result<SnapshotPtr> next = applyEdit(s, edit);
    if (!next) qFatal("%s: %s", edit.label.c_str(), next.error().text().c_str());
    return next.value();
}

std::string refusal(const SnapshotPtr& s, const Edit& edit) {
    const Result<SnapshotPtr> next = applyEdit(s, edit);
    return next ? std::string() : next.error().text();
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

class FacilityEditsTest : public QObject {
    Q_OBJECT

    SnapshotPtr s = sampleDesign();
    PowerNodeId utility{0}, upsA{1}, upsB{2};
    CoolingLoopId liquid{0}, air{1};
    CoolingUnitId chiller{0}, cdu{1};
    JobId job{0};

private Q_SLOTS:
    void aHallShrinksOnlyAroundWhatStandsInIt() {
        const std::string text = refusal(s, resizeHall(HallId{0}, 6000, 12000));
        QVERIFY2(contains(text, "smaller hall"), text.c_str());
        QVERIFY(refusal(s, resizeHall(HallId{0}, 16800, 12000)).empty());
        QVERIFY(contains(refusal(s, resizeHall(HallId{1}, 0, 12000)), "from 1 mm to 10 km"));
        QVERIFY(contains(refusal(s, removeHall(HallId{0})), "still stands in it"));
        const SnapshotPtr next = applied(s, removeHall(HallId{1}));
        QCOMPARE(next->rows.size(), std::size_t{1});
        QVERIFY(contains(refusal(s, setFloorLoad(HallId{0}, -5.0)), "more than 0"));
        QCOMPARE(applied(s, addHall({"", 9000, 9000, 600, {}}))->halls.at(HallId{2}).name,
                 std::string("Hall 3"));
    }

    void aRemovedRowKeepsItsRacks() {
        const SnapshotPtr next = applied(s, removeRow(RowId{0}));
        QCOMPARE(next->racks.size(), s->racks.size());
        next->racks.forEach([](RackId, const Rack& rack) { QVERIFY(!rack.row.isValid()); });
    }

    void powerNeverFeedsItself() {
        QVERIFY(contains(refusal(s, setPowerParents(utility, {upsA})), "feeds itself"));
        QVERIFY(contains(refusal(s, setPowerParents(upsA, {upsA})), "itself"));
        const SnapshotPtr twice = applied(s, setPowerParents(upsA, {utility, upsB}));
        QVERIFY(twice->powerNodes.at(upsA).policy == ParentPolicy::Share);
        QVERIFY(contains(refusal(twice, setParentPolicy(upsA, ParentPolicy::Single)), "single one"));
    }

    void removingAPowerNodeUnplugsWhatHangsOnIt() {
        const SnapshotPtr next = applied(s, removePowerNode(upsA));
        QVERIFY(!next->racks.at(rackNamed(*next, "A1")).feeds[0].isValid());
        QVERIFY(next->racks.at(rackNamed(*next, "A1")).feeds[1] == upsB);
        QVERIFY(!next->coolingUnits.at(cdu).feed.isValid());
        QVERIFY(applied(s, removePowerNode(utility))->powerNodes.at(upsA).parents.empty());
    }

    void facilityEquipmentNeedsAFreePlace() {
        const Placement on{HallId{0}, {1200, 1200}, Rotation::R0};
        QVERIFY(contains(refusal(s, placePowerNode(upsA, on)), "would stand on rack A"));
        QVERIFY(
            contains(refusal(s, placeCoolingUnit(chiller, Placement{HallId{0}, {19000, 0}, Rotation::R0})),
                     "outside hall Hall 1"));
        QVERIFY(refusal(s, placePowerNode(upsA, Placement{HallId{0}, {9000, 9000}, Rotation::R90})).empty());
        QVERIFY(contains(refusal(s, setPowerCount(upsA, 0)), "from 1"));
        PowerNode node;
        node.type = typeNamed(*s, "ups");
        QCOMPARE(applied(s, addPowerNode(node))->powerNodes.at(PowerNodeId{3}).name, std::string("UPS B 2"));
    }

    void coolingStaysConsistent() {
        QVERIFY(contains(refusal(s, setUnitPlant(chiller, {cdu})), "hands its heat to itself"));
        QVERIFY(contains(refusal(s, setCoolant(liquid, Coolant::Air)), "does not fit"));
        QVERIFY(contains(refusal(s, setDesignRise(liquid, 0 * unit::K)), "above 0"));
        QVERIFY(contains(refusal(s, setSupplyTemperature(liquid, Temperature::celsius(200))), "120"));
        QVERIFY(contains(refusal(s, setUnitRedundancy(cdu, -1)), "0 or more"));
        const SnapshotPtr next = applied(s, removeCoolingLoop(liquid));
        QVERIFY(!next->coolingUnits.at(cdu).loop.isValid());
        QVERIFY(!next->racks.at(RackId{0}).liquidLoop.isValid());
        QVERIFY(next->racks.at(RackId{0}).airLoop == air);
        QVERIFY(applied(s, removeCoolingUnit(chiller))->coolingUnits.at(cdu).plant.empty());
    }

    void jobsStayInRange() {
        QVERIFY(contains(refusal(s, setMfu(job, 1.01)), "from 0 to 1"));
        QVERIFY(contains(refusal(s, setMfu(job, std::numeric_limits<double>::quiet_NaN())), "from 0 to 1"));
        QVERIFY(contains(refusal(s, setDetectTime(job, -1 * unit::s)), "from 0 to"));
        QVERIFY(contains(refusal(s, setCheckpointInterval(job, 0 * unit::s)), "from 0.001 to"));
        QVERIFY(contains(refusal(s, setJobGpus(job, 0.0)), "from 1 to"));
        QCOMPARE(applied(s, setMfu(job, 0.4))->jobs.at(job).mfu, 0.4);
        QVERIFY(applied(s, setMfu(job, 0.35)) == s);
        QVERIFY(setMfu(job, 0.3).mergeKey == setMfu(job, 0.4).mergeKey);
        QVERIFY(setMfu(job, 0.3).mergeKey != setRestoreTime(job, 1 * unit::s).mergeKey);
        QCOMPARE(applied(s, addJob({}))->jobs.at(JobId{1}).name, std::string("Job 1"));
    }

    void assumptionsHaveRangesAndDefaults() {
        QCOMPARE(assumptionValue(*s->site, "cable.slack"), 0.2);
        const SnapshotPtr next = applied(s, setAssumption("cable.slack", std::nullopt));
        QCOMPARE(assumptionValue(*next->site, "cable.slack"), 0.1);
        QVERIFY(contains(refusal(s, setAssumption("cable.slack", 7.0)), "from 0 to 1"));
        QVERIFY(contains(refusal(s, setAssumption("moon.phase", 1.0)), "no such assumption"));
        for (const AssumptionSpec& spec : assumptionSpecs())
            QVERIFY2(spec.minimum <= spec.initial && spec.initial <= spec.maximum && !spec.label.empty() &&
                         !spec.source.empty(),
                     std::string(spec.id).c_str());
        QVERIFY(contains(refusal(s, setBudget("power.facility", -1.0)), "0 or more"));
        QCOMPARE(applied(s, setBudget("power.facility", 1e6))->site->budgets.at("power.facility"), 1e6);
        QVERIFY(contains(refusal(s, renameSite(" ")), "empty"));
    }

    void aWaiverNeedsAReasonAndIsFoundInAnyOrder() {
        QVERIFY(contains(refusal(s, waive("rule", {"rack:1"}, " \n")), "no reason"));
        SnapshotPtr next = applied(s, waive("rule", {"rack:1", "rack:0"}, "checked"));
        QVERIFY(findWaiver(*next, "rule", {"rack:0", "rack:1"}).isValid());
        QVERIFY(!findWaiver(*next, "rule", {"rack:0"}).isValid());
        next = applied(next, waive("rule", {"rack:0", "rack:1"}, "checked again"));
        QCOMPARE(next->waivers.size(), std::size_t{1});
        next = applied(next, unwaive("rule", {"rack:1", "rack:0"}));
        QVERIFY(next->waivers.empty());
        QVERIFY(contains(refusal(next, unwaive("rule", {"rack:1"})), "not accepted"));
    }

    void severalEditsAreRefusedAsAWhole() {
        const Edit both = combined("Both", {setMfu(job, 0.5), setMfu(job, 2)});
        QVERIFY(!refusal(s, both).empty());
        const Edit first = combined("Half", {renameSite("Other"), removeJob(JobId{9})});
        QVERIFY(contains(refusal(s, first), "does not exist"));
        QCOMPARE(s->site->name, std::string("Sample"));
    }
};

QTEST_GUILESS_MAIN(FacilityEditsTest)
#include "facility_edits_test.moc"
