// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/formulas/reliability/reading.h"

#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/rates.h"

#include <array>
#include <cmath>
#include <set>

namespace rackloom::analytics::reading {

namespace {

struct Ending {
    const char* text;
    Duration unit;
};
constexpr std::array<Ending, 4> kEndings = {
    {{"_h", unit::hour}, {"_min", unit::minute}, {"_s", unit::s}, {"_d", unit::day}}};

/// Names live as long as the program, as the list of formulas does.
std::string_view kept(std::string text) {
    static std::set<std::string, std::less<>> all;
    return *all.insert(std::move(text)).first;
}

std::string given(const Arguments& a, const std::string& stem) {
    for (const Ending& e : kEndings)
        if (a.has(stem + e.text)) return stem + e.text;
    return stem + kEndings[0].text;
}

Duration unitOf(const std::string& name, const std::string& stem) {
    for (const Ending& e : kEndings)
        if (name == stem + e.text) return e.unit;
    return unit::hour;
}

}  // namespace

Parameters& Parameters::number(std::string_view name, std::string_view sentence, std::string_view initial) {
    list_.push_back({name, sentence, initial});
    return *this;
}

Parameters& Parameters::time(const std::string& stem, std::string_view sentence, std::string_view initial) {
    for (const Ending& e : kEndings) {
        list_.push_back({kept(stem + e.text), sentence, initial});
        initial = {};
    }
    return *this;
}

Parameters& Parameters::rate() {
    number("lam_per_h", "Interruptions of the job per hour; or give a mean time, or a fleet's rate.");
    time("mttf", "Mean time to interruption, instead of lam_per_h.");
    time("job_mttf", "Mean time to interruption, instead of lam_per_h.");
    number("gpus", "GPUs of the job, with rf_per_1000_node_days instead of lam_per_h.");
    number("gpus_per_node", "GPUs of one node.", "8");
    return number("rf_per_1000_node_days", "Failures per 1,000 node-days.");
}

Parameters& Parameters::job() {
    rate();
    number("tau",
           "exact_optimum: the interval that leaves most, however long the drain; best: no shorter than lets "
           "one drain end before the next; else the one given.",
           "given");
    time("tau", "Compute time between checkpoints.", "0");
    time("stall", "Blocking part of a checkpoint.", "0");
    time("delta", "The same under its classical name.");
    time("drain", "From the stall until the checkpoint is durable.", "0");
    number("slowdown_while_draining", "Share of speed lost while a checkpoint drains.", "0");
    time("D", "Detect and reschedule.", "0");
    time("R", "Load and initialise.", "0");
    return *this;
}

bool hasTime(const Arguments& a, const std::string& stem) {
    return a.has(given(a, stem));
}

Duration time(Arguments& a, const std::string& stem) {
    const std::string name = given(a, stem);
    const double value = a.number(name);
    if (value < 0) a.fail(name, "it is negative", "Give a time of 0 or more.");
    return value * unitOf(name, stem);
}

Duration positiveTime(Arguments& a, const std::string& stem) {
    const Duration t = time(a, stem);
    if (!(t.si() > 0)) a.fail(given(a, stem), "it is not above zero", "Give a positive time.");
    return t;
}

std::vector<Duration> times(Arguments& a, const std::string& stem) {
    const std::string name = given(a, stem);
    std::vector<Duration> out;
    for (const double v : a.list(name))
        out.push_back(v * unitOf(name, stem));
    return out;
}

Frequency rate(Arguments& a) {
    for (const char* stem : {"mttf", "job_mttf"})
        if (hasTime(a, stem)) return rateOf(positiveTime(a, stem));
    if (a.has("rf_per_1000_node_days"))
        return jobRate({a.number("rf_per_1000_node_days", 0, 1e9), a.number("gpus_per_node", 1, 1e6)},
                       a.number("gpus", 0, 1e9));
    return a.number("lam_per_h", 0, 1e12) * unit::perHour;
}

int whole(Arguments& a, std::string_view name, double least, double most) {
    const double v = a.number(name, least, most);
    if (v != std::floor(v)) a.fail(name, "it is not a whole number", "Give a whole number.");
    return static_cast<int>(v);
}

int crews(Arguments& a) {
    return a.text("crews") == "inf" ? 0 : whole(a, "crews", 1);
}

std::vector<InterruptionClass> classes(Arguments& a) {
    if (!a.has("rates_per_h")) return {{rate(a), time(a, "D"), time(a, "R")}};
    const std::vector<double> rates = a.list("rates_per_h");
    const std::vector<Duration> down = times(a, "D"), restore = times(a, "R");
    if (down.size() != rates.size() || restore.size() != rates.size()) {
        a.fail("rates_per_h", "rates, D and R differ in number", "Give each class its rate, D and R.");
        return {};
    }
    std::vector<InterruptionClass> out;
    for (std::size_t i = 0; i < rates.size(); ++i)
        out.push_back({rates[i] * unit::perHour, down[i], restore[i]});
    return out;
}

Checkpointing checkpointing(Arguments& a, Frequency rate) {
    Checkpointing c;
    c.stall = hasTime(a, "delta") ? time(a, "delta") : time(a, "stall");
    c.drain = time(a, "drain");
    c.slowdown = a.number("slowdown_while_draining");
    if (a.text("tau") == "exact_optimum")
        c.interval = exactInterval(rate, c.stall).value_or(Duration{});
    else if (a.text("tau") == "best")
        c.interval = bestInterval(rate, c.stall, c.drain).value_or(Duration{});
    else
        c.interval = time(a, "tau");
    return c;
}

Frequency total(const std::vector<InterruptionClass>& classes) {
    Frequency sum;
    for (const InterruptionClass& k : classes)
        sum += k.rate;
    return sum;
}

FormulaAnswer answer(Arguments& a, const Result<double>& result, double unit) {
    if (result) return {result.value() / unit, {}};
    a.fail(result.error().place, result.error().reason, result.error().remedy);
    return {};
}

}  // namespace rackloom::analytics::reading
