// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/checkpoint.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::analytics {

namespace {

/// 1 + W0 near the branch point, in p = √(2 (e z + 1)); good to 1e-14 relative below p = 0.03.
double branchSeries(double p) {
    constexpr double c[] = {1,
                            -1.0 / 3,
                            11.0 / 72,
                            -43.0 / 540,
                            769.0 / 17280,
                            -221.0 / 8505,
                            680863.0 / 43545600,
                            -1963.0 / 204120};
    double sum = 0;
    for (int i = 7; i >= 0; --i)
        sum = sum * p + c[i];
    return sum * p;
}
constexpr double kSeriesLimit = 0.03;

double halley(double z, double w) {
    for (int i = 0; i < 40; ++i) {
        const double e = std::exp(w);
        const double f = w * e - z;
        const double slope = e * (w + 1);
        if (slope == 0) break;
        const double step = f / (slope - (w + 2) * f / (2 * (w + 1)));
        w -= step;
        if (std::abs(step) <= 1e-16 * (1 + std::abs(w))) break;
    }
    return w;
}

/// u = Λ τ* from s = Λ σ. Written in s, so that nothing cancels when s is tiny.
double scaledOptimum(double s) {
    const double p = std::sqrt(-2 * std::expm1(-s));
    if (p < kSeriesLimit) return branchSeries(p);
    const double z = -std::exp(-1 - s);
    return std::clamp(1 + halley(z, branchSeries(p) - 1), 0.0, 1.0);
}

bool usable(Frequency rate, Duration stall) {
    return rate.isFinite() && rate.si() > 0 && stall.isFinite() && stall.si() >= 0;
}

}  // namespace

double lambertW0(double z) {
    constexpr double e = std::numbers::e;
    if (!(z > -1 / e)) return -1;
    const double p = std::sqrt(2 * (e * z + 1));
    if (p < kSeriesLimit) return branchSeries(p) - 1;
    return halley(z, z < 1 ? (z < -0.2 ? branchSeries(std::min(p, 1.0)) - 1 : z) : std::log(z));
}

std::optional<Duration> exactInterval(Frequency rate, Duration stall) {
    if (!usable(rate, stall)) return std::nullopt;
    return scaledOptimum(rate * stall) / rate;
}

std::optional<Duration> youngInterval(Frequency rate, Duration stall) {
    if (!usable(rate, stall)) return std::nullopt;
    return Duration::si(std::sqrt(2 * stall.si() / rate.si()));
}

std::optional<Duration> dalyInterval(Frequency rate, Duration stall) {
    if (!usable(rate, stall)) return std::nullopt;
    const double mean = 1 / rate.si();
    const double half = stall.si() / (2 * mean);
    if (half >= 1) return Duration::si(mean);
    const double young = std::sqrt(2 * stall.si() * mean);
    return Duration::si(young * (1 + std::sqrt(half) / 3 + half / 9) - stall.si());
}

Result<Duration> availabilityInterval(Duration save, Duration failureTime, Duration restart) {
    const Limits limits = Limits("interval of most availability")
                              .notNegative("time to save", save)
                              .notNegative("time to failure", failureTime)
                              .notNegative("time to restart", restart);
    if (!limits.ok()) return limits.error();
    const double s = save.si(), both = (failureTime + restart).si();
    return Duration::si(s + std::sqrt(2 * both * s + s * s));
}

Result<Duration> drainTime(double parameters, DataSize perParameter, DataRate write) {
    const Limits limits = Limits("checkpoint drain")
                              .notNegative("parameters", parameters)
                              .notNegative("bytes per parameter", perParameter)
                              .positive("write bandwidth", write);
    if (!limits.ok()) return limits.error();
    return parameters * perParameter / write;
}

std::optional<Duration> bestInterval(Frequency rate, Duration stall, Duration drain) {
    const std::optional<Duration> optimum = exactInterval(rate, stall);
    if (!optimum) return std::nullopt;
    return std::max(*optimum, drain - stall);
}

}  // namespace rackloom::analytics
