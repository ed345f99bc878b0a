// SPDX-License-Identifier: GPL-3.0-or-later
// Goodput after edits: what an edit leaves alone is not made again, and what is kept is what a cold start
// gives.
#include "analytics/engine/memo.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/unit_hazards.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/job_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/site_edits.h"
#include "model/edit/type_edits.h"
#include "tests/analytics/drawn.h"

#include <QTest>

#include <algorithm>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

const model::SnapshotPtr& site() {
    static const model::SnapshotPtr kSite =
        std::make_shared<const model::Snapshot>(test::shippedDesign("gb200-superpod", "racks=16"));
    return kSite;
}
JobId job() {
    return site()->jobs.ids().front();
}
RackId rack() {
    return site()->fabrics.at(site()->fabrics.ids().front())->racks.front();
}
const model::RackDesign& design() {
    return *site()->designs.at(site()->racks.at(rack()).design);
}
/// The first device of a compute rack whose type is like this.
template <class F> const model::Slot& slotWhere(const F& like) {
    return *std::find_if(design().slots.begin(), design().slots.end(), [&](const model::Slot& slot) {
        return slot.type.isValid() && like(*site()->types.at(slot.type));
    });
}
CoolingUnitId coolantUnit() {
    CoolingUnitId out;
    site()->coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& unit) {
        if (unit.loop == site()->racks.at(rack()).liquidLoop) out = id;
    });
    return out;
}
DeviceTypeId gpu() {
    DeviceTypeId out;
    site()->types.forEach([&](DeviceTypeId id, const Shared<model::DeviceType>& type) {
        if (type->compute && type->compute->role == model::ComputeRole::Gpu) out = id;
    });
    return out;
}

model::SnapshotPtr after(const model::Edit& edit) {
    auto next = model::applyEdit(site(), edit);
    if (!next) qFatal("%s", next.error().text().c_str());
    return next.value();
}

/// Labels of what an edit makes anew.
std::vector<std::string> madeAnew(const model::Edit& edit) {
    Memo memo;
    memo.advance(site());
    memo.demand<JobResults>(NoKey{});
    memo.advance(after(edit));
    memo.startLog();
    memo.demand<JobResults>(NoKey{});
    return memo.takeLog();
}
bool has(const std::vector<std::string>& log, std::string_view name) {
    return std::any_of(log.begin(), log.end(), [&](const std::string& l) { return l.starts_with(name); });
}

class LiveGoodput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keptPartsAreWhatAColdStartGives_data() {
        const model::Slot& tray =
            slotWhere([](const model::DeviceType& t) { return t.kind.find("compute") != std::string::npos; });
        const model::Slot& supply =
            slotWhere([](const model::DeviceType& t) { return t.conversion.has_value(); });
        const model::DeviceRef leaf =
            site()->fabrics.at(site()->fabrics.ids().front())->tiers.front().switches.front();
        const CoolingUnitId unit = coolantUnit();
        QTest::addColumn<model::Edit>("edit");
        const auto row = [](const char* name, model::Edit edit) { QTest::newRow(name) << std::move(edit); };
        row("number of the job", model::setJobField(job(), "detect", 77.0));
        row("trays of a domain", model::setJobField(job(), "trays_per_domain", 17));
        row("spare domains", model::setJobField(job(), "domains", 14));
        row("racks of the job", model::setJobRacks(job(), {rack()}));
        row("all rates", model::setAssumption("reliability.rate_scale", 1.5, "test"));
        row("no rates", model::setAssumption("reliability.rate_scale", 0.0, "test"));
        row("common cause of feeds", model::setAssumption("reliability.beta_feeds", 0.2, "test"));
        row("repair of a GPU", model::setFigure(gpu(), "failure.repair", 7200.0));
        row("a unit more", model::setUnitCount(unit, site()->coolingUnits.at(unit).count + 1));
        row("a unit less", model::removeCoolingUnit(unit));
        row("rack gone", model::removeRacks({rack()}));
        row("rack unplugged", model::setRackFeeds({rack()}, {PowerNodeId{}, std::nullopt}));
        row("rack cooled by nothing", model::setRackLoops({rack()}, CoolingLoopId{}, std::nullopt));
        row("tray gone", model::removeDevicesInRack({{rack(), tray.id}}));
        row("leaf gone", model::removeDevicesInRack({leaf}));
        row("supply gone", model::removeDevices(site()->racks.at(rack()).design, {supply.id}));
    }
    void keptPartsAreWhatAColdStartGives() {
        QFETCH(model::Edit, edit);
        Memo warm;
        warm.advance(site());
        const Shared<DrawnJobState> first = warm.demand<DrawnJob>(job());
        for (const model::SnapshotPtr& now : {after(edit), site()}) {
            warm.advance(now);
            Memo cold;
            cold.advance(now);
            QVERIFY(warm.demand<PowerHazards>(NoKey{}) == cold.demand<PowerHazards>(NoKey{}));
            QVERIFY(warm.demand<JobGround>(job()) == cold.demand<JobGround>(job()));
            QVERIFY(warm.demand<DrawnJob>(job()) == cold.demand<DrawnJob>(job()));
            QCOMPARE(warm.demand<DrawnJob>(job())->model == first->model, now == site());
        }
    }

    void ratesMoveNoRack() {
        const auto log = madeAnew(model::setAssumption("reliability.rate_scale", 1.5, "test"));
        QVERIFY(has(log, "power hazards"));
        QVERIFY(!has(log, "feed cuts"));
        QVERIFY(has(madeAnew(model::setRackFeeds({rack()}, {PowerNodeId{}, std::nullopt})), "feed cuts"));
    }

    void aJobsTimesKeepItsGround() {
        const auto log = madeAnew(model::setJobField(job(), "checkpoint_stall", 9.0));
        QVERIFY(has(log, "drawn job"));
        QVERIFY(!has(log, "job ground"));
    }

    void aRackLessKeepsWhatOthersOffer() {
        const auto log = madeAnew(model::removeRacks({rack()}));
        QVERIFY(has(log, "job ground"));
        QVERIFY(!has(log, "design pool"));
    }

    void jobsThatKeepTheirGroundShareItsLists() {
        Memo memo;
        memo.advance(site());
        const Shared<JobGroundState> ground = memo.demand<JobGround>(job());
        const Shared<DrawnJobState> state = memo.demand<DrawnJob>(job());
        QVERIFY(!ground->model.units.empty());
        QVERIFY(&*state->model.units.begin() == &*ground->model.units.begin());
        QVERIFY(&*state->model.groups.begin() == &*ground->model.groups.begin());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(LiveGoodput)
#include "live_goodput.moc"
