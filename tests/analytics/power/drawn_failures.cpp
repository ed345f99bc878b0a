// SPDX-License-Identifier: GPL-3.0-or-later
// What failures do to drawn designs: the metrics, rules, labels and charts that rest on the failure sweep, on
// a small site of two sides, on shipped designs and on the published sample that asks for too much.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/failure_study.h"
#include "analytics/report_text.h"
#include "two_sides.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using model::PowerSide;
using rackloom::test::Drawing;
using rackloom::test::findingsOf;
using rackloom::test::known;
using rackloom::test::Site;
using rackloom::test::sourceOf;
using rackloom::test::twoSides;
using rackloom::test::upsOf;

namespace {

double valueOf(const Report& report, std::string_view id) {
    const MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

const Chart* chartOf(const Report& report, std::string_view id) {
    for (const auto& chart : report.charts)
        if (chart->id == id) return chart.get();
    return nullptr;
}

bool notCheckedSays(const Report& report, std::string_view words) {
    return std::any_of(report.notChecked.begin(), report.notChecked.end(),
                       [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

}  // namespace

class DrawnFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoSidesThatHoldAreTwoN() {
        const Report report = evaluate(twoSides(1250 * unit::kW).drawing.snapshot);
        QVERIFY(near(valueOf(report, "power.worst_margin"), 0.2));
        QCOMPARE(valueOf(report, "power.racks_dark"), 0.0);
        QCOMPARE(valueOf(report, "power.racks_2n"), 10.0);
        QCOMPARE(report.racks[0].redundancy, std::string("2N"));
        QVERIFY(!report.racks[0].sharedElement.isValid());
        QVERIFY(findingsOf(report, "power.overload_after_failure").empty());
        QVERIFY(findingsOf(report, "power.shared_cut").empty());
        QCOMPARE(report.powerFailures.size(), std::size_t{4});
        QVERIFY(!report.powerFailures[0].severe);
        QCOMPARE(report.powerNodes[1].worstLoad.value_or(0), 1e6);
        QVERIFY(report.powerNodes[1].worstFailure.isValid());
    }

    void anOverloadAfterAFailureIsSaidOnce() {
        Site s = twoSides(800 * unit::kW);
        // On no side, the loss of a side is not what finds it.
        for (const PowerNodeId id : {s.utility[0], s.utility[1], s.ups[0], s.ups[1]})
            s.drawing.snapshot.powerNodes.write(s.drawing.token, id).side = PowerSide::None;
        const Report report = evaluate(s.drawing.snapshot);
        const auto findings = findingsOf(report, "power.overload_after_failure");
        QCOMPARE(findings.size(), std::size_t{2});
        QVERIFY(findingMessage(findings[0]).find("UPS A") != std::string::npos);
        QVERIFY(findingMessage(findings[0]).find("125 %") != std::string::npos);
        QCOMPARE(report.racks[0].redundancy, std::string("N"));
        const auto caps = findingsOf(report, "power.failover_without_cap");
        QVERIFY(caps.empty());  // nothing runs there
        // With sides the older rule says it, and this one stays silent.
        QVERIFY(
            findingsOf(evaluate(twoSides(800 * unit::kW).drawing.snapshot), "power.overload_after_failure")
                .empty());
    }

    void aJobWithoutACapIsWarnedAndOneWithItIsNot() {
        Site s = twoSides(800 * unit::kW);
        model::Job job;
        job.name = "Training";
        for (std::uint32_t i = 0; i < 10; ++i)
            job.racks.push_back(RackId{i});
        const JobId id = s.drawing.snapshot.jobs.insert(s.drawing.token, job);
        const auto findings = findingsOf(evaluate(s.drawing.snapshot), "power.failover_without_cap");
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(findingMessage(findings[0]).find("a cap of 80 %") != std::string::npos);
        s.drawing.snapshot.jobs.write(s.drawing.token, id).power.cap = 0.8;
        const Report capped = evaluate(s.drawing.snapshot);
        QVERIFY(findingsOf(capped, "power.failover_without_cap").empty());
        QVERIFY(near(valueOf(capped, "power.capped_speed"), std::pow(0.8, 0.6)));
    }

    void sidesThatMeetAreFoundAndNamed() {
        Site s = twoSides(1250 * unit::kW);
        s.drawing.snapshot.powerNodes.write(s.drawing.token, s.ups[1]).parents = {s.utility[0]};
        const Report report = evaluate(s.drawing.snapshot);
        const auto findings = findingsOf(report, "power.shared_cut");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, s.utility[0].value);
        QCOMPARE(findings[0].objects.size(), std::size_t{11});
        QCOMPARE(report.racks[3].redundancy, std::string("N"));
        QCOMPARE(report.racks[3].sharedElement, s.utility[0]);
        QCOMPARE(valueOf(report, "power.racks_dark"), 10.0);
        QCOMPARE(valueOf(report, "power.dark"), 1e6);
    }

    void theStoreMustLastUntilTheGeneratorRuns() {
        const auto with = [](Energy energy) {
            Site s = twoSides(1250 * unit::kW, energy);
            Drawing& d = s.drawing;
            const PowerNodeId generator = d.node(
                "Generator", d.add(sourceOf("generator", 5 * unit::MW, 30 * unit::s)), PowerSide::None, {});
            for (std::size_t i = 0; i < 2; ++i) {
                model::PowerNode& ups = d.snapshot.powerNodes.write(d.token, s.ups[i]);
                ups.parents.push_back(generator);
                ups.policy = model::ParentPolicy::Transfer;
            }
            return evaluate(d.snapshot);
        };
        const Report enough = with(Energy::si(60e6));  // a minute of 1 MW
        QVERIFY(near(valueOf(enough, "power.ride_through"), 60));
        QVERIFY(findingsOf(enough, "power.ride_through").empty());
        QCOMPARE(findingsOf(with(Energy::si(20e6)), "power.ride_through").size(), std::size_t{2});
        QVERIFY(notCheckedSays(evaluate(twoSides(1250 * unit::kW, Energy::si(60e6)).drawing.snapshot),
                               "has to start"));
        QVERIFY(!evaluate(twoSides(1250 * unit::kW).drawing.snapshot).find("power.ride_through")->known());
    }

    void pumpsBelongBehindAStore() {
        Site s = twoSides(1250 * unit::kW, Energy::si(60e6));
        Drawing& d = s.drawing;
        const CoolingLoopId loop = d.snapshot.coolingLoops.insert(d.token, model::CoolingLoop{});
        model::CoolingUnit unit;
        unit.name = "CDU";
        unit.type = d.type("vertiv-coolchip-cdu121");
        unit.loop = loop;
        unit.feed = s.utility[0];
        const CoolingUnitId id = d.snapshot.coolingUnits.insert(d.token, unit);
        const auto findings = findingsOf(evaluate(d.snapshot), "power.pumps_without_store");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, id.value);
        d.snapshot.coolingUnits.write(d.token, id).feed = s.ups[0];
        QVERIFY(findingsOf(evaluate(d.snapshot), "power.pumps_without_store").empty());
    }

    void twoVoltagesJoinedAreFound() {
        Site s = twoSides(1250 * unit::kW);
        Drawing& d = s.drawing;
        model::DeviceType ups = upsOf("ups480", 1250 * unit::kW), pdu = upsOf("pdu415", 1250 * unit::kW);
        ups.conversion->outputVoltage = known(480 * unit::V);
        pdu.conversion->inputVoltage = known(415 * unit::V);
        d.snapshot.powerNodes.write(d.token, s.ups[0]).type = d.add(ups);
        const PowerNodeId below = d.node("PDU", d.add(pdu), PowerSide::A, {s.ups[0]});
        const auto findings = findingsOf(evaluate(d.snapshot), "power.two_voltages");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].objects[0].id, below.value);
        QVERIFY(findingMessage(findings[0]).find("480") != std::string::npos);
    }

    void aLongRunDropsTooMuch() {
        Site s = twoSides(1250 * unit::kW);
        Drawing& d = s.drawing;
        model::DeviceType run = *rackloom::test::shippedCatalog().device("busway-415v-1600a");
        run.circuit->resistance = known(0.01 * unit::ohm);
        const PowerNodeId busway = d.node("Busway", d.add(run), PowerSide::A, {s.ups[0]});
        d.snapshot.racks.write(d.token, RackId{0}).feeds = {busway, s.ups[1]};
        QVERIFY(findingsOf(evaluate(d.snapshot), "power.voltage_drop").empty());
        for (std::uint32_t i = 0; i < 8; ++i)
            d.snapshot.racks.write(d.token, RackId{i}).feeds = {busway, s.ups[1]};
        const auto findings = findingsOf(evaluate(d.snapshot), "power.voltage_drop");
        QCOMPARE(findings.size(), std::size_t{1});  // 800 kW after a loss: 4.7 % of 415 V
        QVERIFY(findingMessage(findings[0]).find("after losing") != std::string::npos);
    }

    void weightsDivideTheLoad() {
        Site s = twoSides(1250 * unit::kW);
        Drawing& d = s.drawing;
        const PowerNodeId bus = d.node("Bus", d.add(upsOf("bus", 2 * unit::MW)), PowerSide::None, {});
        model::PowerNode& row = d.snapshot.powerNodes.write(d.token, bus);
        row.parents = {s.ups[0], s.ups[1]};
        row.policy = model::ParentPolicy::Share;
        row.weights = {3, 1};
        for (std::uint32_t i = 0; i < 10; ++i)
            d.snapshot.racks.write(d.token, RackId{i}).feeds = {bus, PowerNodeId{}};
        const Report report = evaluate(d.snapshot);
        QCOMPARE(report.powerNodes[1].load.value_or(0), 750e3);
        QCOMPARE(report.powerNodes[3].load.value_or(0), 250e3);
        QCOMPARE(report.racks[0].redundancy, std::string("N"));
        QCOMPARE(report.racks[0].sharedElement, bus);
    }

    void thePublishedSampleAsksForTooMuch() {
        const Report report = evaluate(rackloom::test::shippedDesign("power-sample"));
        const auto over = findingsOf(report, "power.feed_over_limit");
        QCOMPARE(over.size(), std::size_t{1});
        QVERIFY(findingMessage(over[0]).find("Utility carries 806.4") != std::string::npos);
        QVERIFY(near(*over[0].arguments[1].value, 806.4e3) && near(*over[0].arguments[2].value, 750e3));
        std::size_t pdus = 0;
        for (const PowerNodeResult& node : report.powerNodes) {
            if (near(node.limit.value_or(0), 1.6e6)) QVERIFY(near(node.load.value_or(0), 806.4e3));
            if (!near(node.limit.value_or(0), 450e3)) continue;
            ++pdus;
            QVERIFY(near(node.load.value_or(0), 201.6e3));
            QVERIFY(near(node.worstLoad.value_or(0), 403.2e3));
        }
        QCOMPARE(pdus, std::size_t{4});
        QVERIFY(findingsOf(report, "power.overload_after_failure").empty());
        QCOMPARE(findingsOf(report, "power.shared_cut").size(), std::size_t{1});
    }

    void theLedgerBalances() {
        const Report report = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        const Chart* chart = chartOf(report, "power.losses_flow");
        QVERIFY(chart && chart->unknownReason.empty());
        std::vector<double> in(chart->nodes.size(), 0), out(chart->nodes.size(), 0);
        double losses = 0;
        for (const ChartFlow& f : chart->flows) {
            out[f.from] += f.value;
            in[f.to] += f.value;
            if (f.loss) losses += f.value;
        }
        for (std::size_t i = 0; i < in.size(); ++i)
            if (in[i] > 0 && out[i] > 0) QVERIFY2(near(in[i], out[i]), chart->nodes[i].label.c_str());
        QVERIFY(near(losses, valueOf(report, "power.losses")));
        for (const char* id : {"power.failure_matrix", "power.margins"})
            QVERIFY2(chartOf(report, id) && chartOf(report, id)->unknownReason.empty(), id);
        const Chart* matrix = chartOf(report, "power.failure_matrix");
        QVERIFY(!matrix->cells.empty());
    }

    void aStepSwingsAsTheReferenceHasIt() {
        Site s = twoSides(1250 * unit::kW);
        model::Job job;
        job.name = "Training";
        job.racks = {RackId{0}};
        job.power.step = 2 * unit::s;
        s.drawing.snapshot.jobs.insert(s.drawing.token, job);
        const Report report = evaluate(s.drawing.snapshot);
        // 18 kW idle, 100 kW full, 0.75 of the step at 0.93 and the rest at 0.35.
        QVERIFY(near(valueOf(report, "power.swing"), 82e3 * 0.58));
        QVERIFY(near(valueOf(report, "power.mean"), 18e3 + 82e3 * (0.75 * 0.93 + 0.25 * 0.35)));
        QVERIFY(near(valueOf(report, "power.swing_store"), 82e3 * 0.58 * 0.75 * 0.25 * 2));
        QVERIFY(near(valueOf(report, "power.peak_transient"), 1.4e6));
        const Chart* spectrum = chartOf(report, "power.swing_spectrum");
        QVERIFY(spectrum && spectrum->series.size() == 1);
        QCOMPARE(spectrum->series[0].data[0].x, 0.5);
    }

    void losingAUpsTellsWhatOthersCarry() {
        Site s = twoSides(1250 * unit::kW);
        s.drawing.snapshot.racks.write(s.drawing.token, RackId{9}).feeds = {s.ups[0], PowerNodeId{}};
        const model::SnapshotPtr site = s.drawing.finish();
        const auto target = findFailureTarget(*site, "UPS A");
        QVERIFY(target.ok());
        Evaluator evaluator;
        const auto study = studyFailure(evaluator, site, target.value());
        QVERIFY2(study.ok(), study.ok() ? "" : study.error().text().c_str());
        QVERIFY(study.value().power.has_value());
        const FailureStudy::Power& power = *study.value().power;
        QCOMPARE(power.unserved, 100e3);
        QCOMPARE(power.racksDark, std::vector<RackId>{RackId{9}});
        QCOMPARE(power.deadElements, std::vector<PowerNodeId>{s.ups[0]});
        QCOMPARE(power.carried.size(), std::size_t{2});
        QCOMPARE(power.carried[0].node, s.ups[1]);
        QCOMPARE(power.carried[0].before, 450e3);
        QCOMPARE(power.carried[0].after, 900e3);
        const auto of = [&](const char* id) { return valueOf(study.value().after, id); };
        QCOMPARE(of("power.it"), 900e3);  // the dark rack is gone
    }

    void anEnduranceIsClaimedOnlyWhereEveryOverloadIsKnown() {
        Site s = twoSides(800 * unit::kW);
        const auto ridesFor = [&] {
            Evaluator evaluator;
            const model::SnapshotPtr site = s.drawing.finish();
            const auto target = findFailureTarget(*site, "UPS A");
            RL_CHECK(target.ok());
            return studyFailure(evaluator, site, target.value()).value().power->ridesFor;
        };
        QVERIFY(ridesFor() && *ridesFor() > 10 && *ridesFor() < 600);
        // A source of 900 kW has no curve and is over its limit as well.
        s.drawing.snapshot.powerNodes.write(s.drawing.token, s.utility[1]).type =
            s.drawing.add(sourceOf("small grid", 900 * unit::kW));
        QVERIFY(!ridesFor());
    }

    void nothingDrawnIsSaidAndNeitherNonsenseNorAHang() {
        const Report empty = evaluate(model::Snapshot{});
        for (const char* id : {"power.worst_margin", "power.racks_dark", "power.dark", "power.racks_2n",
                               "power.mean", "power.swing", "power.capped_speed", "power.best_cap",
                               "power.ride_through", "power.quantile", "power.stranded"}) {
            QVERIFY2(empty.find(id), id);
            QVERIFY(!empty.find(id)->known() && !empty.find(id)->unknownReason.empty());
        }
        for (const auto& chart : empty.charts)
            if (chart->id.starts_with("power.")) QVERIFY(!chart->unknownReason.empty());
        // A ring: every chart and rule still answers.
        Site s = twoSides(1250 * unit::kW);
        s.drawing.snapshot.powerNodes.write(s.drawing.token, s.utility[0]).parents = {s.ups[0]};
        const Report ring = evaluate(s.drawing.snapshot);
        QCOMPARE(findingsOf(ring, "power.tree_cycle").size(), std::size_t{1});
        QCOMPARE(ring.racks[0].redundancy, std::string("N"));
        QVERIFY(std::none_of(ring.findings.begin(), ring.findings.end(),
                             [](const Finding& f) { return f.rule == "engine.metric_failed"; }));
    }
};

QTEST_GUILESS_MAIN(DrawnFailures)
#include "drawn_failures.moc"
