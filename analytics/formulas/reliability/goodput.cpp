// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of the rigid job: exact goodput, its waterfall, elasticity, completion, first order.
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/efficiency.h"
#include "analytics/reliability/ettr.h"
#include "analytics/reliability/silent_errors.h"
#include "analytics/reliability/two_level.h"

namespace rackloom::analytics {

namespace {

using namespace reading;

constexpr std::string_view kRigid = "Rigid job, exponential lifetimes, rates per hour of running time.";

Downtime downtime(Arguments& a) {
    return a.number("vulnerable_D", 0, 1) > 0 ? Downtime::Vulnerable : Downtime::Protected;
}

Parameters rigid() {
    Parameters p = Parameters().job();
    p.number("rates_per_h", "Several classes: their rates, with D_… and R_… as lists of the same length.");
    p.number("vulnerable_D", "1: interruptions while detecting start it anew.", "0");
    return p;
}

struct Rigid {
    std::vector<InterruptionClass> classes;
    Checkpointing checkpoint;
    Downtime downtime;
};

Rigid read(Arguments& a) {
    Rigid out;
    out.classes = reading::classes(a);
    out.checkpoint = checkpointing(a, total(out.classes));
    out.downtime = ::rackloom::analytics::downtime(a);
    if (const Result<void> fine = checked(out.classes, out.checkpoint); !fine)
        a.fail(fine.error().place, fine.error().reason, fine.error().remedy);
    if (!(out.checkpoint.interval.si() > 0) && total(out.classes).si() > 0)
        a.fail("tau_h", "it is zero: no time to compute between checkpoints", "Give an interval.");
    return out;
}

template <auto Member> FormulaAnswer share(Arguments& a) {
    const Rigid r = read(a);
    return {a.error() ? 0 : waterfall(r.classes, r.checkpoint, r.downtime).*Member, {}};
}

Formula shareFormula(std::string_view id, std::string_view title, std::string_view formula,
                     std::string_view output, FormulaAnswer (*compute)(Arguments&)) {
    return {id, title, formula, output, "1", "Rackloom reliability reference, 3.2", kRigid, rigid(), compute};
}

FormulaAnswer completion(Arguments& a) {
    const Rigid r = read(a);
    const Duration work = time(a, "work");
    if (a.error()) return {};
    return {completionTime(work, r.classes, r.checkpoint, r.downtime).in(unit::hour), {}};
}

FormulaAnswer elasticityOf(Arguments& a) {
    const Rigid r = read(a);
    if (r.classes.size() != 1) a.fail("rates_per_h", "the closed form holds for one class");
    return {a.error() ? 0 : elasticity(r.classes.front(), r.checkpoint), {}};
}

FormulaAnswer regimeOf(Arguments& a) {
    Rigid r = read(a);
    if (a.number("stall_counts", 0, 1) == 0) r.checkpoint.stall = {};
    return {a.error() ? 0 : regime(r.classes, r.checkpoint), {}};
}

FormulaAnswer firstOrder(Arguments& a) {
    const Frequency lambda = rate(a);
    const bool exact = a.text("tau") == "exact_optimum";
    const Duration write = hasTime(a, "stall") ? time(a, "stall") : time(a, "w_cp");
    Duration interval;
    if (hasTime(a, "dt_cp"))
        interval = time(a, "dt_cp");
    else
        interval = (exact ? exactInterval(lambda, write) : youngInterval(lambda, write)).value_or(Duration{});
    const Duration restart = time(a, "u0"), queue = time(a, "q");
    for (const Duration t : {write, interval, restart, queue})
        if (!(t.si() >= 0)) a.fail("times", "one is negative", "Give times of zero or more.");
    return {a.error() ? 0 : ettrFirstOrder({lambda, interval, restart, write, queue}), {}};
}

Parameters firstOrderParameters() {
    return Parameters()
        .rate()
        .time("u0", "Restart overhead: detect, reschedule, load.", "0")
        .time("dt_cp", "Interval between checkpoints; the Young optimum when left out.")
        .time("w_cp", "Blocking write of one checkpoint.", "0")
        .time("stall", "The same under its other name.")
        .time("q", "Wait for resources per interruption.", "0")
        .number("tau", "exact_optimum: the exact optimum instead of dt_cp.", "given");
}

FormulaAnswer twoLevel(Arguments& a) {
    const Result<Waterfall> w =
        twoLevelWaterfall({rate(a), a.number("q_mem"), time(a, "tau1"), time(a, "stall1"), whole(a, "m", 1),
                           time(a, "stall2"), time(a, "C1"), time(a, "C2")});
    if (!w) return answer(a, w.error());
    return {w.value().useful, {}};
}

Parameters twoLevelParameters() {
    return Parameters()
        .rate()
        .number("q_mem", "Share of interruptions that copies in memory survive.")
        .time("tau1", "Compute time between copies.")
        .time("stall1", "Stall of one copy.", "0")
        .number("m", "Every m-th checkpoint is also durable.")
        .time("C1", "Recovery from memory.")
        .time("C2", "Recovery from the durable store.")
        .time("stall2", "Additional stall of a durable checkpoint.", "0");
}

FormulaAnswer verified(Arguments& a) {
    return answer(a, verifiedGoodput({rate(a), a.number("lam_silent_per_h") * unit::perHour, time(a, "tau"),
                                      time(a, "verify"), time(a, "stall"), time(a, "R"), time(a, "D")}));
}

Parameters verifiedParameters() {
    return Parameters()
        .rate()
        .number("lam_silent_per_h", "Silent errors per hour of computing.")
        .time("tau", "Compute time between checkpoints.")
        .time("verify", "Test before each save.", "0")
        .time("stall", "Save.", "0")
        .time("R", "Load and initialise.", "0")
        .time("D", "Detect and reschedule.", "0");
}

FormulaAnswer burnIn(Arguments& a) {
    const BurnIn ramp{a.number("m0"), time(a, "theta")};
    const Duration run = time(a, "T");
    const Rigid r = read(a);
    if (a.error()) return {};
    return answer(a, burnInGoodput(ramp, run, r.classes, r.checkpoint, r.downtime));
}

}  // namespace

std::vector<Formula> goodputFormulas() {
    return {
        shareFormula("goodput.rigid", "Goodput of a rigid job",
                     "G = Λ τ e^(−Λω) ρ / ((e^(Λ(τ+σ)) − 1) (1 + Λ D)), ρ = mean of e^(−ΛR)", "g_time",
                     share<&Waterfall::useful>),
        shareFormula("goodput.share_useful", "Useful share of the wall clock", "as goodput.rigid",
                     "share_useful", share<&Waterfall::useful>),
        shareFormula("goodput.share_stall", "Share stalled by checkpoints",
                     "(e^(Λσ) − 1) / (Λ (e^(ΛP) − 1) C), C = e^(ΛR) (1/Λ + D)", "share_stall",
                     share<&Waterfall::stall>),
        shareFormula("goodput.share_rework", "Share of work done again", "1 / (Λ C) − stall − useful",
                     "share_rework", share<&Waterfall::rework>),
        shareFormula("goodput.share_down", "Share detecting and rescheduling", "D e^(ΛR) / C", "share_down",
                     share<&Waterfall::down>),
        shareFormula("goodput.share_restore", "Share restoring", "(e^(ΛR) − 1) / (Λ C)", "share_restore",
                     share<&Waterfall::restore>),
        {"goodput.elasticity", "Elasticity of goodput to the interruption rate",
         "1 − Λ P e^(ΛP) / (e^(ΛP) − 1) − Λω − ΛR − ΛD / (1 + ΛD)", "dlnG_dlnLambda", "1",
         "Rackloom reliability reference, 3.13", "One class, interval held.", rigid(), elasticityOf},
        {"goodput.regime", "Regime of a job", "x = Λ (D + R + τ + σ + ω)", "x", "1",
         "Rackloom reliability reference, 5",
         "Below 0.1 any formula serves; above 0.3 assumptions matter; above 1 believe the simulation.",
         rigid().number("stall_counts", "0: leave the stall out of x, as some tables do.", "1"), regimeOf},
        {"goodput.completion", "Expected completion time", "W / G", "completion_h", "h",
         "Daly's complete cost function; reliability reference, 3.2", kRigid,
         rigid().time("work", "Work in hours of computing."), completion},
        {"goodput.first_order", "Effective training time ratio to first order",
         "(1 − Λ (u0 + Δ/2)) / ((1 + w/Δ) (1 + Λ q))", "ettr_first_order", "1",
         "Kokolis et al., arXiv 2410.21680", "Λ (u0 + Δ/2) well below 1; beyond it the answer is negative.",
         firstOrderParameters(), firstOrder},
        {"goodput.two_level", "Goodput with copies in memory and durable checkpoints",
         "m τ1 f (1 − q) / (A (a^−m − 1))", "g_time", "1", "Rackloom reliability reference, 3.6",
         "No interruptions inside a recovery.", twoLevelParameters(), twoLevel},
        {"goodput.verified", "Goodput with verified checkpoints and silent errors", "τ / E, equation 8",
         "g_time", "1", "Rackloom reliability reference, 3.11", "Silent errors strike while computing only.",
         verifiedParameters(), verified},
        {"goodput.burn_in", "Goodput over a run with young parts", "mean over the run of G(Λ m(t))", "g_time",
         "1", "Rackloom reliability reference, 3.12", "The interval stays as it is.",
         rigid()
             .number("m0", "Multiplier of the rate at the start.")
             .time("theta", "Settling time of the ramp.")
             .time("T", "Length of the run."),
         burnIn},
    };
}

}  // namespace rackloom::analytics
