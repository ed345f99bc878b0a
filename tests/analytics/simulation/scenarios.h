// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios of the reliability reference for the simulation's tests.
#pragma once

#include "analytics/simulation/run.h"

namespace rackloom::test {

namespace sim = analytics::sim;

/// One rigid job without hardware; causes are added by the test.
sim::Scenario rigidJob(Duration compute, Duration stall, Duration drain, double slowdown = 0);
void addCause(sim::Scenario&, Frequency rate, Duration down, Duration restore);

/// The pool of reliability.md 3.7: one domain of which some trays are needed.
sim::Scenario pool(int trays, int needed, Duration lifetime, Duration repair, int crews, double hotFactor);

struct RackScale {
    int racks = 20, racksPerCdu = 4, trays = 18, traysNeeded = 16, racksNeeded = 18;
    Duration trayLife = 12000 * unit::hour, trayRepair = 24 * unit::hour;
    double hardFraction = 0.4;
    Duration cduLife = 8760 * unit::hour, cduRepair = 6 * unit::hour, otherLife = 200 * unit::hour;
    analytics::Checkpointing checkpoint{0.5 * unit::hour, 5 * unit::s, 0.1 * unit::hour};
    Duration down = 0.1 * unit::hour, restore = 0.1 * unit::hour;
};
sim::Scenario rackScale(const RackScale&);

/// A job that only its speed slows.
sim::Scenario slowedJob();

}  // namespace rackloom::test
