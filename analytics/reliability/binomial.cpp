// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/binomial.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::analytics {

namespace {

constexpr double kNegligible = 1e-18;

/// ln n! − Stirling's main terms; small, so that differences of large logarithms never appear.
double stirlingRest(double n) {
    if (n < 16)
        return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - 0.5 * std::log(2 * std::numbers::pi);
    const double s = 1 / (n * n);
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - s / 1188) * s) * s) * s) / n;
}

/// x ln(x/m) + m − x, by its series where x and m are close.
double deviance(double x, double m) {
    if (std::abs(x - m) >= 0.1 * (x + m)) return x * std::log(x / m) + m - x;
    const double v = (x - m) / (x + m);
    double sum = (x - m) * v, term = 2 * x * v;
    for (int j = 1; j < 1000; ++j) {
        term *= v * v;
        const double next = sum + term / (2 * j + 1);
        if (next == sum) break;
        sum = next;
    }
    return sum;
}

/// n ln(share), where the complement is known.
double logPower(int n, double share, double complement) {
    return n * (share > 0.5 ? std::log1p(-complement) : std::log(share));
}

/// Sum outwards from the term at `from`, on the side where terms fall.
double tail(int units, int from, Chance c) {
    double term = binomialExactly(units, from, c), sum = term;
    for (int i = from; i < units && term > kNegligible * sum; ++i) {
        term *= (c.up / c.down) * (units - i) / (i + 1);
        sum += term;
    }
    return std::min(sum, 1.0);
}

}  // namespace

Chance availability(Frequency rate, Duration repair) {
    const double x = rate * repair;
    if (std::isinf(x)) return {0, 1};
    return {1 / (1 + x), x / (1 + x)};
}

Chance both(Chance a, Chance b) {
    return {a.up * b.up, a.down + b.down - a.down * b.down};
}

double binomialExactly(int units, int up, Chance c) {
    if (up < 0 || up > units) return 0;
    if (c.down <= 0) return up == units ? 1 : 0;
    if (c.up <= 0) return up == 0 ? 1 : 0;
    if (up == units) return std::exp(logPower(units, c.up, c.down));
    if (up == 0) return std::exp(logPower(units, c.down, c.up));
    const double n = units, k = up, rest = n - k;
    const double log = stirlingRest(n) - stirlingRest(k) - stirlingRest(rest) - deviance(k, n * c.up) -
                       deviance(rest, n * c.down);
    return std::exp(log) * std::sqrt(n / (2 * std::numbers::pi * k * rest));
}

double binomialAtLeast(int units, int up, Chance c) {
    if (up <= 0) return 1;
    if (up > units) return 0;
    if (c.down <= 0) return 1;
    if (c.up <= 0) return 0;
    if (up > units * c.up) return tail(units, up, c);
    return 1 - tail(units, units - up + 1, {c.down, c.up});
}

double binomialAtMost(int units, int up, Chance c) {
    if (up < 0) return 0;
    return binomialAtLeast(units, units - up, {c.down, c.up});
}

std::vector<double> downDistribution(int units, int most, Chance c) {
    std::vector<double> out(static_cast<std::size_t>(std::clamp(most, 0, units)) + 1, 0.0);
    if (c.up > c.down && c.down > 0) {
        double term = binomialExactly(units, units, c);
        for (std::size_t j = 0; j < out.size() && term > 0; ++j) {
            out[j] = term;
            const double i = static_cast<double>(j);
            term *= (c.down / c.up) * (units - i) / (i + 1);
        }
        if (out[0] > 0) return out;
    }
    for (std::size_t j = 0; j < out.size(); ++j)
        out[j] = binomialExactly(units, units - static_cast<int>(j), c);
    return out;
}

}  // namespace rackloom::analytics
