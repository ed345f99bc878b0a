// SPDX-License-Identifier: GPL-3.0-or-later
// SimulationQuestion: what the simulation dialog asks, and what is derived from the drawing to answer it.
// Runs on any thread. Must not know widgets.
#pragma once

#include "analytics/simulation/assumed.h"
#include "analytics/simulation/design_jobs.h"
#include "analytics/simulation/run.h"
#include "model/site/snapshot.h"

#include <stop_token>

namespace rackloom::app {

struct SimulationQuestion {
    model::SnapshotPtr design;
    std::string job;
    analytics::Waiting waiting = analytics::Waiting::LeftOut;
    std::uint64_t seed = 1;
    analytics::sim::Assumed assumed;
    bool together = false;  ///< with the other jobs of the same domains
};

struct PreparedSimulation {
    analytics::sim::SharedJobs asked;
    std::vector<analytics::sim::Interval> month;
    bool comparable = true;  ///< the closed form assumes the same
    const analytics::sim::DesignJob& job() const { return asked.jobs.at(asked.asked); }
};

/// Throws analytics::Cancelled when stopped, as the memo does.
Result<PreparedSimulation> prepare(const SimulationQuestion& question, const std::stop_token& stop);

}  // namespace rackloom::app
