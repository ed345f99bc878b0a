// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/cabling.h"
#include "model/edit/fabric_edits.h"
#include "tests/support/sample_design.h"

#include <QTest>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

class CablingTest : public QObject {
    Q_OBJECT

    FabricId fabric_{0};
    /// The sample without its generated cables: all ports are free.
    SnapshotPtr s_ = applyEdit(sampleDesign(), setGenerator(fabric_, "")).value();
    DeviceRef tray1_{rackNamed(*s_, "A1"), SlotId{3}}, tray2_{rackNamed(*s_, "A2"), SlotId{3}};
    DeviceRef spare_{rackNamed(*s_, "N1"), SlotId{9}};

    std::vector<CableKey> drawn(const Snapshot& s) const {
        std::vector<CableKey> keys;
        s.cables.forEach([&](CableId, const Cable& c) { keys.push_back({c.a, c.b}); });
        return keys;
    }
    std::string refusal(const CablingOrder& order) const {
        const Result<SnapshotPtr> next = applyEdit(s_, cableDevices(order));
        return next ? std::string() : next.error().text();
    }
    std::size_t free(const Snapshot& s, DeviceRef ref) const {
        return freePorts(s, PortUse(s), *s.fabrics.at(fabric_), ref).size();
    }

private Q_SLOTS:
    void everyCableTakesAFreePortAtBothEnds() {
        const std::size_t trayPorts = free(*s_, tray1_), switchPorts = free(*s_, spare_);
        QVERIFY(trayPorts >= 1 && switchPorts >= 2);
        const Result<SnapshotPtr> next = applyEdit(
            s_, cableDevices({fabric_, {tray1_, tray2_}, {spare_}, CablingRule::EachToEach, 1, {}}));
        QVERIFY2(next.ok(), next.ok() ? "" : next.error().text().c_str());
        QCOMPARE(drawn(*next.value()).size(), std::size_t{2});
        QCOMPARE(free(*next.value(), tray1_), trayPorts - 1);
        QCOMPARE(free(*next.value(), spare_), switchPorts - 2);
        const Result<SnapshotPtr> back = applyEdit(next.value(), removeCables(fabric_, drawn(*next.value())));
        QVERIFY(back.ok() && back.value()->cables.empty());
    }

    void portsThatCarryACableAreLeftOut() {
        const SnapshotPtr wired = sampleDesign();
        QCOMPARE(free(*wired, tray1_), std::size_t{0});
        QCOMPARE(free(*s_, tray1_), std::size_t{2});  // its third port serves another fabric
    }

    void spreadDealsRoundTheSecondGroup() {
        const Result<SnapshotPtr> next =
            applyEdit(s_, cableDevices({fabric_, {spare_}, {tray1_, tray2_}, CablingRule::Spread, 2, {}}));
        QVERIFY2(next.ok(), next.ok() ? "" : next.error().text().c_str());
        QCOMPARE(free(*s_, tray1_) - free(*next.value(), tray1_), std::size_t{1});
        QCOMPARE(free(*s_, tray2_) - free(*next.value(), tray2_), std::size_t{1});
    }

    void whatCannotBeCabledIsRefusedAsAWhole() {
        CablingOrder order{fabric_, {tray1_, tray2_}, {spare_}, CablingRule::OneToOne, 1, {}};
        QVERIFY(refusal(order).find("groups of one size, here 2 and 1") != std::string::npos);
        order.rule = CablingRule::EachToEach;
        order.cables = 999;
        QVERIFY(refusal(order).find("has no free port of fabric") != std::string::npos);
        order.cables = 2'000'000'000;
        QVERIFY(refusal(order).find("more than 100000") != std::string::npos);
        order.cables = 0;
        QVERIFY(refusal(order).find("at least one") != std::string::npos);
        order.cables = 1;
        order.to = {tray1_};
        QVERIFY(refusal(order).find("stands on both sides") != std::string::npos);
        order.to.clear();
        QVERIFY(refusal(order).find("empty") != std::string::npos);
        order.to = {{rackNamed(*s_, "N1"), SlotId{4711}}};
        QVERIFY(refusal(order).find("no free port") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(CablingTest)
#include "cabling_test.moc"
