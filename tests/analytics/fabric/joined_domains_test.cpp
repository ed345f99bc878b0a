// SPDX-License-Identifier: GPL-3.0-or-later
// Scale-up domains that cables join across racks: what the pair carries whole, and with cables and trays
// lost; cuts by columns of chips against trying everything.
#include "analytics/fabric/chip_columns.h"
#include "analytics/fabric/scale_up_domain.h"
#include "analytics/report_cable_bill.h"
#include "tests/analytics/fabric/template_site.h"

#include <QtTest>

#include <bit>
#include <limits>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

constexpr double kGbps = 1e9;

/// Least cut with `a` GPUs on side A, by trying every side of everything.
std::int64_t triedOut(const FabricGraph& graph, std::uint32_t gpus, std::uint32_t a) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t sides = 0; sides < std::uint32_t{1} << graph.vertexCount(); ++sides) {
        if (static_cast<std::uint32_t>(std::popcount(sides & ((1U << gpus) - 1))) != a) continue;
        std::int64_t cut = 0;
        for (const FabricGraph::Link& link : graph.links)
            if ((sides >> link.a & 1U) != (sides >> link.b & 1U)) cut += link.capacity;
        best = std::min(best, cut);
    }
    return best;
}

}  // namespace

class JoinedDomainsTest : public QObject {
    Q_OBJECT

    static void compare(const model::SnapshotPtr& site, const std::map<std::string, double>& wanted) {
        QVERIFY(site);
        const Report report = evaluate(*site);
        for (const auto& [metric, value] : wanted)
            QVERIFY2(upperOf(report, metric) == value,
                     qPrintable(QStringLiteral("%1: %2 instead of %3")
                                    .arg(QString::fromStdString(metric))
                                    .arg(upperOf(report, metric), 0, 'g', 12)
                                    .arg(value, 0, 'g', 12)));
    }

    model::SnapshotPtr pair_;
    FabricId links_;

private Q_SLOTS:
    void initTestCase() {
        pair_ = siteOf("gb200-nvl36x2");
        QVERIFY(pair_);
        links_ = fabricOf(*pair_, model::FabricRole::ScaleUp);
        QVERIFY(links_.isValid());
    }

    void twoRacksAreOneDomain() {
        compare(pair_, {{"capacity.gpus", 72},
                        {"fabric.scale_up.domains", 1},
                        {"fabric.scale_up.domain_size", 72},
                        {"fabric.scale_up.injection", 72.0 * 18 * 400 * kGbps},
                        {"fabric.scale_up.bisection", 259'200 * kGbps}});
    }

    void withoutTheirCablesTheyAreTwo() {
        const auto apart = changed(pair_, [&](model::Transaction& tx) {
            model::Fabric fabric = *pair_->fabrics.at(links_);
            fabric.generator.clear();
            tx.draft().fabrics.write(tx.token(), links_) = fabric;
        });
        compare(apart, {{"fabric.scale_up.domains", 2},
                        {"fabric.scale_up.domain_size", 36},
                        {"fabric.scale_up.bisection", 129'600 * kGbps}});
    }

    void oneCableLessNarrowsTheMiddle() {
        const auto lines = cableSchedule(*pair_, links_);
        const auto less = changed(pair_, [&](model::Transaction& tx) {
            model::Fabric fabric = *pair_->fabrics.at(links_);
            fabric.removed = {{std::min(lines[20].a, lines[20].b), std::max(lines[20].a, lines[20].b)}};
            tx.draft().fabrics.write(tx.token(), links_) = fabric;
        });
        compare(less, {{"fabric.scale_up.domain_size", 72},
                       {"fabric.scale_up.bisection", 257'600 * kGbps},
                       {"fabric.scale_up.injection", 72.0 * 18 * 400 * kGbps}});
    }

    void aTrayLessTakesTwoColumns() {
        const model::DeviceRef tray = firstDevice(*pair_, "nvidia-nvlink5-switch-tray-nvl36");
        compare(without(pair_, tray), {{"fabric.scale_up.domain_size", 72},
                                       {"fabric.scale_up.bisection", 16.0 * 36 * 400 * kGbps},
                                       {"fabric.scale_up.injection", 36.0 * (16 + 18) * 400 * kGbps}});
    }

    void theCablesAreShortAndAllThere() {
        const auto lines = cableSchedule(*pair_, links_);
        QCOMPARE(lines.size(), std::size_t{162});
        for (const CableLine& line : lines) {
            QVERIFY(line.a.device.rack != line.b.device.rack);
            QCOMPARE(line.a.device.slot.value, line.b.device.slot.value);
            QCOMPARE(line.a.port, line.b.port);
            QCOMPARE(QString::fromUtf8(line.medium.data(), static_cast<qsizetype>(line.medium.size())),
                     QStringLiteral("acc-1600g"));
        }
        const CableBill bill = cableBill(*pair_, lines);
        QCOMPARE(bill.items, std::size_t{162});
        QCOMPARE(bill.switches.cages, std::size_t{324});  // NVLink switch trays are switches
        QCOMPARE(bill.nodes.cages, std::size_t{0});
        const Report report = evaluate(*pair_);
        for (const char* rule : {"cable.reach", "cable.connector", "cable.dangling", "port.double_use"})
            QCOMPARE(findingCount(report, rule), 0);
    }

    void columnsAreCutAsTryingEverythingDoes() {
        std::mt19937 dice(7);
        for (int round = 0; round < 300; ++round) {
            DomainDrawing drawing;
            const auto perRack = static_cast<std::uint32_t>(2 + dice() % 2);
            const auto chips = static_cast<std::uint32_t>(1 + dice() % 3);
            for (std::uint32_t g = 0; g < 2 * perRack; ++g)
                drawing.gpus.push_back({static_cast<int>(chips), 1 + static_cast<std::int64_t>(dice() % 3),
                                        dice() % 8 != 0, g < perRack ? 0 : chips, chips});
            for (std::uint32_t c = 0; c < 2 * chips; ++c)
                drawing.chips.push_back({16, 4, dice() % 8 != 0});
            for (std::uint32_t c = 0; c < chips; ++c)
                if (dice() % 5 != 0)
                    drawing.bridges.push_back({c, chips + c, 1 + static_cast<std::int64_t>(dice() % 6)});
            const FabricGraph graph = domainGraph(drawing);
            DomainResult out;
            for (const DomainDrawing::Gpu& gpu : drawing.gpus)
                out.gpus += gpu.present;
            QVERIFY(solveColumns(graph, out));
            const auto gpus = static_cast<std::uint32_t>(out.gpus);
            for (std::uint32_t a = 0; a <= gpus; ++a)
                QCOMPARE(out.cut[a], triedOut(graph, gpus, a));
        }
    }
};

QTEST_GUILESS_MAIN(JoinedDomainsTest)
#include "joined_domains_test.moc"
