// SPDX-License-Identifier: GPL-3.0-or-later
// A template's design grows by racks: the switches that its fabrics then lack are added in one step.
#include "model/edit/fabric_growth.h"

#include "model/edit/fabric_edits.h"
#include "model/edit/hall_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/switch_room.h"
#include "model/site/validate.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"

#include <QTest>

#include <functional>
#include <set>

using namespace rackloom;
using namespace rackloom::model;

namespace {

SnapshotPtr siteOf(std::string_view id) {
    static const Result<Catalog> kCatalog = loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
    Result<Snapshot> built = buildTemplate(kCatalog.value(), id, {});
    if (!built) qFatal("%s", built.error().text().c_str());
    return std::make_shared<const Snapshot>(std::move(built).value());
}

/// The design after a change that nobody validates.
SnapshotPtr changed(const SnapshotPtr& s, const std::function<void(Transaction&)>& change) {
    Transaction tx(s);
    change(tx);
    return std::make_shared<const Snapshot>(std::move(tx).take());
}

FabricId fabricOf(const Snapshot& s, FabricRole role) {
    FabricId out;
    s.fabrics.forEach([&](FabricId id, const Shared<Fabric>& f) {
        if (!out.isValid() && f->role == role) out = id;
    });
    return out;
}

SnapshotPtr applied(const SnapshotPtr& s, const Edit& edit) {
    const Result<SnapshotPtr> next = applyEdit(s, edit);
    if (!next) qFatal("%s: %s", edit.label.c_str(), next.error().text().c_str());
    return next.value();
}

std::string refusal(const SnapshotPtr& s, const Edit& edit) {
    const Result<SnapshotPtr> next = applyEdit(s, edit);
    return next ? std::string() : next.error().text();
}

std::string sizes(const Snapshot& s, FabricId id) {
    std::string out;
    for (const SwitchTier& tier : s.fabrics.at(id)->tiers)
        out += (out.empty() ? "" : " ") + std::to_string(tier.switches.size());
    return out;
}

/// The design after so many more compute racks, connected to the fabrics whose ports they have.
SnapshotPtr withRacks(SnapshotPtr s, int more) {
    const FabricId compute = fabricOf(*s, FabricRole::Compute);
    const HallId hall{0};
    s = applied(s, resizeHall(hall, s->halls.at(hall).width, s->halls.at(hall).depth + 12000));
    for (int i = 0; i < more; ++i) {
        const RackId first = s->fabrics.at(compute)->racks.front();
        const Rack& rack = s->racks.at(first);
        const FloorPoint to{1800 + 600 * i, s->halls.at(hall).depth - 6000};
        s = applied(s, copyRacks({first}, {to.x - rack.position.x, to.y - rack.position.y}));
        s = applied(s, connectRacks(compute, {RackId{s->racks.end() - 1}}));
    }
    return s;
}

}  // namespace

class FabricGrowthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNinthRackBringsItsLeavesAndSpines() {
        const SnapshotPtr s = withRacks(siteOf("gb200-superpod"), 1);
        const FabricId compute = fabricOf(*s, FabricRole::Compute);
        QCOMPARE(sizes(*s, compute), std::string("32 9"));
        QVERIFY(!fabricShortage(*s, compute).empty());
        const std::vector<TierNeed> wanted{{"leaf", 32, 36}, {"spine", 9, 18}};
        QVERIFY(missingSwitches(*s, compute) == wanted);
        const SnapshotPtr grown = applied(s, growFabric(compute));
        QCOMPARE(sizes(*grown, compute), std::string("36 18"));
        QVERIFY(fabricShortage(*grown, compute).empty());
        QVERIFY(validate(*grown).ok());
        std::set<std::pair<DeviceRef, DeviceRef>> pairs;  // 18 uplinks, one to each of 18 spines
        for (const PlannedCable& c : expandFabric(*grown, *grown->fabrics.at(compute)).cables)
            if (c.tier == 1) QVERIFY(pairs.insert({c.a.device, c.b.device}).second);
        QCOMPARE(pairs.size(), std::size_t{36 * 18});
    }

    void whatNoLongerFitsComesInRacksOfItsOwn() {
        const SnapshotPtr s = withRacks(siteOf("gb200-superpod"), 6);
        const FabricId compute = fabricOf(*s, FabricRole::Compute);
        const SnapshotPtr grown = applied(s, growFabric(compute));
        QCOMPARE(sizes(*grown, compute), std::string("56 18"));
        QVERIFY(grown->racks.size() > s->racks.size());
        QVERIFY(fabricShortage(*grown, compute).empty());
        QVERIFY(validate(*grown).ok());
        const FabricId oob = fabricOf(*grown, FabricRole::OutOfBand);
        for (std::uint32_t id = s->racks.end(); id < grown->racks.end(); ++id) {
            const Rack& rack = grown->racks.at(RackId{id});
            QVERIFY(rack.feeds[0].isValid() && rack.feeds[1].isValid() && rack.airLoop.isValid());
            const std::vector<RackId>& managed = grown->fabrics.at(oob)->racks;
            QVERIFY(std::find(managed.begin(), managed.end(), RackId{id}) != managed.end());
        }
        s->fabrics.forEach([&](FabricId id, const Shared<Fabric>&) {
            if (fabricShortage(*s, id).empty()) QVERIFY(fabricShortage(*grown, id).empty());
        });
    }

    void otherRacksOfTheSameDesignStayAsTheyWere() {
        const SnapshotPtr s = withRacks(siteOf("gb200-superpod"), 1);
        const FabricId compute = fabricOf(*s, FabricRole::Compute);
        const SnapshotPtr grown = applied(s, growFabric(compute));
        const auto& before = s->fabrics.at(compute)->tiers[0].switches;
        const auto& after = grown->fabrics.at(compute)->tiers[0].switches;
        QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
        for (const DeviceRef device : before)
            QVERIFY(deviceType(*grown, device));
    }

    void aFabricThatLacksNothingIsLeftAlone() {
        const SnapshotPtr s = siteOf("gb200-superpod");
        const std::string text = refusal(s, growFabric(fabricOf(*s, FabricRole::Compute)));
        QVERIFY2(text.find("no switch is missing") != std::string::npos, text.c_str());
        QVERIFY(missingSwitches(*s, fabricOf(*s, FabricRole::Compute)).empty());
    }

    void moreThanTwoTiersCanCarryIsRefused() {
        const SnapshotPtr s =
            withRacks(siteOf("gb200-superpod"), 9);  // 17 racks: 68 leaves on 64-port spines
        const std::string text = refusal(s, growFabric(fabricOf(*s, FabricRole::Compute)));
        QVERIFY2(text.find("further switches do not help") != std::string::npos, text.c_str());
    }

    void aFullHallIsNamed() {
        SnapshotPtr s = withRacks(siteOf("gb200-superpod"), 6);
        s = changed(s, [&](Transaction& tx) {  // racks in every place beside a rack
            for (int i = 0; i < 200; ++i) {
                const Rack like = tx.draft().racks.at(RackId{8});
                const auto at =
                    freePlaceBeside(tx.draft(), like, tx.draft().designs.at(like.design)->enclosure);
                if (!at) return;
                Rack filler = like;
                filler.name = "Filler " + std::to_string(i);
                filler.position = at->position;
                filler.rotation = at->rotation;
                tx.draft().racks.insert(tx.token(), filler);
            }
        });
        // Fillers are copies of a leaf rack: their switches stand free and would be taken.
        s = changed(s, [&](Transaction& tx) {
            OverrideMap map = *tx.draft().overrides;
            for (const DeviceRef device : unusedSwitches(tx.draft()))
                map[device].removed = true;
            tx.draft().overrides = Shared<OverrideMap>(std::move(map));
        });
        const std::string text = refusal(s, growFabric(fabricOf(*s, FabricRole::Compute)));
        QVERIFY2(text.find("Enlarge the hall") != std::string::npos, text.c_str());
    }
};

QTEST_APPLESS_MAIN(FabricGrowthTest)
#include "fabric_growth_test.moc"
