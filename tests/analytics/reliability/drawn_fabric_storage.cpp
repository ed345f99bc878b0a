// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves, spines, cables and storage nodes do to the job of a drawn design, each against numbers by
// hand; and the checkpoint interval of a job that keeps copies in memory.
#include "../drawn.h"
#include "analytics/capacity/parts.h"
#include "analytics/engine/memo.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/job_fixes.h"
#include "analytics/reliability/binomial.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/slowing.h"
#include "analytics/simulation/run.h"
#include "model/templates/templates.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

constexpr double kHour = 3600, kFit = 1e-9 / 3600;
constexpr double kNodes = 8;  // storage nodes of the design below

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::abs(b);
}

QString text(double a, double b) {
    return QString("%1 against %2").arg(a, 0, 'g', 12).arg(b, 0, 'g', 12);
}

struct Answered {
    DrawnJobState state;
    FabricHazardTable fabric;
};

Answered answerOf(const model::Snapshot& s) {
    Memo memo;
    memo.advance(std::make_shared<const model::Snapshot>(s));
    return {*memo.demand<DrawnJob>(s.jobs.ids().front()), *memo.demand<FabricHazards>(NoKey{})};
}

void setJob(model::Snapshot& s, const model::Job& job) {
    const WriteToken token;
    for (const JobId id : s.jobs.ids())
        s.jobs.erase(token, id);
    s.jobs.insert(token, job);
}

void assume(model::Snapshot& s, const char* id, double value) {
    model::Site site = *s.site;
    site.assumptions[id] = {value, "test"};
    s.site = site;
}

model::Job training() {
    model::Job job;
    job.name = "Training";
    return job;
}

/// The shipped storage rack's nodes write at 20 GB/s and fail as often as stated.
model::Snapshot withStorage(int spare) {
    model::Snapshot s = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
    const WriteToken token;
    const DeviceTypeId id = model::findType(s, "generic-storage-node");
    model::DeviceType type = *s.types.at(id);
    type.storage->write = model::Figure<DataRate>::of(20e9 * 8 * unit::bps, "test", model::Grade::Derived);
    s.types.write(token, id) = Shared<model::DeviceType>(type);
    assume(s, "reliability.storage_spare", spare);
    model::Job job = training();
    job.checkpointSize = 10 * unit::TB;
    setJob(s, job);
    return s;
}

JobFixList fixesOf(const model::Snapshot& s) {
    Memo memo;
    memo.advance(std::make_shared<const model::Snapshot>(s));
    return *memo.demand<JobFixes>(s.jobs.ids().front());
}

const InterruptionCause* causeNamed(const JobModel& model, std::string_view name) {
    for (const InterruptionCause& cause : model.causes)
        if (cause.name == name) return &cause;
    return nullptr;
}

}  // namespace

class DrawnFabricStorage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aJobWithCopiesAndNoIntervalTakesTheOptimum() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        model::Job job = training();
        job.memory.perDurable = 12;
        setJob(s, job);
        const DrawnJobState state = answerOf(s).state;
        QVERIFY(state.answer.interruptions.si() > 0);
        QVERIFY(state.interval.has_value());
        const auto best = bestInterval(state.answer.interruptions, job.memory.stall, {});
        QVERIFY2(near(*state.interval, best->si()), qPrintable(text(*state.interval, best->si())));
        QVERIFY(state.answer.goodput > 0.9 && state.answer.goodput < 1);
    }

    void aLeafOfOnePlaneTakesItsRacksUntilItIsRepaired() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        setJob(s, training());
        const Answered found = answerOf(s);
        QVERIFY(!found.fabric.cuts.empty());
        double leaves = 0;
        for (const UnitHazard& cut : found.fabric.cuts) {
            leaves += cut.parts;
            QCOMPARE(cut.parts, 4.0);  // of one rack each
            QCOMPARE(cut.racks.size(), std::size_t{1});
            QVERIFY(near(cut.rate.si(), cut.parts * 700 * kFit));
            const InterruptionCause* cause = causeNamed(found.state.model, cut.kind);
            QVERIFY(cause && cause->strikes == Strikes::Unit && cause->hardFraction == 1);
        }
        QCOMPARE(leaves, 32.0);
        // The job needs all racks: without leaves the capacity is larger by what all of them are available.
        model::Snapshot perfect = s;
        const WriteToken token;
        for (const DeviceTypeId id : perfect.types.ids()) {
            model::DeviceType type = *perfect.types.at(id);
            if (type.kind != "fabric_switch" || !type.failure) continue;
            type.failure->rate = model::Figure<Frequency>::of({}, "test", model::Grade::Derived);
            perfect.types.write(token, id) = Shared<model::DeviceType>(type);
        }
        const double with = found.state.waiting.capacity, without = answerOf(perfect).state.waiting.capacity;
        const double up = std::pow(availability(Frequency::si(4 * 700 * kFit), 4 * unit::hour).up, 8);
        QVERIFY2(near(with / without, up, 1e-12), qPrintable(text(with / without, up)));
    }

    void aSpineOnlyCostsItsShareOfTheBandwidth() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        model::Job job = training();
        job.power.computeShare = 0.6;
        setJob(s, job);
        const Answered found = answerOf(s);
        QCOMPARE(found.state.model.slowing.size(), std::size_t{1});
        const SlowingParts& spines = found.state.model.slowing.front();
        QCOMPARE(spines.parts, 9.0);
        QVERIFY2(near(spines.speed, 1 / (0.6 + 0.4 / (8.0 / 9))), qPrintable(QString::number(spines.speed)));
        const double x = 700 * kFit * 4 * kHour;
        const double any = 1 - std::pow(1 / (1 + x), 9), expected = 1 - any * (1 - spines.speed);
        QVERIFY2(near(found.state.answer.slowed, expected, 1e-12),
                 qPrintable(text(found.state.answer.slowed, expected)));
        double sum = 0, lost = 0;
        for (const Badput& loss : found.state.answer.losses) {
            sum += loss.share;
            if (loss.name == "reduced bandwidth") lost = loss.share;
        }
        QVERIFY(lost > 0 && std::abs(sum - 1) < 1e-12);
    }

    void slowingPartsAgreeWithTheSimulation() {
        JobModel job;
        job.causes.push_back(
            {"any", Strikes::Job, 1 / (50 * unit::hour), 0, {}, 0.1 * unit::hour, 0.05 * unit::hour, {}});
        job.checkpoint = {0.5 * unit::hour, 10 * unit::s, {}, 0};
        job.slowing.push_back({"leaf", 40, 1 / (1000 * unit::hour), 8 * unit::hour, 0.6});
        job.slowing.push_back({"spine", 9, 1 / (100 * unit::hour), 4 * unit::hour, 0.9});
        const JobAnswer closed = assembleQuickly(job).value();
        QVERIFY(closed.slowed < 0.9);
        const auto found =
            sim::simulate(sim::scenarioOf(job).value(), {.incidents = 200'000, .seed = 3}).value();
        const sim::Estimate& g = found.jobs[0].goodput;
        QVERIFY2(std::abs(g.mean - closed.goodput) <= 0.003 + 3 * g.standardError,
                 qPrintable(text(g.mean, closed.goodput)));
    }

    void partsThatNeverFailSlowNothing() {
        QCOMPARE(slowedSpeed({}), 1.0);
        QCOMPARE(slowedSpeed({{"never", 10, {}, unit::hour, 0}}), 1.0);
        QCOMPARE(slowedSpeed({{"at once", 10, 1 / unit::hour, {}, 0}}), 1.0);
        QVERIFY(near(slowedSpeed({{"half", 1, 1 / unit::hour, unit::hour, 0}}), 0.5));
    }

    void storageNodesTakeTheirShareOfTheWriteBandwidth() {
        const DrawnJobState state = answerOf(withStorage(2)).state;
        const double up = 1 / (1 + 5000 * kFit * 24 * kHour);
        QVERIFY2(near(*state.storageWrite, kNodes * 160e9 * up),
                 qPrintable(text(*state.storageWrite, kNodes * 160e9)));
        QVERIFY(near(state.model.checkpoint.drain.si(), 80e12 / *state.storageWrite));
    }

    void storageBeyondItsRedundancyStopsTheJob() {
        const DrawnJobState none = answerOf(withStorage(0)).state, two = answerOf(withStorage(2)).state;
        const InterruptionCause *bare = causeNamed(none.model, "Storage"),
                                *spared = causeNamed(two.model, "Storage");
        QVERIFY(bare && spared);
        QVERIFY(near(bare->rate.si(), kNodes * 5000 * kFit));
        QCOMPARE(bare->down.si(), 360 + 24 * kHour);
        // Three of eight at once: two of the other seven are being repaired when the third goes.
        const double x = 5000 * kFit * 24 * kHour;
        QVERIFY2(near(spared->rate.si(), kNodes * 5000 * kFit * 21 * x * x, 0.01),
                 qPrintable(QString::number(spared->rate.si())));
        QVERIFY(none.answer.goodput < two.answer.goodput);
    }

    void storageNodesOfUnknownRateAreCountedAsUnknown() {
        model::Snapshot s = withStorage(2);
        const DrawnJobState before = answerOf(s).state;
        const WriteToken token;
        const DeviceTypeId rated = model::findType(s, "generic-storage-node");
        model::DeviceType type = *s.types.at(rated);
        type.key = "unrated-storage-node";
        type.name = "Unrated node";
        type.failure.reset();
        const DeviceTypeId unrated = s.types.insert(token, Shared<model::DeviceType>(type));
        for (const RackDesignId id : s.designs.ids()) {
            model::RackDesign design = *s.designs.at(id);
            const auto slot = std::find_if(design.slots.begin(), design.slots.end(),
                                           [&](const model::Slot& x) { return x.type == rated; });
            if (slot == design.slots.end()) continue;
            slot->type = unrated;
            s.designs.write(token, id) = Shared<model::RackDesign>(design);
        }
        const DrawnJobState after = answerOf(s).state;
        const double unknown = before.known - after.known;
        QVERIFY(unknown >= 1 && near(after.parts, before.parts));
        const InterruptionCause *storage = causeNamed(after.model, "Storage"),
                                *silent = causeNamed(after.model, "Unrated node");
        QVERIFY(storage && silent && silent->rate.si() == 0);
        const Frequency mean = Frequency::si((kNodes - unknown) / kNodes * 5000 * kFit);
        const double expected = lossWhileUp(8, 6, mean, 24 * unit::hour, 0).si();
        QVERIFY2(near(storage->rate.si(), expected), qPrintable(text(storage->rate.si(), expected)));
    }

    void oneMoreStorageNodeAlsoShortensTheOutage() {
        const model::Snapshot s = withStorage(0);
        JobModel changed = answerOf(s).state.model;
        for (InterruptionCause& cause : changed.causes) {
            if (cause.name != "Storage") continue;
            cause.rate = lossWhileUp(9, 8, Frequency::si(5000 * kFit), 24 * unit::hour, 0);
            cause.down = 360 * unit::s + 12 * unit::hour;
        }
        const double expected = assembleQuickly(changed, Waiting::Counted).value().goodput;
        const JobFixList list = fixesOf(s);
        const auto fix = std::find_if(list.fixes.begin(), list.fixes.end(), [](const JobFix& f) {
            return f.what.find("of redundancy") != std::string::npos;
        });
        QVERIFY(fix != list.fixes.end());
        QVERIFY2(near(fix->goodput, expected), qPrintable(text(fix->goodput, expected)));
    }

    void aSpareRackIsOfTheKindTheJobRunsOn() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-superpod", "racks=8");
        setJob(s, training());
        const auto spareRack = [](const model::Snapshot& drawn) {
            for (const JobFix& fix : fixesOf(drawn).fixes)
                if (fix.what.find("one more rack") == 0) return fix.usd.value_or(0);
            return -1.0;
        };
        const double whole = spareRack(s);
        QVERIFY(whole > 0);
        // The first rack of the job holds a tray less, which makes it one of another kind.
        Memo memo;
        memo.advance(std::make_shared<const model::Snapshot>(s));
        RackId odd;
        for (const RackId id : s.racks.ids())
            if (!odd.isValid() && memo.demand<DesignPool>(s.racks.at(id).design)->gpus() > 0) odd = id;
        model::RackDesign design = *s.designs.at(s.racks.at(odd).design);
        const auto tray =
            std::find_if(design.slots.begin(), design.slots.end(), [&](const model::Slot& slot) {
                return slot.type.isValid() && memo.demand<DeviceGpus>(slot.type) > 0;
            });
        QVERIFY(tray != design.slots.end());
        tray->type = {};
        const WriteToken token;
        model::Rack rack = s.racks.at(odd);
        rack.design = s.designs.insert(token, Shared<model::RackDesign>(design));
        s.racks.write(token, odd) = rack;
        const double found = spareRack(s);
        QVERIFY2(near(found, whole), qPrintable(text(found, whole)));
    }

    void scaledRatesGrowWithTheNumberOfNodesThatMustBeOut() {
        model::Snapshot s = withStorage(2);
        const DrawnJobState once = answerOf(s).state;
        assume(s, "reliability.rate_scale", 10);
        const DrawnJobState tenfold = answerOf(s).state;
        const double before = causeNamed(once.model, "Storage")->rate.si();
        const double after = causeNamed(tenfold.model, "Storage")->rate.si();
        QVERIFY2(near(after, 1000 * before, 0.02), qPrintable(text(after, 1000 * before)));
        int alone = 0;
        for (std::size_t i = 0; i < once.model.causes.size(); ++i) {
            const InterruptionCause &x = once.model.causes[i], &y = tenfold.model.causes.at(i);
            if (x.strikes != Strikes::Tray) continue;
            QVERIFY(near(y.rate.si(), 10 * x.rate.si()));
            ++alone;
        }
        QVERIFY(alone > 0);
    }
};

QTEST_GUILESS_MAIN(DrawnFabricStorage)

#include "drawn_fabric_storage.moc"
