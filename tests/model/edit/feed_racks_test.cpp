// SPDX-License-Identifier: GPL-3.0-or-later
// Feeding racks in one step, and the wiring that drawings make.
#include "model/edit/facility_wiring.h"
#include "model/edit/feed_racks.h"
#include "model/edit/history.h"
#include "model/edit/power_edits.h"
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

class FeedRacksTest : public QObject {
    Q_OBJECT

    SnapshotPtr s = sampleDesign();
    Catalog catalog = sampleCatalog();
    PowerNodeId utility{0}, upsA{1}, upsB{2};
    std::vector<RackId> racks{rackNamed(*s, "A1"), rackNamed(*s, "A2"), rackNamed(*s, "A3"),
                              rackNamed(*s, "A4")};

    std::string upsKey() const { return s->types.at(s->powerNodes.at(upsA).type)->key; }
    FeedOrder order(FeedScheme scheme, std::vector<PowerNodeId> upstream, int perElement) const {
        return {racks, scheme, std::move(upstream), upsKey(), perElement, "Busway"};
    }

private Q_SLOTS:
    void twoSidesGetTheirOwnElements() {
        const SnapshotPtr next = applied(s, feedRacks(catalog, order(FeedScheme::Double, {upsA, upsB}, 2)));
        QCOMPARE(next->powerNodes.size(), s->powerNodes.size() + 4);
        for (const RackId id : racks) {
            const Rack& rack = next->racks.at(id);
            QCOMPARE(next->powerNodes.at(rack.feeds[0]).parents, std::vector<PowerNodeId>{upsA});
            QCOMPARE(next->powerNodes.at(rack.feeds[1]).parents, std::vector<PowerNodeId>{upsB});
            QVERIFY(next->powerNodes.at(rack.feeds[0]).side == PowerSide::A);
            QVERIFY(next->powerNodes.at(rack.feeds[1]).side == PowerSide::B);
        }
        QCOMPARE(next->racks.at(racks[0]).feeds, next->racks.at(racks[1]).feeds);
        QVERIFY(next->racks.at(racks[0]).feeds != next->racks.at(racks[2]).feeds);
        QCOMPARE(next->powerNodes.at(next->racks.at(racks[0]).feeds[0]).name, std::string("Busway 1A"));
    }

    void allOfItIsOneUndoStep() {
        History history(s, "Start");
        const Edit edit = feedRacks(catalog, order(FeedScheme::Double, {upsA, upsB}, 1));
        history.record(edit.label, edit.mergeKey, applied(s, edit));
        QCOMPARE(history.entries().size(), std::size_t{2});
        QVERIFY(contains(history.entries().back().label, "Feed 4 racks 2N"));
        history.undo();
        QVERIFY(*history.current() == *s);
    }

    void groupsAreEqualAndNeighboursStayTogether() {
        FeedOrder three = order(FeedScheme::Single, {upsA}, 3);
        const auto groups = feedGroups(*s, three);
        QVERIFY(groups.ok());
        QCOMPARE(groups.value().size(), std::size_t{2});
        QCOMPARE(groups.value()[0].racks, (std::vector<RackId>{racks[0], racks[1]}));
        QCOMPARE(groups.value()[1].racks, (std::vector<RackId>{racks[2], racks[3]}));
    }

    void distributedFeedsTakeTurns() {
        const SnapshotPtr more = applied(s, addPowerNode([&] {
                                             PowerNode n = s->powerNodes.at(upsA);
                                             n.name = "UPS C";
                                             return n;
                                         }()));
        const PowerNodeId upsC{more->powerNodes.end() - 1};
        FeedOrder wanted = order(FeedScheme::Distributed, {upsA, upsB, upsC}, 1);
        const auto groups = feedGroups(*more, wanted);
        QVERIFY(groups.ok());
        QCOMPARE(groups.value()[0].upstream, (std::vector<PowerNodeId>{upsA, upsB}));
        QCOMPARE(groups.value()[1].upstream, (std::vector<PowerNodeId>{upsB, upsC}));
        QCOMPARE(groups.value()[2].upstream, (std::vector<PowerNodeId>{upsC, upsA}));
        QCOMPARE(groups.value()[3].upstream, (std::vector<PowerNodeId>{upsA, upsB}));
    }

    void impossibleOrdersSayWhy() {
        const auto why = [&](const FeedOrder& o) { return refusal(s, feedRacks(catalog, o)); };
        QVERIFY(contains(why(order(FeedScheme::Double, {upsA}, 1)), "one for side B"));
        QVERIFY(contains(why(order(FeedScheme::Double, {upsA, upsA}, 1)), "twice"));
        QVERIFY(contains(why(order(FeedScheme::Distributed, {upsA, upsB}, 1)), "at least three"));
        QVERIFY(contains(why(order(FeedScheme::Single, {upsA}, 0)), "at least one rack"));
        FeedOrder nobody = order(FeedScheme::Single, {upsA}, 1);
        nobody.racks.clear();
        QVERIFY(contains(why(nobody), "nothing is selected"));
    }

    void anElementIsFedBesideWhatFeedsIt() {
        const SnapshotPtr next = applied(s, feedPowerNodes({upsB}, {upsA}));
        QCOMPARE(next->powerNodes.at(upsA).parents.back(), upsB);
        QVERIFY(contains(refusal(next, feedPowerNodes({upsB}, {upsA})), "feeds it already"));
        QVERIFY(contains(refusal(s, feedPowerNodes({upsA}, {utility})), "feeds itself"));
        const SnapshotPtr cut = applied(next, unfeedPowerNodes({upsB}, {upsA}));
        QCOMPARE(cut->powerNodes.at(upsA).parents, s->powerNodes.at(upsA).parents);
    }

    void aRackIsPluggedInOnTheSideOfTheElement() {
        const SnapshotPtr bare = applied(s, unplugRacks({upsA, upsB, utility}, racks));
        QVERIFY(!bare->racks.at(racks[0]).feeds[0].isValid());
        const SnapshotPtr next = applied(bare, plugRacks({upsB}, racks));
        const std::size_t side = s->powerNodes.at(upsB).side == PowerSide::B ? 1 : 0;
        QCOMPARE(next->racks.at(racks[0]).feeds[side], upsB);
        QVERIFY(!next->racks.at(racks[0]).feeds[1 - side].isValid());
    }

    void forgettingPositionsIsUndoable() {
        const SnapshotPtr placed = applied(s, drawPowerNode(upsA, FloorPoint{100, 200}));
        const SnapshotPtr forgotten = applied(placed, forgetPowerDrawing());
        QVERIFY(!forgotten->powerNodes.at(upsA).diagram);
        QVERIFY(*forgotten == *s);
    }
};

QTEST_GUILESS_MAIN(FeedRacksTest)
#include "feed_racks_test.moc"
