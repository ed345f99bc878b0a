// SPDX-License-Identifier: GPL-3.0-or-later
// One replication: a history of all jobs of a scenario from its own random numbers. Its account starts at a
// hit after the hardware has settled, and ends at one, so that whole cycles are counted. Must not know of
// other replications or threads.
#pragma once

#include "analytics/simulation/compiled.h"

#include <stop_token>

namespace rackloom::analytics::sim {

struct ReplicationSize {
    std::uint64_t incidents = 1000;  ///< hits and losses of speed, of all jobs together
    double horizon = kNever;         ///< s; when finite it starts and ends the account instead of hits
};

/// One tally a job; empty when stopped.
std::vector<Tally> replicate(const Compiled& model, const ReplicationSize& size, std::uint64_t seed,
                             std::uint64_t replication, std::stop_token stop,
                             std::vector<std::vector<Interval>>* intervals = nullptr);

/// The same for one job whose hits take no hardware away: no event queue, a few nanoseconds a hit.
struct FastJob {
    Rhythm rhythm;
    bool vulnerable = false;
    double rate = 0;           ///< of all causes, per second
    std::vector<double> upTo;  ///< running sums
    std::vector<std::uint32_t> who;
    std::vector<CauseTimes> times;
    std::size_t causes = 0;
    // One cause with another lifetime, which then is the only one.
    std::optional<Draw> lifetime;
};
/// Absent when the scenario needs the general simulation.
std::optional<FastJob> fastJob(const Compiled& model);
Tally replicateFast(const FastJob& job, std::uint64_t incidents, std::uint64_t seed,
                    std::uint64_t replication, std::stop_token stop);

}  // namespace rackloom::analytics::sim
