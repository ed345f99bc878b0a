// SPDX-License-Identifier: GPL-3.0-or-later
// Young parts fail more often: m(t) = 1 + (m0 − 1) exp(−t/θ), its mean, and goodput averaged over a run.
// Goodput is averaged, not the rate: it is convex in the rate. Must not know which parts are young.
#pragma once

#include "analytics/reliability/renewal.h"
#include "model/base/result.h"

namespace rackloom::analytics {

struct BurnIn {
    double initial = 1;  ///< m0
    Duration settle;     ///< θ
};

Result<double> hazardMultiplier(const BurnIn&, Duration from, Duration to);
double hazardAt(const BurnIn&, Duration age);
/// Mean goodput over a run that starts with new parts; the checkpoint interval stays as it is.
Result<double> burnInGoodput(const BurnIn&, Duration run, const std::vector<InterruptionClass>&,
                             const Checkpointing&, Downtime = Downtime::Protected);

}  // namespace rackloom::analytics
