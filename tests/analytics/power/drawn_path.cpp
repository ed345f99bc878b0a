// SPDX-License-Identifier: GPL-3.0-or-later
// What is lost along the way down a drawn power tree, and what resting modules would save: both against sums
// by hand.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/power/parallel_units.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using model::PowerSide;
using rackloom::test::Drawing;
using rackloom::test::findingsOf;

namespace {

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::abs(b);
}

/// Racks of 100 kW without supplies of their own.
struct Site {
    Drawing d;
    RackDesignId design;

    Site() {
        model::RackDesign row;
        const DeviceTypeId load = d.add(rackloom::test::loadOf("load", 100 * unit::kW));
        row.slots.push_back({SlotId{row.nextSlot++}, load, 1, model::Face::Front, PowerSide::None, {}});
        design = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(row));
    }
    void addRacks(int count, PowerNodeId a, PowerNodeId b = {}) {
        for (int i = 0; i < count; ++i) {
            model::Rack rack;
            rack.design = design;
            rack.feeds = {a, b};
            d.snapshot.racks.insert(d.token, rack);
        }
    }
    /// A run of this resistance at 415 V and a power factor of 0.99.
    DeviceTypeId run(const std::string& key, std::optional<double> ohm) {
        model::DeviceType type = *d.snapshot.types.at(d.type("busway-415v-1600a"));
        type.key = type.name = key;
        type.circuit->resistance =
            ohm ? model::Figure<Resistance>::of(Resistance::si(*ohm), "test", model::Grade::Derived)
                : model::Figure<Resistance>::unknown("not measured");
        return d.add(type);
    }
    PowerNodeId node(const char* name, DeviceTypeId type, std::vector<PowerNodeId> parents,
                     PowerSide side = PowerSide::None) {
        return d.node(name, type, side, std::move(parents));
    }
    void assume(const std::string& id, double value) {
        model::Site site = *d.snapshot.site;
        site.assumptions[id] = {value, "test"};
        d.snapshot.site = Shared<model::Site>(site);
    }
    Report report() const { return evaluate(d.snapshot); }
};

constexpr double kVolt = 415;
/// √3 I R cos φ / V with I = P / (√3 V cos φ).
double dropOf(double watts, double ohm) {
    return watts * ohm / (kVolt * kVolt);
}

}  // namespace

class DrawnPath : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropsOfRunsAddUpAlongTheWay() {
        Site s;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-5mw"), {});
        const PowerNodeId upper = s.node("Upper", s.run("upper", 0.01), {source});
        const PowerNodeId lower = s.node("Lower", s.run("lower", 0.012), {upper});
        s.addRacks(4, lower);
        const Report report = s.report();
        const double below = dropOf(400e3, 0.012);
        // The upper run carries the loss of the lower one too: 3 I² R.
        const double current = 400e3 / (std::sqrt(3.0) * kVolt * 0.99);
        const double above = dropOf(400e3 + 3 * current * current * 0.012, 0.01);
        const MetricValue& total = *report.find("power.voltage_drop_total");
        QVERIFY(near(total.value(), below + above, 1e-6));
        QCOMPARE(total.contributions.size(), std::size_t{2});
        QCOMPARE(total.coverage, 1.0);
        // 2.8 % and 2.5 %: each within 3 %, both together beyond 5 %.
        QVERIFY(findingsOf(report, "power.voltage_drop").empty());
        const auto findings = findingsOf(report, "power.voltage_drop_total");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, lower.value);
        QCOMPARE(findings[0].objects[1].id, upper.value);
        s.assume("power.voltage_drop_total", 0.06);
        QVERIFY(findingsOf(s.report(), "power.voltage_drop_total").empty());
    }

    void aUpsMakesTheVoltageAnew() {
        Site s;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-5mw"), {});
        const PowerNodeId upper = s.node("Upper", s.run("upper", 0.01), {source});
        const PowerNodeId ups = s.node("UPS", s.d.type("generic-ups-1250kw"), {upper});
        const PowerNodeId lower = s.node("Lower", s.run("lower", 0.012), {ups});
        s.addRacks(4, lower);
        const Report report = s.report();
        QVERIFY(report.find("power.voltage_drop_total")->value() < 0.03);
        QVERIFY(findingsOf(report, "power.voltage_drop_total").empty());
    }

    void theSurvivingSideLosesTwice() {
        Site s;
        const DeviceTypeId run = s.run("run", 0.01);
        const PowerNodeId a = s.node(
            "A", run, {s.node("Utility A", s.d.type("utility-feed-5mw"), {}, PowerSide::A)}, PowerSide::A);
        const PowerNodeId b = s.node(
            "B", run, {s.node("Utility B", s.d.type("utility-feed-5mw"), {}, PowerSide::B)}, PowerSide::B);
        s.addRacks(10, a, b);
        const Report report = s.report();
        const MetricValue& total = *report.find("power.voltage_drop_total");
        QVERIFY(near(total.value(), dropOf(1000e3, 0.01)));
        QVERIFY(near(*total.inputs[1].value, dropOf(500e3, 0.01)));
        const auto findings = findingsOf(report, "power.voltage_drop_total");
        QCOMPARE(findings.size(), std::size_t{2});
        QCOMPARE(findings[0].arguments[3].text, std::string(" after losing side B"));
    }

    void partsOfTheWayAreOfOneState() {
        Site s;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-5mw"), {});
        const PowerNodeId upper = s.node("Upper", s.run("upper", 0.005), {source});
        const PowerNodeId a = s.node("A", s.run("long", 0.02), {upper}, PowerSide::A);
        const PowerNodeId b = s.node("B", s.run("short", 0.001), {upper}, PowerSide::B);
        s.addRacks(4, a, b);
        s.addRacks(4, {}, b);
        // Without side B the lower run carries twice its load, and the upper one half of its own.
        const Report report = s.report();
        const MetricValue& total = *report.find("power.voltage_drop_total");
        QCOMPARE(total.inputs[0].note, std::string("after losing side B"));
        QCOMPARE(total.contributions.size(), std::size_t{2});
        const double lower = total.contributions[0].value, above = total.contributions[1].value;
        QVERIFY(near(lower, dropOf(400e3, 0.02)));
        QVERIFY(above < dropOf(450e3, 0.005));
        QVERIFY(near(lower + above, total.value()));
    }

    void ringsAndUnknownRunsAreSurvived() {
        Site s;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-5mw"), {});
        const PowerNodeId known = s.node("Known", s.run("known", 0.01), {source});
        const PowerNodeId open = s.node("Open", s.run("open", std::nullopt), {known});
        const PowerNodeId x = s.node("X", s.run("ring", 0.01), {});
        const PowerNodeId y = s.node("Y", s.d.type("busway-415v-1600a"), {x});
        s.d.snapshot.powerNodes.write(s.d.token, x).parents = {y};
        s.addRacks(2, open);
        s.addRacks(1, y);
        const Report report = s.report();
        const MetricValue& total = *report.find("power.voltage_drop_total");
        QVERIFY(near(total.value(), dropOf(200e3, 0.01)));
        QCOMPARE(total.coverage, 0.5);
        QVERIFY(!total.warnings.empty());
        Site none;
        none.addRacks(1, none.node("Utility", none.d.type("utility-feed-5mw"), {}));
        QVERIFY(!none.report().find("power.voltage_drop_total")->known());
    }

    void modulesThatNobodyNeedsMayRest() {
        Site s;
        const PowerNodeId ups = s.node("UPS", s.d.type("generic-ups-1250kw"), {});
        s.d.snapshot.powerNodes.write(s.d.token, ups).count = 4;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-30mw"), {});
        s.d.snapshot.powerNodes.write(s.d.token, ups).parents = {source};
        s.addRacks(10, ups);
        const LossModel module{1250 * unit::kW, 0.006, 0.012, 0.017};
        // One carries 1 MW, one more stays awake; the other two rest.
        const double all = module.loss(1000 * unit::kW, 4).si(), two = module.loss(1000 * unit::kW, 2).si();
        const Report report = s.report();
        QVERIFY(near(report.find("power.parking_saving")->value(), all - two));
        s.assume("power.parking_spare", 3);
        QCOMPARE(s.report().find("power.parking_saving")->value(), 0.0);
        // Economy mode over the same system.
        const LossModel economy{1250 * unit::kW, 0.003, 0.003, 0.004};
        QVERIFY(
            near(report.find("power.economy_saving")->value(), all - economy.loss(1000 * unit::kW, 4).si()));
    }

    void modulesThatTheOtherSideNeedsStayAwake() {
        Site s;
        const DeviceTypeId ups = s.d.type("generic-ups-1250kw");
        std::array<PowerNodeId, 2> sides;
        for (std::size_t i = 0; i < 2; ++i) {
            const PowerSide side = i == 0 ? PowerSide::A : PowerSide::B;
            const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-30mw"), {}, side);
            sides[i] = s.node("UPS", ups, {source}, side);
            s.d.snapshot.powerNodes.write(s.d.token, sides[i]).count = 4;
        }
        s.addRacks(30, sides[0], sides[1]);
        // 1.5 MW each, 3 MW after losing a side: three of 1,250 kW and a spare one are all four.
        QCOMPARE(s.report().find("power.parking_saving")->value(), 0.0);
        s.assume("power.parking_spare", 0);
        const LossModel module{1250 * unit::kW, 0.006, 0.012, 0.017};
        const double each = parkUnits(module, 4, 3, 1500 * unit::kW).saved.si();
        QVERIFY(each > 0);
        QVERIFY(near(s.report().find("power.parking_saving")->value(), 2 * each));
    }

    void eachSavingCoversItsOwnSets() {
        Site s;
        const PowerNodeId source = s.node("Utility", s.d.type("utility-feed-30mw"), {});
        const DeviceTypeId ups = s.d.type("generic-ups-1250kw");
        model::DeviceType dark = *s.d.snapshot.types.at(ups);
        dark.key = dark.name = "dark-ups";
        dark.conversion->k0 = model::Figure<double>::unknown("not measured");
        dark.conversion->efficiency.clear();
        const PowerNodeId known = s.node("Known", ups, {source});
        const PowerNodeId open = s.node("Open", s.d.add(dark), {source});
        s.d.snapshot.powerNodes.write(s.d.token, known).count = 4;
        s.addRacks(4, known);
        s.addRacks(4, open);
        // The open one is a system without a second module: nothing of it could rest.
        const Report report = s.report();
        QCOMPARE(report.find("power.parking_saving")->coverage, 1.0);
        QCOMPARE(report.find("power.economy_saving")->coverage, 0.5);
        s.d.snapshot.powerNodes.write(s.d.token, open).count = 2;
        QCOMPARE(s.report().find("power.parking_saving")->coverage, 0.5);
    }

    void shelvesOfRacksRestToo() {
        // The shipped rack is built for its load: with a side lost it needs every module.
        const Report report = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        const MetricValue& saved = *report.find("power.parking_saving");
        QVERIFY2(saved.known(), saved.unknownReason.c_str());
        QCOMPARE(saved.value(), 0.0);
        const Report small = evaluate(model::Snapshot{});
        QVERIFY(!small.find("power.parking_saving")->known());
        QVERIFY(!small.find("power.economy_saving")->known());
    }
};

QTEST_GUILESS_MAIN(DrawnPath)
#include "drawn_path.moc"
