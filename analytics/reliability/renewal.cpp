// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/renewal.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rackloom::analytics {

namespace {

constexpr double kTiny = 1e-300;

/// Λ t without the 0 · ∞ trap.
double product(Frequency rate, Duration t) {
    return rate.si() <= 0 || t.si() <= 0 ? 0 : rate.si() * t.si();
}

/// x / (e^x − 1): 1 at zero, falls to zero, never overflows.
double bose(double x) {
    if (x < kTiny) return 1;
    return x > 700 ? 0 : x / std::expm1(x);
}

/// (1 − e^−a) / (1 − e^−x), the share of a window inside a period; `limit` is its value for a zero rate.
double windowShare(double a, double x, double limit) {
    return x < kTiny ? limit : std::expm1(-a) / std::expm1(-x);
}

bool meaningful(const std::vector<InterruptionClass>& classes, const Checkpointing& c) {
    const auto fine = [](double v) { return v >= 0; };  // false for NaN, too
    for (const InterruptionClass& k : classes)
        if (!fine(k.rate.si()) || !k.rate.isFinite() || !fine(k.down.si()) || !fine(k.restore.si()))
            return false;
    return fine(c.interval.si()) && fine(c.stall.si()) && fine(c.drain.si()) && c.interval.isFinite() &&
           c.stall.isFinite() && c.slowdown >= 0 && c.slowdown <= 1;
}

Frequency totalRate(const std::vector<InterruptionClass>& classes) {
    Frequency total;
    for (const InterruptionClass& k : classes)
        total += k.rate;
    return total;
}

/// Shares of the wall clock: running, down, restoring.
struct Recovery {
    double up = 1, down = 0, restore = 0;
};

/// Recovery is a chain of attempts, each of a class drawn by its share of the rate: downtime, then restore,
/// either of which may be hit again. Terms are in units of the mean running time 1/Λ times the chance that an
/// attempt succeeds.
Recovery recoveryShares(const std::vector<InterruptionClass>& classes, Frequency total, Downtime downtime) {
    if (!(total.si() > 0)) return {};
    const bool vulnerable = downtime == Downtime::Vulnerable;
    double down = 0, restore = 0, succeed = 0;
    for (const InterruptionClass& k : classes) {
        const double share = k.rate / total;
        if (!(share > 0)) continue;
        const double x = product(total, k.down);
        const double reached = vulnerable ? std::exp(-x) : 1;
        const double r = product(total, k.restore);
        down += share * (vulnerable ? -std::expm1(-x) : x);
        restore += share * reached * -std::expm1(-r);
        succeed += share * reached * std::exp(-r);  // not 1 - hit: it may be tiny
    }
    const double cycle = succeed + down + restore;
    if (!std::isfinite(cycle)) return {0, 1, 0};
    return {succeed / cycle, down / cycle, restore / cycle};
}

/// Shares of the running time. Snapshots become durable `drain` after their stall, and slow what follows it
/// until then or until the next one starts.
Waterfall runningShares(Frequency total, const Checkpointing& c) {
    const double lambdaDrain = product(total, c.drain), durable = std::exp(-lambdaDrain);
    Waterfall w;
    const Duration period = c.interval + c.stall;
    if (!(period.si() > 0)) {
        w.useful = durable;
        w.rework = -std::expm1(-lambdaDrain);
        return w;
    }
    const double x = product(total, period);
    const Duration slowed = std::min(c.drain, period);
    // No more can be lost than is computed; and no drain runs in the first period after a restart, hence
    // e^-x.
    const double lost = c.slowdown * slowed > c.interval ? c.interval / slowed : c.slowdown;
    const double slow = lost * std::exp(-x);
    w.useful = bose(x) * durable * ((c.interval - slow * slowed) / period);
    w.stall =
        std::exp(-product(total, c.interval)) * windowShare(product(total, c.stall), x, c.stall / period);
    w.slowdown = slow * windowShare(product(total, slowed), x, slowed / period);
    w.rework = std::max(0.0, 1 - w.useful - w.stall - w.slowdown);
    return w;
}

}  // namespace

Result<void> checked(const std::vector<InterruptionClass>& classes, const Checkpointing& c) {
    Limits limits("goodput");
    for (const InterruptionClass& k : classes)
        limits.notNegative("interruption rate", k.rate)
            .notNegative("downtime", k.down)
            .notNegative("restore time", k.restore);
    limits.notNegative("checkpoint interval", c.interval)
        .notNegative("checkpoint stall", c.stall)
        .notNegative("checkpoint drain", c.drain)
        .share("slowdown while draining", c.slowdown);
    return limits.outcome();
}

Waterfall waterfall(const std::vector<InterruptionClass>& classes, const Checkpointing& checkpointing,
                    Downtime downtime) {
    if (!meaningful(classes, checkpointing)) return {.useful = 0, .down = 1};
    const Frequency total = totalRate(classes);
    const Recovery recovery = recoveryShares(classes, total, downtime);
    Waterfall w = runningShares(total, checkpointing);
    w.useful *= recovery.up;
    w.stall *= recovery.up;
    w.slowdown *= recovery.up;
    w.rework *= recovery.up;
    w.down = recovery.down;
    w.restore = recovery.restore;
    return w;
}

double goodput(const std::vector<InterruptionClass>& classes, const Checkpointing& checkpointing,
               Downtime downtime) {
    return waterfall(classes, checkpointing, downtime).useful;
}

Duration completionTime(Duration work, const std::vector<InterruptionClass>& classes,
                        const Checkpointing& checkpointing, Downtime downtime) {
    const double g = goodput(classes, checkpointing, downtime);
    return g > 0 ? work / g : Duration::si(std::numeric_limits<double>::infinity());
}

double elasticity(const InterruptionClass& k, const Checkpointing& c) {
    const double x = product(k.rate, c.interval + c.stall), down = product(k.rate, k.down);
    // x e^x / (e^x − 1)
    const double period = x < kTiny ? 1 : x / -std::expm1(-x);
    return 1 - period - product(k.rate, c.drain) - product(k.rate, k.restore) - down / (1 + down);
}

double regime(const std::vector<InterruptionClass>& classes, const Checkpointing& c) {
    const Frequency total = totalRate(classes);
    double x = product(total, c.interval + c.stall + c.drain);
    for (const InterruptionClass& k : classes)
        x += product(k.rate, k.down) + product(k.rate, k.restore);
    return x;
}

}  // namespace rackloom::analytics
