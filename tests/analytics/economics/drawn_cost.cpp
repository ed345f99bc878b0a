// SPDX-License-Identifier: GPL-3.0-or-later
// The sixteen racks of the facility reference, drawn: their cost of an hour, their energy bill, and what
// owning them is worth against renting, through the report of a design.
#include "../cooling/drawn_plant.h"
#include "analytics/economics/price_date.h"
#include "analytics/engine/evaluate.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::DrawnLoop;
using rackloom::test::facilityRow;
using rackloom::test::findingsOf;
using rackloom::test::liquidLoop;
using rackloom::test::loadOf;
using rackloom::test::unitOf;
using rackloom::test::valueOf;
using rackloom::test::VectorRow;

namespace {

constexpr double kHour = 3600, kYear = 8760 * kHour, kKwh = 3.6e6;

bool near(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::abs(b);
}

/// Sixteen racks of 72 GPUs as in the row, each GPU with its share of power and price.
DrawnLoop cluster(const VectorRow& r) {
    DrawnLoop l = liquidLoop(Temperature::celsius(20));
    const double gpus = r.number("N");
    model::DeviceType gpu = loadOf("gpu", r.number("it_kW") / gpus * unit::kW, 1);
    gpu.compute.emplace();
    gpu.compute->role = model::ComputeRole::Gpu;
    gpu.price.emplace();
    gpu.price->amount =
        model::Figure<Money>::of(r.number("capex_usd") / gpus * unit::usd, "test", model::Grade::Derived);
    gpu.price->date = "2026-11";
    l.useDevices({{gpu, 72}});
    l.addRacks(16);
    for (const RackId rack : l.drawing.snapshot.racks.ids())
        l.drawing.snapshot.racks.write(l.drawing.token, rack).liquidLoop = {};
    const double it = r.number("it_kW") * 1e3;
    l.assume("economics.capital_rate", r.number("r"));
    l.assume("economics.hardware_years", r.number("n"));
    l.assume("economics.salvage", r.number("salvage"));
    l.assume("energy.pue", r.number("pue"));
    l.assume("energy.load", r.number("load"));
    l.assume("economics.energy_price", r.number("usd_kWh") / kKwh);
    l.assume("economics.maintenance", r.number("maint"));
    l.assume("economics.staff", r.number("staff_usd") / kYear / it);
    l.assume("economics.leased", r.number("colo_usd_kW_mo") > 0 ? 1 : 0);
    l.assume("economics.lease", r.number("colo_usd_kW_mo") / 1e3 / (730 * kHour));
    l.assume("economics.facility_price", r.number("facility_usd") / it);
    l.assume("economics.facility_rate", r.number("r_fac", 0.08));
    l.assume("economics.facility_years", r.number("n_fac", 15));
    l.assume("economics.utilisation", r.number("util"));
    l.assume("economics.availability", r.number("avail"));
    // A list price less the 60 % of the default is the 4.20 of E06.
    l.assume("rent.on_demand", 10.5 / kHour);
    return l;
}

Report reportOf(const char* id) {
    return evaluate(cluster(facilityRow(id)).drawing.snapshot);
}

}  // namespace

class DrawnCost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leasedRacksCostTheReferencesHour() {
        const Report report = reportOf("E03");
        QVERIFY(facilityRow("E03").accepts(valueOf(report, "cost.gpu_hour") * kHour));
        QVERIFY(facilityRow("E05").accepts(valueOf(report, "cost.energy")));
        QVERIFY(
            near(valueOf(report, "cost.gpu_hour_installed"), valueOf(report, "cost.gpu_hour") * 0.85 * 0.97));
        QCOMPARE(report.find("cost.gpu_hour")->coverage, 1.0);
    }

    void ownedBuildingsToo() {
        const Report report = reportOf("E04");
        QVERIFY(facilityRow("E04").accepts(valueOf(report, "cost.gpu_hour") * kHour));
    }

    void owningBreaksEvenWhereTheReferenceSays() {
        DrawnLoop l = cluster(facilityRow("E06"));
        const Report report = evaluate(l.drawing.snapshot);
        QVERIFY(near(valueOf(report, "cost.rent_reserved") * kHour, 4.2));
        QVERIFY(facilityRow("E06").accepts(valueOf(report, "cost.break_even_reserved")));
        QVERIFY(facilityRow("E07").accepts(valueOf(report, "cost.payback") / (730 * kHour)));
        QVERIFY(valueOf(report, "cost.net_present_value") < 0);
        l.assume("rent.decline", 0);
        l.assume("rent.years", 5);
        QVERIFY(valueOf(evaluate(l.drawing.snapshot), "cost.net_present_value") > 0);
    }

    void theBookViewWritesOffInEqualParts() {
        const VectorRow r = facilityRow("E08");
        DrawnLoop l = cluster(facilityRow("E03"));
        l.assume("economics.hardware_years", r.number("life_y"));
        QVERIFY(r.accepts(valueOf(evaluate(l.drawing.snapshot), "cost.gpu_hour_book") * kHour));
    }

    void spotHasAPriceOnlyWhereItWorks() {
        const VectorRow r = facilityRow("E13");
        DrawnLoop l = cluster(facilityRow("E03"));
        QVERIFY(!reportOf("E03").find("cost.rent_spot")->known());
        l.assume("rent.spot", r.number("usd_h") / kHour);
        QVERIFY(r.accepts(valueOf(evaluate(l.drawing.snapshot), "cost.rent_spot") * kHour));
        l.assume("rent.preemptions", 5 / kHour);
        QVERIFY(!evaluate(l.drawing.snapshot).find("cost.rent_spot")->known());
        l.assume("rent.discount", 0.35);
        l.assume("rent.prepaid", 0.2);
        QVERIFY(facilityRow("E15").accepts(valueOf(evaluate(l.drawing.snapshot), "cost.reserved_from")));
    }

    void usefulHoursCostMoreByTheGoodput() {
        const Report report = evaluate(rackloom::test::shippedDesign("gb200-nvl72"));
        const double goodput = valueOf(report, "reliability.goodput");
        QVERIFY(near(valueOf(report, "cost.gpu_hour_useful") * goodput, valueOf(report, "cost.gpu_hour")));
        QVERIFY(!reportOf("E03").find("cost.gpu_hour_useful")->known());
    }

    void unknownPricesStayUnknown() {
        DrawnLoop l = cluster(facilityRow("E03"));
        l.drawing.snapshot.racks.write(l.drawing.token, RackId{0}).liquidLoop = l.loop;
        l.addUnits(unitOf("cdu", 1 * unit::MW, 4 * unit::K, VolumeFlow::si(0.02)), 2);
        const Report part = evaluate(l.drawing.snapshot);
        const MetricValue& hour = *part.find("cost.gpu_hour");
        QVERIFY(hour.known() && hour.coverage < 1 && !hour.warnings.empty());
        QCOMPARE(hour.missing, std::vector<std::string>{"cdu"});
        l.assume("economics.hardware_usd", 70e6);
        QCOMPARE(evaluate(l.drawing.snapshot).find("cost.gpu_hour")->coverage, 1.0);
        // Without the price of the GPUs a sum would say nothing.
        model::Snapshot& s = l.drawing.snapshot;
        model::DeviceType gpu = *s.types.at(DeviceTypeId{0});
        gpu.price.reset();
        s.types.write(l.drawing.token, DeviceTypeId{0}) = Shared<model::DeviceType>(gpu);
        QVERIFY(evaluate(s).find("cost.gpu_hour")->known());
        l.assume("economics.hardware_usd", 0);
        QVERIFY(!evaluate(s).find("cost.gpu_hour")->known());
        const Report none = evaluate(model::Snapshot{});
        QVERIFY(!none.find("cost.gpu_hour")->known() && !none.find("cost.annual")->known());
    }

    void oldPricesAreTold() {
        DrawnLoop l = cluster(facilityRow("E03"));
        QVERIFY(findingsOf(evaluate(l.drawing.snapshot), "price.row_old").empty());
        l.assume("prices.judged_on", 20270301);
        const auto findings = findingsOf(evaluate(l.drawing.snapshot), "price.row_old");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].severity, Severity::Info);
        QCOMPARE(findings[0].arguments[2].text, std::string("91"));
    }

    void chartsAddUpToTheHour() {
        DrawnLoop l = cluster(facilityRow("E03"));
        const Report report = evaluate(l.drawing.snapshot);
        double sum = 0;
        const Chart* waterfall = nullptr;
        const Chart* curves = nullptr;
        for (const auto& chart : report.charts) {
            if (chart->id == "cost.waterfall") waterfall = chart.get();
            if (chart->id == "cost.own_or_rent") curves = chart.get();
        }
        QVERIFY(waterfall && curves && !waterfall->empty() && curves->series.size() >= 3);
        for (const ChartBar& bar : waterfall->bars)
            sum += bar.total ? 0 : bar.value;
        QVERIFY(near(sum, valueOf(report, "cost.gpu_hour")));
        // The owned curve passes through the cost of an hour at the site's utilisation.
        for (const ChartPoint& p : curves->series[0].data)
            if (near(p.x, 0.85)) QVERIFY(near(p.y, valueOf(report, "cost.gpu_hour")));
    }

    void datesCountAsTheNewestTheyMayBe() {
        QCOMPARE(*newestDay("1970-01-02"), 1L);
        QCOMPARE(*newestDay("2026-02"), *dayOf(2026, 2, 28));
        QCOMPARE(*newestDay("2025 (commit undated)"), *dayOf(2025, 12, 31));
        QCOMPARE(dayText(*dayFromNumber(20261123)), std::string("2026-11-23"));
        QVERIFY(!newestDay("undated") && !newestDay("") && !newestDay("2026-13-01") && !newestDay("2026-13"));
        QVERIFY(!dayFromNumber(20261301) && !dayFromNumber(0));
    }
};

QTEST_GUILESS_MAIN(DrawnCost)
#include "drawn_cost.moc"
