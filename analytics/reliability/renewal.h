// SPDX-License-Identifier: GPL-3.0-or-later
// Goodput of a rigid job with checkpoints under Poisson interruptions, exactly, by the renewal theorem; and
// the same split of the wall clock into what was useful and what was lost.
// One interruption class gives the plain form, several give the class form: it is the same code.
// Must not know where rates come from. Answers are never negative and never not-a-number.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

#include <vector>

namespace rackloom::analytics {

/// Checkpointing of a job: compute time between checkpoints, blocking stall, time until durable afterwards,
/// and the share of speed lost while a snapshot drains. A drain slows min(drain, interval + stall) of each
/// period: one that reaches into the next stall holds that copy up as well, and the work pays for it. Never
/// more is lost than a period computes.
struct Checkpointing {
    Duration interval, stall, drain;
    double slowdown = 0;
    friend bool operator==(const Checkpointing&, const Checkpointing&) = default;
};

/// A cause of interruptions with its own downtime (detect, reschedule) and restore (load, initialise).
struct InterruptionClass {
    Frequency rate;
    Duration down, restore;
    friend bool operator==(const InterruptionClass&, const InterruptionClass&) = default;
};

/// Whether an interruption may strike during the downtime and restart it.
enum class Downtime { Protected, Vulnerable };

/// Shares of the wall clock; they sum to 1.
struct Waterfall {
    double useful = 1;    ///< work that became durable: the goodput
    double stall = 0;     ///< blocked by checkpoints
    double slowdown = 0;  ///< slowed by draining snapshots
    double rework = 0;    ///< done and lost again
    double down = 0;      ///< detecting and rescheduling
    double restore = 0;   ///< loading and initialising
    friend bool operator==(const Waterfall&, const Waterfall&) = default;
};

/// Refuses rates and times that mean nothing; the functions below answer such input with no goodput at all.
Result<void> checked(const std::vector<InterruptionClass>&, const Checkpointing&);

Waterfall waterfall(const std::vector<InterruptionClass>&, const Checkpointing&,
                    Downtime = Downtime::Protected);
double goodput(const std::vector<InterruptionClass>&, const Checkpointing&, Downtime = Downtime::Protected);
/// Wall-clock time that `work` of compute takes; infinite when nothing ever becomes durable.
Duration completionTime(Duration work, const std::vector<InterruptionClass>&, const Checkpointing&,
                        Downtime = Downtime::Protected);

/// dlnG/dlnΛ for one class, by its closed form: by how many percent goodput changes when the rate of all
/// interruptions rises by one percent.
double elasticity(const InterruptionClass&, const Checkpointing&);

/// x = Λ (D + R + P + ω): below 0.1 any formula serves, above 1 only a simulation is trustworthy.
double regime(const std::vector<InterruptionClass>&, const Checkpointing&);

}  // namespace rackloom::analytics
