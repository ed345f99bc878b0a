// SPDX-License-Identifier: GPL-3.0-or-later
// The simulation against every reference answer that has a Monte Carlo tolerance. The answers are closed
// forms; the simulation knows none of them.
#include "../vector_rows.h"
#include "analytics/reliability/checkpoint.h"
#include "scenarios.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

Duration duration(const VectorRow& r, const std::string& name) {
    if (r.has(name + "_h")) return r.number(name + "_h") * unit::hour;
    if (r.has(name + "_min")) return r.number(name + "_min") * unit::minute;
    return r.number(name + "_s") * unit::s;
}

/// Tolerance of the simulation's column; negative when the row has none.
double tolerance(const VectorRow& r) {
    const std::size_t at = r.tolerance.find("Monte Carlo ");
    if (at == std::string::npos) return -1;
    const std::string text = r.tolerance.substr(at + 12);
    const double number = std::stod(text.substr(4));
    return text.starts_with("rel") ? number * std::abs(r.expected) : number;
}

struct Case {
    sim::Scenario scenario;
    sim::RunOptions options;
};

Case rigid(const VectorRow& r) {
    Case out;
    const Frequency rate = r.number("lam_per_h") * unit::perHour;
    Duration compute = duration(r, r.has("tau1_h") ? "tau1" : "tau");
    const Duration stall = duration(r, r.has("stall1_h") ? "stall1" : "stall");
    if (r.inputs.count("tau") == 1) compute = *exactInterval(rate, stall);
    out.scenario = test::rigidJob(compute, stall, duration(r, "drain"), r.number("slowdown_while_draining"));
    sim::JobSpec& job = out.scenario.jobs[0];
    if (r.has("rates_per_h")) {
        const auto rates = r.list("rates_per_h"), d = r.list("D_h"), restore = r.list("R_h");
        for (std::size_t i = 0; i < rates.size(); ++i)
            test::addCause(out.scenario, rates[i] * unit::perHour, d[i] * unit::hour,
                           restore[i] * unit::hour);
    } else {
        test::addCause(out.scenario, rate, duration(r, "D"), duration(r, "R"));
    }
    if (r.number("vulnerable_D") > 0) job.downtime = Downtime::Vulnerable;
    if (r.has("q_mem"))
        job.copies = MemoryCopies{static_cast<int>(r.number("m")), duration(r, "stall2"), r.number("q_mem"),
                                  duration(r, "C1"), duration(r, "C2")};
    if (r.has("lam_silent_per_h")) {
        job.silent = SilentErrors{r.number("lam_silent_per_h") * unit::perHour, {}, {}};
        job.verify = duration(r, "verify");
    }
    if (r.has("m0")) {
        out.scenario.burnIn = sim::BurnIn{r.number("m0"), duration(r, "theta")};
        out.options.span = duration(r, "T");
        out.options.replications = 200;
    }
    out.options.incidents = 1'000'000;
    return out;
}

Case slowed(const VectorRow& r) {
    Case out;
    out.scenario = test::slowedJob();
    out.options.incidents = 200'000;
    sim::JobSpec& job = out.scenario.jobs[0];
    if (r.has("groups")) {
        job.replicas =
            ReplicaGroups{static_cast<int>(r.number("groups")), static_cast<int>(r.number("R_min")),
                          duration(r, "T_rec"), duration(r, "t_stall")};
        job.groupRate = r.has("group_mttf_h") ? 1 / duration(r, "group_mttf")
                                              : r.number("group_rate_per_h") * unit::perHour;
    } else if (r.has("slow_mtbf_h")) {
        out.scenario.domains = job.needed = static_cast<int>(r.number("domains"));
        job.stragglers = Stragglers{1 / duration(r, "slow_mtbf"), duration(r, "evict"), r.number("slowdown")};
    } else {
        const ShortDomain policy = r.output == "v_mean"  ? ShortDomain::Rebalanced
                                   : r.output == "v_min" ? ShortDomain::Gates
                                                         : ShortDomain::Dropped;
        job.degraded = sim::ShortDomains{static_cast<int>(r.number("domains")),
                                         static_cast<int>(r.number("trays")),
                                         static_cast<int>(r.number("spare_trays")),
                                         1 / duration(r, "tray_mtbf"),
                                         duration(r, "mttr"),
                                         {policy, r.number("boost"), {}},
                                         {}};
    }
    return out;
}

Case hardware(const VectorRow& r) {
    Case out;
    if (r.has("racks")) {
        test::RackScale rack;
        rack.racks = static_cast<int>(r.number("racks"));
        rack.racksPerCdu = static_cast<int>(r.number("racks_per_cdu"));
        rack.trays = static_cast<int>(r.number("trays"));
        rack.traysNeeded = static_cast<int>(r.number("trays_needed"));
        rack.racksNeeded = static_cast<int>(r.number("racks_needed"));
        rack.trayLife = duration(r, "tray_mtbf");
        rack.trayRepair = duration(r, "tray_mttr");
        rack.hardFraction = r.number("hard_fraction");
        rack.cduLife = duration(r, "cdu_mtbf");
        rack.cduRepair = duration(r, "cdu_mttr");
        rack.otherLife = duration(r, "other_mtbf");
        rack.checkpoint = {duration(r, "tau"), duration(r, "stall"), duration(r, "drain")};
        rack.down = duration(r, "D");
        rack.restore = duration(r, "R");
        out.scenario = test::rackScale(rack);
        out.options.incidents = 300'000;
    } else {
        const Duration life = r.has("tray_mtbf_h") ? duration(r, "tray_mtbf") : duration(r, "mtbf");
        const int crews = r.inputs.find("crews")->second == "inf" ? 0 : static_cast<int>(r.number("crews"));
        out.scenario = test::pool(static_cast<int>(r.number("n")), static_cast<int>(r.number("k")), life,
                                  duration(r, "mttr"), crews, r.number("hot_factor", 1));
        out.options.incidents = 1'000'000;
    }
    return out;
}

sim::Estimate answer(const VectorRow& r, const sim::JobResult& job) {
    if (r.output == "availability" || r.output == "a_cap") return job.capacity;
    if (r.output == "loss_per_h") return {job.lossRate * unit::hour.si(), 0, 0, 0};
    for (std::size_t s = 0; s < sim::kShares; ++s)
        if (r.output == std::string("share_") + sim::kShareNames[s]) return job.shares[s];
    return job.goodput;
}

}  // namespace

class SimulationVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsMet_data();
    void everyRowIsMet();
};

void SimulationVectors::everyRowIsMet_data() {
    QTest::addColumn<int>("index");
    const auto rows = test::readVectorRows(RACKLOOM_TEST_DATA "/reliability.csv");
    int count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (tolerance(rows[i]) >= 0) {
            QTest::newRow(rows[i].id.c_str()) << static_cast<int>(i);
            ++count;
        }
    QCOMPARE(count, 36);
}

void SimulationVectors::everyRowIsMet() {
    QFETCH(int, index);
    const VectorRow row =
        test::readVectorRows(RACKLOOM_TEST_DATA "/reliability.csv")[static_cast<std::size_t>(index)];
    const bool onHardware = row.has("racks") || row.has("crews");
    const bool onSpeed = row.has("groups") || row.has("domains");
    const Case made = onHardware ? hardware(row) : onSpeed ? slowed(row) : rigid(row);
    const auto outcome = sim::simulate(made.scenario, made.options);
    QVERIFY2(outcome.ok(), outcome.ok() ? "" : outcome.error().text().c_str());
    const sim::Estimate found = answer(row, outcome.value().jobs[0]);
    const std::string text = row.id + ": expected " + std::to_string(row.expected) + ", simulated " +
                             std::to_string(found.mean) + " +- " + std::to_string(found.standardError);
    QVERIFY2(std::abs(found.mean - row.expected) <= tolerance(row), text.c_str());
    qInfo("%s", text.c_str());
    double sum = 0;
    for (const sim::Estimate& share : outcome.value().jobs[0].shares)
        sum += share.mean;
    QVERIFY(std::abs(sum - 1) < 1e-9);
}

QTEST_APPLESS_MAIN(SimulationVectors)
#include "simulation_vectors.moc"
