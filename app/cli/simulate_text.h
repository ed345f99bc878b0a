// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated job as text and as JSON, beside the closed form.
// Must not run a simulation.
#pragma once

#include "analytics/simulation/agreement.h"
#include "analytics/simulation/design_jobs.h"
#include "analytics/simulation/run.h"
#include "app/cli/json_report.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

struct SimulatedJob {
    analytics::sim::DesignJob job;
    analytics::sim::Scenario scenario;
    analytics::sim::Outcome outcome;
    analytics::sim::Agreement agreement;
    std::vector<std::string> caveats;  ///< the regime first
    bool sameLaws = true;  ///< the simulation assumes what the closed form does, so they must agree
    std::uint64_t seed = 1;
    std::vector<analytics::sim::Interval> month;
    std::size_t shown = 0;                        ///< which job of the scenario
    std::vector<analytics::sim::DesignJob> jobs;  ///< by job of the scenario
    std::vector<Error> leftOut;                   ///< jobs that could not be simulated with it

    const analytics::sim::JobResult& result() const { return outcome.jobs.at(shown); }
};

/// Compares; `sameLaws` as above.
SimulatedJob judged(analytics::sim::SharedJobs asked, analytics::sim::Outcome outcome, bool sameLaws);
std::string simulatedText(const SimulatedJob&);
Json simulatedJson(const SimulatedJob&);
/// One line for a terminal while it runs.
std::string progressText(const analytics::sim::Outcome&);

}  // namespace rackloom::app
