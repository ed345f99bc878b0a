// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/type_edits.h"
#include "model/site/elevation.h"
#include "model/site/type_figures.h"
#include "model/topology/generators.h"
#include "tests/support/sample_design.h"

#include <QTest>

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

class DesignEditsTest : public QObject {
    Q_OBJECT

    SnapshotPtr s = sampleDesign();
    RackDesignId compute = designNamed(*s, "Compute");
    RackId a1 = rackNamed(*s, "A1"), n1 = rackNamed(*s, "N1");
    DeviceTypeId tray = typeNamed(*s, "tray"), big = typeNamed(*s, "big-tray");
    FabricId fabric{0};

    Slot slotAt(int u, DeviceTypeId type) const { return {{}, type, u, Face::Front, PowerSide::None, {}}; }
    std::size_t cables(const Snapshot& now) const {
        return expandFabric(now, *now.fabrics.at(fabric)).cables.size();
    }

private Q_SLOTS:
    void anOccupiedUnitIsRefusedWithWhatOccupiesIt() {
        const std::string text = refusal(s, addDevice(compute, slotAt(5, tray)));
        QVERIFY2(contains(text, "Tray 2 already occupies U5"), text.c_str());
        QVERIFY(contains(refusal(s, addDevice(compute, slotAt(3, big))), "Tray 1 already occupies U4"));
        QVERIFY(contains(refusal(s, addDevice(compute, slotAt(12, big))), "units 1 to 12"));
        QVERIFY(contains(refusal(s, addDevice(compute, slotAt(0, tray))), "units 1 to 12"));
        QVERIFY(contains(refusal(s, addDevice(compute, slotAt(8, typeNamed(*s, "gpu")))),
                         "not a device that mounts"));
    }

    void anAddedDeviceGetsAFreshSlotAndLabel() {
        SnapshotPtr next = applied(s, removeDevices(compute, {SlotId{5}}));
        next = applied(next, addDevice(compute, slotAt(8, tray)));
        const RackDesign& design = *next->designs.at(compute);
        QVERIFY(design.find(SlotId{5}) == nullptr);
        QCOMPARE(design.find(SlotId{6})->label, std::string("Tray 3"));
        QVERIFY(design.domains.front().slots == (std::vector{SlotId{3}, SlotId{4}}));
    }

    void devicesMovePastEachOtherTogether() {
        const SnapshotPtr next = applied(s, moveDevices(compute, {SlotId{3}, SlotId{4}, SlotId{5}}, 1));
        QCOMPARE(next->designs.at(compute)->find(SlotId{5})->u, 7);
        QVERIFY(contains(refusal(s, moveDevices(compute, {SlotId{3}}, 1)), "Tray 2"));
        QVERIFY(contains(refusal(s, moveDevice(compute, SlotId{3}, 2, Face::Front)), "Shelf 2"));
    }

    void aDeviationOfOneRackCanBlockTheDesign() {
        const SnapshotPtr next = applied(s, overrideDeviceType({{a1, SlotId{5}}}, big));
        const std::string text = refusal(next, addDevice(compute, slotAt(7, tray)));
        QVERIFY2(contains(text, "rack A1"), text.c_str());
        QVERIFY(contains(refusal(s, overrideDeviceType({{a1, SlotId{4}}}, big)), "Tray 3 is in the way"));
    }

    void restoringADeviceMakesTheRackLikeItsDesignAgain() {
        SnapshotPtr next = applied(s, removeDevicesInRack({{a1, SlotId{3}}, {a1, SlotId{4}}}));
        QVERIFY(deviceType(*next, {a1, SlotId{3}}) == nullptr);
        QVERIFY(deviceType(*next, {rackNamed(*s, "A2"), SlotId{3}}) != nullptr);
        next = applied(next, restoreDevices({{a1, SlotId{3}}, {a1, SlotId{4}}}));
        QVERIFY(*next->overrides == *s->overrides);
        QVERIFY(applied(s, overrideDeviceType({{a1, SlotId{3}}}, tray)) == s);
    }

    void aDesignOfItsOwnLeavesTheOthersAlone() {
        SnapshotPtr next = applied(s, makeDesignUnique({a1}));
        const RackDesignId own = next->racks.at(a1).design;
        QVERIFY(own != compute);
        QCOMPARE(next->designs.at(own)->name, std::string("Compute 2"));
        QVERIFY(applied(next, makeDesignUnique({a1})) == next);
        next = applied(next, removeDevices(own, {SlotId{3}}));
        QVERIFY(deviceSlot(*next, {rackNamed(*s, "A2"), SlotId{3}}) != nullptr);
    }

    void aRemovedSwitchKeepsItsPlaceInTheTier() {
        const std::size_t before = cables(*s);
        const SnapshotPtr gone = applied(s, removeDevicesInRack({{n1, SlotId{6}}}));
        QCOMPARE(gone->fabrics.at(fabric)->tiers[1].switches.size(), std::size_t{2});
        QVERIFY(cables(*gone) < before);
        const SnapshotPtr slot = applied(s, removeDevices(designNamed(*s, "Network"), {SlotId{6}}));
        QCOMPARE(slot->fabrics.at(fabric)->tiers[1].switches.size(), std::size_t{2});
        QCOMPARE(cables(*slot), cables(*gone));
    }

    void aCableInUseKeepsItsDevice() {
        const SnapshotPtr next = applied(s, addCable(fabric, {{a1, SlotId{3}}, 2}, {{n1, SlotId{9}}, 0}));
        SnapshotPtr roomy = applied(next, removeDevices(compute, {SlotId{4}}));
        const std::string text = refusal(roomy, changeDeviceType(compute, {SlotId{3}}, big));
        QVERIFY2(contains(text, "port 2 of Tray 1 in rack A1, which has 1 ports"), text.c_str());
        roomy = applied(roomy, removeDevices(compute, {SlotId{3}}));
        QVERIFY(roomy->cables.empty());
    }

    void aDomainTakesItsSlotsFromOthers() {
        SnapshotPtr next = applied(s, setDomain(compute, "Second", {SlotId{5}}));
        QCOMPARE(next->designs.at(compute)->domains.size(), std::size_t{2});
        QVERIFY(next->designs.at(compute)->domains[0].slots == (std::vector{SlotId{3}, SlotId{4}}));
        next = applied(next, setDomain(compute, "Second", {}));
        QCOMPARE(next->designs.at(compute)->domains.size(), std::size_t{1});
        QVERIFY(contains(refusal(s, setDomain(compute, "Third", {SlotId{77}})), "does not exist"));
    }

    void aDesignInUseIsNotRemoved() {
        QVERIFY(contains(refusal(s, removeDesign(compute)), "4 racks still use it"));
        SnapshotPtr next = applied(s, duplicateDesign(compute));
        next = applied(next, removeDesign(designNamed(*next, "Compute 2")));
        QCOMPARE(next->designs.size(), s->designs.size());
        QVERIFY(contains(refusal(s, renameDesign(compute, "Network")), "another one"));
    }

    void aFigureOfTheUserKeepsTheOldOneAsRival() {
        SnapshotPtr next = applied(s, setFigure(tray, "power.provisioned", 5500.0, "measured"));
        const Figure<Power>& figure = next->types.at(tray)->power->provisioned;
        QCOMPARE(figure.value->si(), 5500.0);
        QCOMPARE(figure.provenance.source, std::string("user"));
        QCOMPARE(figure.rivals.size(), std::size_t{1});
        QCOMPARE(figure.rivals[0].value.si(), 6000.0);
        next = applied(next, setFigure(tray, "power.provisioned", 5600.0));
        QCOMPARE(next->types.at(tray)->power->provisioned.rivals.size(), std::size_t{1});
        next = applied(next, setFigure(tray, "power.provisioned", std::nullopt, "meter broken"));
        QVERIFY(!next->types.at(tray)->power->provisioned.known());
        QCOMPARE(next->types.at(tray)->power->provisioned.unknownReason, std::string("meter broken"));
        next = applied(next, resetType(sampleCatalog(), "tray"));
        QVERIFY(next->types == s->types);
        QVERIFY(contains(refusal(s, setFigure(tray, "power.provisioned", -1.0)), "0 W or more"));
        QVERIFY(contains(refusal(s, setFigure(tray, "heat.liquid_fraction", 1.5)), "from 0 to 1"));
        QVERIFY(contains(refusal(s, setFigure(tray, "link.reach", 1.0)), "no such figure"));
        QVERIFY(contains(refusal(s, setFigure(tray, "power.idle", std::nullopt)), "reason"));
    }

    void onlyUnusedTypesAreRemoved() {
        const SnapshotPtr next = applied(s, removeUnusedTypes());
        QVERIFY(!findType(*next, "big-tray").isValid());
        QVERIFY(findType(*next, "gpu").isValid());
        QCOMPARE(next->types.size() + 1, s->types.size());
    }

    void connectingARackTakesTheSwitchesItNeeds() {
        SnapshotPtr next = applied(s, copyRacks({a1}, {0, 2400}));
        next = applied(next, connectRacks(fabric, {rackNamed(*next, "A5")}));
        const Fabric& f = *next->fabrics.at(fabric);
        QCOMPARE(f.racks.size(), std::size_t{5});
        QCOMPARE(f.tiers[0].switches.size(), std::size_t{6});
        QVERIFY(f.tiers[0].switches[4] == (DeviceRef{n1, SlotId{7}}));
        QVERIFY(fabricShortage(*next, fabric).empty());
        SnapshotPtr more = applied(next, arrayRacks({rackNamed(*next, "A5")}, 5, 1, {600, 0}));
        for (const char* name : {"A6", "A7", "A8", "A9"})
            more = applied(more, connectRacks(fabric, {rackNamed(*more, name)}));
        QVERIFY(!fabricShortage(*more, fabric).empty());
        QCOMPARE(more->fabrics.at(fabric)->tiers[0].switches.size() +
                     more->fabrics.at(fabric)->tiers[1].switches.size(),
                 std::size_t{10});
    }

    void cablesAreTakenAwayAndPutBack() {
        const FabricPlan plan = expandFabric(*s, *s->fabrics.at(fabric));
        const CableKey key = cableKey(plan.cables[0].b, plan.cables[0].a);
        SnapshotPtr next = applied(s, removeCables(fabric, {key}));
        QCOMPARE(cables(*next), plan.cables.size() - 1);
        QVERIFY(contains(refusal(next, removeCables(fabric, {key})), "does not exist any more"));
        QVERIFY(*applied(next, addCable(fabric, key.a, key.b))->fabrics.at(fabric) == *s->fabrics.at(fabric));
        QVERIFY(applied(next, restoreCables(fabric))->fabrics == s->fabrics);
        QVERIFY(
            contains(refusal(s, addCable(fabric, key.a, {{n1, SlotId{9}}, 0})), "already carries a cable"));
        QVERIFY(contains(refusal(s, addCable(fabric, {{a1, SlotId{3}}, 2}, {{n1, SlotId{9}}, 16})),
                         "has 16 ports"));
    }

    void detachingKeepsEveryCable() {
        const SnapshotPtr next = applied(s, detachFabric(fabric));
        QCOMPARE(next->cables.size(), cables(*s));
        QVERIFY(next->fabrics.at(fabric)->generator.empty());
        QCOMPARE(cables(*next), std::size_t{0});
        const Cable first = next->cables.at(next->cables.ids().front());
        const SnapshotPtr less = applied(next, removeCables(fabric, {{first.a, first.b}}));
        QCOMPARE(less->cables.size() + 1, next->cables.size());
        QVERIFY(applied(next, removeFabric(fabric))->cables.empty());
    }

    void fabricParametersAreChecked() {
        QVERIFY(contains(refusal(s, setFabricParameter(fabric, "uplinks", -1.0)), "out of range"));
        QVERIFY(contains(refusal(s, setFabricParameter(fabric, "colour", 1.0)), "no such parameter"));
        QVERIFY(contains(refusal(s, setGenerator(fabric, "magic")), "rail-optimized"));
        QVERIFY(applied(s, setGenerator(fabric, "leaf-spine"))->fabrics.at(fabric)->parameters.empty());
        QVERIFY(contains(refusal(s, addSwitches(fabric, 1, {{a1, SlotId{3}}})), "not a switch"));
        QVERIFY(contains(refusal(s, addSwitches(fabric, 1, {{n1, SlotId{1}}})), "listed twice"));
        QVERIFY(contains(refusal(s, addSwitches(fabric, 9, {{n1, SlotId{9}}})), "no such tier"));
    }
};

QTEST_GUILESS_MAIN(DesignEditsTest)
#include "design_edits_test.moc"
