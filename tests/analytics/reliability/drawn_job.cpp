// SPDX-License-Identifier: GPL-3.0-or-later
// job_reliability, delivered and cost on drawn designs: rates add up part by part, goodput is the formula.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/renewal.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::findingsOf;

namespace {

double valueOf(const Report& report, std::string_view id) {
    const MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= relative * std::abs(b);
}

constexpr double kFit = 1e-9 / 3600;

model::Snapshot nvl72(const model::Job* job) {
    model::Snapshot s = rackloom::test::shippedDesign("gb200-nvl72");
    const WriteToken token;
    for (const JobId id : s.jobs.ids())
        s.jobs.erase(token, id);
    if (job) s.jobs.insert(token, *job);
    return s;
}

}  // namespace

class DrawnJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// They take half an interval back each, so the best interval counts them.
    void silentErrorsShortenTheInterval() {
        const auto reportWith = [](std::optional<Duration> interval) {
            model::Job job;
            job.interval = interval;
            model::Snapshot s = nvl72(&job);
            model::Site site = *s.site;
            site.assumptions["reliability.silent_fit"] = {2e5, "test"};
            s.site = std::move(site);
            return evaluate(s);
        };
        const Report best = reportWith(std::nullopt);
        const Duration interval = Duration::si(valueOf(best, "reliability.checkpoint_interval"));
        for (const double factor : {0.5, 0.8, 1.3, 2.0, 5.0})
            QVERIFY(valueOf(reportWith(interval * factor), "reliability.goodput") <
                    valueOf(best, "reliability.goodput"));
    }
    void goodputIsTheFormulaOfTheDrawnRates() {
        model::Job job;
        job.mfu = 0.4;
        const Report report = evaluate(nvl72(&job));
        const double rate = valueOf(report, "reliability.interruption_rate");
        // At least the GPUs, NICs, DPUs and NVLink trays of the rack; then what it shares with others.
        const double rack = (72 * 20800 + 72 * 330 + 36 * 330 + 9 * 5000) * kFit;
        QVERIFY(rate >= rack * (1 - 1e-12));
        QVERIFY(near(valueOf(report, "reliability.mtti"), 1 / rate));
        const auto interval = bestInterval(Frequency::si(rate), job.checkpointStall, job.checkpointDrain);
        QVERIFY(near(valueOf(report, "reliability.checkpoint_interval"), interval->si()));
        const double g = goodput({{Frequency::si(rate), job.detect, job.restore}},
                                 {*interval, job.checkpointStall, job.checkpointDrain, 0});
        QVERIFY(near(valueOf(report, "reliability.goodput"), g));
        QVERIFY(g > 0.9 && g < 1);
        QVERIFY(near(valueOf(report, "delivered.flops"), 72 * 5e15 * 0.4 * g));
        QVERIFY(near(valueOf(report, "delivered.flops_per_watt"),
                     valueOf(report, "delivered.flops") / valueOf(report, "power.facility")));
        QCOMPARE(valueOf(report, "workload.mfu"), 0.4);
    }

    void theWaterfallSumsToOne() {
        model::Job job;
        job.interval = 600 * unit::s;
        const Report report = evaluate(nvl72(&job));
        double sum = 0;
        for (const Contribution& part : report.find("reliability.goodput")->contributions)
            sum += part.value;
        QVERIFY(std::abs(sum - 1) < 1e-12);
        QCOMPARE(valueOf(report, "reliability.checkpoint_interval"), 600.0);
    }

    void halfTheTraysLeaveWhatTheDomainShares() {
        model::Job whole, half;
        half.gpus = 36;
        const double all = 1 / valueOf(evaluate(nvl72(&whole)), "reliability.mtti");
        const double some = 1 / valueOf(evaluate(nvl72(&half)), "reliability.mtti");
        // Half of the parts inside trays; the NVLink trays still take the job.
        QVERIFY(some > all / 2 && some < all);
        QVERIFY(some - all / 2 >= 9 * 5000 * kFit / 2 * (1 - 1e-12));
    }

    void scalingTheRatesScalesTheMeanTime() {
        const model::Job job;
        model::Snapshot s = nvl72(&job);
        const double before = valueOf(evaluate(s), "reliability.mtti");
        model::Site site = *s.site;
        site.assumptions["reliability.rate_scale"] = {4, "test"};
        s.site = site;
        // Losses that take several parts at once grow faster, but are a small part here.
        const double after = valueOf(evaluate(s), "reliability.mtti");
        QVERIFY(after <= before / 4 * (1 + 1e-12) && near(after, before / 4, 1e-2));
    }

    void withoutAJobThereIsNoGoodputButAMeanTime() {
        const Report report = evaluate(nvl72(nullptr));
        QVERIFY(report.find("reliability.mtti")->known());
        for (const char* id : {"reliability.goodput", "reliability.checkpoint_interval", "delivered.flops",
                               "delivered.flops_per_watt", "workload.mfu"})
            QVERIFY(!report.find(id)->known() && !report.find(id)->unknownReason.empty());
    }

    void unknownRatesAreToldAndNotTakenForZero() {
        const Report report = evaluate(rackloom::test::shippedDesign("cray-2"));
        QVERIFY(!report.find("reliability.mtti")->known());
        QCOMPARE(findingsOf(report, "reliability.no_rates").size(), std::size_t{1});
    }

    void costTellsHowMuchOfItIsKnown() {
        const Report report = evaluate(nvl72(nullptr));
        const MetricValue& capex = *report.find("cost.capex");
        QVERIFY(capex.known() && capex.coverage > 0 && capex.coverage < 1 && !capex.missing.empty());
        QVERIFY(capex.value() >= 72 * 43056.0);
        const MetricValue& hour = *report.find("cost.gpu_hour");
        QVERIFY(hour.known() && hour.coverage < 1 && !hour.warnings.empty());
    }
};

QTEST_GUILESS_MAIN(DrawnJob)
#include "drawn_job.moc"
