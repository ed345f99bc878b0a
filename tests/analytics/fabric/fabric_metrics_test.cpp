// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of capacity, scale_up, scale_out, both_fabrics, fabric_counts and cables on designs made by the
// templates: capacity and capacity_flops against data sheets, bandwidths against the vectors, and what an
// edit recomputes.
#include "analytics/fabric/cable_length.h"
#include "analytics/fabric/combined_bisection.h"
#include "analytics/fabric/fabric_bisection.h"
#include "analytics/metrics/metrics.h"
#include "tests/analytics/fabric/template_site.h"
#include "tests/analytics/fabric/test_graphs.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

constexpr double kGbps = 1e9;

/// Only this module's numbers: power and reliability have their own tests.
MetricValue metricOf(const model::SnapshotPtr& site, std::string_view id) {
    Memo memo;
    memo.advance(site);
    for (const Metric& metric : metrics())
        if (metric.info.id == id) return *memo.demand<MetricRun>(&metric);
    return {};
}

void compareNear(double actual, double expected, const char* what) {
    QVERIFY2(
        std::abs(actual - expected) <= 1e-9 * std::abs(expected),
        qPrintable(
            QString("%1: %2 instead of %3").arg(what).arg(actual, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

void compareMetrics(const model::SnapshotPtr& site,
                    const std::vector<std::pair<const char*, double>>& expected) {
    QVERIFY(site);
    for (const auto& [id, value] : expected) {
        const MetricValue metric = metricOf(site, id);
        QVERIFY2(metric.known(),
                 qPrintable(QString("%1: %2").arg(id, QString::fromStdString(metric.unknownReason))));
        QVERIFY2(metric.exact, id);
        compareNear(*metric.upper, value, id);
    }
}

}  // namespace

class FabricMetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneNvl72IsWhatItsDataSheetSays();
    void cray2CountsItsProcessors();
    void scalableUnitHasItsFabric();
    void losingASpineLowersTheBisection();
    void losingANvlinkTrayLowersTheDomain();
    void losingAComputeTrayLosesItsGpus();
    void oneDomainCannotBeDividedWhole();
    void hgxNodeIsADomainOfItsOwn();
    void oddNumberOfDomainsSplitsOne_data();
    void oddNumberOfDomainsSplitsOne();
    void meshCutsAllPairs();
    void movingARackRecomputesLengthsOnly();
    void cutIsToldInRacksAndSwitches();
    void cableLengthsFollowTheRoute();
};

void FabricMetricsTest::oneNvl72IsWhatItsDataSheetSays() {
    compareMetrics(siteOf("gb200-nvl72"), {{"capacity.gpus", 72},
                                           {"capacity.cpus", 36},
                                           {"capacity.flops.fp8", 360e15},
                                           {"capacity.flops.fp4", 720e15},
                                           {"capacity.flops_sparse.fp4", 1440e15},
                                           {"capacity.memory", 72 * 186e9},
                                           {"capacity.memory_bandwidth", 576e12},
                                           {"fabric.scale_up.injection", 64.8e12 * 8},
                                           {"fabric.scale_up.bisection", 259'200 * kGbps},
                                           {"fabric.scale_up.domains", 1},
                                           {"fabric.scale_up.domain_size", 72}});
}

void FabricMetricsTest::cray2CountsItsProcessors() {
    const model::SnapshotPtr site = siteOf("cray-2");
    QVERIFY(site);
    compareMetrics(site, {{"capacity.gpus", 0}, {"capacity.cpus", 4}});
    compareNear(metricOf(site, "capacity.flops.fp64").value(), 4 * 487.8e6, "FP64 of the CPUs");
    const MetricValue fp8 = metricOf(site, "capacity.flops.fp8");
    QVERIFY(!fp8.known() && !fp8.unknownReason.empty());  // unknown, never zero
    QVERIFY(!metricOf(site, "fabric.scale_up.bisection").known());
}

void FabricMetricsTest::scalableUnitHasItsFabric() {
    compareMetrics(siteOf("gb200-superpod", {{"su", 1}}),
                   {{"capacity.gpus", 576},
                    {"fabric.leaves", 32},
                    {"fabric.spines", 9},
                    {"fabric.cores", 0},
                    {"fabric.cables", 576 + 576},
                    {"fabric.oversubscription", 1},
                    {"fabric.stranded_endpoints", 0},
                    {"fabric.scale_out.injection", 576 * 400 * kGbps},
                    {"fabric.scale_out.bisection", 115'200 * kGbps},
                    {"fabric.bisection.strict", 115'200 * kGbps},
                    {"fabric.bisection.domain_aligned", 115'200 * kGbps}});
}

void FabricMetricsTest::losingASpineLowersTheBisection() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site);
    const FabricId compute = fabricOf(*site, model::FabricRole::Compute);
    const model::DeviceRef spine = site->fabrics.at(compute)->tiers.at(1).switches.front();
    compareMetrics(without(site, spine), {{"fabric.spines", 8},
                                          {"fabric.scale_out.bisection", 102'400 * kGbps},
                                          {"fabric.bisection.domain_aligned", 102'400 * kGbps},
                                          {"fabric.oversubscription", 18.0 / 16}});
}

void FabricMetricsTest::losingANvlinkTrayLowersTheDomain() {
    const model::SnapshotPtr site = siteOf("gb200-nvl72");
    QVERIFY(site);
    const model::DeviceRef tray = firstDevice(*site, "nvidia-nvlink5-switch-tray");
    compareMetrics(without(site, tray), {{"fabric.scale_up.bisection", 36.0 * 16 * 400 * kGbps},
                                         {"fabric.scale_up.injection", 72.0 * 16 * 400 * kGbps}});
}

void FabricMetricsTest::losingAComputeTrayLosesItsGpus() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site);
    const model::DeviceRef tray = firstDevice(*site, "nvidia-gb200-compute-tray");
    // Storage and management nodes have CPUs too, so the count is compared with the whole design's.
    compareMetrics(without(site, tray), {{"capacity.gpus", 572},
                                         {"capacity.cpus", metricOf(site, "capacity.cpus").value() - 2},
                                         {"fabric.scale_out.bisection", 286 * 400 * kGbps},
                                         {"fabric.scale_up.bisection", 34.0 * 18 * 400 * kGbps}});
}

void FabricMetricsTest::oneDomainCannotBeDividedWhole() {
    const model::SnapshotPtr site = siteOf("gb200-nvl72");
    QVERIFY(site);
    const MetricValue aligned = metricOf(site, "fabric.bisection.domain_aligned");
    QVERIFY(!aligned.known());
    QVERIFY(!aligned.unknownReason.empty());
    const MetricValue scaleOut = metricOf(site, "fabric.scale_out.bisection");
    compareMetrics(site, {{"fabric.bisection.strict", 259'200 * kGbps + scaleOut.value()}});
}

void FabricMetricsTest::hgxNodeIsADomainOfItsOwn() {
    const model::SnapshotPtr site = siteOf("dgx-h100-superpod", {{"su", 4}});
    compareMetrics(site, {{"fabric.scale_up.bisection", 14'400 * kGbps},
                          {"fabric.scale_up.domain_size", 8},
                          {"capacity.gpus", 1016},
                          {"fabric.scale_out.bisection", 203'200 * kGbps},
                          {"fabric.bisection.strict", 217'600 * kGbps}});  // FV072, FV073, FV079
}

void FabricMetricsTest::oddNumberOfDomainsSplitsOne_data() {
    QTest::addColumn<int>("racks");
    QTest::addColumn<qint64>("strict");
    QTest::addColumn<qint64>("aligned");
    QTest::newRow("nine racks") << 9 << qint64{9 * 36 * 400 + 259'200} << qint64{4 * 72 * 400};
    QTest::newRow("FV086 and FV087") << 1821 << qint64{26'481'600} << qint64{26'208'000};
}

void FabricMetricsTest::oddNumberOfDomainsSplitsOne() {
    QFETCH(int, racks);
    QFETCH(qint64, strict);
    QFETCH(qint64, aligned);
    const ContractedGraph scaleOut = contractTwins(gb200Racks(racks, true));
    DomainDrawing drawing;
    drawing.gpus.assign(72, {18, 400, true});
    drawing.chips.assign(18, {72, 400, true});
    const DomainResult domain = solveDomain(drawing);
    QCOMPARE(domain.upper, std::int64_t{259'200});
    QCOMPARE(domain.cut.size(), std::size_t{73});
    QCOMPARE(domain.cut[1], std::int64_t{18 * 400});
    DomainMap map;
    map.domains.assign(static_cast<std::size_t>(racks), domain);
    for (std::uint32_t v = 0; v < static_cast<std::uint32_t>(racks) * 72; ++v)
        map.domainOf.push_back(v / 72);
    listMembers(map);
    const Bisection cut = bisect(scaleOut);
    QVERIFY(cut.exact());
    const CombinedResult result = combine(scaleOut, cut, map);
    QVERIFY(result.strict && result.aligned);
    QCOMPARE(result.strict->lower, strict);
    QCOMPARE(result.strict->upper, strict);
    QCOMPARE(result.alignedSide, static_cast<std::uint64_t>(racks) / 2 * 72);
    QCOMPARE(result.aligned->lower, aligned);
    QCOMPARE(result.aligned->upper, aligned);
}

void FabricMetricsTest::meshCutsAllPairs() {
    DomainDrawing mesh;
    mesh.gpus.assign(8, {7, 512, true});
    mesh.topology = model::ScaleUpTopology::Mesh;
    const DomainResult result = solveDomain(mesh);
    QCOMPARE(result.injection, std::int64_t{8 * 7 * 512});
    QCOMPARE(result.lower, std::int64_t{16 * 512});
    QCOMPARE(result.upper, std::int64_t{16 * 512});
    // Four of one domain cost 16 pairs, one of each of four domains 28: splitting one in half is cheaper.
    QCOMPARE(leastSplit(result.cut, 4), std::int64_t{16 * 512});
    QCOMPARE(leastSplit(result.cut, 16), std::int64_t{0});
}

void FabricMetricsTest::movingARackRecomputesLengthsOnly() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site);
    Evaluator evaluator;
    evaluator.evaluate(site);
    evaluator.memo().startLog();
    const model::SnapshotPtr moved = changed(site, [&](model::Transaction& tx) {
        tx.draft().racks.write(tx.token(), site->racks.ids().front()).position.x += 3000;
    });
    evaluator.evaluate(moved);
    const std::vector<std::string> ran = evaluator.memo().takeLog();
    const auto ranAny = [&](std::string_view name) {
        return std::any_of(ran.begin(), ran.end(),
                           [&](const std::string& label) { return label.rfind(name, 0) == 0; });
    };
    QVERIFY(ranAny("cable runs"));
    for (const char* name : {"fabric plan(", "fabric cables", "fabric graph", "fabric cut", "compute graph",
                             "combined bisection", "cable groups", "site parts", "site domains"})
        QVERIFY2(!ranAny(name), name);
}

void FabricMetricsTest::cutIsToldInRacksAndSwitches() {
    const model::SnapshotPtr site = siteOf("gb200-superpod", {{"su", 1}});
    QVERIFY(site);
    Memo memo;
    memo.advance(site);
    const FabricResult& result = *memo.demand<FabricBisection>(fabricOf(*site, model::FabricRole::Compute));
    QCOMPARE(result.cables, 1152u);
    QCOMPARE(result.sideA.size(), std::size_t{4});  // whole racks where that costs nothing
    QCOMPARE(result.cutCables, 288u);
    QCOMPARE(result.upper.value_or(0), 115'200 * kGbps);
}

void FabricMetricsTest::cableLengthsFollowTheRoute() {
    const CableAllowances allowances{0.1, 0.3 * unit::m, 0.3 * unit::m, 0.3 * unit::m};
    QCOMPARE(lengthInRack(10, allowances).in(unit::m), 0.4445 + 0.6 + 0.3);
    QCOMPARE(lengthBetweenRacks(20, -6 * unit::m, 2 * unit::m, allowances).in(unit::m),
             (0.889 + 0.6 + 8) * 1.1 + 0.6);
    QCOMPARE(soldLength(1.35 * unit::m).in(unit::m), 1.5);
    QCOMPARE(soldLength(3 * unit::m).in(unit::m), 3.0);
    QCOMPARE(soldLength(101 * unit::m).in(unit::m), 110.0);
    const MetricValue total = metricOf(siteOf("gb200-superpod", {{"su", 1}}), "cables.length_total");
    QVERIFY(total.known() && total.value() > 1152 * 0.5);
    QVERIFY(metricOf(siteOf("gb200-superpod", {{"su", 1}}), "cables.optics_power").coverage > 0);
}

QTEST_GUILESS_MAIN(FabricMetricsTest)
#include "fabric_metrics_test.moc"
