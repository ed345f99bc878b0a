// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/run.h"

#include "analytics/reliability/limits.h"
#include "analytics/simulation/replication.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace rackloom::analytics::sim {

namespace {

constexpr std::uint64_t kIncidentsEach = 4000;
constexpr std::size_t kLeastReplications = 32, kMostReplications = 1024, kMostAsked = 100'000;
// Longer histories would keep Ctrl-C and the first estimate waiting.
constexpr std::uint64_t kMostEach = 250'000;
constexpr unsigned kMostThreads = 256;
constexpr std::chrono::milliseconds kBetweenReports{50};

Result<void> checkOptions(const RunOptions& options) {
    Limits limits("simulation");
    limits.within("incidents", static_cast<double>(options.incidents), 1, 1e12)
        .within("replications", static_cast<double>(options.replications), 0,
                static_cast<double>(kMostAsked));
    if (options.span) limits.within("span", options.span->si(), 1, 1000 * unit::year.si());
    return limits.outcome();
}

std::size_t replicationsFor(const RunOptions& options) {
    if (options.replications > 0) return options.replications;
    const auto wanted = static_cast<std::size_t>(options.incidents / kIncidentsEach);
    const auto least = static_cast<std::size_t>(options.incidents / kMostEach);
    const std::size_t some = std::clamp(wanted, kLeastReplications, kMostReplications);
    return std::clamp(some, std::min(least, kMostAsked), kMostAsked);
}

}  // namespace

class Run::Workers {
public:
    Workers(const Scenario& scenario, const RunOptions& options, Progress progress)
        : model_(compile(scenario)),
          options_(options),
          progress_(std::move(progress)),
          results_(replicationsFor(options)) {
        if (!options.general && !options.span) fast_ = fastJob(model_);
        size_.incidents = (options.incidents + results_.size() - 1) / results_.size();
        if (options.span) size_.horizon = options.span->si();
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const unsigned wanted = std::min(options.threads > 0 ? options.threads : cores, kMostThreads);
        atWork_ = static_cast<unsigned>(std::min<std::size_t>(wanted, results_.size()));
        for (unsigned t = 0, all = atWork_; t < all; ++t)
            threads_.emplace_back([this] { work(stop_.get_token()); });
    }
    ~Workers() {
        stop_.request_stop();
        threads_.clear();  // joins while everything they use is alive
    }

    Outcome poll() const {
        const std::lock_guard lock(mutex_);
        return outcome();
    }
    bool finished() const {
        const std::lock_guard lock(mutex_);
        return atWork_ == 0;
    }
    void cancel() { stop_.request_stop(); }
    void wait() {
        std::unique_lock lock(mutex_);
        idle_.wait(lock, [this] { return atWork_ == 0; });
    }

private:
    void work(const std::stop_token& stop);
    std::vector<Tally> one(std::size_t index, const std::stop_token& stop) const;
    Outcome outcome() const;
    void report(std::unique_lock<std::mutex>& lock, bool last);

    const Compiled model_;
    const RunOptions options_;
    const Progress progress_;
    std::optional<FastJob> fast_;
    ReplicationSize size_;
    std::stop_source stop_;
    std::atomic<std::size_t> next_ = 0;
    mutable std::mutex mutex_;
    std::mutex reporting_;
    std::condition_variable idle_;
    std::vector<std::vector<Tally>> results_;  ///< empty until done
    std::vector<std::vector<Tally>> ordered_;  ///< those before the first that is not done
    unsigned atWork_ = 0;
    std::chrono::steady_clock::time_point reported_;
    std::vector<std::jthread> threads_;
};

std::vector<Tally> Run::Workers::one(std::size_t index, const std::stop_token& stop) const {
    if (!fast_) return replicate(model_, size_, options_.seed, index, stop);
    Tally tally = replicateFast(*fast_, size_.incidents, options_.seed, index, stop);
    if (tally.hits.empty()) return {};
    return {std::move(tally)};
}

void Run::Workers::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const std::size_t index = next_.fetch_add(1);
        if (index >= results_.size()) break;
        std::vector<Tally> tallies = one(index, stop);
        if (tallies.empty()) break;
        std::unique_lock lock(mutex_);
        results_[index] = std::move(tallies);
        while (ordered_.size() < results_.size() && !results_[ordered_.size()].empty())
            ordered_.push_back(std::move(results_[ordered_.size()]));
        report(lock, false);
    }
    std::unique_lock lock(mutex_);
    if (atWork_ == 1) report(lock, true);
    --atWork_;
    idle_.notify_all();
}

void Run::Workers::report(std::unique_lock<std::mutex>& lock, bool last) {
    if (!progress_) return;
    const auto now = std::chrono::steady_clock::now();
    if (!last && now - reported_ < kBetweenReports) return;
    reported_ = now;
    Outcome known = outcome();
    known.finished = last;
    lock.unlock();
    {
        const std::lock_guard one(reporting_);
        progress_(known);
    }
    lock.lock();
}

Outcome Run::Workers::outcome() const {
    Outcome out;
    out.planned = results_.size();
    out.done = ordered_.size();
    out.finished = atWork_ == 0;
    out.cancelled = stop_.stop_requested() && out.done < out.planned;
    out.jobs = summarised(ordered_, model_.jobs.size());
    for (std::size_t j = 0; j < out.jobs.size(); ++j)
        out.jobs[j].name = model_.scenario.jobs[j].name;
    return out;
}

Run::Run(std::unique_ptr<Workers> workers) : workers_(std::move(workers)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::start(const Scenario& scenario, const RunOptions& options,
                                        Progress progress) {
    if (auto fine = checked(scenario); !fine) return fine.error();
    if (auto fine = checkOptions(options); !fine) return fine.error();
    return std::unique_ptr<Run>(new Run(std::make_unique<Workers>(scenario, options, std::move(progress))));
}

Outcome Run::poll() const {
    return workers_->poll();
}
bool Run::finished() const {
    return workers_->finished();
}
void Run::cancel() {
    workers_->cancel();
}
void Run::wait() {
    workers_->wait();
}

Result<Outcome> simulate(const Scenario& scenario, const RunOptions& options) {
    const auto run = Run::start(scenario, options);
    if (!run) return run.error();
    run.value()->wait();
    return run.value()->poll();
}

Result<std::vector<Interval>> history(const Scenario& scenario, Duration span, std::uint64_t seed,
                                      std::size_t job) {
    if (auto fine = checked(scenario); !fine) return fine.error();
    Limits limits("history");
    limits.within("span", span.si(), 1, unit::year.si())
        .within("job", static_cast<double>(job), 0, static_cast<double>(scenario.jobs.size()) - 1);
    if (!limits.ok()) return limits.error();
    std::vector<std::vector<Interval>> intervals;
    intervals.reserve(scenario.jobs.size());
    replicate(compile(scenario), {.horizon = span.si()}, seed, 0, {}, &intervals);
    return std::move(intervals[job]);
}

}  // namespace rackloom::analytics::sim
