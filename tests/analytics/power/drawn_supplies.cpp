// SPDX-License-Identifier: GPL-3.0-or-later
// What power shelves of a drawn rack stand and how they load three phases, against sums by hand.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "two_sides.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using model::PowerSide;
using rackloom::test::findingsOf;

namespace {

/// One rack with a device of this power and a shelf of 33 kW on each side.
struct Site {
    rackloom::test::Drawing d;

    Site(Power load, int modules, int phases = 3) {
        model::DeviceType shelf = *d.snapshot.types.at(d.type("delta-orv3-33kw-shelf"));
        shelf.key = shelf.name = "shelf";
        shelf.conversion->modules = modules;
        shelf.overload = {{1.6, 0.02 * unit::s}};
        const DeviceTypeId shelfType = d.add(shelf);
        model::DeviceType run = *d.snapshot.types.at(d.type("busway-415v-1600a"));
        run.key = run.name = "run";
        run.circuit->phases = phases;
        const DeviceTypeId runType = d.add(run);

        model::RackDesign design;
        const auto put = [&](DeviceTypeId type, int u, PowerSide side) {
            design.slots.push_back({SlotId{design.nextSlot++}, type, u, model::Face::Front, side, {}});
        };
        put(d.add(rackloom::test::loadOf("load", load)), 1, PowerSide::None);
        put(shelfType, 10, PowerSide::A);
        put(shelfType, 12, PowerSide::B);
        model::Rack rack;
        rack.design = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
        rack.feeds = {d.node("A", runType, PowerSide::A, {}), d.node("B", runType, PowerSide::B, {})};
        d.snapshot.racks.insert(d.token, rack);
    }
    Report report() const { return evaluate(d.snapshot); }
};

}  // namespace

class DrawnSupplies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShortPeakIsHeldAgainstTheShelvesThatAreLeft() {
        // 1.4 times the load against 1.6 times one shelf of 33 kW: 37.7 kW is the border.
        QVERIFY(findingsOf(Site(37.6 * unit::kW, 6).report(), "power.transient").empty());
        const auto findings = findingsOf(Site(37.8 * unit::kW, 6).report(), "power.transient");
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(std::abs(*findings[0].arguments[1].value - 1.4 * 37.8e3) < 1e-6);
        QVERIFY(std::abs(*findings[0].arguments[2].value - 1.6 * 33e3) < 1e-6);
        Site capped(37.8 * unit::kW, 6);
        model::Site site = *capped.d.snapshot.site;
        site.assumptions["power.peak_factor"] = {1.2, "test"};
        capped.d.snapshot.site = Shared<model::Site>(site);
        QVERIFY(findingsOf(capped.report(), "power.transient").empty());
    }

    void suppliesInThreesLoadThePhasesEvenly() {
        QVERIFY(findingsOf(Site(20 * unit::kW, 6).report(), "power.phase_imbalance").empty());
        // Two, one and one of four: half more than the mean of four thirds; a finding for each side.
        const auto findings = findingsOf(Site(20 * unit::kW, 4).report(), "power.phase_imbalance");
        QCOMPARE(findings.size(), std::size_t{2});
        QCOMPARE(findings[0].arguments[2].text, std::string("A"));
        QCOMPARE(findings[1].arguments[2].text, std::string("B"));
        QVERIFY(findings[0].arguments[3].text.starts_with("50"));
        QVERIFY(findingsOf(Site(20 * unit::kW, 4, 1).report(), "power.phase_imbalance").empty());
    }
};

QTEST_APPLESS_MAIN(DrawnSupplies)
#include "drawn_supplies.moc"
