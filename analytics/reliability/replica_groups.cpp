// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/replica_groups.h"

#include "analytics/reliability/binomial.h"
#include "analytics/reliability/limits.h"

#include <cmath>

namespace rackloom::analytics {

Result<GroupGoodput> groupGoodput(const GroupTraining& t) {
    Limits limits("replica groups");
    limits.whole("groups", t.groups, 1, 1e6)
        .whole("least groups", t.minimum, 1, t.groups)
        .notNegative("failure rate of a group", t.groupRate)
        .notNegative("rejoin time", t.rejoin)
        .notNegative("stall", t.stall)
        .require(t.stall <= t.rejoin, "stall", "it is longer than the rejoin time",
                 "The formula holds for a stall no longer than the rejoin time; use the simulation.");
    if (!limits.ok()) return limits.error();
    GroupGoodput out;
    const Chance a = availability(t.groupRate, t.rejoin);
    const double x = a.up * (t.groupRate * t.stall);
    const double up = a.up / (1 - x);  // x < 1 because the stall is no longer than the rejoin time
    out.availability = a.up;
    out.moving = std::exp((t.groups - 1) * std::log1p(-x));
    out.enough = binomialAtLeast(t.groups - 1, t.minimum - 1, {up, (a.down - x) / (1 - x)});
    out.goodput = a.up * out.moving * out.enough;
    return out;
}

}  // namespace rackloom::analytics
