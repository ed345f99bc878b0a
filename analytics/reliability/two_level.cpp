// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/two_level.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// (a^-m − 1) / (f (1 − q)) with a = p / (1 − f q); m / p where the divisor vanishes.
double attempts(double x, double q, int m) {
    const double p = std::exp(-x), f = -std::expm1(-x);
    // 1/a = (1 − f q)/p = 1 + f (1 − q)/p
    const double step = f * (1 - q) / p;
    if (step < 1e-300) return m / p;
    return std::expm1(m * std::log1p(step)) / (step * p);
}

}  // namespace

Result<Waterfall> twoLevelWaterfall(const TwoLevel& t) {
    const Limits limits = Limits("two-level checkpoints")
                              .notNegative("interruption rate", t.rate)
                              .share("recoverable share", t.recoverable)
                              .positive("interval", t.interval)
                              .notNegative("stall", t.stall)
                              .whole("checkpoints per durable one", t.perDurable, 1, 1e6)
                              .notNegative("durable stall", t.durableStall)
                              .notNegative("cost from memory", t.memoryCost)
                              .notNegative("cost from the store", t.durableCost);
    if (!limits.ok()) return limits.error();
    const Duration stall = t.stall + t.durableStall / t.perDurable;
    const double x = t.rate * (t.interval + stall);
    // One attempt at a period: it runs until it ends or is cut short, and then recovers.
    const double f = -std::expm1(-x);
    const Duration running = x > 1e-300 ? f / t.rate : t.interval + stall;
    const Duration recovery = f * (t.recoverable * t.memoryCost + (1 - t.recoverable) * t.durableCost);
    const double count = attempts(x, t.recoverable, t.perDurable) / t.perDurable;
    const double useful = t.interval / (running + recovery) / count;
    Waterfall w;
    w.useful = std::isfinite(useful) ? std::clamp(useful, 0.0, 1.0) : 0.0;
    w.stall = w.useful * (stall / t.interval);
    w.down = recovery / (running + recovery);
    w.rework = std::max(0.0, 1 - w.useful - w.stall - w.down);
    return w;
}

Result<double> copiesSurvive(int machines, int copies, int lost) {
    const Limits limits = Limits("copies in memory")
                              .whole("machines", machines, 1, 1e7)
                              .whole("copies", copies, 1, machines)
                              .whole("lost machines", lost, 0, machines);
    if (!limits.ok()) return limits.error();
    if (lost < copies) return 1.0;
    // C(N−m, k−m) / C(N, k) = k … (k−m+1) / (N … (N−m+1))
    double all = 1;
    for (int i = 0; i < copies; ++i)
        all *= static_cast<double>(lost - i) / (machines - i);
    return std::max(0.0, 1 - all * machines / copies);
}

}  // namespace rackloom::analytics
