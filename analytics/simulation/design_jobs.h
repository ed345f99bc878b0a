// SPDX-License-Identifier: GPL-3.0-or-later
// DesignJob: a job of a drawn design as the report's engine derives it, with the closed form's answer, ready
// to be simulated. The one place where the simulation meets the engine. Must not simulate.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/reliability/assembly.h"
#include "analytics/simulation/agreement.h"
#include "analytics/simulation/scenario.h"

#include <string>
#include <string_view>

namespace rackloom::analytics::sim {

struct DesignJob {
    JobModel model;
    JobAnswer closed;
    double gpus = 0;                     ///< of the job
    Waiting waiting = Waiting::LeftOut;  ///< whether the job waits for repairs of what is drawn
    std::string calibration;             ///< in force, or empty

    bool waits() const { return waiting == Waiting::Counted; }
    /// Share of the time in which not enough of it works; 0 while replacements are at hand.
    double missingCapacity() const { return 1 - closed.capacity; }
    /// Interruptions per second of wall clock by the closed form, which counts them per second of running.
    double wallRate() const { return closed.interruptions.si() * closed.capacity * (1 - closed.clock.down); }
};

/// The job of this name, the first one when the name is empty. Refused with the reason when the design does
/// not say enough. `memo` stands at the design. As in the report, replacements are at hand unless waiting is
/// counted.
Result<DesignJob> designJob(Memo& memo, std::string_view name, Waiting waiting = Waiting::LeftOut);

/// A job and those that stand on the same domains, which take them from each other.
struct SharedJobs {
    Scenario scenario;
    std::vector<DesignJob> jobs;  ///< by job of the scenario
    std::size_t asked = 0;        ///< which of them
    std::vector<Error> leftOut;   ///< jobs that cannot be simulated with it, and why
};
Result<SharedJobs> sharedJobs(Memo& memo, std::string_view name, Waiting waiting = Waiting::LeftOut);

/// The closed form's goodput beside the simulated one, to be judged. A cause that scatters over further units
/// than the closed form counts widens what is allowed.
Compared compared(const DesignJob& job, const Estimate& simulated);

}  // namespace rackloom::analytics::sim
