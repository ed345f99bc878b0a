// SPDX-License-Identifier: GPL-3.0-or-later
// JobRun: one job as a state machine (running, down, restoring, waiting for domains) and the account of its
// wall clock. Hits and placement come from outside. Seconds throughout.
// Must not know what was struck or where the job runs.
#pragma once

#include "analytics/simulation/segment.h"
#include "analytics/simulation/speed.h"
#include "analytics/simulation/tally.h"
#include "analytics/simulation/timeline.h"

namespace rackloom::analytics::sim {

/// What a cause costs the job it hits.
struct CauseTimes {
    Draw down;
    double restore = 0;
};

/// A job's rules, in seconds.
struct JobPlan {
    Rhythm rhythm;
    bool vulnerable = false;
    std::optional<MemoryCopies> copies;
    double silentRate = 0, latency = 0, diagnosis = 0, silentRestore = 0;
};

class JobRun {
public:
    /// `speed` at the start; absent = it never changes.
    JobRun(const JobPlan& plan, const std::vector<CauseTimes>& causes, Stream stream,
           std::optional<double> speed);

    RunState state() const { return state_; }
    bool up() const { return state_ == RunState::Run || state_ == RunState::Restore; }
    /// When the job's own next event is due: end of downtime, of restore, or a silent error coming to light.
    double next() const { return timer_; }
    /// Handles that event; true when the job now wants to be placed.
    bool elapse(double now);
    /// A part that the job uses failed; true when that interrupted it.
    bool hit(double now, std::size_t cause);
    /// The answers to being placed.
    void placed(double now);
    void wait(double now);
    void speedChanged(double now, double speed);
    /// Closes the account at the end of the simulated span.
    void finish(double now) { leave(now, false); }
    /// The same where the span has no end of its own: what a run has not saved yet is not lost either.
    void cut(double now);
    /// Forgets the account so far; called at a hit, where a new cycle begins unless something else was hit.
    void forget(double now);
    void recordInto(std::vector<Interval>* intervals) { intervals_ = intervals; }

    Tally tally;

private:
    void enter(RunState state, double now, double timer);
    void leave(double now, bool fromMemory);
    void startRun(double now);
    void closeRun(double now);
    void closeRunWithCopies(double now, bool fromMemory);
    void silentErrorShows(double now);
    double speedUntil(double time) const { return varies_ ? speeds_.mean(time) : 1; }

    const JobPlan& plan_;
    const std::vector<CauseTimes>& causes_;
    Stream stream_;
    RunState state_ = RunState::Restore;
    double since_ = 0, timer_ = 0, restore_ = 0;
    std::size_t cause_ = 0;
    // Copies in memory: periods since the last durable one, and the work they hold.
    double position_ = 0, sinceDurable_ = 0;
    // A silent error: the last clean period of this run, and work saved after it.
    double cleanPeriods_ = kNever, taintedWork_ = 0, shownAfter_ = kNever;
    bool tainted_ = false, varies_;
    double speed_;
    SpeedHistory speeds_;
    std::vector<Interval>* intervals_ = nullptr;
};

}  // namespace rackloom::analytics::sim
