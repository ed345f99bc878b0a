// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/burn_in.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr int kPieces = 40;
/// Gauss's rule of five points on [-1, 1]: exact up to the ninth power on each piece.
constexpr double kPoints[] = {-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
                              0.9061798459386640};
constexpr double kWeights[] = {0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
                               0.2369268850561891};

Limits checkedRamp(const BurnIn& b) {
    Limits limits("burn-in");
    limits.within("initial multiplier", b.initial, 0, 1e6).positive("settling time", b.settle);
    return limits;
}

double goodputAt(double multiplier, std::vector<InterruptionClass> classes, const Checkpointing& c,
                 Downtime downtime) {
    for (InterruptionClass& k : classes)
        k.rate *= multiplier;
    return goodput(classes, c, downtime);
}

}  // namespace

double hazardAt(const BurnIn& b, Duration age) {
    return 1 + (b.initial - 1) * std::exp(-(age / b.settle));
}

Result<double> hazardMultiplier(const BurnIn& b, Duration from, Duration to) {
    Limits limits = checkedRamp(b);
    limits.notNegative("start", from)
        .require(to > from && to.isFinite(), "end", "it is not after the start", "Give a later end.");
    if (!limits.ok()) return limits.error();
    const double x = (to - from) / b.settle;
    return 1 + (b.initial - 1) * std::exp(-(from / b.settle)) * -std::expm1(-x) / x;
}

Result<double> burnInGoodput(const BurnIn& b, Duration run, const std::vector<InterruptionClass>& classes,
                             const Checkpointing& c, Downtime downtime) {
    Limits limits = checkedRamp(b);
    limits.positive("run", run);
    if (!limits.ok()) return limits.error();
    if (const Result<void> fine = checked(classes, c); !fine) return fine.error();
    // Beyond forty settling times the multiplier is 1: a long run must not thin out the ramp's pieces.
    const Duration ramp = std::min(run, 40 * b.settle);
    double sum = 0;
    for (int i = 0; i < kPieces; ++i)
        for (int k = 0; k < 5; ++k) {
            const double at = (i + (1 + kPoints[k]) / 2) / kPieces;
            sum += kWeights[k] * goodputAt(hazardAt(b, at * ramp), classes, c, downtime);
        }
    const double ramped = sum / (2 * kPieces);
    if (ramp == run) return ramped;
    const double settled = goodput(classes, c, downtime);
    return settled + (ramped - settled) * (ramp / run);
}

}  // namespace rackloom::analytics
