// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_text.h"

#include "analytics/report_text.h"
#include "analytics/simulation/caveats.h"
#include "app/cli/console.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::app {

namespace {

namespace sim = analytics::sim;

constexpr std::size_t kCausesShown = 10;
constexpr const char* kShareLabels[sim::kShares] = {
    "useful",      "checkpoint stalls",  "verification", "slowed by drains",    "at reduced speed",
    "work redone", "detect, reschedule", "restore",      "waiting for capacity"};

std::string number(double value, int digits = 4) {
    return analytics::quantityText(value, "1", digits);
}

std::string time(double seconds) {
    return std::isfinite(seconds) ? analytics::quantityText(seconds, "s") : "never";
}

std::string fixed(double value, int decimals = 4) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string plusMinus(const sim::Estimate& e) {
    return fixed(e.mean) + " ± " + fixed(e.high - e.mean);
}

std::string sameText(const SimulatedJob& s) {
    if (s.jobs.size() > 1) return "not compared: the closed form takes every job for alone";
    if (!s.sameLaws)
        return "not compared: the closed form knows exponential lifetimes only, and parts and crews at hand";
    if (!s.agreement.judged) return "not judged: outside the regimes for which a tolerance is known";
    const std::string apart =
        fixed(std::abs(s.agreement.difference)) + " apart, " + fixed(s.agreement.allowed) + " allowed";
    return (s.agreement.agrees ? "agree: " : "DISAGREE: ") + apart;
}

std::string headText(const SimulatedJob& s, const sim::JobResult& job) {
    const analytics::JobAnswer& closed = s.job.closed;
    TextTable table("lll");
    table.add({"", "simulated, ± 95 %", "closed form"});
    table.add({"goodput", plusMinus(job.goodput), fixed(closed.goodput)});
    if (s.job.waits()) table.add({"enough capacity", plusMinus(job.capacity), fixed(closed.capacity)});
    const double closedTime = s.job.wallRate() > 0 ? 1 / s.job.wallRate() : INFINITY;
    table.add({"time between interruptions",
               time(job.meanTime.mean) + " ± " + time(job.meanTime.high - job.meanTime.mean),
               time(closedTime)});
    table.add(
        {"useful GPUs", number(job.goodput.mean * s.job.gpus, 6), number(closed.goodput * s.job.gpus, 6)});
    return table.text(2);
}

std::string sharesText(const sim::JobResult& job) {
    TextTable table("lr");
    for (std::size_t i = 0; i < sim::kShares; ++i)
        if (i == 0 || job.shares[i].mean > 0) table.add({kShareLabels[i], fixed(job.shares[i].mean, 5)});
    return table.text(2);
}

std::string causeName(const SimulatedJob& s, std::size_t cause) {
    return cause < s.scenario.causes.size() ? s.scenario.causes[cause].name : "silent error";
}

std::string causesText(const SimulatedJob& s, const sim::JobResult& job) {
    std::vector<std::size_t> order(job.hits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return job.hits[a] > job.hits[b]; });
    TextTable table("rrl");
    for (std::size_t i = 0; i < order.size() && i < kCausesShown; ++i) {
        const std::uint64_t hits = job.hits[order[i]];
        if (hits == 0) break;
        const double share =
            static_cast<double>(hits) / static_cast<double>(std::max<std::uint64_t>(job.incidents, 1));
        table.add(
            {number(static_cast<double>(hits), 12), fixed(100 * share, 1) + " %", causeName(s, order[i])});
    }
    return table.empty() ? "  none\n" : table.text(2);
}

std::string monthText(const SimulatedJob& s) {
    TextTable table("rrll");
    for (const sim::Interval& piece : s.month)
        table.add({fixed(piece.begin / 3600, 2) + " h", time(piece.end - piece.begin),
                   sim::kRunStateNames[static_cast<std::size_t>(piece.state)],
                   piece.state == sim::RunState::Run ? "" : causeName(s, piece.cause)});
    return table.text(2);
}

Json estimateJson(const sim::Estimate& e) {
    return {{"mean", jsonNumber(e.mean)},
            {"standard_error", jsonNumber(e.standardError)},
            {"low", jsonNumber(e.low)},
            {"high", jsonNumber(e.high)}};
}

std::string jobsText(const SimulatedJob& s) {
    TextTable table("llll");
    table.add({"", "simulated, ± 95 %", "waiting", "alone, closed form"});
    for (std::size_t j = 0; j < s.jobs.size(); ++j) {
        const sim::JobResult& job = s.outcome.jobs[j];
        table.add({shown(job.name), plusMinus(job.goodput),
                   fixed(job.shares[static_cast<std::size_t>(sim::Share::Wait)].mean),
                   fixed(s.jobs[j].closed.goodput)});
    }
    return table.text(2);
}

Json jobsJson(const SimulatedJob& s) {
    Json out = Json::array();
    for (std::size_t j = 0; j < s.jobs.size(); ++j) {
        const sim::JobResult& job = s.outcome.jobs[j];
        out.push_back({{"job", job.name},
                       {"gpus", jsonNumber(s.jobs[j].gpus)},
                       {"goodput", estimateJson(job.goodput)},
                       {"wait", jsonNumber(job.shares[static_cast<std::size_t>(sim::Share::Wait)].mean)},
                       {"closed_form_alone", jsonNumber(s.jobs[j].closed.goodput)}});
    }
    return out;
}

std::vector<std::string> leftOut(const SimulatedJob& s) {
    std::vector<std::string> out = sim::notSimulated(s.job, s.jobs.size() > 1);
    for (const Error& error : s.leftOut)
        out.push_back(error.place + ": " + error.reason);
    return out;
}

Json monthJson(const SimulatedJob& s) {
    Json out = Json::array();
    for (const sim::Interval& piece : s.month) {
        Json row = {{"begin_s", jsonNumber(piece.begin)},
                    {"end_s", jsonNumber(piece.end)},
                    {"state", sim::kRunStateNames[static_cast<std::size_t>(piece.state)]}};
        if (piece.state == sim::RunState::Run)
            row["useful_s"] = jsonNumber(piece.useful);
        else
            row["cause"] = causeName(s, piece.cause);
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace

SimulatedJob judged(sim::SharedJobs asked, sim::Outcome outcome, bool sameLaws) {
    SimulatedJob out;
    out.shown = asked.asked;
    out.job = asked.jobs.at(out.shown);
    out.jobs = std::move(asked.jobs);
    out.leftOut = std::move(asked.leftOut);
    out.scenario = std::move(asked.scenario);
    out.outcome = std::move(outcome);
    out.sameLaws = sameLaws && out.jobs.size() == 1;
    out.agreement = sim::agreement(sim::compared(out.job, out.result().goodput));
    out.caveats = sim::caveatsOf(out.job, out.scenario);
    return out;
}

std::string simulatedText(const SimulatedJob& s) {
    const sim::JobResult& job = s.result();
    std::string out = job.name.empty() ? "Job" : "Job " + shown(job.name);
    out += ", " + number(s.job.gpus, 8) + " GPUs: " + number(static_cast<double>(job.incidents), 12) +
           " interruptions in " + number(static_cast<double>(s.outcome.done)) + " histories\n\n";
    for (const std::string& caveat : s.caveats)
        out += wrapped(caveat) + "\n";
    out += headText(s, job) + "\n" + wrapped(sameText(s), 2);
    out += "\nWall clock\n" + sharesText(job) + "\nInterruptions by cause\n" + causesText(s, job);
    if (!s.month.empty()) out += "\nOne month\n" + monthText(s);
    if (s.jobs.size() > 1)
        out += "\nJobs on the same domains; of those that wait the first in the file is served first\n" +
               jobsText(s);
    out += "\nNot simulated\n";
    for (const std::string& left : leftOut(s))
        out += wrapped(left, 2);
    return out;
}

Json simulatedJson(const SimulatedJob& s) {
    const sim::JobResult& job = s.result();
    Json shares = Json::object(), hits = Json::array();
    for (std::size_t i = 0; i < sim::kShares; ++i)
        shares[sim::kShareNames[i]] = jsonNumber(job.shares[i].mean);
    for (std::size_t c = 0; c < job.hits.size(); ++c)
        if (job.hits[c] > 0) hits.push_back({{"cause", causeName(s, c)}, {"count", job.hits[c]}});
    const sim::Histogram histogram = sim::histogramOf(job.goodputs);
    const analytics::JobAnswer& closed = s.job.closed;
    Json out = {{"format", kJsonFormat},
                {"job", job.name},
                {"seed", s.seed},
                {"finished", s.outcome.finished && !s.outcome.cancelled},
                {"replications", {{"planned", s.outcome.planned}, {"done", s.outcome.done}}},
                {"incidents", job.incidents},
                {"simulated_s", jsonNumber(job.seconds)},
                {"goodput", estimateJson(job.goodput)},
                {"capacity", estimateJson(job.capacity)},
                {"shares", std::move(shares)},
                {"hits", std::move(hits)},
                {"histogram",
                 {{"low", jsonNumber(histogram.low)},
                  {"high", jsonNumber(histogram.high)},
                  {"counts", histogram.counts}}},
                {"interruptions_per_s", jsonNumber(job.upRate)},
                {"closed_form",
                 {{"goodput", jsonNumber(closed.goodput)},
                  {"capacity", jsonNumber(closed.capacity)},
                  {"interruptions_per_s", jsonNumber(closed.interruptions.si())},
                  {"regime", jsonNumber(closed.regime)}}}};
    if (std::isfinite(job.meanTime.mean)) out["mean_time_s"] = estimateJson(job.meanTime);
    if (s.sameLaws && s.agreement.judged)
        out["agreement"] = {{"difference", jsonNumber(s.agreement.difference)},
                            {"allowed", jsonNumber(s.agreement.allowed)},
                            {"agrees", s.agreement.agrees}};
    if (const std::string banner = sim::regimeBanner(closed.regime, s.job.missingCapacity()); !banner.empty())
        out["banner"] = banner;
    out["caveats"] = s.caveats;
    out["not_simulated"] = leftOut(s);
    if (s.jobs.size() > 1) out["jobs"] = jobsJson(s);
    if (!s.month.empty()) out["month"] = monthJson(s);
    return out;
}

std::string progressText(const sim::Outcome& known) {
    if (known.jobs.empty() || known.planned == 0) return "simulating";
    const double share = 100 * static_cast<double>(known.done) / static_cast<double>(known.planned);
    return fixed(share, 0) + " %, goodput " + plusMinus(known.jobs[0].goodput);
}

}  // namespace rackloom::app
