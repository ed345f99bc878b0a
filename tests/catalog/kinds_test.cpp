// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/kinds.h"

#include "tests/support/random_types.h"

#include <QtTest>

#include <set>

using namespace rackloom;
using namespace rackloom::model;

namespace {

DeviceType good(const char* kind) {
    test::Choice choice(1);
    return test::randomType(choice, kind, "some-key");
}

QString refusal(const DeviceType& type) {
    const Result<void> checked = checkKind(type);
    return checked ? QString() : QString::fromStdString(checked.error().text());
}

}  // namespace

class KindsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsThatFilesUseStay();
    void everyKindSaysWhatItIs();
    void capabilitiesAreThoseTheTypeCarries();
    void randomTypesFitTheirKinds();
    void whatAKindMustStateIsMissed();
    void whatAKindCannotStateIsRefused();
    void unknownKindsAreRefused();
    void extraChecksAreMade();
};

void KindsTest::wordsThatFilesUseStay() {
    const std::vector<std::string_view> expected{"accelerator",
                                                 "cpu",
                                                 "nic",
                                                 "dpu",
                                                 "nvswitch_chip",
                                                 "compute_tray",
                                                 "compute_node",
                                                 "system",
                                                 "nvlink_switch_tray",
                                                 "fabric_switch",
                                                 "transceiver",
                                                 "cable",
                                                 "storage_node",
                                                 "management_node",
                                                 "console_server",
                                                 "rack_enclosure",
                                                 "power_shelf",
                                                 "rack_pdu",
                                                 "floor_pdu",
                                                 "busway",
                                                 "ups",
                                                 "transformer",
                                                 "switchgear",
                                                 "generator",
                                                 "utility",
                                                 "cdu",
                                                 "rear_door",
                                                 "crah",
                                                 "chiller",
                                                 "dry_cooler"};
    for (const std::string_view id : expected)
        QVERIFY2(findKind(id) != nullptr, std::string(id).c_str());
    QCOMPARE(kinds().size(), expected.size());
}

void KindsTest::everyKindSaysWhatItIs() {
    std::set<std::string_view> ids, titles;
    for (const Kind& kind : kinds()) {
        QVERIFY(!kind.id.empty() && !kind.title.empty() && !kind.group.empty());
        QVERIFY(ids.insert(kind.id).second && titles.insert(kind.title).second);
        QVERIFY2(kind.required != CapabilitySet{}, std::string(kind.id).c_str());
        QVERIFY2((kind.required - kind.allowed) == kind.required,
                 "required ones are allowed without saying so");
    }
}

void KindsTest::capabilitiesAreThoseTheTypeCarries() {
    QCOMPARE(capabilityList(capabilities(DeviceType{})), std::string());
    DeviceType type;
    type.power.emplace();
    type.heat.emplace();
    QCOMPARE(capabilityList(capabilities(type)), std::string("power, heat"));
    QVERIFY(capabilities(type).has(Capability::Heat) && !capabilities(type).has(Capability::Link));
}

void KindsTest::randomTypesFitTheirKinds() {
    for (const std::string_view kind : test::kRandomKinds) {
        DeviceType type = good(std::string(kind).c_str());
        if (findKind(kind)->required.has(Capability::Components)) type.components = {{"part", 1}};
        QCOMPARE(refusal(type), QString());
    }
}

void KindsTest::whatAKindMustStateIsMissed() {
    DeviceType ups = good("ups");
    ups.conversion.reset();
    QCOMPARE(refusal(ups), QStringLiteral("device type some-key: a ups must state conversion. Add it"));
    DeviceType tray = good("compute_tray");
    tray.power.reset();
    QCOMPARE(refusal(tray),
             QStringLiteral("device type some-key: a compute_tray must state components, power. Add it"));
}

void KindsTest::whatAKindCannotStateIsRefused() {
    DeviceType cable = good("cable");
    cable.enclosure.emplace();
    QVERIFY(refusal(cable).contains(QStringLiteral("a cable cannot state enclosure")));
    DeviceType failing = good("cable");
    failing.failure.emplace();
    failing.price.emplace();
    QCOMPARE(refusal(failing), QString());
}

void KindsTest::unknownKindsAreRefused() {
    DeviceType type = good("ups");
    type.kind = "fusion";
    QVERIFY(refusal(type).contains(QStringLiteral("\"fusion\" is no known kind")));
}

void KindsTest::extraChecksAreMade() {
    DeviceType gpu = good("accelerator");
    gpu.compute->role = ComputeRole::Cpu;
    QVERIFY(refusal(gpu).contains(QStringLiteral("Set compute.role to gpu")));
    DeviceType crah = good("crah");
    crah.heatRemoval->medium = CoolingMedium::Liquid;
    QVERIFY(refusal(crah).contains(QStringLiteral("Set heat_removal.medium to air")));
    DeviceType cable = good("cable");
    cable.link->connectors.clear();
    QVERIFY(refusal(cable).contains(QStringLiteral("it names no connector")));
    DeviceType ups = good("ups");
    ups.form.mount = Mount::Overhead;
    QVERIFY(refusal(ups).contains(QStringLiteral("cannot be mounted as overhead. Set form.mount to floor")));
    DeviceType fabricSwitch = good("fabric_switch");
    fabricSwitch.form.heightU = 0;
    QVERIFY(refusal(fabricSwitch).contains(QStringLiteral("Set form.height_u")));
}

QTEST_GUILESS_MAIN(KindsTest)
#include "kinds_test.moc"
