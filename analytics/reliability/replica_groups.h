// SPDX-License-Identifier: GPL-3.0-or-later
// Fault-tolerant training in replica groups: a failed group rejoins while the others go on after a stall.
// Must not know what a group is made of.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

namespace rackloom::analytics {

struct GroupTraining {
    int groups = 1, minimum = 1;  ///< fewer than the minimum pause the job
    Frequency groupRate;
    Duration rejoin;  ///< T_rec, at least the stall
    Duration stall;   ///< t_s; a blocking rejoin adds its time here
};

struct GroupGoodput {
    double goodput = 0;       ///< useful work of all groups together
    double availability = 1;  ///< a: steady participation of one group
    double enough = 1;        ///< P(the minimum takes part)
    double moving = 1;        ///< share of time not stalled
};

/// Source: reliability reference 3.9, equation 7; exact for exponential up-times and fixed times.
Result<GroupGoodput> groupGoodput(const GroupTraining&);

}  // namespace rackloom::analytics
