// SPDX-License-Identifier: GPL-3.0-or-later
// What failures waste: time between interruptions of a job from one rate, the lost share at a checkpoint
// interval in first order, and its cost. Source: facility reference C5. The exact model of goodput is in
// analytics/reliability; this one is for comparison with published sums.
// Must not know of jobs.
#pragma once

#include "analytics/economics/money.h"

#include <optional>

namespace rackloom::analytics {

/// Mean time to interrupt of units in series: M / n. Absent without units or failures.
std::optional<Duration> seriesMeanTime(Frequency perUnit, double units);
/// The same scaled from one size to another: M1 n1 / n2.
std::optional<Duration> scaledMeanTime(Duration mean, double unitsThere, double unitsHere);
/// δ/τ + (τ/2 + R)/M; absent for no interval or no mean time.
std::optional<double> lostShare(Duration checkpoint, Duration restart, Duration mean, Duration interval);
Money wasteCost(double lost, double accelerators, Duration, MoneyRate perAcceleratorHour);

}  // namespace rackloom::analytics
