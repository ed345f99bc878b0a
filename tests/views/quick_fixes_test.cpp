// SPDX-License-Identifier: GPL-3.0-or-later
// What mends findings, what feeding racks would bring, and what an assumed failure does: with the engine, but
// without a window.
#include "analytics/engine/evaluate.h"
#include "app/gui/feed_plan.h"
#include "app/gui/power_loss.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/facility_wiring.h"
#include "model/edit/power_edits.h"
#include "model/edit/rack_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "views/findings/quick_fixes.h"
#include "views/inspector/climate_text.h"

#include <QTest>

using namespace rackloom;
using namespace rackloom::app;

class QuickFixesTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const model::Catalog> catalog_;
    model::SnapshotPtr s;

    static model::SnapshotPtr applied(const model::SnapshotPtr& from, const model::Edit& edit) {
        const Result<model::SnapshotPtr> next = model::applyEdit(from, edit);
        if (!next) qFatal("%s: %s", edit.label.c_str(), next.error().text().c_str());
        return next.value();
    }
    static const analytics::Finding* finding(const analytics::Report& r, std::string_view rule) {
        for (const analytics::Finding& f : r.findings)
            if (f.rule == rule) return &f;
        return nullptr;
    }
    /// Breaks something, applies the fix that is offered, and expects the rule to be content.
    void mends(const model::Edit& breaking, std::string_view rule) {
        const model::SnapshotPtr broken = applied(s, breaking);
        const analytics::Report before = analytics::evaluate(*broken);
        const analytics::Finding* found = finding(before, rule);
        QVERIFY2(found, "the rule did not find it");
        const auto fix = views::quickFix({*broken, *catalog_, before, *found});
        QVERIFY2(fix.has_value(), "no fix is offered");
        const analytics::Report after = analytics::evaluate(*applied(broken, fix->edit));
        for (const analytics::Finding& f : after.findings)
            QVERIFY2(f.rule != rule || f.objects != found->objects, qPrintable(fix->text));
    }

private Q_SLOTS:
    void initTestCase() {
        Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : catalog.error().text().c_str());
        catalog_ = std::make_shared<const model::Catalog>(std::move(catalog).value());
        Result<model::Snapshot> built = model::buildTemplate(*catalog_, "gb200-superpod", {{"su", 1}});
        QVERIFY(built.ok());
        s = std::make_shared<const model::Snapshot>(std::move(built).value());
    }

    void anUnfedRackIsPluggedInLikeItsNeighbour() {
        mends(model::setRackFeeds({s->racks.ids().front()}, {PowerNodeId{}, PowerNodeId{}}),
              "power.unfed_rack");
    }

    void aRackWithoutLoopIsHungOnOne() {
        mends(model::setRackLoops({s->racks.ids().front()}, CoolingLoopId{}, {}), "cooling.no_loop");
    }

    void sidesThatMeetAreParted() {
        const RackId rack = s->racks.ids().front();
        const PowerNodeId a = s->racks.at(rack).feeds[0];
        mends(model::setRackFeeds({rack}, {a, s->powerNodes.at(a).parents.front()}), "power.shared_cut");
    }

    void climateIsReadAsItIsWritten() {
        const auto bins = views::climateBins(QStringLiteral("dry,wet,hours\n-5,,400\n12,9.5,3000; 25,8360"));
        QVERIFY2(bins.ok(), bins.ok() ? "" : bins.error().text().c_str());
        QCOMPARE(bins.value().size(), std::size_t{3});
        QVERIFY(!bins.value()[0].wetBulb && bins.value()[1].wetBulb && !bins.value()[2].wetBulb);
        QCOMPARE(bins.value()[2].duration.si(), 8360 * 3600.0);
        QCOMPARE(views::climateText(bins.value()), QStringLiteral("-5,,400; 12,9.5,3000; 25,,8360"));
        QVERIFY(!views::climateBins(QStringLiteral("-5,,400; warm,,3")).ok());
        QVERIFY(!views::climateBins(QStringLiteral("-5")).ok());
        QVERIFY(views::climateBins(QString()).value().empty());
    }

    void waivedFindingsAreLeftAlone() {
        analytics::Finding f;
        f.rule = "power.unfed_rack";
        f.objects = {{analytics::ObjectRef::Kind::Rack, s->racks.ids().front().value}};
        f.waived = true;
        QVERIFY(!views::quickFix({*s, *catalog_, {}, f}));
        f.waived = false;
        f.rule = "rack.overlap";
        QVERIFY(!views::quickFix({*s, *catalog_, {}, f}));
    }

    void feedingRacksPlansBeforeItDoes() {
        FeedPlanner planner(s, *catalog_);
        QVERIFY(!planner.sources().empty());
        const auto limit = planner.limitOf("busway-415v-800a");
        QVERIFY(limit && *limit > 1e5 && *limit < 1e6);
        model::FeedOrder order;
        order.racks = s->racks.ids();
        order.racks.resize(8);
        order.type = "busway-415v-800a";
        order.racksPerElement = 0;
        for (const PowerNodeId id : planner.sources()) {
            const model::PowerNode& n = s->powerNodes.at(id);
            if (order.upstream.size() == (n.side == model::PowerSide::B ? 1u : 0u) &&
                n.side != model::PowerSide::None && order.upstream.size() < 2)
                order.upstream.push_back(id);
        }
        QCOMPARE(order.upstream.size(), std::size_t{2});
        const FeedPlan plan = planner.plan(order);
        QVERIFY2(plan.edit.has_value(), qPrintable(plan.refusal));
        QVERIFY(plan.racksPerElement >= 1);
        const analytics::Report after = analytics::evaluate(*applied(s, *plan.edit));
        for (const analytics::PowerNodeResult& r : after.powerNodes)
            if (r.node.value >= s->powerNodes.end()) QVERIFY(*r.load <= *r.limit);
        order.type = "busway-415v-60a";
        QVERIFY(planner.plan(order).refusal.contains(QStringLiteral("larger")));
    }

    void anAssumedFailureDarkensWhatHangsOnItAlone() {
        const PowerNodeId a = s->racks.at(s->racks.ids().front()).feeds[0];
        const views::AssumedFailure one = lossOf(s, {a});
        QCOMPARE(one.failed, std::vector<PowerNodeId>{a});
        QVERIFY(one.darkRacks.empty());
        std::vector<PowerNodeId> both{a, s->racks.at(s->racks.ids().front()).feeds[1]};
        const views::AssumedFailure two = lossOf(s, both);
        QVERIFY(!two.darkRacks.empty());
        QVERIFY(two.unserved > 1e5);
        QVERIFY(two.dark.size() >= 2);
    }
};

QTEST_GUILESS_MAIN(QuickFixesTest)
#include "quick_fixes_test.moc"
