// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/replication.h"

#include "analytics/simulation/plant.h"
#include "analytics/simulation/strikes.h"

namespace rackloom::analytics::sim {

namespace {

constexpr std::uint64_t kEventsBetweenPolls = 4096;
constexpr double kSettling = 3;  // times Compiled::settling before the account starts
// A replication that hardly yields incidents, as its job hardly ever fits, ends after so many events.
constexpr std::uint64_t kLeastEvents = 2'000'000, kEventsPerIncident = 500;
constexpr std::uint64_t kEventsOfSpan = 200'000'000;

class SiteRun {
public:
    SiteRun(const Compiled& model, const ReplicationSize& size, std::uint64_t seed, std::uint64_t replication,
            std::vector<std::vector<Interval>>* intervals);

    /// False when stopped.
    bool run(const std::stop_token& stop);
    std::vector<Tally> tallies() const;

private:
    struct JobSpeeds {
        std::vector<std::unique_ptr<SpeedProcess>> processes;
        double next = kNever;
        double speed() const;
        void find();
    };

    void step(double now);
    void strike(double now);
    void hit(std::size_t job, double now, std::size_t cause);
    void advanceSpeeds(std::size_t job, double now);
    void elapse(std::size_t job, double now);
    void tryToPlace(std::size_t job, double now);
    void wake(double now);
    void watchCapacity(double now);
    void startAccount(double now);
    bool enough(double now);
    double nextTime() const;

    const Compiled& model_;
    ReplicationSize size_;
    StrikeSource strikes_;
    Plant plant_;
    std::vector<JobRun> jobs_;
    std::vector<JobSpeeds> speeds_;
    std::vector<double> capableSince_;  ///< kNever while not
    std::vector<double> capable_;
    std::vector<std::uint64_t> lost_;
    std::uint64_t incidents_ = 0;
    bool counting_, hitNow_ = false, waiting_ = false;
    double begin_ = 0;
};

SiteRun::SiteRun(const Compiled& model, const ReplicationSize& size, std::uint64_t seed,
                 std::uint64_t replication, std::vector<std::vector<Interval>>* intervals)
    : model_(model),
      size_(size),
      strikes_(model, Stream(seed, replication, Lane::Strikes)),
      plant_(model, Stream(seed, replication, Lane::Repairs)),
      capableSince_(model.jobs.size(), kNever),
      capable_(model.jobs.size()),
      lost_(model.jobs.size()),
      counting_(size.horizon < kNever) {
    jobs_.reserve(model.jobs.size());
    for (std::size_t j = 0; j < model.jobs.size(); ++j) {
        const auto number = static_cast<std::uint32_t>(j);
        JobSpeeds& speeds = speeds_.emplace_back();
        speeds.processes = speedsOf(model.scenario.jobs[j], seed, replication, number);
        speeds.find();
        const std::optional<double> speed =
            speeds.processes.empty() ? std::nullopt : std::optional(speeds.speed());
        jobs_.emplace_back(model.jobs[j].plan,
                           model.jobs[j].times.empty() ? model.times : model.jobs[j].times,
                           Stream(seed, replication, Lane::Jobs, number), speed);
        if (intervals != nullptr) jobs_.back().recordInto(&intervals->emplace_back());
        if (!plant_.place(j)) {
            jobs_.back().wait(0);
            strikes_.jobUp(j, false, 0);
            waiting_ = true;
        }
    }
    watchCapacity(0);
}

double SiteRun::JobSpeeds::speed() const {
    double product = 1;
    for (const auto& process : processes)
        product *= process->speed();
    return product;
}

void SiteRun::JobSpeeds::find() {
    next = kNever;
    for (const auto& process : processes)
        next = std::min(next, process->next());
}

double SiteRun::nextTime() const {
    double next = std::min(strikes_.next(), plant_.next());
    for (std::size_t j = 0; j < jobs_.size(); ++j)
        next = std::min({next, jobs_[j].next(), speeds_[j].next});
    return next;
}

bool SiteRun::run(const std::stop_token& stop) {
    double now = 0;
    const std::uint64_t most =
        size_.horizon < kNever ? kEventsOfSpan : std::max(kLeastEvents, kEventsPerIncident * size_.incidents);
    for (std::uint64_t events = 0; events < most; ++events) {
        if (events % kEventsBetweenPolls == 0 && stop.stop_requested()) return false;
        const double next = nextTime();
        // Nothing will ever happen again: a year of it is as good as forever.
        if (next == kNever && size_.horizon == kNever) size_.horizon = now + unit::year.si();
        if (next >= size_.horizon) {
            now = size_.horizon;
            break;
        }
        now = next;
        hitNow_ = false;
        step(now);
        if (hitNow_ && enough(now)) break;
    }
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        if (size_.horizon < kNever)
            jobs_[j].finish(now);
        else
            jobs_[j].cut(now);
        if (capableSince_[j] != kNever) capable_[j] += now - std::max(capableSince_[j], begin_);
    }
    return true;
}

void SiteRun::step(double now) {
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        if (jobs_[j].next() == now) return elapse(j, now);
        if (speeds_[j].next == now) return advanceSpeeds(j, now);
    }
    if (plant_.next() == now) {
        const Plant::Repaired repaired = plant_.advance();
        if (repaired.part && model_.causes[repaired.cause].aged)
            strikes_.renew(repaired.cause, repaired.instance, now);
        watchCapacity(now);
        wake(now);
        return;
    }
    strike(now);
}

void SiteRun::strike(double now) {
    const std::optional<Strike> strike = strikes_.take();
    if (!strike) return;
    const CompiledCause& cause = model_.causes[strike->cause];
    if (cause.strikes == Strikes::Job) return hit(cause.job, now, strike->cause);
    const Plant::Blow blow = plant_.strike(strike->cause, strike->instance, now, strikes_.numbers());
    if (cause.aged && !blow.hard) strikes_.renew(strike->cause, strike->instance, now);
    if (blow.hard) watchCapacity(now);
    for (std::size_t j = 0; blow.jobs >> j != 0 && j < jobs_.size(); ++j)
        if ((blow.jobs >> j & 1) != 0) hit(j, now, strike->cause);
}

void SiteRun::hit(std::size_t job, double now, std::size_t cause) {
    if (!jobs_[job].hit(now, cause)) return;
    strikes_.jobUp(job, model_.jobs[job].plan.vulnerable, now);
    ++incidents_;
    hitNow_ = true;
}

void SiteRun::advanceSpeeds(std::size_t job, double now) {
    JobSpeeds& speeds = speeds_[job];
    for (const auto& process : speeds.processes)
        while (process->next() <= now)
            if (process->advance() > 0) {
                ++incidents_;
                hitNow_ = true;
            }
    speeds.find();
    jobs_[job].speedChanged(now, speeds.speed());
}

void SiteRun::elapse(std::size_t job, double now) {
    const bool silent = jobs_[job].state() == RunState::Run;
    if (jobs_[job].elapse(now)) return tryToPlace(job, now);
    if (!silent) return;
    strikes_.jobUp(job, model_.jobs[job].plan.vulnerable, now);
    ++incidents_;
    hitNow_ = true;
}

void SiteRun::tryToPlace(std::size_t job, double now) {
    if (plant_.place(job)) {
        jobs_[job].placed(now);
        strikes_.jobUp(job, true, now);
        return;
    }
    jobs_[job].wait(now);
    waiting_ = true;
    if (jobs_.size() > 1) wake(now);  // what it held may be enough for another
}

void SiteRun::wake(double now) {
    if (!waiting_) return;
    waiting_ = false;
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        if (jobs_[j].state() != RunState::Wait) continue;
        if (plant_.place(j)) {
            jobs_[j].placed(now);
            strikes_.jobUp(j, true, now);
        } else {
            waiting_ = true;
        }
    }
}

void SiteRun::watchCapacity(double now) {
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        const bool was = capableSince_[j] != kNever, is = plant_.capable(j);
        if (was == is) continue;
        if (is) {
            capableSince_[j] = now;
        } else {
            capable_[j] += now - std::max(capableSince_[j], begin_);
            capableSince_[j] = kNever;
            ++lost_[j];
        }
    }
}

void SiteRun::startAccount(double now) {
    counting_ = true;
    begin_ = now;
    incidents_ = 0;
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        jobs_[j].forget(now);
        capable_[j] = 0;
        lost_[j] = 0;
    }
}

bool SiteRun::enough(double now) {
    if (size_.horizon < kNever) return false;
    if (!counting_) {
        if (now >= kSettling * model_.settling) startAccount(now);
        return false;
    }
    return incidents_ >= size_.incidents;
}

std::vector<Tally> SiteRun::tallies() const {
    std::vector<Tally> out;
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
        Tally& tally = out.emplace_back(jobs_[j].tally);
        for (double& part : tally.seconds)
            part = std::max(part, 0.0);  // a run that the account's start cut leaves a rounding error
        tally.capable = capable_[j];
        tally.capacityLost = lost_[j];
    }
    return out;
}

}  // namespace

std::vector<Tally> replicate(const Compiled& model, const ReplicationSize& size, std::uint64_t seed,
                             std::uint64_t replication, std::stop_token stop,
                             std::vector<std::vector<Interval>>* intervals) {
    SiteRun run(model, size, seed, replication, intervals);
    if (!run.run(stop)) return {};
    return run.tallies();
}

}  // namespace rackloom::analytics::sim
