// SPDX-License-Identifier: GPL-3.0-or-later
// What counters of finished runs say about their efficiency: the identities that published figures are
// checked with. Must not be used to predict anything.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

namespace rackloom::analytics {

struct RunCounters {
    double committed = 0, steps = 1;      ///< steps that counted, of all
    double participants = 0, groups = 1;  ///< mean number of groups that took part, of all
    Duration usualStep = 1 * unit::s;     ///< of a run without trouble
    Duration step = 1 * unit::s;          ///< of this run
};
/// Steps that counted × groups that took part × how much faster a usual step is.
Result<double> runEfficiency(const RunCounters&);

/// 1 − stall / interval, both in wall-clock time.
Result<double> wallClockEfficiency(Duration interval, Duration stall);

}  // namespace rackloom::analytics
