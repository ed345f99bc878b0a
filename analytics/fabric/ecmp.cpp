// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/ecmp.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace rackloom::analytics {
namespace {

using Series = std::vector<double>;

/// Product of two power series, cut after the degree of interest.
Series product(const Series& a, const Series& b, std::size_t degree) {
    Series out(std::min(a.size() + b.size() - 1, degree + 1), 0);
    for (std::size_t i = 0; i < a.size() && i < out.size(); ++i) {
        if (a[i] == 0) continue;
        const std::size_t end = std::min(b.size(), out.size() - i);
        for (std::size_t j = 0; j < end; ++j)
            out[i + j] += a[i] * b[j];
    }
    return out;
}

Series power(Series base, std::uint32_t exponent, std::size_t degree) {
    Series out{1};
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) out = product(out, base, degree);
        if (exponent > 1) base = product(base, base, degree);
    }
    return out;
}

/// Log of the chance that a Poisson variable takes this value.
double logPoisson(double mean, std::uint32_t value) {
    return value * std::log(mean) - mean - std::lgamma(value + 1.0);
}

/// Chance that no link holds more than `most` flows. Links filled by independent Poisson variables, given
/// that they add up to `flows`, are links filled by throwing; so numbers stay near 1 at any size.
double chanceWithin(std::uint32_t flows, std::uint32_t links, std::uint32_t most) {
    const double mean = static_cast<double>(flows) / links;
    Series one(most + std::size_t{1});
    for (std::uint32_t i = 0; i <= most; ++i)
        one[i] = std::exp(logPoisson(mean, i));
    const Series all = power(std::move(one), links, flows);
    if (all.size() <= flows) return 0;
    return std::min(1.0, all[flows] / std::exp(logPoisson(flows, flows)));
}

}  // namespace

double expectedMaxLoad(std::uint32_t flows, std::uint32_t links) {
    if (flows == 0 || links == 0) return 0;
    constexpr double kNegligible = 1e-13;
    double expected = 0;
    for (std::uint32_t most = 0; most < flows; ++most) {
        const double beyond = 1 - chanceWithin(flows, links, most);
        expected += beyond;
        if (beyond < kNegligible) break;
    }
    return expected;
}

double chanceAllDistinct(std::uint32_t flows, std::uint32_t links) {
    if (flows > links) return 0;
    double chance = 1;
    for (std::uint32_t i = 0; i < flows; ++i)
        chance *= 1 - static_cast<double>(i) / links;
    return chance;
}

double hashedShare(std::uint32_t flows, std::uint32_t links) {
    if (flows == 0 || links == 0) return 1;
    const double ideal = std::max(1.0, static_cast<double>(flows) / links);
    return std::min(1.0, ideal / expectedMaxLoad(flows, links));
}

std::uint64_t reachableCombinations(std::uint32_t first, std::uint32_t second) {
    return std::lcm(std::uint64_t{first}, std::uint64_t{second});
}

}  // namespace rackloom::analytics
