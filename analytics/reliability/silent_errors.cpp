// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/silent_errors.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// (1 − e^(−Λ t)) / Λ, which tends to t: the mean time until an interruption or the end of t.
Duration cutShort(Frequency rate, Duration t) {
    const double x = rate * t;
    return x > 1e-300 ? -std::expm1(-x) / rate : t;
}

}  // namespace

Result<double> silentLoss(const SilentErrors& s, Duration interval, Duration restore) {
    const Limits limits = Limits("silent errors")
                              .notNegative("rate", s.rate)
                              .notNegative("latency", s.latency)
                              .notNegative("diagnosis", s.diagnosis)
                              .notNegative("interval", interval)
                              .notNegative("restore", restore);
    if (!limits.ok()) return limits.error();
    return std::min(1.0, s.rate * (s.latency + interval / 2 + restore + s.diagnosis));
}

Result<double> checkpointsToKeep(Duration latency, Duration period) {
    const Limits limits =
        Limits("checkpoints to keep").notNegative("latency", latency).positive("period", period);
    if (!limits.ok()) return limits.error();
    return std::ceil(latency / period) + 1;
}

Result<double> verifiedGoodput(const VerifiedCheckpoints& v) {
    const Limits limits = Limits("verified checkpoints")
                              .notNegative("interruption rate", v.rate)
                              .notNegative("silent error rate", v.silentRate)
                              .positive("interval", v.interval)
                              .notNegative("verification", v.verify)
                              .notNegative("stall", v.stall)
                              .notNegative("restore", v.restore)
                              .notNegative("downtime", v.down);
    if (!limits.ok()) return limits.error();
    // (1 − e^(−Λ t)) (1/Λ + Erec) and Q are written with cutShort, so that a zero rate needs no case of its
    // own.
    const double restored = std::exp(v.rate * v.restore);
    const Duration recovery = restored * (v.down + cutShort(v.rate, v.restore));
    const auto cost = [&](Duration t) { return cutShort(v.rate, t) + -std::expm1(-(v.rate * t)) * recovery; };
    const double s1 = std::exp(-(v.rate * (v.interval + v.verify)));
    const double bad = -std::expm1(-(v.silentRate * v.interval));
    const double s2 = std::exp(-(v.silentRate * v.interval)), s3 = std::exp(-(v.rate * v.stall));
    const Duration total =
        (cost(v.interval + v.verify) + s1 * (bad * cost(v.restore) + s2 * cost(v.stall))) / (s1 * s2 * s3);
    const double g = v.interval / total;
    return std::isfinite(g) && std::isfinite(total.si()) ? std::clamp(g, 0.0, 1.0) : 0.0;
}

}  // namespace rackloom::analytics
