// SPDX-License-Identifier: GPL-3.0-or-later
// Run: a simulation at work in the background. Replications are spread over threads and reduced in their
// order, so the same scenario, seed and size give the same bits on any number of threads. Start it, look at
// what it knows so far as often as wanted, cancel it at any time. Must not know Qt: a window polls or carries
// the progress call to its own thread.
#pragma once

#include "analytics/simulation/outcome.h"
#include "analytics/simulation/scenario.h"
#include "analytics/simulation/timeline.h"

#include <functional>
#include <memory>

namespace rackloom::analytics::sim {

struct RunOptions {
    std::uint64_t incidents = 1'000'000;  ///< to simulate in all
    std::uint64_t seed = 1;
    unsigned threads = 0;          ///< 0 = one a core
    std::size_t replications = 0;  ///< 0 = chosen from the incidents
    std::optional<Duration> span =
        std::nullopt;      ///< each replication lives from 0 to here; absent = it counts incidents
    bool general = false;  ///< never take the fast path of a single job, to compare the two
};

class Run {
public:
    /// Called on a worker thread, at most some twenty times a second and once at the end. It must not destroy
    /// the run.
    using Progress = std::function<void(const Outcome&)>;

    static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const RunOptions& options,
                                              Progress progress = {});
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    /// Cancels and waits, which takes a few milliseconds.
    ~Run();

    /// What the finished replications say; those after one that is still at work do not count yet.
    Outcome poll() const;
    bool finished() const;
    void cancel();
    void wait();

private:
    class Workers;
    explicit Run(std::unique_ptr<Workers> workers);
    std::unique_ptr<Workers> workers_;
};

/// Runs to the end on this and other threads.
Result<Outcome> simulate(const Scenario& scenario, const RunOptions& options);

/// One history of a job from its start, as pieces in order; the last one ends with the span.
Result<std::vector<Interval>> history(const Scenario& scenario, Duration span, std::uint64_t seed = 1,
                                      std::size_t job = 0);

}  // namespace rackloom::analytics::sim
