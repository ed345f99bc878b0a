// SPDX-License-Identifier: GPL-3.0-or-later
// Failure rates in the forms people publish them, and how they turn into the interruption rate of a job.
// Exists so that "6.5 per 1,000 node-days" and a MTTF in hours can be compared without a slip of units.
// Must not know which parts a design holds.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

/// A published fleet rate: events per 1,000 node-days, on nodes of `gpusPerNode` GPUs.
struct FleetRate {
    double perThousandNodeDays = 0;
    double gpusPerNode = 8;
};

/// Interruptions of a job that spans this many GPUs.
Frequency jobRate(const FleetRate&, double gpus);
/// The fleet rate that a measured job rate implies.
FleetRate fleetRateFrom(Frequency jobRate, double gpus, double gpusPerNode);
/// Events per time of an observation.
Frequency observedRate(double events, Duration span);

/// Mean time between events; infinite for a zero rate.
Duration meanTime(Frequency);
/// Rate of a mean time; zero for an infinite or non-positive one.
Frequency rateOf(Duration meanTime);

/// GPU time that was paid for and produced nothing.
Duration lostGpuTime(double gpus, Duration span, double effectiveShare);

}  // namespace rackloom::analytics
