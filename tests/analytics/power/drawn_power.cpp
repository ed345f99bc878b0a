// SPDX-License-Identifier: GPL-3.0-or-later
// power_demand, power_facility and the power rules on drawn designs: the reference case of eight racks, the
// shipped NVL72 racks, and trees that are broken on purpose.
#include "../drawn.h"
#include "../vector_rows.h"
#include "analytics/engine/evaluate.h"
#include "analytics/power/circuit.h"
#include "analytics/power/loss_model.h"
#include "analytics/report_text.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using model::PowerSide;
using rackloom::test::Drawing;
using rackloom::test::findingsOf;

namespace {

double valueOf(const Report& report, std::string_view id) {
    const MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

struct Reference {
    Drawing drawing;
    std::array<PowerNodeId, 2> transformer, ups, busway;
    RackDesignId design;
};

/// Eight racks of 132 kW behind four shelves a side; per side busway, UPS and transformer of the catalogue.
Reference referenceCase(int racks = 8) {
    Reference r;
    Drawing& d = r.drawing;
    model::RackDesign design;
    design.name = "132 kW";
    const DeviceTypeId load = d.add(rackloom::test::loadOf("load", 132 * unit::kW));
    const DeviceTypeId shelf = d.type("delta-orv3-33kw-shelf");
    for (int i = 0; i < 8; ++i)
        design.slots.push_back({SlotId{design.nextSlot++},
                                shelf,
                                i + 1,
                                model::Face::Front,
                                i % 2 == 0 ? PowerSide::A : PowerSide::B,
                                {}});
    design.slots.push_back({SlotId{design.nextSlot++}, load, 9, model::Face::Front, PowerSide::None, {}});
    r.design = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
    for (std::size_t s = 0; s < 2; ++s) {
        const PowerSide side = s == 0 ? PowerSide::A : PowerSide::B;
        const std::string name = s == 0 ? " A" : " B";
        r.transformer[s] = d.node("Transformer" + name, d.type("transformer-1500kva"), side, {});
        r.ups[s] = d.node("UPS" + name, d.type("generic-ups-1250kw"), side, {r.transformer[s]});
        r.busway[s] = d.node("Busway" + name, d.type("busway-415v-1600a"), side, {r.ups[s]});
    }
    for (int i = 0; i < racks; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i + 1);
        rack.design = r.design;
        rack.feeds = r.busway;
        d.snapshot.racks.insert(d.token, rack);
    }
    return r;
}

const PowerNodeResult& nodeOf(const Report& report, PowerNodeId id) {
    for (const PowerNodeResult& row : report.powerNodes)
        if (row.node == id) return row;
    static const PowerNodeResult kNone;
    return kNone;
}

double expected(std::string_view id) {
    for (const auto& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv"))
        if (row.id == id) return row.expected;
    return std::nan("");
}

}  // namespace

class DrawnPower : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eightRacksDrawWhatTheReferenceSays() {
        const Reference r = referenceCase();
        const Report report = evaluate(r.drawing.snapshot);
        QVERIFY(near(valueOf(report, "power.facility"), expected("P10") * 1e3));
        QVERIFY(near(valueOf(report, "power.it"), 8 * 132e3, 1e-12));
        QVERIFY(near(1 / valueOf(report, "power.pue"), expected("P11")));
        QVERIFY(near(nodeOf(report, r.ups[0]).load.value_or(0) / 1250e3, expected("P12")));
        // Sources = loads + losses.
        QVERIFY(near(valueOf(report, "power.facility"),
                     valueOf(report, "power.it") + valueOf(report, "power.losses"), 1e-9));
        QVERIFY(near(valueOf(report, "power.shelf_capacity_after_loss"), 132e3, 1e-12));
        QVERIFY(findingsOf(report, "power.shelf_after_loss").empty());
        QVERIFY(findingsOf(report, "power.feed_over_limit").empty());
        QVERIFY(findingsOf(report, "power.unfed_rack").empty());
    }

    void theSurvivingSideIsJudgedAfterALoss() {
        // One busway holds 1,600 A × 0.8: seven racks after a loss, while the UPS would hold nine.
        const Reference eight = referenceCase(8);
        const Report over = evaluate(eight.drawing.snapshot);
        const auto findings = findingsOf(over, "power.feed_after_loss");
        QCOMPARE(findings.size(), std::size_t{2});
        QCOMPARE(findings[0].objects[0].id, eight.busway[0].value);
        QCOMPARE(*findings[0].arguments[4].value, 2.0);
        QVERIFY(findingsOf(evaluate(referenceCase(6).drawing.snapshot), "power.feed_after_loss").empty());
    }

    void theReferenceHoldsAfterLosingASide() {
        const Reference r = referenceCase();
        const Report report = evaluate(r.drawing.snapshot);
        const auto worst = [&](PowerNodeId id) { return nodeOf(report, id).worstLoad.value_or(0) * unit::W; };
        QVERIFY(near(worst(r.ups[1]).in(unit::kW) / 1250, expected("P13")));
        QVERIFY(near(phaseCurrent(worst(r.busway[1]), 415 * unit::V, 3, 0.99).in(unit::A), expected("P14")));
        const LossModel transformer{1500 * unit::kW, 0.0012, 0, 0.0055};
        QVERIFY(near(transformer.input(worst(r.transformer[1])).in(unit::kW), expected("P15")));
        const PowerNodeId cause = nodeOf(report, r.ups[1]).worstFailure;
        QVERIFY(cause == r.transformer[0] || cause == r.ups[0] || cause == r.busway[0]);
        int most = 0;
        for (int racks = 7; racks <= 11; ++racks) {
            const Reference more = referenceCase(racks);
            const Report drawn = evaluate(more.drawing.snapshot);
            if (nodeOf(drawn, more.ups[1]).worstLoad.value_or(0) <= 1250e3) most = racks;
        }
        QCOMPARE(static_cast<double>(most), expected("P16"));
    }

    void aFeedOverItsLimitIsFound() {
        const Report report = evaluate(referenceCase(14).drawing.snapshot);
        QCOMPARE(findingsOf(report, "power.feed_over_limit").size(), std::size_t{2});
    }

    void aRackWithoutFeedsIsFound() {
        Reference r = referenceCase();
        r.drawing.snapshot.racks.write(r.drawing.token, RackId{3}).feeds = {};
        const Report report = evaluate(r.drawing.snapshot);
        const auto findings = findingsOf(report, "power.unfed_rack");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, 3u);
        QVERIFY(!report.find("power.pue")->known());
    }

    void aRingIsAFindingAndNeitherNonsenseNorAHang() {
        Reference r = referenceCase();
        r.drawing.snapshot.powerNodes.write(r.drawing.token, r.transformer[0]).parents = {r.busway[0]};
        const Report report = evaluate(r.drawing.snapshot);
        const auto findings = findingsOf(report, "power.tree_cycle");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects.size(), std::size_t{3});
        QVERIFY(findingsOf(report, "power.unfed_rack").empty());
        QVERIFY(near(valueOf(report, "power.it"), 8 * 132e3, 1e-12));
    }

    void anUnknownFigureIsNeverZero() {
        Reference r = referenceCase();
        model::DeviceType silent = rackloom::test::loadOf("silent", 1 * unit::kW);
        silent.power->provisioned = model::Figure<Power>::unknown("nobody says");
        model::RackDesign design = *r.drawing.snapshot.designs.at(r.design);
        design.slots.push_back(
            {SlotId{design.nextSlot++}, r.drawing.add(silent), 10, model::Face::Front, PowerSide::None, {}});
        r.drawing.snapshot.designs.write(r.drawing.token, r.design) = Shared<model::RackDesign>(design);
        const Report report = evaluate(r.drawing.snapshot);
        const MetricValue& it = *report.find("power.it");
        QCOMPARE(it.coverage, 0.5);
        QCOMPARE(it.missing, std::vector<std::string>{"silent"});
        QVERIFY(!report.rack(RackId{0})->power.has_value());
    }

    void oneNvl72IsWithinItsSuppliesAndGb300IsNot() {
        const Report gb200 = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        QVERIFY(near(gb200.racks.at(0).power.value_or(0), 18 * 6667 + 9 * 1240 + 2 * 98, 1e-12));
        QCOMPARE(valueOf(gb200, "power.shelf_capacity_after_loss"), 132e3);
        QVERIFY(findingsOf(gb200, "power.feed_after_loss").empty());
        QCOMPARE(gb200.racks.at(0).shelfLimit.value_or(0), 132e3);
        QVERIFY(findingsOf(gb200, "power.shelf_after_loss").empty());
        const Report gb300 = evaluate(rackloom::test::shippedDesign("gb300-nvl72"));
        const auto findings = findingsOf(gb300, "power.shelf_after_loss");
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(near(*findings[0].arguments[1].value, 142e3, 1e-5));
        QCOMPARE(*findings[0].arguments[2].value, 132e3);
        QVERIFY(findingMessage(findings[0]).find("1 more ORv3 power shelf") != std::string::npos);
    }

    void budgetsAreKeptOrFound() {
        Reference r = referenceCase();
        model::Site site = *r.drawing.snapshot.site;
        site.budgets = {{"power.it", 1e6}, {"power.facility", 2e6}, {"capacity.gpus", 8}, {"no.such", 1}};
        r.drawing.snapshot.site = site;
        const Report report = evaluate(r.drawing.snapshot);
        const auto findings = findingsOf(report, "budget.exceeded");
        QCOMPARE(findings.size(), std::size_t{2});  // IT power above, GPUs below
        QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(),
                            [](const std::string& s) { return s.find("no.such") != std::string::npos; }));
    }

    void anEmptyDesignSaysThatNothingIsDrawn() {
        const Report report = evaluate(model::Snapshot{});
        for (const char* id : {"power.it", "power.facility", "power.pue", "power.losses",
                               "power.shelf_capacity_after_loss", "cost.capex"}) {
            QVERIFY(report.find(id) != nullptr);
            QVERIFY(!report.find(id)->known() && !report.find(id)->unknownReason.empty());
        }
    }
};

QTEST_GUILESS_MAIN(DrawnPower)
#include "drawn_power.moc"
