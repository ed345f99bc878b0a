// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/redundancy.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr double kMostUnits = 1e6;

Duration outageOf(double down, Frequency rate) {
    return rate.si() > 0 ? down / rate : Duration{};
}

/// Relative weights of the states, normalised; kept as logarithms because their products span any range.
std::vector<double> stationary(const SparePool& pool) {
    const int n = pool.units, k = pool.needed;
    std::vector<double> weight(static_cast<std::size_t>(n) + 1, 0.0);
    std::vector<double> log(weight.size(), -HUGE_VAL);
    log[0] = 0;
    double highest = 0;
    const double x = pool.rate * pool.repair;
    for (int j = 0; j < n; ++j) {
        const int up = n - j;
        const int busy = up >= k || pool.survivorsWork ? std::min(up, k) : 0;
        const double births = busy + (up - busy) * pool.hotFactor;
        const double crews = pool.crews > 0 ? std::min(j + 1, pool.crews) : j + 1;
        if (!(births * x > 0)) break;
        const std::size_t i = static_cast<std::size_t>(j);
        log[i + 1] = log[i] + std::log(births * x / crews);
        highest = std::max(highest, log[i + 1]);
    }
    double sum = 0;
    for (std::size_t j = 0; j < weight.size(); ++j)
        sum += weight[j] = std::exp(log[j] - highest);
    for (double& w : weight)
        w /= sum;
    return weight;
}

}  // namespace

Result<GroupAvailability> redundantGroup(const RedundantGroup& g) {
    const Limits limits = Limits("k of n")
                              .whole("units", g.units, 1, kMostUnits)
                              .whole("needed units", g.needed, 1, g.units)
                              .notNegative("failure rate", g.rate)
                              .notNegative("repair time", g.repair)
                              .share("common-cause share", g.commonShare);
    if (!limits.ok()) return limits.error();
    const Frequency alone = g.rate * (1 - g.commonShare), common = g.rate * g.commonShare;
    const Chance unit = availability(alone, g.repair);
    const Chance enough{binomialAtLeast(g.units, g.needed, unit),
                        binomialAtMost(g.units, g.needed - 1, unit)};
    GroupAvailability out;
    out.chance = both(enough, availability(common, g.repair));
    out.lossRate = g.needed * alone * binomialExactly(g.units, g.needed, unit) + common;
    out.outage = outageOf(out.chance.down, out.lossRate);
    return out;
}

Result<PoolAvailability> sparePool(const SparePool& p) {
    const Limits limits = Limits("spare pool")
                              .whole("units", p.units, 1, kMostUnits)
                              .whole("needed units", p.needed, 1, p.units)
                              .notNegative("failure rate", p.rate)
                              .notNegative("repair time", p.repair)
                              .whole("crews", p.crews, 0, kMostUnits)
                              .notNegative("idle failure factor", p.hotFactor);
    if (!limits.ok()) return limits.error();
    PoolAvailability out;
    out.down = stationary(p);
    const std::size_t spares = static_cast<std::size_t>(p.units - p.needed);
    Chance& c = out.group.chance;
    c = {0, 0};  // each summed for itself: neither is lost where it is tiny
    for (std::size_t j = 0; j < out.down.size(); ++j)
        (j <= spares ? c.up : c.down) += out.down[j];
    c = {std::min(c.up, 1.0), std::min(c.down, 1.0)};
    out.group.lossRate = p.needed * p.rate * out.down[spares];
    out.group.outage = outageOf(c.down, out.group.lossRate);
    return out;
}

Result<double> anyDown(double units, double failedShare) {
    const Limits limits =
        Limits("chance of a hit").notNegative("units", units).share("failed share", failedShare);
    if (!limits.ok()) return limits.error();
    if (failedShare >= 1) return units > 0 ? 1.0 : 0.0;
    return -std::expm1(units * std::log1p(-failedShare));
}

}  // namespace rackloom::analytics
