// SPDX-License-Identifier: GPL-3.0-or-later
// "Fail it" on what is drawn besides fabric and power: cooling units and loops, plant, storage nodes. What
// racks, trays, jobs, watts and bandwidth that costs, against the drawing.
#include "../drawn.h"
#include "analytics/failure_study.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

using Kind = ObjectRef::Kind;

FailureStudy study(const model::Snapshot& site, const ObjectRef& object) {
    Evaluator evaluator;
    const auto made =
        studyFailure(evaluator, std::make_shared<const model::Snapshot>(site), {object, std::nullopt, {}});
    RL_CHECK(made.ok());
    return made.value();
}

/// The first unit that serves a liquid loop with racks on it.
CoolingUnitId liquidUnit(const model::Snapshot& site) {
    CoolingUnitId found;
    site.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& unit) {
        const model::CoolingLoop* loop = site.coolingLoops.find(unit.loop);
        if (!found.isValid() && loop && loop->medium == model::CoolingMedium::Liquid) found = id;
    });
    return found;
}

void setUnits(model::Snapshot& site, CoolingUnitId id, int count) {
    const WriteToken token;
    const CoolingLoopId loop = site.coolingUnits.at(id).loop;
    for (const CoolingUnitId other : site.coolingUnits.ids())
        if (other != id && site.coolingUnits.at(other).loop == loop) site.coolingUnits.erase(token, other);
    model::CoolingUnit& row = site.coolingUnits.write(token, id);
    row.count = count;
    row.redundant = count - 1;
}

CoolingUnitId unitNamed(const model::Snapshot& site, std::string_view name) {
    for (const CoolingUnitId id : site.coolingUnits.ids())
        if (site.coolingUnits.at(id).name == name) return id;
    return {};
}

}  // namespace

class FailureCosts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneOfTwoCoolantUnitsIsSpared() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-nvl72");
        const CoolingUnitId unit = liquidUnit(site);
        setUnits(site, unit, 2);
        const FailureStudy s = study(site, {Kind::CoolingUnit, unit.value});
        QVERIFY(s.cooling && s.cooling->loops.size() == 1);
        QCOMPARE(s.cooling->loops[0].units, 2);
        QCOMPARE(s.cooling->loops[0].left, 1);
        QVERIFY(s.cooling->loops[0].holds && s.cooling->racksStopped.empty());
        QVERIFY(s.lost.trays == 0 && s.lost.power.value_or(-1) == 0);
        // The job goes on, and is interrupted more often than with both.
        QCOMPARE(s.jobs.size(), std::size_t{1});
        QVERIFY(!s.jobs[0].stops());
        QVERIFY(*s.jobs[0].after.mtti < *s.jobs[0].before.mtti);
        QVERIFY(*s.jobs[0].after.goodput < *s.jobs[0].before.goodput);
    }

    void theOnlyCoolantUnitStopsItsRacks() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-nvl72");
        const CoolingUnitId unit = liquidUnit(site);
        setUnits(site, unit, 1);
        const FailureStudy s = study(site, {Kind::CoolingUnit, unit.value});
        QVERIFY(s.cooling && !s.cooling->loops.at(0).holds);
        QCOMPARE(s.cooling->racksStopped.size(), std::size_t{1});
        QVERIFY(s.cooling->heat > 100e3);
        QCOMPARE(s.lost.trays, 18.0);
        QCOMPARE(s.lost.domains, 1.0);
        QCOMPARE(s.lost.gpus, 72.0);
        QVERIFY(s.lost.power && std::abs(*s.lost.power - 131362) < 1);
        QCOMPARE(s.jobs.size(), std::size_t{1});
        QVERIFY(s.jobs[0].stops() && !s.jobs[0].after.goodput);
    }

    void aLoopTakesAllThatHangOnIt() {
        const model::Snapshot site = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        const CoolingLoopId loop = site.coolingUnits.at(liquidUnit(site)).loop;
        const FailureStudy s = study(site, {Kind::CoolingLoop, loop.value});
        QVERIFY(s.cooling && s.cooling->loops.at(0).left == 0);
        QCOMPARE(s.cooling->racksStopped.size(), std::size_t{8});
        QCOMPARE(s.lost.gpus, 576.0);
        QCOMPARE(s.lost.trays, 144.0);
        QVERIFY(s.lost.bandwidth && std::abs(*s.lost.bandwidth - 115.2e12) < 1);
        QVERIFY(s.jobs.at(0).stops());
        QCOMPARE(s.jobs[0].after.trays, 0.0);
    }

    void aLossOfPlantGoesUpThroughEveryStage() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-nvl72");
        const WriteToken token;
        const CoolingUnitId dry = unitNamed(site, "Dry coolers");
        site.coolingUnits.write(token, dry).count = 1;
        // Coolers give their heat to chillers, these to the dry coolers, as coolant units do.
        site.coolingUnits.write(token, unitNamed(site, "Chillers")).plant = {dry};
        const FailureStudy s = study(site, {Kind::CoolingUnit, dry.value});
        QVERIFY(s.cooling && s.cooling->loops.size() == 2);
        for (const CoolingLoss::Loop& loop : s.cooling->loops)
            QVERIFY(loop.left == 0 && !loop.holds);
    }

    void rowsThatShareAPlantAreJudgedTogether() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-nvl72");
        const WriteToken token;
        const CoolingUnitId first = unitNamed(site, "Dry coolers");
        site.coolingUnits.write(token, first).count = 1;
        const model::CoolingUnit row = site.coolingUnits.at(first);
        const CoolingUnitId second = site.coolingUnits.insert(token, row);
        const CoolingUnitId third = site.coolingUnits.insert(token, row);
        model::DeviceType type = *site.types.at(row.type);
        // Each coolant unit gives off half of 115 kW: enough for one of them, not for one and a half.
        type.heatRemoval->capacity = model::Figure<Power>::of(70e3 * unit::W, "test", model::Grade::Derived);
        site.types.write(token, row.type) = Shared<model::DeviceType>(type);
        site.coolingUnits.write(token, unitNamed(site, "CDU 1")).plant = {first, second};
        site.coolingUnits.write(token, unitNamed(site, "CDU 2")).plant = {second, third};
        const FailureStudy s = study(site, {Kind::CoolingUnit, first.value});
        QVERIFY(s.cooling && s.cooling->loops.size() == 1);
        QCOMPARE(s.cooling->loops[0].left, 1);
        QVERIFY(s.cooling->loops[0].holds && s.cooling->racksStopped.empty());
    }

    void powerOfCoolantUnitsIsAReasonToStop() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-nvl72");
        const CoolingUnitId unit = liquidUnit(site);
        setUnits(site, unit, 1);
        const WriteToken token;
        // The unit hangs on an element of its own, which carries nothing else.
        rackloom::test::Drawing drawing{site, {}};
        const PowerNodeId source = site.powerNodes.ids().front();
        const PowerNodeId own =
            drawing.node("Pump board", site.powerNodes.at(source).type, model::PowerSide::None, {});
        drawing.snapshot.coolingUnits.write(drawing.token, unit).feed = own;
        const FailureStudy s = study(drawing.snapshot, {Kind::PowerNode, own.value});
        QVERIFY(s.power && s.power->racksDark.empty());
        QVERIFY(s.cooling && s.cooling->racksStopped.size() == 1);
        QCOMPARE(s.lost.gpus, 72.0);
    }

    void aStorageNodeSlowsCheckpoints() {
        model::Snapshot site = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        const WriteToken token;
        const DeviceTypeId id = model::findType(site, "generic-storage-node");
        model::DeviceType type = *site.types.at(id);
        type.storage->write = model::Figure<DataRate>::of(160e9 * unit::bps, "test", model::Grade::Derived);
        site.types.write(token, id) = Shared<model::DeviceType>(type);
        for (const JobId job : site.jobs.ids())
            site.jobs.write(token, job).checkpointSize = 10 * unit::TB;
        ObjectRef node;
        site.racks.forEach([&](RackId rack, const model::Rack& row) {
            for (const model::Slot& slot : site.designs.at(row.design)->slots)
                if (slot.type == id) node = {Kind::Device, rack.value, slot.id.value};
        });
        const FailureStudy s = study(site, node);
        QCOMPARE(s.jobs.size(), std::size_t{1});
        const auto &was = s.jobs[0].before, &is = s.jobs[0].after;
        QVERIFY(was.storageWrite && is.storageWrite);
        QVERIFY(std::abs(*is.storageWrite / *was.storageWrite - 7.0 / 8) < 1e-12);
        QVERIFY(*is.goodput < *was.goodput);
        QVERIFY(!s.jobs[0].stops() && s.lost.trays == 0);
    }

    void namesOfUnitsAndLoopsAreFound() {
        const model::Snapshot site = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        const CoolingUnitId unit = liquidUnit(site);
        const model::CoolingUnit& row = site.coolingUnits.at(unit);
        const auto byName = findFailureTarget(site, row.name);
        QVERIFY(byName && byName.value().object == (ObjectRef{Kind::CoolingUnit, unit.value}));
        const auto loop = findFailureTarget(site, site.coolingLoops.at(row.loop).name);
        QVERIFY(loop && loop.value().object == (ObjectRef{Kind::CoolingLoop, row.loop.value}));
        QVERIFY(!findFailureTarget(site, "cooling_unit:99999"));
    }
};

QTEST_GUILESS_MAIN(FailureCosts)

#include "failure_costs.moc"
