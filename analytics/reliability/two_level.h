// SPDX-License-Identifier: GPL-3.0-or-later
// Two levels of checkpoints: copies in the memory of peers every period, a durable one every m-th; and the
// chance that such copies survive the loss of several machines.
// Must not know where copies are placed: the share of recoverable interruptions comes in.
#pragma once

#include "analytics/reliability/renewal.h"

namespace rackloom::analytics {

struct TwoLevel {
    Frequency rate;
    double recoverable = 0;    ///< q
    Duration interval, stall;  ///< of one period
    int perDurable = 1;        ///< m
    Duration durableStall;     ///< additional, of every m-th
    Duration memoryCost, durableCost;
};

/// Shares of the wall clock; recovery of both kinds is `down`, stalls done again count as rework.
/// Interruptions inside a recovery are left out. Source: reliability reference 3.6, equation 5.
Result<Waterfall> twoLevelWaterfall(const TwoLevel&);

/// P(no group loses all its copies) when `lost` machines fail at once, by the union bound.
Result<double> copiesSurvive(int machines, int copies, int lost);

}  // namespace rackloom::analytics
