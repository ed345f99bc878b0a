// SPDX-License-Identifier: GPL-3.0-or-later
// The best compute time between two checkpoints: exactly by the Lambert function, and the two classical
// approximations for comparison. Independent of downtime, restore and drain, as the exact optimum is.
// Must not know of jobs or storage.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

#include <optional>

namespace rackloom::analytics {

/// Principal branch W0 of w · e^w = z for z ≥ −1/e; NaN-free: below the branch point it stays at −1.
double lambertW0(double z);

/// τ* = (1 + W0(−exp(−1 − Λσ))) / Λ. Absent when nothing ever interrupts: then no checkpoint pays.
std::optional<Duration> exactInterval(Frequency rate, Duration stall);
/// √(2 σ / Λ).
std::optional<Duration> youngInterval(Frequency rate, Duration stall);
/// Daly's higher-order estimate for σ < 2 M, else M.
std::optional<Duration> dalyInterval(Frequency rate, Duration stall);

/// T_s + √(2 (T_f + T_r) T_s + T_s²): the interval of most availability when saving takes T_s, failing and
/// restarting T_f + T_r together. Source: arXiv 2410.18124 as in reliability reference 3.3.
Result<Duration> availabilityInterval(Duration save, Duration failureTime, Duration restart);

/// Time to write one checkpoint: parameters × bytes each over the bandwidth. Zero bandwidth is refused.
Result<Duration> drainTime(double parameters, DataSize perParameter, DataRate write);

/// The interval a job should use: the exact optimum, but no shorter than lets one drain end before the next
/// checkpoint starts.
std::optional<Duration> bestInterval(Frequency rate, Duration stall, Duration drain);

}  // namespace rackloom::analytics
