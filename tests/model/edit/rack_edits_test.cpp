// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/clipboard.h"
#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/rack_edits.h"
#include "model/edit/type_edits.h"
#include "model/edit/waiver_edits.h"
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

const Rack& rack(const SnapshotPtr& s, std::string_view name) {
    return s->racks.at(rackNamed(*s, name));
}

std::string names(const Snapshot& s) {
    std::string out;
    s.racks.forEach([&](RackId, const Rack& r) { out += (out.empty() ? "" : " ") + r.name; });
    return out;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

class RackEditsTest : public QObject {
    Q_OBJECT

    SnapshotPtr s = sampleDesign();
    RackId a1 = rackNamed(*s, "A1"), a2 = rackNamed(*s, "A2"), a4 = rackNamed(*s, "A4"),
           n1 = rackNamed(*s, "N1");

private Q_SLOTS:
    void movingARackKeepsItsFeeds() {
        const SnapshotPtr next = applied(s, moveRacks({a1}, {0, 2400}));
        QVERIFY(rack(next, "A1").position == (FloorPoint{1200, 3600}));
        QVERIFY(rack(next, "A1").feeds == rack(s, "A1").feeds);
        QVERIFY(rack(s, "A1").position == (FloorPoint{1200, 1200}));
    }

    void aRackMayNotStandOnAnotherOrOutside() {
        const std::string text = refusal(s, moveRacks({a1}, {600, 0}));
        QVERIFY2(contains(text, "rack A1: it would stand on rack A2"), text.c_str());
        QVERIFY(contains(refusal(s, moveRacks({a1}, {-1201, 0})), "outside hall Hall 1"));
        QVERIFY(contains(refusal(s, moveRacks({a1}, {10800, 7800})), "cooling unit CDU 1"));
        QVERIFY(refusal(s, moveRacks({a1, a2}, {0, 2400})).empty());
    }

    void racksThatOverlapAlreadyMayMoveTogether() {
        Transaction tx(s);
        tx.draft().racks.write(tx.token(), a2).position = {1500, 1200};
        const auto overlapping = std::make_shared<const Snapshot>(std::move(tx).take());
        QVERIFY(refusal(overlapping, moveRacks({a1, a2}, {0, 2400})).empty());
        QVERIFY(contains(refusal(overlapping, moveRacks({a1}, {0, 300})), "rack A2"));
        QVERIFY(refusal(overlapping, moveRacks({a1}, {0, 2400})).empty());
    }

    void movingToAnotherHallLeavesTheRow() {
        const SnapshotPtr next = applied(s, moveRacks({a1}, {0, 0}, HallId{1}));
        QVERIFY(rack(next, "A1").hall == HallId{1});
        QVERIFY(!rack(next, "A1").row.isValid());
    }

    void fourTurnsBringARackBack() {
        SnapshotPtr next = applied(s, moveRacks({a1}, {0, 6000}));
        const Rack before = rack(next, "A1");
        next = applied(next, rotateRacks({a1}));
        QVERIFY(rack(next, "A1").rotation == Rotation::R90);
        QVERIFY(rack(next, "A1").position == (FloorPoint{900, 7500}));
        next = applied(next, rotateRacks({a1}, 3));
        QVERIFY(rack(next, "A1") == before);
    }

    void copiesContinueTheSeriesAndKeepTheirSupply() {
        const SnapshotPtr next = applied(s, copyRacks({a1, a2}, {0, 2400}));
        QCOMPARE(names(*next), std::string("A1 A2 A3 A4 N1 A5 A6"));
        QVERIFY(rack(next, "A5").feeds == rack(s, "A1").feeds);
        QVERIFY(rack(next, "A5").liquidLoop == rack(s, "A1").liquidLoop);
        QVERIFY(rack(next, "A6").position == (FloorPoint{1800, 3600}));
        QCOMPARE(next->fabrics.at(FabricId{0})->racks.size(), std::size_t{4});
    }

    void copiesKeepDeviations() {
        const SnapshotPtr next =
            applied(applied(s, removeDevicesInRack({{a1, SlotId{3}}})), copyRacks({a1}, {0, 2400}));
        const RackId copy = rackNamed(*next, "A5");
        QVERIFY(next->overrides->contains({copy, SlotId{3}}));
        QVERIFY(deviceType(*next, {copy, SlotId{3}}) == nullptr);
    }

    void anArrayIsNamedRowByRow() {
        const SnapshotPtr next = applied(s, arrayRacks({n1}, 3, 2, {600, 2400}));
        QCOMPARE(names(*next), std::string("A1 A2 A3 A4 N1 N2 N3 N4 N5 N6"));
        QVERIFY(rack(next, "N4").position == (FloorPoint{6000, 3600}));
        QVERIFY(contains(refusal(s, arrayRacks({n1}, 0, 2, {600, 2400})), "1 to 100,000"));
        QVERIFY(contains(refusal(s, arrayRacks({n1}, 300, 300, {60000, 60000})), "10 km"));
    }

    void namesContinueTheirSeries() {
        NameSet taken{"A8", "A9", "rack 07", "Hall"};
        QCOMPARE(nextName(taken, "A8"), std::string("A10"));
        QCOMPARE(nextName(taken, "rack 07"), std::string("rack 08"));
        QCOMPARE(nextName(taken, "Hall"), std::string("Hall 2"));
        QCOMPARE(nextName(taken, "Hall"), std::string("Hall 3"));
        QCOMPARE(freeName(taken, "B1"), std::string("B1"));
        QCOMPARE(nextName(taken, "99999999999999999999"), std::string("999991000000000000000"));
    }

    void aRackNeedsANameOfItsOwn() {
        QVERIFY(contains(refusal(s, renameRack(a1, "A2")), "another one has this name"));
        QVERIFY(contains(refusal(s, renameRack(a1, "   ")), "empty"));
        QVERIFY(contains(refusal(s, renameRack(a1, "A\n2")), "cannot be shown"));
        QCOMPARE(applied(s, renameRack(a1, " B7 "))->racks.at(a1).name, std::string("B7"));
        QVERIFY(applied(s, renameRack(a1, "A1")) == s);
    }

    void placingContinuesTheSeriesOfTheHall() {
        Rack fresh;
        fresh.hall = HallId{0};
        fresh.design = rack(s, "A1").design;
        fresh.position = {9000, 1200};
        QCOMPARE(names(*applied(s, placeRack(fresh))), std::string("A1 A2 A3 A4 N1 N2"));
        fresh.position = {1300, 1200};
        QVERIFY(contains(refusal(s, placeRack(fresh)), "it would stand on rack A1"));
        fresh.position = {2147483647, -2147483647};
        QVERIFY(contains(refusal(s, placeRack(fresh)), "outside"));
    }

    void placingFromTheCatalogueEmbedsWhatIsNeeded() {
        Rack fresh;
        fresh.hall = HallId{0};
        fresh.position = {9000, 1200};
        const auto empty = applied(s, removeRacks({a1, a2, rackNamed(*s, "A3"), a4, n1}));
        const SnapshotPtr next = applied(empty, placeCatalogRack(sampleCatalog(), "compute-rack", fresh));
        QVERIFY(next->racks.size() == 1);
        QVERIFY(next->designs.size() == empty->designs.size());
        const SnapshotPtr changed =
            applied(next, moveDevice(designNamed(*next, "Compute"), SlotId{3}, 9, Face::Front));
        fresh.position = {12000, 1200};
        const SnapshotPtr again = applied(changed, placeCatalogRack(sampleCatalog(), "compute-rack", fresh));
        QVERIFY(designNamed(*again, "Compute 2").isValid());
        QVERIFY(contains(refusal(s, placeCatalogRack(sampleCatalog(), "no-such-rack", fresh)), "catalogue"));
    }

    void removingARackLeavesNothingBehind() {
        SnapshotPtr next = applied(s, removeDevicesInRack({{a1, SlotId{4}}}));
        next = applied(next, addCable(FabricId{0}, {{a1, SlotId{3}}, 2}, {{n1, SlotId{9}}, 0}));
        next = applied(next, waive("rack.weight", {"rack:" + std::to_string(a1.value)}, "checked"));
        next = applied(next, waive("slot", {"device:" + std::to_string(a1.value) + "/3"}, "checked"));
        next = applied(next, removeRacks({a1}));
        QVERIFY(next->overrides->empty());
        QVERIFY(next->cables.empty());
        QVERIFY(next->waivers.empty());
        QCOMPARE(next->fabrics.at(FabricId{0})->racks.size(), std::size_t{3});
        next = applied(next, removeRacks({n1}));
        QVERIFY(next->fabrics.at(FabricId{0})->tiers[0].switches.empty());
    }

    void swappingTheDesignKeepsOnlyWhatStillFits() {
        SnapshotPtr next = applied(s, duplicateDesign(rack(s, "A1").design, "Half"));
        const RackDesignId half = designNamed(*next, "Half");
        next = applied(next, removeDevices(half, {SlotId{5}}));
        next = applied(next, addCable(FabricId{0}, {{a1, SlotId{3}}, 2}, {{n1, SlotId{9}}, 0}));
        next = applied(next, addCable(FabricId{0}, {{a1, SlotId{5}}, 2}, {{n1, SlotId{9}}, 1}));
        next = applied(next, setRackDesign({a1}, half));
        QCOMPARE(next->cables.size(), std::size_t{1});
        QVERIFY(next->racks.at(a1).design == half);
    }

    void aligningAndDistributingMakesALine() {
        SnapshotPtr next = applied(s, moveRacks({a2}, {0, 300}));
        next = applied(next, alignRacks({a1, a2}, Alignment::Bottom));
        QCOMPARE(next->racks.at(a1).position.y, next->racks.at(a2).position.y);
        const RackId a3 = rackNamed(*s, "A3");
        next = applied(applied(s, moveRacks({a4}, {1800, 0})), distributeRacks({a1, a3, a4}, FloorAxis::X));
        QCOMPARE(next->racks.at(a3).position.x, 3000);  // gaps of 1,200 mm between 1,200 and 4,800
    }

    void mirroringTurnsFrontsRound() {
        const SnapshotPtr next = applied(s, mirrorRacks({a1, a2, a4}, MirrorAxis::FrontBack));
        QVERIFY(next->racks.at(a1).rotation == Rotation::R180);
        QVERIFY(next->racks.at(a1).position == s->racks.at(a1).position);
        QVERIFY(contains(refusal(s, mirrorRacks({a1, a2, a4}, MirrorAxis::LeftRight)), "stand on"));
    }

    void editsOfTheSameRacksMerge() {
        QCOMPARE(moveRacks({a1, a2}, {600, 0}).mergeKey, moveRacks({a1, a2}, {0, 600}).mergeKey);
        QVERIFY(moveRacks({a1}, {600, 0}).mergeKey != moveRacks({a2}, {600, 0}).mergeKey);
        QVERIFY(moveRacks({a1}, {600, 0}).mergeKey != rotateRacks({a1}).mergeKey);
        QVERIFY(removeRacks({a1}).mergeKey.empty());
        QCOMPARE(moveRacks({a1, a2}, {1, 1}).label, std::string("Move 2 racks"));
        QCOMPARE(moveRacks({a1}, {1, 1}).label, std::string("Move rack"));
    }

    void aSelectionMayNameARackTwice() {
        QVERIFY(applied(s, moveRacks({a1, a1}, {0, 2400}))->racks.at(a1).position ==
                (FloorPoint{1200, 3600}));
        QVERIFY(contains(refusal(s, moveRacks({}, {0, 0})), "nothing is selected"));
        QVERIFY(contains(refusal(s, moveRacks({RackId{99}}, {0, 0})), "does not exist"));
    }

    void pastingBringsDesignsAndTypesAlong() {
        const SnapshotPtr cut = applied(s, overrideDeviceType({{a1, SlotId{5}}}, typeNamed(*s, "big-tray")));
        const Clip clip = copyToClip(*cut, {a1, n1});
        QCOMPARE(clip.racks.size(), std::size_t{2});
        Transaction tx(std::make_shared<const Snapshot>());
        const HallId hall = tx.draft().halls.insert(tx.token(), {"Empty", 9000, 9000, 600, {}});
        const auto other = std::make_shared<const Snapshot>(std::move(tx).take());
        const SnapshotPtr next = applied(other, paste(clip, hall, {600, 600}));
        QCOMPARE(names(*next), std::string("A1 N1"));
        QVERIFY(rack(next, "A1").position == (FloorPoint{600, 600}));
        QVERIFY(!rack(next, "A1").feeds[0].isValid());
        QVERIFY(findType(*next, "gpu").isValid());
        QCOMPARE(deviceType(*next, {rackNamed(*next, "A1"), SlotId{5}})->key, std::string("big-tray"));
        const SnapshotPtr here = applied(s, paste(copyToClip(*s, {a1}), HallId{0}, {1200, 4800}, true));
        QCOMPARE(names(*here), std::string("A1 A2 A3 A4 N1 A5"));
        QVERIFY(rack(here, "A5").feeds == rack(s, "A1").feeds);
        QCOMPARE(here->designs.size(), s->designs.size());
        QVERIFY(contains(refusal(s, paste({}, HallId{0}, {0, 0})), "no racks"));
    }
};

QTEST_GUILESS_MAIN(RackEditsTest)
#include "rack_edits_test.moc"
