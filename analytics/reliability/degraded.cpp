// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/degraded.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

double usableTrays(const DegradedCase& c, int left) {
    if (c.degrees.empty()) return left;
    int best = 0;
    for (const int degree : c.degrees)
        if (degree <= left) best = std::max(best, degree);
    return best;
}

/// F_b^K − F_a^K for cumulative chances kept as what they miss from 1.
double powerStep(double missingBefore, double missing, int k) {
    const auto power = [k](double missed) { return missed >= 1 ? 0.0 : std::exp(k * std::log1p(-missed)); };
    return std::max(0.0, power(missing) - power(missingBefore));
}

}  // namespace

double DegradedSpeed::of(ShortDomain policy) const {
    if (policy == ShortDomain::Gates) return slowest;
    return policy == ShortDomain::Dropped ? dropped : mean;
}

double domainSpeed(const DegradedCase& c, int lost) {
    if (lost <= c.spareTrays) return 1;
    const double whole = usableTrays(c, c.trays - c.spareTrays);
    if (!(whole > 0)) return 0;
    return std::min(1.0, c.boost * usableTrays(c, c.trays - lost) / whole);
}

Result<DegradedSpeed> degradedSpeed(const DegradedCase& c) {
    Limits limits("degraded domains");
    limits.whole("domains", c.domains, 0, 1e6)
        .whole("trays", c.trays, 1, 1e5)
        .whole("spare trays", c.spareTrays, 0, c.trays - 1)
        .within("boost", c.boost, 1, 100)
        .require(c.lost.size() == static_cast<std::size_t>(c.trays) + 1, "states",
                 "there is not one chance for each number of lost trays", "Give n + 1 chances.");
    for (const double p : c.lost)
        limits.share("chance of a state", p);
    for (const int degree : c.degrees)
        limits.whole("trays a domain can run on", degree, 1, c.trays);
    if (!limits.ok()) return limits.error();
    // missing[j] = P(more than j trays are down), summed from the small end.
    std::vector<double> missing(c.lost.size(), 0.0);
    for (std::size_t j = c.lost.size() - 1; j-- > 0;)
        missing[j] = missing[j + 1] + c.lost[j + 1];
    const double lacking = missing[static_cast<std::size_t>(c.spareTrays)];
    DegradedSpeed out{0, 0, lacking < 0.5 ? 1 - lacking : 0};
    if (!(lacking < 0.5))  // rare wholeness is summed for itself, too
        for (int j = c.spareTrays; j >= 0; --j)
            out.dropped += c.lost[static_cast<std::size_t>(j)];
    for (std::size_t j = 0; j < c.lost.size(); ++j) {
        const double v = domainSpeed(c, static_cast<int>(j));
        out.mean += c.lost[j] * v;
        out.slowest += powerStep(j == 0 ? 1 : missing[j - 1], missing[j], c.domains) * v;
    }
    if (c.domains == 0) out.slowest = 1;
    for (double* v : {&out.mean, &out.slowest, &out.dropped})
        *v = std::clamp(*v, 0.0, 1.0);
    return out;
}

}  // namespace rackloom::analytics
