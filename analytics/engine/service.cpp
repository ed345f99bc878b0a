// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/service.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace rackloom::analytics {

namespace {

using Clock = std::chrono::steady_clock;

// Slow results that people have waited for this long are finished even when the design has moved on.
constexpr std::chrono::seconds kPatience{2};
// A report that is there within a frame needs nothing before it.
constexpr std::chrono::milliseconds kFrame{16};

struct Job {
    model::SnapshotPtr snapshot;
    std::uint64_t revision = 0;
};

// The same report with what is foreseen in its place.
ReportPtr withForeseen(const Report& shown, const Foreseen& foreseen) {
    const auto report = std::make_shared<Report>(shown);
    for (const MetricValue& value : foreseen.metrics) {
        const auto place = std::find_if(report->metrics.begin(), report->metrics.end(),
                                        [&](const MetricValue& m) { return m.id == value.id; });
        if (place != report->metrics.end()) *place = value;
    }
    for (auto& fabric : report->fabrics)
        if (foreseen.fabric && fabric->fabric == foreseen.fabric->fabric) fabric = foreseen.fabric;
    return report;
}

// Holds at most one job: the latest.
class Mailbox {
public:
    void put(Job job) {
        {
            const std::lock_guard lock(mutex_);
            job_ = std::move(job);
            waiting_ = true;
        }
        arrived_.notify_one();
    }
    /// Waits for a job; none when asked to stop.
    std::optional<Job> take(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait(lock, stop, [&] { return job_.has_value(); })) return std::nullopt;
        if (stop.stop_requested()) return std::nullopt;
        waiting_ = false;
        unwanted_ = false;
        return std::exchange(job_, std::nullopt);
    }
    /// Drops the waiting job and tells the one taken last that it is not wanted.
    void giveUp() {
        const std::lock_guard lock(mutex_);
        job_.reset();
        waiting_ = false;
        unwanted_ = true;
    }
    // Asked at every poll, so they take no lock.
    bool waiting() const { return waiting_; }
    bool unwanted() const { return unwanted_; }

private:
    std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::optional<Job> job_;
    std::atomic<bool> waiting_ = false, unwanted_ = false;
};

// What a lane shows of itself to other threads.
class Gauge {
public:
    void begin(std::uint64_t revision) {
        const std::lock_guard lock(mutex_);
        now_ = {true, revision, 0, {}};
        began_ = Clock::now();
    }
    void step(std::string_view label) {
        const std::lock_guard lock(mutex_);
        now_.step = label;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        now_.running = false;
        now_.step = {};
        ended_ = Clock::now();
    }
    Progress read() const {
        const std::lock_guard lock(mutex_);
        Progress progress = now_;
        const Clock::time_point until = progress.running ? Clock::now() : ended_;
        progress.seconds = std::chrono::duration<double>(until - began_).count();
        return progress;
    }

private:
    mutable std::mutex mutex_;
    Progress now_;
    Clock::time_point began_{}, ended_{};
};

}  // namespace

class Service::Worker {
public:
    Worker(Deliver deliver, const Assembly& assembly, Foresight foresight)
        : deliver_(std::move(deliver)),
          foresight_(std::move(foresight)),
          interactive_(assembly),
          slow_(assembly) {
        interactive_.thread = std::jthread([this](const std::stop_token& stop) { runInteractive(stop); });
        slow_.thread = std::jthread([this](const std::stop_token& stop) { runSlow(stop); });
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() {
        // Both first, then wait: the threads stop side by side.
        interactive_.thread.request_stop();
        slow_.thread.request_stop();
        interactive_.thread.join();
        slow_.thread.join();
    }

    void submit(const Job& job) {
        interactive_.mailbox.put(job);
        slow_.mailbox.put(job);
    }
    void cancelSlow() { slow_.mailbox.giveUp(); }
    Progress progress(Lane lane) const {
        return (lane == Lane::Interactive ? interactive_ : slow_).gauge.read();
    }

private:
    struct LaneState {
        explicit LaneState(const Assembly& assembly) : evaluator(assembly) {
            evaluator.memo().onStep([this](std::string_view label) { gauge.step(label); });
        }
        Mailbox mailbox;
        Gauge gauge;
        Evaluator evaluator;
        std::jthread thread;
    };

    void runInteractive(const std::stop_token& stop) {
        interactive_.evaluator.stopWhen([&] { return stop.stop_requested(); });
        while (const std::optional<Job> job = interactive_.mailbox.take(stop)) {
            const bool foreseen = lookAhead(*job);
            const Clock::time_point begin = Clock::now();
            auto report = attempt(interactive_, *job, Lane::Interactive);
            answered_ = report ? job->snapshot : nullptr;
            if (foreseen) awaited_ = Clock::now() - begin;
            if (report) publish(std::move(report), nullptr);
        }
    }

    // Delivers what can be said of the job at once; true when there is something. While such reports come
    // within a frame, it only asks.
    bool lookAhead(const Job& job) {
        if (!foresight_ || !answered_) return false;
        Foreseen foreseen;
        try {
            foreseen = foresight_(interactive_.evaluator.memo(), *answered_, *job.snapshot);
        } catch (const Cancelled&) {
            return false;
        }
        if (foreseen.empty()) return false;
        if (awaited_ && *awaited_ < kFrame) return true;
        const std::lock_guard lock(publishing_);
        foreseen_ = std::move(foreseen);
        deliver();
        return true;
    }

    void runSlow(const std::stop_token& stop) {
        std::optional<Clock::time_point> waitingSince;
        slow_.evaluator.stopWhen([&] {
            if (stop.stop_requested() || slow_.mailbox.unwanted()) return true;
            return slow_.mailbox.waiting() && Clock::now() - *waitingSince < kPatience;
        });
        while (const std::optional<Job> job = slow_.mailbox.take(stop)) {
            if (!waitingSince) waitingSince = Clock::now();
            auto report = attempt(slow_, *job, Lane::Slow);
            const bool finished = report != nullptr;
            if (finished) publish(nullptr, std::move(report));
            if (finished || slow_.mailbox.unwanted()) waitingSince.reset();
        }
    }

    // Nothing when cancelled.
    static std::shared_ptr<const Report> attempt(LaneState& lane, const Job& job, Lane part) {
        lane.gauge.begin(job.revision);
        std::shared_ptr<Report> report;
        try {
            report = std::make_shared<Report>(lane.evaluator.evaluate(job.snapshot, part));
            report->revision = job.revision;
        } catch (const Cancelled&) {
            report = nullptr;
        }
        lane.gauge.end();
        return report;
    }

    // Takes one lane's new part; the receiver always gets the newest of both.
    void publish(std::shared_ptr<const Report> interactive, std::shared_ptr<const Report> slow) {
        const std::lock_guard lock(publishing_);
        if (interactive) {
            lastInteractive_ = std::move(interactive);
            foreseen_ = {};
        }
        if (slow) {
            if (slow->metrics.empty() && slow->fabrics.empty()) return;  // nothing listed is slow
            lastSlow_ = std::move(slow);
        }
        deliver();
    }

    void deliver() {
        if (!lastInteractive_) return;
        ReportPtr report = lastInteractive_;
        if (lastSlow_) report = std::make_shared<const Report>(mergedReport(*report, lastSlow_.get()));
        if (!foreseen_.empty()) report = withForeseen(*report, foreseen_);
        deliver_(std::move(report));
    }

    Deliver deliver_;
    Foresight foresight_;
    std::mutex publishing_;
    std::shared_ptr<const Report> lastInteractive_, lastSlow_;
    Foreseen foreseen_;                       // of the report under way
    model::SnapshotPtr answered_;             // what the interactive memo stands at
    std::optional<Clock::duration> awaited_;  // how long the last foreseen report took
    LaneState interactive_, slow_;            // last: their threads use everything above
};

Service::Service(Deliver deliver, Assembly assembly, Foresight foresight)
    : worker_(std::make_unique<Worker>(std::move(deliver), assembly, std::move(foresight))) {}

Service::~Service() = default;

void Service::submit(model::SnapshotPtr snapshot, std::uint64_t revision) {
    worker_->submit({std::move(snapshot), revision});
}

void Service::cancelSlow() {
    worker_->cancelSlow();
}

Progress Service::progress(Lane lane) const {
    return worker_->progress(lane);
}

}  // namespace rackloom::analytics
