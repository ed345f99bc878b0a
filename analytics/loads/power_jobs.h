// SPDX-License-Identifier: GPL-3.0-or-later
// PowerJobs: what each job makes its racks draw in the phases of a step, how far that swings, and what a cap
// does to draw and speed. A job without a list of racks runs on all racks that hold processors.
// Must not know what feeds the racks.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "analytics/power/workload_power.h"
#include "model/site/job.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct JobDraw {
    std::string name;
    model::JobPower phases;
    std::vector<RackId> racks;                          ///< that draw power, rising
    double full = 0, idle = 0;                          ///< W of those racks at the planning figure and idle
    bool idleAssumed = false;                           ///< for at least one device
    double capped = 0;                                  ///< W that a cap leaves of `full`
    double speed = 1;                                   ///< under the cap
    double compute = 0, wait = 0, mean = 0, swing = 0;  ///< W
    double smoothing = 0;                               ///< W of mean power that the floor of activity costs
    double store = 0;  ///< J in each step that would make the job's draw flat
    friend bool operator==(const JobDraw&, const JobDraw&) = default;

    SquareWave wave() const;
};

struct JobDraws {
    std::vector<JobDraw> jobs;
    double swing = 0;  ///< W of all jobs together
    friend bool operator==(const JobDraws&, const JobDraws&) = default;
};

struct PowerJobs {
    using Key = NoKey;
    using Value = Shared<JobDraws>;
    static constexpr std::string_view kName = "power jobs";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
