// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/efficiency.h"

#include "analytics/reliability/limits.h"

namespace rackloom::analytics {

Result<double> runEfficiency(const RunCounters& r) {
    const Limits limits = Limits("efficiency of a run")
                              .positive("steps", r.steps)
                              .within("committed steps", r.committed, 0, r.steps)
                              .positive("groups", r.groups)
                              .within("participants", r.participants, 0, r.groups)
                              .positive("usual step", r.usualStep)
                              .positive("step", r.step);
    if (!limits.ok()) return limits.error();
    return (r.committed / r.steps) * (r.participants / r.groups) * (r.usualStep / r.step);
}

Result<double> wallClockEfficiency(Duration interval, Duration stall) {
    const Limits limits = Limits("wall-clock efficiency")
                              .positive("interval", interval)
                              .within("stall", stall.si(), 0, interval.si());
    if (!limits.ok()) return limits.error();
    return 1 - stall / interval;
}

}  // namespace rackloom::analytics
