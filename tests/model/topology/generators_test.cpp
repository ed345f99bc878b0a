// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/topology/clos_input.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

const DataRate k800 = 800 * unit::Gbps;

GeneratorInput railInput(const Endpoints& e, const std::vector<Tier>& tiers, const ParameterValues& p) {
    return closInput(e, tiers, p, "rail-optimized");
}

FabricPlan rail(const GeneratorInput& in) {
    return findGenerator("rail-optimized")->plan(in);
}

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString problemsOf(const FabricPlan& plan) {
    QStringList out;
    for (const std::string& p : plan.problems)
        out << text(p);
    return out.join("\n");
}

/// One GB200 scalable unit: 8 racks of 18 trays with 4 ports.
GeneratorInput gb200Unit(std::uint32_t spines) {
    return railInput({8, 18, 4}, {{32, 64}, {spines, 64}}, {{"uplinks", 18}});
}

}  // namespace

class GeneratorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void superpodCountsFollowTheTable_data() {
        QTest::addColumn<int>("su");
        QTest::addColumn<int>("spines");
        QTest::addColumn<int>("cores");
        QTest::addColumn<QString>("cables");
        QTest::newRow("FV074 SU 1") << 1 << 4 << 0 << "256 256 0";
        QTest::newRow("FV074 SU 2") << 2 << 8 << 0 << "512 512 0";
        QTest::newRow("FV074 SU 3") << 3 << 16 << 0 << "768 768 0";
        QTest::newRow("FV074 SU 4") << 4 << 16 << 0 << "1024 1024 0";
        QTest::newRow("FV075 SU 16") << 16 << 128 << 64 << "4096 4096 4096";
        QTest::newRow("FV075 SU 32") << 32 << 256 << 128 << "8192 8192 8192";
        QTest::newRow("FV075 SU 64") << 64 << 512 << 256 << "16384 16384 16384";
    }
    void superpodCountsFollowTheTable() {
        QFETCH(int, su);
        QFETCH(int, spines);
        QFETCH(int, cores);
        QFETCH(QString, cables);
        const auto n = static_cast<std::uint32_t>(su);
        std::vector<Tier> tiers{{8 * n, 64}, {static_cast<std::uint32_t>(spines), 64}};
        if (cores > 0) tiers.push_back({static_cast<std::uint32_t>(cores), 64});
        const GeneratorInput in =
            railInput({8 * n, 4, 8}, tiers, {{"racks_per_group", 8}, {"downlinks", 32}, {"uplinks", 32}});
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), cables);
        QCOMPARE(problemsOf(plan), QString());
        QCOMPARE(text(portTrouble(in, plan)), QString());
    }

    void aGb200UnitHasTwoLinksPerLeafAndSpine() {  // FV083
        const GeneratorInput in = gb200Unit(9);
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("576 576 0"));
        QCOMPARE(text(linksPerPair(plan, 1)), QString("2"));
        QCOMPARE(problemsOf(plan), QString());
        QCOMPARE(text(portTrouble(in, plan)), QString());
    }

    void aRailOfARackSharesOneLeaf() {
        const GeneratorInput in = gb200Unit(9);
        for (const PlannedCable& c : rail(in).cables) {
            if (c.tier != 0) continue;
            const std::uint32_t rack = c.a.device.rack.value, rail = c.a.port;
            QCOMPARE(c.b.device.rack.value, 100000u + rack * 4 + rail);
            QCOMPARE(c.b.port, c.a.device.slot.value - 1);  // port t is tray t
        }
    }

    void eighteenHundredRacksFitThreeTiers() {  // FV085, with 144-port spines and cores
        const GeneratorInput in =
            railInput({1821, 18, 4}, {{7284, 64}, {1836, 144, k800}, {1296, 144, k800}},
                      {{"uplinks", 18}, {"pod_leaves", 72}, {"spines_per_pod", 18}, {"spine_uplinks", 72}});
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("131112 131112 132192"));
        QCOMPARE(problemsOf(plan), QString());
        QCOMPARE(text(portTrouble(in, plan)), QString());
        QCOMPARE(text(linksPerPair(plan, 2)), QString("1"));
    }

    void aRemovedNodeMovesNoOtherCable() {
        GeneratorInput in = gb200Unit(9);
        const FabricPlan before = rail(in);
        std::erase_if(in.endpoints, [](const EndpointPort& e) { return e.node == 20; });
        const FabricPlan after = rail(in);
        QCOMPARE(after.cables.size(), before.cables.size() - 4);
        std::vector<PlannedCable> left = before.cables;
        std::erase_if(left, [](const PlannedCable& c) {
            return c.tier == 0 && c.a.device == DeviceRef{RackId{1}, SlotId{3}};
        });
        QVERIFY(left == after.cables);
    }

    void aRemovedSpineLosesOnlyItsOwnCables() {
        GeneratorInput in = gb200Unit(9);
        const FabricPlan before = rail(in);
        in.tiers[1][4].present = false;
        const FabricPlan after = rail(in);
        QCOMPARE(text(cablesPerTier(after)), QString("576 512 0"));
        QCOMPARE(problemsOf(after), QString());
        for (const PlannedCable& c : after.cables)
            QVERIFY(std::find(before.cables.begin(), before.cables.end(), c) != before.cables.end());
    }

    void serviceNodesTakeThePortsLeftFree() {
        GeneratorInput in =
            railInput({8, 4, 8}, {{8, 64}, {4, 64}},
                      {{"racks_per_group", 8}, {"downlinks", 32}, {"uplinks", 32}, {"rails", 8}});
        std::erase_if(in.endpoints, [](const EndpointPort& e) { return e.node == 31; });
        for (std::uint32_t n = 0; n < 2; ++n)
            for (std::uint32_t p = 0; p < 2; ++p)
                in.endpoints.push_back({{{RackId{8}, SlotId{n + 1}}, p}, p, 32 + n, 8, 400 * unit::Gbps});
        in.firstNode.push_back(34);
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("252 256 0"));
        QCOMPARE(problemsOf(plan), QString());
        QCOMPARE(text(portTrouble(in, plan)), QString());
    }

    void missingLeavesAreCountedAndTheRestIsCabled() {
        const GeneratorInput in = railInput({9, 18, 4}, {{32, 64}, {9, 64}}, {{"uplinks", 18}});
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("576 576 0"));
        QCOMPARE(problemsOf(plan),
                 QString("72 endpoint ports have no leaf. Add 4 switches to the leaf tier."));
    }

    void missingSpinesAreCounted() {
        const GeneratorInput in = gb200Unit(6);
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("576 384 0"));
        QCOMPARE(problemsOf(plan),
                 QString("The spine tier has 192 ports too few for the uplinks of the leaf tier. "
                         "Add at least 3 switches of 64 ports to the spine tier."));
    }

    void unevenUplinksAreReportedAndStillSpread() {
        const GeneratorInput in = gb200Unit(10);
        const FabricPlan plan = rail(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("576 576 0"));
        QCOMPARE(text(linksPerPair(plan, 1)), QString("1…2"));
        QVERIFY(problemsOf(plan).contains("18 uplinks of a leaf do not divide evenly over 10 spines"));
        QCOMPARE(text(portTrouble(in, plan)), QString());
    }

    void nodesGroupByNumberWhenAsked() {
        const GeneratorInput in =
            railInput({16, 2, 8}, {{8, 64}, {4, 64}}, {{"nodes_per_group", 32}, {"uplinks", 32}});
        QCOMPARE(text(cablesPerTier(rail(in))), QString("256 256 0"));
    }

    void twoHomesMeanTwoLeaves() {
        const GeneratorInput in = closInput({8, 18, 2}, {{4, 128}, {2, 128}},
                                            {{"homes", 2}, {"downlinks", 72}, {"uplinks", 8}}, "leaf-spine");
        const FabricPlan plan = findGenerator("leaf-spine")->plan(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("288 32 0"));
        QCOMPARE(problemsOf(plan), QString());
        QCOMPARE(text(portTrouble(in, plan)), QString());
        QCOMPARE(text(linksPerPair(plan, 0)), QString("1"));
        QCOMPARE(text(linksPerPair(plan, 1)), QString("4"));
    }

    void nodesPreferLeavesOfTheirOwnRate() {
        GeneratorInput in = closInput({2, 4, 2}, {{4, 128}}, {{"homes", 2}}, "leaf-spine");
        for (std::size_t i = 0; i < 8; ++i)
            in.endpoints[i].rate = 100 * unit::Gbps;
        in.tiers[0][2].rate = in.tiers[0][3].rate = 100 * unit::Gbps;
        for (const PlannedCable& c : findGenerator("leaf-spine")->plan(in).cables)
            QCOMPARE(c.b.device.rack.value >= 100002, c.a.device.rack.value == 0);
    }

    void slowLeavesTakeTheSlowPortsOfASpine() {
        GeneratorInput in = closInput({2, 4, 1}, {{4, 64}, {2, 144}}, {{"uplinks", 8}}, "leaf-spine");
        in.tiers[0][1].rate = in.tiers[0][3].rate = 100 * unit::Gbps;
        for (FabricSwitch& spine : in.tiers[1]) {
            spine.access = 112;
            spine.uplinkRate = 100 * unit::Gbps;
        }
        const FabricPlan plan = findGenerator("leaf-spine")->plan(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("8 32 0"));
        QCOMPARE(text(portTrouble(in, plan)), QString());
        for (const PlannedCable& c : plan.cables) {
            if (c.tier != 1) continue;
            const bool slow = c.a.device.rack.value % 2 == 1;
            QCOMPARE(c.b.port >= 112, slow);
            QVERIFY(c.rate == (slow ? 100 : 400) * unit::Gbps);
        }
    }

    void ownRackComesFirstThenTheNextRack() {
        GeneratorInput in = closInput({3, 4, 1}, {{2, 53, unit::Gbps}, {2, 64}}, {}, "star");
        for (std::uint32_t i = 0; i < 2; ++i) {
            in.tiers[0][i].access = 48;
            in.tiers[0][i].uplinkRate = 100 * unit::Gbps;
            in.tiers[0][i].rackIndex = i == 0 ? 0 : 2;
        }
        const FabricPlan plan = findGenerator("star")->plan(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("12 4 0"));
        QCOMPARE(text(portTrouble(in, plan)), QString());
        for (const PlannedCable& c : plan.cables) {
            if (c.tier == 0)
                QCOMPARE(c.b.device.rack.value, c.a.device.rack.value == 0 ? 100000u : 100001u);
            else
                QVERIFY(c.a.port >= 48);
        }
    }

    void tooFewAccessPortsAreCounted() {
        const GeneratorInput in = closInput({2, 40, 1}, {{1, 64, unit::Gbps}}, {}, "star");
        const FabricPlan plan = findGenerator("star")->plan(in);
        QCOMPARE(text(cablesPerTier(plan)), QString("64 0 0"));
        QCOMPARE(problemsOf(plan), QString("The leaf tier has 16 ports too few for its endpoints. "
                                           "Add at least 1 switch to the leaf tier."));
    }

    void noGeneratorFailsOnNothing() {
        for (const Generator& generator : generators()) {
            GeneratorInput in;
            in.parameters = completeParameters(generator.parameters(), {}).value();
            QVERIFY(generator.plan(in).cables.empty());
            in.endpoints.push_back({});
            in.endpoints.front().rate = 400 * unit::Gbps;
            const FabricPlan plan = generator.plan(in);
            QVERIFY(!plan.problems.empty() && plan.cables.empty());
        }
    }
};

QTEST_APPLESS_MAIN(GeneratorsTest)
#include "generators_test.moc"
