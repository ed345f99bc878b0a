// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled: a scenario made ready to run many times: seconds, samplers, domains numbered so that each unit's
// are neighbours, and all exponential causes as one stream. Must not hold anything that a replication
// changes.
#pragma once

#include "analytics/simulation/job_run.h"

#include <cstdint>

namespace rackloom::analytics::sim {

struct DomainRange {
    std::uint32_t first = 0, last = 0;  ///< without last
};

struct CompiledCause {
    Strikes strikes = Strikes::Job;
    double hardFraction = 0;
    std::size_t job = 0;
    std::vector<std::uint32_t> units;  ///< by instance
    std::uint32_t instances = 1;
    Draw repair, lifetime;
    bool aged = false;  ///< lifetimes are not exponential: every instance has its own clock
};

struct CompiledJob {
    JobPlan plan;
    std::uint32_t needed = 0, traysNeeded = 1;
    std::vector<CauseTimes> times;  ///< by cause, where they are the job's own
};

struct Compiled {
    std::uint32_t domains = 0, trays = 1;
    std::vector<DomainRange> units;
    std::vector<CompiledCause> causes;
    std::vector<CauseTimes> times;  ///< by cause
    std::vector<CompiledJob> jobs;
    // The one stream of exponential causes: rate per second, and who it is.
    double rate = 0;
    std::vector<double> upTo;  ///< running sums of the rates
    std::vector<std::uint32_t> who;
    std::uint32_t crewsPerDomain = 0, crewsOnSite = 0;
    double hotFactor = 1;
    std::optional<SpareParts> parts;
    Draw shipment;
    double burnIn = 1, burnInFade = 1;
    double settling = 0;  ///< longest mean repair or rejoin: the time in which newness is forgotten
    Scenario scenario;
};

/// The scenario has been checked.
Compiled compile(const Scenario& scenario);

/// Domains of each unit after numbering, and nothing else, for the fast path's count of units touched.
std::vector<DomainRange> unitRanges(const Scenario& scenario);

/// What slows the job, with numbers of their own.
std::vector<std::unique_ptr<SpeedProcess>> speedsOf(const JobSpec& job, std::uint64_t seed,
                                                    std::uint64_t replication, std::uint32_t number);

}  // namespace rackloom::analytics::sim
