// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/stragglers.h"

#include "analytics/reliability/limits.h"

#include <cmath>

namespace rackloom::analytics {

Result<double> stragglerSpeed(const Stragglers& s, double domains) {
    const Limits limits = Limits("stragglers")
                              .notNegative("rate", s.rate)
                              .notNegative("time to evict", s.evictAfter)
                              .within("slowdown", s.slowdown, 1, 1e6)
                              .notNegative("domains", domains);
    if (!limits.ok()) return limits.error();
    const double x = s.rate * s.evictAfter;
    // 1 − (1 − p)^K with 1 − p = 1 / (1 + x)
    const double slowed =
        std::isfinite(x) ? -std::expm1(-domains * std::log1p(x)) : (domains > 0 ? 1.0 : 0.0);
    return 1 - slowed * (1 - 1 / s.slowdown);
}

Result<double> jitterFactor(double variation, double domains) {
    const Limits limits = Limits("jitter")
                              .notNegative("coefficient of variation", variation)
                              .within("domains", domains, 1, 1e9);
    if (!limits.ok()) return limits.error();
    return 1 + variation * std::sqrt(2 * std::log(domains));
}

}  // namespace rackloom::analytics
