// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/replication.h"

namespace rackloom::analytics::sim {

namespace {

constexpr std::uint64_t kHitsBetweenPolls = 4096;

/// How often the cause strikes something that the job uses; the job holds the first domains.
double usedInstances(const Compiled& model, const CompiledCause& cause) {
    const CompiledJob& job = model.jobs.front();
    switch (cause.strikes) {
    case Strikes::Tray:
        return static_cast<double>(job.needed) * job.traysNeeded;
    case Strikes::Domain:
        return job.needed;
    case Strikes::Unit:
        return static_cast<double>(std::count_if(cause.units.begin(), cause.units.end(), [&](auto unit) {
            const DomainRange range = model.units[unit];
            return range.first < range.last && range.first < job.needed;
        }));
    case Strikes::Job:
        return 1;
    }
    return 0;
}

/// Up-times and who ends them.
class Clock {
public:
    Clock(const FastJob& job, Stream& stream) : job_(job), stream_(stream) {}
    double next() { return job_.lifetime ? (*job_.lifetime)(stream_) : stream_.exponential() / job_.rate; }
    std::uint32_t who() {
        if (job_.who.size() == 1) return job_.who.front();
        const double point = stream_.uniform() * job_.rate;
        if (job_.upTo.size() > 16) {
            const auto at = std::lower_bound(job_.upTo.begin(), job_.upTo.end() - 1, point);
            return job_.who[static_cast<std::size_t>(at - job_.upTo.begin())];
        }
        std::size_t i = 0;
        while (i + 1 < job_.upTo.size() && job_.upTo[i] < point)
            ++i;
        return job_.who[i];
    }

private:
    const FastJob& job_;
    Stream& stream_;
};

}  // namespace

std::optional<FastJob> fastJob(const Compiled& model) {
    if (model.jobs.size() != 1 || model.burnIn > 1) return std::nullopt;
    const JobSpec& spec = model.scenario.jobs.front();
    if (spec.copies || spec.replicas || spec.stragglers || spec.degraded || spec.silent ||
        !spec.slowing.empty() || !spec.delays.empty())
        return std::nullopt;
    FastJob out;
    out.rhythm = model.jobs.front().plan.rhythm;
    out.vulnerable = model.jobs.front().plan.vulnerable;
    out.times = model.times;
    out.causes = model.causes.size();
    bool aged = false;
    for (std::uint32_t c = 0; c < model.causes.size(); ++c) {
        const CompiledCause& cause = model.causes[c];
        const double rate = model.scenario.causes[c].rate.si() * usedInstances(model, cause);
        if (!(rate > 0)) continue;
        if (cause.hardFraction > 0) return std::nullopt;
        if (cause.aged && cause.strikes != Strikes::Job) return std::nullopt;
        if (cause.aged) out.lifetime = cause.lifetime;
        aged = aged || cause.aged;
        out.rate += rate;
        out.upTo.push_back(out.rate);
        out.who.push_back(c);
    }
    if (!(out.rate > 0) || (aged && out.who.size() > 1)) return std::nullopt;
    return out;
}

Tally replicateFast(const FastJob& job, std::uint64_t incidents, std::uint64_t seed,
                    std::uint64_t replication, std::stop_token stop) {
    Stream stream(seed, replication, Lane::Strikes);
    Clock clock(job, stream);
    Tally tally;
    tally.hits.resize(job.causes + 1);
    std::uint32_t cause = clock.who();  // the account starts at a hit
    double down = 0, restore = 0;
    for (std::uint64_t i = 0; i < incidents; ++i) {
        if (i % kHitsBetweenPolls == 0 && stop.stop_requested()) return {};
        const double d = job.times[cause].down(stream), r = job.times[cause].restore;
        double left = clock.next();
        if (!job.vulnerable || left >= d) {
            down += d;
            if (job.vulnerable) left -= d;
            if (left >= r) {
                restore += r;
                const Segment s = segment(job.rhythm, left - r);
                tally[Share::Useful] += s.useful;
                tally[Share::Stall] += s.stall;
                tally[Share::Verify] += s.verify;
                tally[Share::Drain] += s.slowed;
                tally[Share::Rework] += s.rework;
            } else {
                restore += left;
            }
        } else {
            down += left;
        }
        cause = clock.who();
        ++tally.hits[cause];
    }
    tally[Share::Down] = down;
    tally[Share::Restore] = restore;
    tally.incidents = incidents;
    tally.capable = tally.wall();
    return tally;
}

}  // namespace rackloom::analytics::sim
