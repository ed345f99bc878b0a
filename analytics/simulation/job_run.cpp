// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/job_run.h"

namespace rackloom::analytics::sim {

JobRun::JobRun(const JobPlan& plan, const std::vector<CauseTimes>& causes, Stream stream,
               std::optional<double> speed)
    : plan_(plan), causes_(causes), stream_(stream), varies_(speed.has_value()), speed_(speed.value_or(1)) {
    tally.hits.resize(causes.size() + 1);
    startRun(0);
}

void JobRun::forget(double now) {
    Tally fresh;
    fresh.hits.resize(tally.hits.size());
    sinceDurable_ = taintedWork_ = 0;  // was counted before
    if (state_ == RunState::Run) {
        // The run goes on and is credited as a whole at its end: what it has done so far is taken off here.
        JobRun soFar = *this;
        soFar.tally = fresh;
        soFar.intervals_ = nullptr;
        soFar.cut(now);
        for (std::size_t share = 0; share < kShares; ++share)
            fresh.seconds[share] = -soFar.tally.seconds[share];
    } else {
        since_ = now;
    }
    tally = std::move(fresh);
}

void JobRun::enter(RunState state, double now, double timer) {
    state_ = state;
    since_ = now;
    timer_ = timer;
}

void JobRun::leave(double now, bool fromMemory) {
    const double useful = tally[Share::Useful];
    switch (state_) {
    case RunState::Down:
        tally[Share::Down] += now - since_;
        break;
    case RunState::Restore:
        tally[Share::Restore] += now - since_;
        break;
    case RunState::Wait:
        tally[Share::Wait] += now - since_;
        break;
    case RunState::Run:
        if (plan_.copies)
            closeRunWithCopies(now, fromMemory);
        else
            closeRun(now);
        break;
    }
    if (intervals_ != nullptr && now > since_)
        intervals_->push_back(
            {since_, now, state_, cause_, state_ == RunState::Run ? tally[Share::Useful] - useful : 0});
}

void JobRun::cut(double now) {
    const bool running = state_ == RunState::Run;
    const double before = tally[Share::Rework];
    leave(now, plan_.copies.has_value());
    if (!running || tainted_) return;
    const double atRisk = tally[Share::Rework] - before, speed = speedUntil(now);
    tally[Share::Rework] = before;
    tally[Share::Useful] += atRisk * speed;
    tally[Share::Reduced] += atRisk * (1 - speed);
}

bool JobRun::hit(double now, std::size_t cause) {
    if (state_ == RunState::Wait || (state_ == RunState::Down && !plan_.vulnerable)) return false;
    const bool fromMemory = plan_.copies && stream_.chance(plan_.copies->recoverable);
    leave(now, fromMemory);
    ++tally.incidents;
    ++tally.hits[cause];
    cause_ = cause;
    double down = causes_[cause].down(stream_);
    restore_ = causes_[cause].restore;
    if (plan_.copies) {
        down = (fromMemory ? plan_.copies->memoryCost : plan_.copies->durableCost).si();
        restore_ = 0;
    }
    enter(RunState::Down, now, now + down);
    return true;
}

bool JobRun::elapse(double now) {
    if (state_ == RunState::Down) return true;
    if (state_ == RunState::Run) {
        silentErrorShows(now);
        return false;
    }
    leave(now, false);
    startRun(now);
    return false;
}

void JobRun::placed(double now) {
    leave(now, false);
    enter(RunState::Restore, now, now + restore_);
}

void JobRun::wait(double now) {
    if (state_ == RunState::Wait) return;
    leave(now, false);
    enter(RunState::Wait, now, kNever);
}

void JobRun::speedChanged(double now, double speed) {
    speed_ = speed;
    if (state_ == RunState::Run) speeds_.change(now, speed);
}

void JobRun::startRun(double now) {
    double shows = kNever;
    cleanPeriods_ = kNever;
    if (tainted_) {
        shows = now + shownAfter_;
        cleanPeriods_ = 0;
    } else if (plan_.silentRate > 0) {
        const Rhythm& r = plan_.rhythm;
        const double work = stream_.exponential() / plan_.silentRate;
        cleanPeriods_ = std::floor(work / r.compute);
        const double begin = now + cleanPeriods_ * r.period();
        const double offset = work - cleanPeriods_ * r.compute;
        shows = r.verify > 0 ? begin + r.compute + r.verify : begin + offset + plan_.latency;
    }
    enter(RunState::Run, now, shows);
    if (varies_) speeds_.restart(now, speed_);
}

void JobRun::closeRun(double now) {
    const Rhythm& r = plan_.rhythm;
    const bool tested = r.verify > 0;
    const Segment s = segment(r, now - since_, tested ? cleanPeriods_ : kNever);
    const double speed = s.durable > 0 ? speedUntil(since_ + s.durable * r.period()) : 1;
    tally[Share::Useful] += s.useful * speed;
    tally[Share::Reduced] += s.useful * (1 - speed);
    tally[Share::Stall] += s.stall;
    tally[Share::Verify] += s.verify;
    tally[Share::Drain] += s.slowed;
    tally[Share::Rework] += s.rework;
    if (tested || cleanPeriods_ == kNever) return;
    // A latent error: what was saved after it is lost once it shows.
    const double clean = std::min(cleanPeriods_, s.durable);
    const double work = clean > 0 ? r.firstWork() + (clean - 1) * r.laterWork() : 0;
    const bool struck = tainted_ || timer_ - plan_.latency <= now;
    if (!struck) return;
    taintedWork_ += (s.useful - work) * speed;
    tainted_ = taintedWork_ > 0;  // else the job goes on from a snapshot older than the error
    shownAfter_ = std::max(timer_ - now, 0.0);
}

void JobRun::closeRunWithCopies(double now, bool fromMemory) {
    const Rhythm& r = plan_.rhythm;
    const double up = now - since_, extra = plan_.copies->durableStall.si();
    const double m = plan_.copies->perDurable, period = r.period();
    const double ahead = m - position_, toDurable = ahead * period + extra, block = m * period + extra;
    double kept = 0, done = 0, rest = 0;  // periods until the last durable one, all, and time since
    if (up < toDurable) {
        done = std::min(std::floor(up / period), ahead - 1);
        rest = up - done * period;
    } else {
        const double blocks = std::floor((up - toDurable) / block);
        kept = ahead + blocks * m;
        const double left = up - toDurable - blocks * block;
        const double more = std::min(std::floor(left / period), m - 1);
        done = kept + more;
        rest = left - more * period;
    }
    const double speed = speedUntil(now), credited = fromMemory ? done : kept;
    const double computed = done * r.compute + std::min(rest, r.compute);
    const double useful = credited * r.compute;
    tally[Share::Useful] += useful * speed;
    tally[Share::Reduced] += useful * (1 - speed);
    tally[Share::Rework] += computed - useful;
    tally[Share::Stall] += up - computed;
    if (fromMemory) {
        sinceDurable_ = kept > 0 ? (done - kept) * r.compute * speed : sinceDurable_ + useful * speed;
        position_ = kept > 0 ? done - kept : position_ + done;
        return;
    }
    if (kept == 0) {
        tally[Share::Useful] -= sinceDurable_;
        tally[Share::Rework] += sinceDurable_;
    }
    position_ = sinceDurable_ = 0;
}

void JobRun::silentErrorShows(double now) {
    leave(now, false);
    ++tally.incidents;
    ++tally.hits.back();
    cause_ = causes_.size();
    tally[Share::Useful] -= taintedWork_;
    tally[Share::Rework] += taintedWork_;
    tainted_ = false;
    taintedWork_ = 0;
    restore_ = plan_.silentRestore;
    double down = plan_.rhythm.verify > 0 ? 0 : plan_.diagnosis;
    if (plan_.copies) {
        down += plan_.copies->durableCost.si();
        restore_ = 0;
    }
    enter(RunState::Down, now, now + down);
}

}  // namespace rackloom::analytics::sim
