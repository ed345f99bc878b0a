// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings of the power tree that make no sense, or are cruel: each is answered by a finding that names the
// object, no metric is ever anything but a number or unknown with a reason, and nothing takes for ever.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/report_text.h"
#include "two_sides.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using model::ParentPolicy;
using model::PowerSide;
using rackloom::test::findingsOf;
using rackloom::test::known;
using rackloom::test::Site;
using rackloom::test::twoSides;
using rackloom::test::upsOf;

namespace {

bool isNumber(const std::optional<double>& value) {
    return !value || std::isfinite(*value);
}

bool allNumbers(const Report& report) {
    for (const MetricValue& m : report.metrics)
        if (!isNumber(m.lower) || !isNumber(m.upper) || !std::isfinite(m.coverage)) {
            qWarning("%s", std::string(m.id).c_str());
            return false;
        }
    for (const Finding& f : report.findings)
        for (const Argument& argument : f.arguments)
            if (!isNumber(argument.value)) return false;
    for (const PowerNodeResult& n : report.powerNodes)
        if (!isNumber(n.load) || !isNumber(n.loss) || !isNumber(n.worstLoad)) return false;
    return std::none_of(report.findings.begin(), report.findings.end(),
                        [](const Finding& f) { return f.rule == "engine.metric_failed"; }) &&
           std::none_of(report.notChecked.begin(), report.notChecked.end(),
                        [](const std::string& s) { return s.find("the check failed") != std::string::npos; });
}

bool names(const Finding& finding, PowerNodeId id) {
    return std::find(finding.objects.begin(), finding.objects.end(),
                     ObjectRef{ObjectRef::Kind::PowerNode, id.value}) != finding.objects.end();
}

model::PowerNode& write(Site& s, PowerNodeId id) {
    return s.drawing.snapshot.powerNodes.write(s.drawing.token, id);
}
void feedAll(Site& s, std::array<PowerNodeId, 2> feeds) {
    for (const RackId rack : s.drawing.snapshot.racks.ids())
        s.drawing.snapshot.racks.write(s.drawing.token, rack).feeds = feeds;
}

}  // namespace

class BadDrawings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCycleIsNamedElementByElement() {
        Site s = twoSides(1250 * unit::kW);
        write(s, s.utility[0]).parents = {s.ups[0]};
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        const auto found = findingsOf(report, "power.tree_cycle");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(names(found[0], s.utility[0]) && names(found[0], s.ups[0]));
        QVERIFY(!names(found[0], s.ups[1]));
    }

    void aRingOfAThousandIsOneFinding() {
        Site s = twoSides(1250 * unit::kW);
        const DeviceTypeId type = s.drawing.snapshot.powerNodes.at(s.ups[0]).type;
        std::vector<PowerNodeId> ring;
        for (int i = 0; i < 1000; ++i)
            ring.push_back(s.drawing.node("ring " + std::to_string(i), type, PowerSide::A, {}));
        for (std::size_t i = 0; i < ring.size(); ++i) {
            write(s, ring[i]).parents = {ring[(i + 1) % ring.size()], ring[(i + 500) % ring.size()]};
            write(s, ring[i]).policy = ParentPolicy::Share;
        }
        feedAll(s, {ring[7], s.ups[1]});
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        const auto found = findingsOf(report, "power.tree_cycle");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].objects.size(), std::size_t{1000});
        QVERIFY(findingsOf(report, "power.unfed_rack").empty());  // side B feeds them
    }

    void racksThatOnlyARingFeedsAreNamed() {
        Site s = twoSides(1250 * unit::kW);
        write(s, s.utility[0]).parents = {s.ups[0]};
        feedAll(s, {s.ups[0], {}});
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        QCOMPARE(findingsOf(report, "power.unfed_rack").size(), std::size_t{10});
    }

    void twoVoltagesAreNamedWithBothElements() {
        Site s = twoSides(1250 * unit::kW);
        model::DeviceType type = upsOf("480 V", 1250 * unit::kW);
        type.conversion->inputVoltage = type.conversion->outputVoltage = known(480 * unit::V);
        model::DeviceType below = upsOf("415 V", 1250 * unit::kW);
        below.conversion->inputVoltage = below.conversion->outputVoltage = known(415 * unit::V);
        write(s, s.ups[0]).type = s.drawing.add(type);
        const PowerNodeId bus = s.drawing.node("Bus", s.drawing.add(below), PowerSide::A, {s.ups[0]});
        feedAll(s, {bus, s.ups[1]});
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        const auto found = findingsOf(report, "power.two_voltages");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(names(found[0], bus) && names(found[0], s.ups[0]));
    }

    void anElementWithoutARatingIsNamed() {
        Site s = twoSides(1250 * unit::kW);
        model::DeviceType type = upsOf("no plate", {});
        type.conversion->outputRating = {};
        write(s, s.ups[1]).type = s.drawing.add(type);
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        const auto found = findingsOf(report, "power.no_rating");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(names(found[0], s.ups[1]) && found[0].objects.size() == 1);
        QVERIFY(findingMessage(found[0]).find("no plate") != std::string::npos);
        QVERIFY(findingsOf(evaluate(twoSides(1250 * unit::kW).drawing.snapshot), "power.no_rating").empty());
    }

    void aRatingOfNothingIsNoNumberToDivideBy() {
        Site s = twoSides(0 * unit::kW);
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        QCOMPARE(findingsOf(report, "power.no_rating").size(), std::size_t{1});
    }

    void sharesWithoutWeightLeaveRacksUnfed() {
        Site s = twoSides(1250 * unit::kW);
        const DeviceTypeId type = s.drawing.snapshot.powerNodes.at(s.ups[0]).type;
        const PowerNodeId bus = s.drawing.node("Bus", type, PowerSide::None, {s.ups[0], s.ups[1]});
        write(s, bus).policy = ParentPolicy::Share;
        write(s, bus).weights = {0, 0};
        feedAll(s, {bus, {}});
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        QCOMPARE(findingsOf(report, "power.unfed_rack").size(), std::size_t{10});
        // With all weight on one side, the other one's loss does not matter.
        write(s, bus).weights = {1, 0};
        const Report one = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(one));
        QVERIFY(findingsOf(one, "power.unfed_rack").empty());
        for (const PowerFailureResult& f : one.powerFailures)
            if (f.failed == s.ups[1]) QCOMPARE(f.racksDark, 0u);
    }

    void deepChainsAndStackedDiamondsAreAnswered() {
        Site s = twoSides(1250 * unit::kW);
        const DeviceTypeId type = s.drawing.snapshot.powerNodes.at(s.ups[0]).type;
        std::array<PowerNodeId, 2> ends = s.ups;
        for (int i = 0; i < 200; ++i)
            ends[0] = s.drawing.node("A" + std::to_string(i), type, PowerSide::A, {ends[0]});
        for (int i = 0; i < 40; ++i) {
            const PowerNodeId left = s.drawing.node("L" + std::to_string(i), type, PowerSide::B, {ends[1]});
            const PowerNodeId right = s.drawing.node("R" + std::to_string(i), type, PowerSide::B, {ends[1]});
            ends[1] = s.drawing.node("J" + std::to_string(i), type, PowerSide::B, {left, right});
            write(s, ends[1]).policy = ParentPolicy::Share;
        }
        feedAll(s, ends);
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        QCOMPARE(report.racks[0].redundancy, std::string("2N"));
        feedAll(s, {ends[1], ends[1]});
        const Report shared = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(shared));
        QCOMPARE(shared.racks[0].sharedElement, ends[1]);
    }

    void nothingAboveAnElementIsTakenForASourceAndSaid() {
        Site s = twoSides(1250 * unit::kW);
        write(s, s.ups[0]).parents = {};
        const Report report = evaluate(s.drawing.snapshot);
        QVERIFY(allNumbers(report));
        QVERIFY(std::any_of(report.notChecked.begin(), report.notChecked.end(), [](const std::string& line) {
            return line.find("UPS A stands at the top") != std::string::npos;
        }));
    }
};

QTEST_GUILESS_MAIN(BadDrawings)
#include "bad_drawings.moc"
