// SPDX-License-Identifier: GPL-3.0-or-later
// What a job model's placement comes to: on which units it stands, how many elements of each cause it runs
// on, and how likely enough of its pool is usable. Must not know of checkpoints.
#pragma once

#include "analytics/reliability/binomial.h"
#include "analytics/reliability/job_model.h"

namespace rackloom::analytics {

/// Where the job stands when it takes the groups in their order.
struct Footprint {
    std::vector<bool> units;       ///< touched ones
    std::vector<double> elements;  ///< per cause: trays, domains or units that the job runs on
    int unitsTouched = 0;
    friend bool operator==(const Footprint&, const Footprint&) = default;
};
Footprint footprintOf(const JobModel&);

struct JobCapacity {
    Chance domain;             ///< one domain by itself: trays and what takes it alone
    std::vector<double> lost;  ///< P(j trays of a domain are down), where domains may go on short
    double enough = 1;         ///< A_cap
    Footprint footprint;
    friend bool operator==(const JobCapacity&, const JobCapacity&) = default;
};
Result<JobCapacity> capacityOf(const JobModel&);

}  // namespace rackloom::analytics
