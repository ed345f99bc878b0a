// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/validate.h"

#include "model/edit/rewrite.h"
#include "model/edit/transaction.h"
#include "model/site/elevation.h"
#include "model/site/type_figures.h"
#include "tests/support/sample_design.h"

#include <QTest>

#include <functional>
#include <limits>
#include <set>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

namespace {

using Change = std::function<void(Snapshot&, const WriteToken&)>;

std::optional<Violation> after(const Change& change) {
    Transaction tx(sampleDesign());
    change(tx.draft(), tx.token());
    return firstViolation(std::move(tx).take());
}

/// "table[id] reason", or "" when nothing is wrong.
std::string found(const Change& change) {
    const auto v = after(change);
    if (!v) return {};
    const std::string id = v->id == Id<void>::kNone ? "" : "[" + std::to_string(v->id) + "]";
    return std::string(v->table) + id + " " + v->error.reason;
}

template <class T, class IdT, class F>
void changeShared(Table<Shared<T>, IdT>& table, const WriteToken& token, IdT id, F f) {
    T copy = *table.at(id);
    f(copy);
    table.write(token, id) = Shared<T>(std::move(copy));
}

bool starts(const std::string& text, std::string_view with) {
    return text.starts_with(with);
}

}  // namespace

class ValidateTest : public QObject {
    Q_OBJECT

    const DeviceTypeId tray = typeNamed(*sampleDesign(), "tray"), gpu = typeNamed(*sampleDesign(), "gpu");

private Q_SLOTS:
    void danglingReferencesAreFoundWithTheirRow() {
        QCOMPARE(
            found([](Snapshot& s, const WriteToken& t) { s.racks.write(t, RackId{2}).hall = HallId{9}; }),
            std::string("racks[2] it stands in a hall that does not exist"));
        QCOMPARE(found([](Snapshot& s, const WriteToken& t) {
                     s.racks.write(t, RackId{2}).feeds[1] = PowerNodeId{9};
                 }),
                 std::string("racks[2] it is fed from a power node that does not exist"));
        QVERIFY(starts(
            found([](Snapshot& s, const WriteToken& t) { s.racks.write(t, RackId{1}).row = RowId{1}; }),
            "racks[1] its row"));
        QVERIFY(
            starts(found([](Snapshot& s, const WriteToken& t) { s.coolingLoops.erase(t, CoolingLoopId{0}); }),
                   "racks[0] its liquid loop"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           s.racks.write(t, RackId{0}).liquidLoop = CoolingLoopId{1};
                       }),
                       "racks[0] its liquid loop"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) { s.racks.erase(t, RackId{4}); }),
                       "fabrics[0] "));
        QVERIFY(
            starts(found([&](Snapshot& s, const WriteToken& t) { s.types.erase(t, tray); }), "designs[0] "));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) { s.types.erase(t, gpu); }),
                       "types its component gpu"));
    }

    void cyclesAreFoundHoweverLong() {
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           s.powerNodes.write(t, PowerNodeId{0}).parents = {PowerNodeId{2}};
                       }),
                       "powerNodes it feeds itself"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           PowerNode node = s.powerNodes.at(PowerNodeId{1});
                           const std::uint32_t first = s.powerNodes.end();
                           for (std::uint32_t i = 0; i < 100'000; ++i) {
                               node.parents = {PowerNodeId{i + 1 < 100'000 ? first + i + 1 : first}};
                               s.powerNodes.insertAt(t, PowerNodeId{first + i}, node);
                           }
                       }),
                       "powerNodes it feeds itself"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           s.coolingUnits.write(t, CoolingUnitId{0}).plant = {CoolingUnitId{1}};
                       }),
                       "coolingUnits it hands its heat"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) {
                           changeShared(s.types, t, gpu, [](DeviceType& g) { g.components = {{"tray", 1}}; });
                       }),
                       "types it contains itself"));
    }

    void aPartsListThatExplodesIsRefused() {
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           DeviceType type = *s.types.at(DeviceTypeId{0});
                           type.key = "p0";
                           type.components.clear();
                           s.types.insert(t, Shared<DeviceType>(type));
                           for (int i = 1; i <= 14; ++i) {
                               type.key = "p" + std::to_string(i);
                               type.components.assign(4, {"p" + std::to_string(i - 1), 1});
                               s.types.insert(t, Shared<DeviceType>(type));
                           }
                       }),
                       "types its parts list is too long"));
    }

    void numbersOutOfRangeAreFound() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) { s.halls.write(t, HallId{0}).width = 0; }),
                       "halls[0]"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           s.racks.write(t, RackId{0}).position.x = 2147483647;
                       }),
                       "racks[0] its position"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) { s.jobs.write(t, JobId{0}).mfu = nan; }),
                       "jobs[0]"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) {
                           s.coolingLoops.write(t, CoolingLoopId{0}).rise = TemperatureDifference::si(nan);
                       }),
                       "coolingLoops[0]"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) {
                           changeShared(s.types, t, tray,
                                        [&](DeviceType& d) { d.power->provisioned.value = Power::si(nan); });
                       }),
                       "types[" + std::to_string(tray.value) + "] its figure power.provisioned"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) {
                           changeShared(s.types, t, tray, [&](DeviceType& d) { d.components[0].count = -4; });
                       }),
                       "types"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken&) {
                           Site site = *s.site;
                           site.assumptions["cable.slack"].value = nan;
                           s.site = Shared<Site>(site);
                       }),
                       "site its value"));
    }

    void listsHoldNoDoubles() {
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           changeShared(s.fabrics, t, FabricId{0},
                                        [](Fabric& f) { f.racks.push_back(f.racks[0]); });
                       }),
                       "fabrics[0] its list of racks"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           changeShared(s.fabrics, t, FabricId{0}, [](Fabric& f) {
                               f.tiers[1].switches.push_back(f.tiers[0].switches[0]);
                           });
                       }),
                       "fabrics[0] a switch is listed twice"));
        QVERIFY(starts(found([&](Snapshot& s, const WriteToken& t) {
                           changeShared(s.types, t, tray, [](DeviceType& d) { d.key = "gpu"; });
                       }),
                       "types two types have this key"));
        QVERIFY(starts(found([](Snapshot& s, const WriteToken& t) {
                           changeShared(s.designs, t, RackDesignId{0},
                                        [](RackDesign& d) { d.slots[1].id = d.slots[0].id; });
                       }),
                       "designs[0] slot ids"));
    }

    void whatRulesJudgeIsNotRefused() {
        // Overlapping racks, racks outside their hall and colliding trays load, so that rules can show them.
        QCOMPARE(found([](Snapshot& s, const WriteToken& t) {
                     s.racks.write(t, RackId{0}).position = s.racks.at(RackId{1}).position;
                     s.racks.write(t, RackId{2}).position = {-5000, 90000};
                     s.racks.write(t, RackId{3}).name = "A1";
                     changeShared(s.designs, t, RackDesignId{0},
                                  [](RackDesign& d) { d.slots[0].u = d.slots[1].u; });
                 }),
                 std::string());
    }

    void everyFigureHasAPathOfItsOwn() {
        sampleDesign()->types.forEach([](DeviceTypeId, const Shared<DeviceType>& type) {
            std::set<std::string> paths;
            for (const FigureEntry& figure : figures(*type)) {
                QVERIFY2(paths.insert(figure.path).second, figure.path.c_str());
                QVERIFY(!figure.label.empty() && !figure.unit.empty() && figure.minimum <= figure.maximum);
                const auto again = figureAt(*type, figure.path);
                QVERIFY(again && again->value == figure.value);
                DeviceType copy = *type;
                const double value = figure.maximum > 1e6 ? 42 : figure.maximum;
                QVERIFY(assignFigure(copy, figure.path, value, {"user", Grade::Unverified, ""}).ok());
                QCOMPARE(*figureAt(copy, figure.path)->value, value);
                QVERIFY(!assignFigure(copy, figure.path, std::numeric_limits<double>::infinity(), {}).ok());
            }
        });
    }

    void shallowDevicesMayStandBackToBack() {
        DeviceType cabinet, front, rear;
        cabinet.form.depth = Figure<Length>::of(1200 * unit::mm, "test", Grade::Derived);
        front.form.heightU = rear.form.heightU = 1;
        Slot a{SlotId{1}, {}, 5, Face::Front, PowerSide::None, ""},
            b{SlotId{2}, {}, 5, Face::Rear, PowerSide::None, ""};
        QVERIFY(collide(&cabinet, a, front, b, rear));
        front.form.depth = rear.form.depth = Figure<Length>::of(500 * unit::mm, "test", Grade::Derived);
        QVERIFY(!collide(&cabinet, a, front, b, rear));
        QVERIFY(collide(nullptr, a, front, b, rear));
        b.face = Face::Front;
        QVERIFY(collide(&cabinet, a, front, b, rear));
        rear.form.heightU = 0;
        QVERIFY(!collide(&cabinet, a, front, b, rear));
    }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "validate_test.moc"
