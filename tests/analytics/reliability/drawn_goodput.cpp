// SPDX-License-Identifier: GPL-3.0-or-later
// Goodput of whole drawn designs: published runs from their calibration, and what single changes of the
// drawing do, each against the amount that the formulas give by hand.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/engine/memo.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/reliability/binomial.h"
#include "analytics/reliability/renewal.h"
#include "model/edit/fabric_edits.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::findingsOf;

namespace {

constexpr double kHour = 3600, kFit = 1e-9 / 3600;

double valueOf(const Report& report, std::string_view id) {
    const MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::abs(b);
}

QString text(double a, double b) {
    return QString("%1 against %2").arg(a, 0, 'g', 12).arg(b, 0, 'g', 12);
}

model::Snapshot built(const char* id, const ParameterValues& parameters) {
    auto site = model::buildTemplate(rackloom::test::shippedCatalog(), id, parameters);
    RL_CHECK(site.ok());
    return std::move(site).value();
}

/// The answer for the only job alone: a whole report of a large design takes long.
DrawnJobState answerOf(const model::Snapshot& s) {
    Memo memo;
    memo.advance(std::make_shared<const model::Snapshot>(s));
    return *memo.demand<DrawnJob>(s.jobs.ids().front());
}

void setJob(model::Snapshot& s, const model::Job& job) {
    const WriteToken token;
    for (const JobId id : s.jobs.ids())
        s.jobs.erase(token, id);
    s.jobs.insert(token, job);
}

void setCalibration(model::Snapshot& s, const char* name) {
    model::Site site = *s.site;
    site.calibration = name;
    s.site = site;
}

/// Ten minutes of recovery, 5 s of stall and 60 s of drain.
model::Job quickJob() {
    model::Job job;
    job.name = "Training";
    job.checkpointStall = 5 * unit::s;
    job.checkpointDrain = 60 * unit::s;
    job.detect = 5 * unit::minute;
    job.restore = 5 * unit::minute;
    return job;
}

double goodputOf(double ratePerSecond, const model::Job& job) {
    return goodput({{Frequency::si(ratePerSecond), job.detect, job.restore}},
                   {*job.interval, job.checkpointStall, job.checkpointDrain, 0});
}

/// One NVL72 rack whose coolant units nobody feeds, cooled by `cdus` equal units, on the given feeds.
model::Snapshot oneRack(int cdus, bool splitFeeds) {
    model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
    const WriteToken token;
    model::Job job = quickJob();
    job.interval = 600 * unit::s;
    setJob(s, job);
    RackId fed;
    s.racks.forEach([&](RackId id, const model::Rack& rack) {
        if (rack.liquidLoop.isValid()) fed = id;
    });
    model::Rack rack = s.racks.at(fed);
    if (!splitFeeds) rack.feeds[1] = rack.feeds[0];
    s.racks.write(token, fed) = rack;
    for (const CoolingUnitId id : s.coolingUnits.ids())
        s.coolingUnits.erase(token, id);
    rackloom::test::Drawing drawing{s, {}};
    model::CoolingUnit unit;
    unit.name = "CDU";
    unit.type = drawing.type("coolit-chx2000");
    unit.loop = rack.liquidLoop;
    unit.count = cdus;
    drawing.snapshot.coolingUnits.insert(drawing.token, unit);
    return drawing.snapshot;
}

double rateOf(const Report& report) {
    return 1 / valueOf(report, "reliability.mtti");
}

/// Losses per second of a pair of which one suffices, with a share that strikes both.
double pairRate(double rate, double repair, double beta) {
    const double alone = (1 - beta) * rate, up = 1 / (1 + alone * repair), down = 1 - up;
    return 2 * alone * up * down + beta * rate;
}

}  // namespace

class DrawnGoodput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void llama3IsInterruptedEveryThreeHours() {
        model::Snapshot s = built("dgx-h100-superpod", {{"su", 64}, {"ufm", 0}});
        setCalibration(s, "llama3");
        setJob(s, quickJob());
        const DrawnJobState state = answerOf(s);
        const double mtti = 1 / state.answer.interruptions.si();
        QVERIFY2(near(mtti, 54 * 24 * kHour / 419), qPrintable(text(mtti / kHour, 3.0931)));
        QVERIFY2(std::abs(state.answer.goodput - 0.915) < 1e-3,
                 qPrintable(text(state.answer.goodput, 0.915)));
        // The GPU with its memory causes most of it.
        const auto worst = std::min_element(
            state.answer.causes.begin(), state.answer.causes.end(),
            [](const CauseShare& a, const CauseShare& b) { return a.sensitivity < b.sensitivity; });
        const std::size_t i = static_cast<std::size_t>(worst - state.answer.causes.begin());
        QCOMPARE(state.model.causes.at(i).name, std::string("GPU"));
    }

    void reportsListEveryJobWithItsWaterfall() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        model::Job job = quickJob();
        setJob(s, job);
        const WriteToken token;
        job.name = "Second";
        job.traysPerDomain = 9;
        s.jobs.insert(token, job);
        const Report report = evaluate(s);
        QCOMPARE(report.jobs.size(), std::size_t{2});
        for (const JobResult& row : report.jobs) {
            double sum = 0;
            for (const Contribution& part : row.waterfall)
                sum += part.value;
            QVERIFY(std::abs(sum - 1) < 1e-12);
            QVERIFY(!row.causes.empty() && row.goodput && *row.goodput > 0.9);
        }
        QVERIFY(*report.jobs[1].rate < *report.jobs[0].rate);
        QVERIFY(*report.jobs[1].capacity > *report.jobs[0].capacity);
        QVERIFY(near(1 / valueOf(report, "reliability.mtti"), *report.jobs[0].rate));
    }

    void aHundredThousandGpusAtTheFleetRate() {
        model::Snapshot s = built("gb200-superpod", {{"racks", 1821}});
        setCalibration(s, "rsc1");
        model::Job job = quickJob();
        job.gpus = 131072;
        setJob(s, job);
        const DrawnJobState state = answerOf(s);
        const double hours = 1 / (state.answer.interruptions * unit::hour);
        QVERIFY2(near(hours, 24 / (16384 * 6.5e-3)), qPrintable(text(hours, 0.2254)));
        // Interrupted more often than it recovers and checkpoints: the program must say so.
        QVERIFY(!regimeWarning(state.answer.regime).empty());
    }

    void frequentInterruptionsAreAFinding() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        model::Job job = quickJob();
        setJob(s, job);
        QVERIFY(findingsOf(evaluate(s), "reliability.regime").empty());
        model::Site site = *s.site;
        site.assumptions["reliability.rate_scale"] = {1000, "test"};
        s.site = site;
        const Report report = evaluate(s);
        QCOMPARE(findingsOf(report, "reliability.regime").size(), std::size_t{1});
        QVERIFY(report.find("reliability.weakest")->known() && report.find("reliability.standbys")->known());
    }

    void aSecondCoolantUnitTakesOneCauseAway() {
        const Report one = evaluate(oneRack(1, true)), two = evaluate(oneRack(2, true));
        const double rate = 50000 * kFit, repair = 8 * kHour;
        const double expected = rate - pairRate(rate, repair, 0.10);
        const double found = rateOf(one) - rateOf(two);
        QVERIFY2(near(found, expected, 1e-4), qPrintable(text(found, expected)));
        model::Job job = quickJob();
        job.interval = 600 * unit::s;
        QVERIFY(near(valueOf(one, "reliability.goodput"), goodputOf(rateOf(one), job)));
        const double gain = valueOf(two, "reliability.goodput") - valueOf(one, "reliability.goodput");
        const double byHand = goodputOf(rateOf(one) - expected, job) - goodputOf(rateOf(one), job);
        QVERIFY2(near(gain, byHand, 1e-4), qPrintable(text(gain, byHand)));
    }

    void ratesAreScaledBeforeRedundancyIsSolved() {
        const auto tenfold = [](int cdus) {
            model::Snapshot s = oneRack(cdus, true);
            model::Site site = *s.site;
            site.assumptions["reliability.rate_scale"] = {10, "test"};
            s.site = site;
            return rateOf(evaluate(s));
        };
        // Ten times the common cause, a hundred times the coincidence.
        const double rate = 10 * 50000 * kFit;
        const double expected = rate - pairRate(rate, 8 * kHour, 0.10);
        const double found = tenfold(1) - tenfold(2);
        QVERIFY2(near(found, expected, 1e-3), qPrintable(text(found, expected)));
    }

    void aSplitFeedLeavesPairsAndCommonCauses() {
        const Report single = evaluate(oneRack(1, false)), split = evaluate(oneRack(1, true));
        const double utility = 223744 * kFit, ups = 8000 * kFit;
        const double utilityRepair = 1.3 * kHour, upsRepair = 8 * kHour;
        const auto share = [](double rate, double repair) { return rate * repair / (1 + rate * repair); };
        // Unlike parts down at once: one on each side, both ways round.
        const double du = share(utility, utilityRepair), ds = share(ups, upsRepair);
        const double cross = 2 * (utility * (1 - du) * ds + ups * (1 - ds) * du);
        const double expected =
            utility + ups - pairRate(utility, utilityRepair, 0.05) - pairRate(ups, upsRepair, 0.05) - cross;
        const double found = rateOf(single) - rateOf(split);
        QVERIFY2(near(found, expected, 1e-4), qPrintable(text(found, expected)));
        model::Job job = quickJob();
        job.interval = 600 * unit::s;
        const double gain = valueOf(split, "reliability.goodput") - valueOf(single, "reliability.goodput");
        const double byHand = goodputOf(rateOf(single) - expected, job) - goodputOf(rateOf(single), job);
        QVERIFY2(gain > 0 && near(gain, byHand, 1e-4), qPrintable(text(gain, byHand)));
    }

    void aSpareTrayIsWorthItsBinomialTerm() {
        const double trayRate = 4 * 6.5 / 192000 / kHour;  // rsc1, four GPUs
        const Chance up = availability(Frequency::si(trayRate * 0.36), 24 * unit::hour);
        const auto withTrays = [&](int needed) {
            model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
            setCalibration(s, "rsc1");
            model::Job job = quickJob();
            job.interval = 600 * unit::s;
            job.traysPerDomain = needed;
            setJob(s, job);
            const Report report = evaluate(s);
            const double all = std::pow(up.up, 18);
            const double enough = needed == 18 ? all : all + 18 * std::pow(up.up, 17) * up.down;
            const double g = goodputOf(needed * trayRate, job);
            const double capacity = valueOf(report, "reliability.capacity");
            QVERIFY2(near(capacity, enough), qPrintable(text(capacity, enough)));
            QVERIFY(near(valueOf(report, "reliability.goodput"), g));
            QVERIFY(near(valueOf(report, "reliability.goodput_waiting"), g * enough));
            QVERIFY(near(valueOf(report, "reliability.goodput_purchased"), g * enough * needed / 18));
        };
        withTrays(18);
        withTrays(17);
    }

    void aSecondPlaneTurnsInterruptionsIntoLostBandwidth() {
        // Before that, every cable of the second plane is missing.
        const model::Snapshot two = twoPlanes();
        const WriteToken token;
        model::Snapshot one = two;
        const FabricId id = computeFabric(two);
        model::Fabric fabric = *two.fabrics.at(id);
        std::vector<model::DeviceRef> second;
        for (const model::SwitchTier& tier : fabric.tiers)
            for (std::size_t i = 1; i < tier.switches.size(); i += 2)
                second.push_back(tier.switches[i]);
        const auto inSecond = [&](const model::PortRef& p) {
            return std::find(second.begin(), second.end(), p.device) != second.end();
        };
        for (const model::PlannedCable& cable : model::expandFabric(two, fabric).cables)
            if (inSecond(cable.a) || inSecond(cable.b))
                fabric.removed.push_back(model::cableKey(cable.a, cable.b));
        std::sort(fabric.removed.begin(), fabric.removed.end());
        one.fabrics.write(token, id) = Shared<model::Fabric>(fabric);

        const Report before = evaluate(one), after = evaluate(two);
        const double leaves = static_cast<double>(fabric.tiers[0].switches.size()) / 2;
        double cables = 0;
        for (const Bundle& bundle : *before.bundles) {
            if (bundle.fabric != id || bundle.tier != 0 || bundle.medium.empty()) continue;
            const model::DeviceType* cable = rackloom::test::shippedCatalog().device(bundle.medium);
            QVERIFY(cable && cable->failure);
            cables +=
                bundle.count * cable->failure->rate.value->si() * *cable->failure->interruptProbability.value;
        }
        const double expected = leaves * 700 * kFit + cables;
        const double found = rateOf(before) - rateOf(after);
        QVERIFY(leaves > 0 && cables > 0);
        QVERIFY2(near(found, expected, 1e-6), qPrintable(text(found, expected)));
        QVERIFY(valueOf(after, "reliability.goodput") > valueOf(before, "reliability.goodput"));
    }

    void endpointsWithOneCableAndWithTwoAreToldApart() {
        // Half of the nodes lack their cables to the second plane.
        model::Snapshot s = twoPlanes();
        const FabricId id = computeFabric(s);
        model::Fabric fabric = *s.fabrics.at(id);
        std::set<model::DeviceRef> first, second, nodes;
        for (const model::SwitchTier& tier : fabric.tiers)
            for (std::size_t i = 0; i < tier.switches.size(); ++i)
                (i % 2 ? second : first).insert(tier.switches[i]);
        const auto cables = model::expandFabric(s, fabric).cables;
        const auto nodeOf = [&](const model::PlannedCable& cable) {
            const bool up = first.count(cable.a.device) + second.count(cable.a.device) > 0;
            return up ? cable.b.device : cable.a.device;
        };
        const auto isSwitch = [&](const model::DeviceRef& d) { return first.count(d) + second.count(d) > 0; };
        for (const model::PlannedCable& cable : cables)
            if (!isSwitch(nodeOf(cable))) nodes.insert(nodeOf(cable));
        QCOMPARE(nodes.size(), std::size_t{64});
        const std::set<model::DeviceRef> half(nodes.begin(), std::next(nodes.begin(), 32));
        for (const model::PlannedCable& cable : cables)
            if (half.count(nodeOf(cable)) > 0 &&
                second.count(cable.a.device) + second.count(cable.b.device) > 0)
                fabric.removed.push_back(model::cableKey(cable.a, cable.b));
        std::sort(fabric.removed.begin(), fabric.removed.end());
        s.fabrics.write(WriteToken{}, id) = Shared<model::Fabric>(fabric);

        Memo memo;
        memo.advance(std::make_shared<const model::Snapshot>(s));
        const FabricHazardTable table = *memo.demand<FabricHazards>(NoKey{});
        QVERIFY2(near(table.singleShare, 0.5), qPrintable(QString::number(table.singleShare)));
        double alone = 0, spared = 0;
        for (const Hazard& cable : table.cables) {
            alone += cable.parts;
            for (const SparedParts& part : table.spared) {
                if (part.name != cable.name) continue;
                spared += part.parts;
                QVERIFY2(near(part.bandwidth, 0.5), qPrintable(QString::number(part.bandwidth)));
            }
        }
        // Of 64 nodes with four GPUs: one cable for half of the GPUs, two for the others.
        QVERIFY2(near(alone, 0.5), qPrintable(QString::number(alone)));
        QVERIFY2(near(spared, 256), qPrintable(QString::number(spared)));
    }

    void aJobLargerThanTheDesignIsAFinding() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        model::Job job = quickJob();
        job.gpus = 1000;
        setJob(s, job);
        QCOMPARE(findingsOf(evaluate(s), "reliability.job_too_large").size(), std::size_t{1});
        job.gpus = 72;
        setJob(s, job);
        QVERIFY(findingsOf(evaluate(s), "reliability.job_too_large").empty());
    }

    void checkpointsNeedStorageThatWrites() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        model::Job job = quickJob();
        job.checkpointSize = 4.86 * unit::TB;
        setJob(s, job);
        rackloom::test::Drawing drawing{s, {}};
        QCOMPARE(findingsOf(evaluate(s), "reliability.checkpoint_bandwidth").size(), std::size_t{1});
    }

    void calibrationsAreNeverMixedWithPartRates() {
        model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
        setJob(s, quickJob());
        const double parts = rateOf(evaluate(s));
        setCalibration(s, "rsc2");
        const double fleet = rateOf(evaluate(s));
        QVERIFY(near(fleet, 72 * 2.34 / 192000 / kHour));
        QVERIFY(!near(parts, fleet, 1e-3));
        setCalibration(s, "unheard-of");
        QVERIFY(!evaluate(s).find("reliability.mtti")->known());
    }

    void replicaGroupsBeatARestartWhenManyRejoinQuickly() {
        model::Snapshot s = built("gb200-superpod", {{"racks", 1821}});
        setCalibration(s, "llama3");
        model::Job job = quickJob();
        setJob(s, job);
        const double rigid = answerOf(s).answer.goodput;
        job.groups.count = 64;
        setJob(s, job);
        const double many = answerOf(s).answer.goodput;
        job.groups.count = 4;
        job.groups.rejoin = 4 * unit::hour;
        setJob(s, job);
        const double few = answerOf(s).answer.goodput;
        QVERIFY2(many > rigid && rigid > few, qPrintable(text(many, few)));
    }

private:
    /// The number under which the template offers a topology: its help lists them in order.
    static double topology(const std::string& label) {
        for (const ParameterSpec& spec : model::findTemplate("custom-fabric")->parameters()) {
            const auto at = spec.key == "topology" ? spec.help.find(label) : std::string::npos;
            if (at == std::string::npos) continue;
            std::size_t number = at;
            while (number > 0 && !(spec.help[number - 1] >= '0' && spec.help[number - 1] <= '9'))
                --number;
            std::size_t first = number;
            while (first > 0 && spec.help[first - 1] >= '0' && spec.help[first - 1] <= '9')
                --first;
            return std::stod(spec.help.substr(first, number - first));
        }
        return -1;
    }
    /// Two ports for each of 256 GPUs, on two planes.
    static model::Snapshot twoPlanes() {
        model::Snapshot s =
            built("custom-fabric", {{"topology", topology("Several planes")}, {"nodes", 64}, {"planes", 2}});
        const DeviceTypeId node = model::findType(s, "nvidia-dgx-b200");
        model::DeviceType type = *s.types.at(node);
        for (model::Component& part : type.components)
            if (part.count == 8) part.count = 4;
        s.types.write(WriteToken{}, node) = Shared<model::DeviceType>(type);
        setJob(s, quickJob());
        return s;
    }
    static FabricId computeFabric(const model::Snapshot& s) {
        FabricId found;
        s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
            if (!found.isValid() && fabric->role == model::FabricRole::Compute) found = id;
        });
        return found;
    }
};

QTEST_GUILESS_MAIN(DrawnGoodput)

#include "drawn_goodput.moc"
