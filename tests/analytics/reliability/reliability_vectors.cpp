// SPDX-License-Identifier: GPL-3.0-or-later
// The published and derived reliability answers: every row goes through the functions by its output's name.
#include "../vector_rows.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/ettr.h"
#include "analytics/reliability/rates.h"
#include "analytics/reliability/renewal.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

/// A time given under whichever unit suffix the row uses.
Duration duration(const VectorRow& r, const std::string& name) {
    if (r.has(name + "_h")) return r.number(name + "_h") * unit::hour;
    if (r.has(name + "_min")) return r.number(name + "_min") * unit::minute;
    return r.number(name + "_s") * unit::s;
}

Frequency rate(const VectorRow& r) {
    if (r.has("lam_per_h")) return r.number("lam_per_h") * unit::perHour;
    if (r.has("rf_per_1000_node_days"))
        return jobRate({r.number("rf_per_1000_node_days"), r.number("gpus_per_node", 8)}, r.number("gpus"));
    if (r.has("unexpected")) return observedRate(r.number("unexpected"), r.number("days") * unit::day);
    return rateOf(r.has("job_mttf_h") ? duration(r, "job_mttf") : duration(r, "mttf"));
}

std::vector<InterruptionClass> classes(const VectorRow& r) {
    if (!r.has("rates_per_h")) return {{rate(r), duration(r, "D"), duration(r, "R")}};
    std::vector<InterruptionClass> out;
    const std::vector<double> rates = r.list("rates_per_h"), d = r.list("D_h"), restore = r.list("R_h");
    for (std::size_t i = 0; i < rates.size(); ++i)
        out.push_back({rates[i] * unit::perHour, d.at(i) * unit::hour, restore.at(i) * unit::hour});
    return out;
}

Checkpointing checkpointing(const VectorRow& r) {
    const bool dump = r.has("delta_min") || r.has("delta_h");
    return {duration(r, "tau"), dump ? duration(r, "delta") : duration(r, "stall"), duration(r, "drain"),
            r.number("slowdown_while_draining")};
}

double firstOrder(const VectorRow& r) {
    const Duration write = duration(r, "w_cp");
    const Duration interval =
        r.has("dt_cp_min") ? duration(r, "dt_cp") : youngInterval(rate(r), write).value_or(Duration{});
    return ettrFirstOrder({rate(r), interval, duration(r, "u0"), write, duration(r, "q")});
}

double gpuShare(const VectorRow& r) {
    double sum = 0;
    for (const auto& [key, value] : r.inputs)
        if (key != "total") sum += std::stod(value);
    return sum / r.number("total");
}

double answer(const VectorRow& r) {
    const Duration nothing{};
    const Downtime downtime = r.number("vulnerable_D") > 0 ? Downtime::Vulnerable : Downtime::Protected;
    if (r.output == "job_mttf_h" || r.output == "mttf_h") return meanTime(rate(r)).in(unit::hour);
    if (r.output == "rf_per_1000_node_days")
        return fleetRateFrom(rate(r), r.number("gpus"), r.number("gpus_per_node")).perThousandNodeDays;
    if (r.output == "ettr_first_order") return firstOrder(r);
    if (r.output == "dt_opt_min")
        return youngInterval(rate(r), duration(r, "w_cp")).value_or(nothing).in(unit::minute);
    if (r.output == "lost_gpu_hours")
        return lostGpuTime(r.number("gpus"), r.number("days") * unit::day, r.number("ettr")).in(unit::hour);
    if (r.output == "gpu_share") return gpuShare(r);
    if (r.output == "tau_daly_min")
        return dalyInterval(rate(r), duration(r, "delta")).value_or(nothing).in(unit::minute);
    if (r.output == "tau_exact_min")
        return exactInterval(rate(r), duration(r, "delta")).value_or(nothing).in(unit::minute);
    if (r.output == "completion_h")
        return completionTime(duration(r, "work"), classes(r), checkpointing(r), downtime).in(unit::hour);
    if (r.output == "g_time") return goodput(classes(r), checkpointing(r), downtime);
    return std::nan("");
}

}  // namespace

class ReliabilityVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsReproduced_data() {
        QTest::addColumn<int>("index");
        const auto rows = rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/reliability.csv");
        QCOMPARE(rows.size(), std::size_t{28});
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].id.c_str()) << static_cast<int>(i);
    }
    void everyRowIsReproduced() {
        QFETCH(int, index);
        const auto rows = rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/reliability.csv");
        const VectorRow& row = rows.at(static_cast<std::size_t>(index));
        const double value = answer(row);
        QVERIFY2(row.accepts(value), qPrintable(QString("%1 = %2, expected %3")
                                                    .arg(row.output.c_str())
                                                    .arg(value, 0, 'g', 12)
                                                    .arg(row.expected, 0, 'g', 12)));
    }
};

QTEST_GUILESS_MAIN(ReliabilityVectors)
#include "reliability_vectors.moc"
