// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/assembly.h"

#include "analytics/reliability/degraded.h"
#include "analytics/reliability/job_capacity.h"
#include "analytics/reliability/replica_groups.h"
#include "analytics/reliability/silent_errors.h"
#include "analytics/reliability/slowing.h"
#include "analytics/reliability/stragglers.h"
#include "analytics/reliability/two_level.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// Whether a cause stops the whole job, or a replica group of it.
bool stopsAll(const JobModel& job, const InterruptionCause& c) {
    return !job.replicas || c.strikes == Strikes::Job;
}

std::vector<InterruptionClass> classesOf(const JobModel& job, const std::vector<double>& elements) {
    std::vector<InterruptionClass> out;
    for (std::size_t i = 0; i < job.causes.size(); ++i) {
        const InterruptionCause& c = job.causes[i];
        if (stopsAll(job, c)) out.push_back({c.rate * elements[i], c.down, c.restore});
    }
    return out;
}

Frequency totalOf(const std::vector<InterruptionClass>& classes) {
    Frequency sum;
    for (const InterruptionClass& k : classes)
        sum += k.rate;
    return sum;
}

Result<Waterfall> clockOf(const JobModel& job, const std::vector<InterruptionClass>& classes) {
    if (!job.copies) return waterfall(classes, job.checkpoint, job.downtime);
    const MemoryCopies& m = *job.copies;
    return twoLevelWaterfall({totalOf(classes), m.recoverable, job.checkpoint.interval, job.checkpoint.stall,
                              m.perDurable, m.durableStall, m.memoryCost, m.durableCost});
}

/// Failures of one group: an event takes as many groups as it takes domains of theirs.
Frequency groupRate(const JobModel& job, const std::vector<double>& elements) {
    const double groups = job.replicas->groups, perGroup = std::max(1.0, job.needed / groups);
    Frequency sum;
    for (std::size_t i = 0; i < job.causes.size(); ++i) {
        const InterruptionCause& c = job.causes[i];
        if (stopsAll(job, c) || !(elements[i] > 0)) continue;
        const double domains = c.strikes == Strikes::Unit ? job.needed / elements[i] : 1;
        sum += c.rate * elements[i] * std::max(1.0, domains / perGroup) / groups;
    }
    return sum;
}

Duration meanRestore(const std::vector<InterruptionClass>& classes) {
    double rate = 0, sum = 0;
    for (const InterruptionClass& k : classes) {
        rate += k.rate.si();
        sum += k.rate * k.restore;
    }
    return Duration::si(rate > 0 ? sum / rate : 0);
}

/// Fills in what slows the job without stopping it.
Result<void> addSlowness(const JobModel& job, const JobCapacity& capacity, Duration restore, JobAnswer& out) {
    if (job.degraded) {
        const Result<DegradedSpeed> v =
            degradedSpeed({job.needed, job.trays, job.trays - job.traysNeeded, capacity.lost,
                           job.degraded->boost, job.degraded->degrees});
        if (!v) return v.error();
        out.degraded = v.value().of(job.degraded->policy);
    }
    if (job.stragglers) {
        const Result<double> v = stragglerSpeed(*job.stragglers, job.needed);
        if (!v) return v.error();
        out.straggling = v.value();
    }
    if (job.silent) {
        const Result<double> v = silentLoss(*job.silent, job.checkpoint.interval, restore);
        if (!v) return v.error();
        out.silent = v.value();
    }
    out.slowed = slowedSpeed(job.slowing);
    return {};
}

/// Takes each factor's loss off what the factors before it have left, so that all shares add to 1.
class Ladder {
public:
    explicit Ladder(std::vector<Badput>& out) : out_(out) { out_ = {{"useful", 1}}; }
    void factor(std::string_view name, double kept) {
        lose(name, left_ * (1 - kept));
        left_ *= kept;
    }
    void split(const Waterfall& w) {
        const double before = left_;
        lose("checkpoint save", before * (w.stall + w.slowdown));
        lose("wasted progress from disruption", before * w.rework);
        lose("infrastructure recovery", before * w.down);
        lose("checkpoint restore", before * w.restore);
        left_ *= w.useful;
    }
    double finish() { return out_.front().share = left_; }

private:
    void lose(std::string_view name, double share) {
        if (share != 0) out_.push_back({name, share});
    }
    std::vector<Badput>& out_;
    double left_ = 1;
};

void addLosses(const JobModel& job, const GroupGoodput& groups, Waiting waiting, JobAnswer& out) {
    Ladder ladder(out.losses);
    if (job.replicas) {
        ladder.factor("waiting for capacity", groups.enough);
        ladder.factor("elastic re-initialise", groups.moving);
        ladder.factor("elastic slice-down", groups.availability);
    } else if (waiting == Waiting::Counted) {
        ladder.factor("waiting for capacity", out.capacity);
    }
    ladder.split(out.clock);
    ladder.factor("degraded domains", out.degraded);
    ladder.factor("stragglers", out.straggling);
    ladder.factor("reduced bandwidth", out.slowed);
    ladder.factor("silent errors", 1 - out.silent);
    out.goodput = ladder.finish();
    out.purchased = out.goodput * out.placed;
}

double placedShare(const JobModel& job) {
    const double all = static_cast<double>(job.domains) * job.trays;
    const double used = static_cast<double>(job.needed) * job.traysNeeded;
    return all > 0 ? used / all : 0;
}

Result<JobAnswer> answer(const JobModel& job, const Footprint& footprint, const JobCapacity& capacity,
                         Waiting waiting) {
    const std::vector<InterruptionClass> classes = classesOf(job, footprint.elements);
    const Result<Waterfall> clock = clockOf(job, classes);
    if (!clock) return clock.error();
    JobAnswer out;
    out.interruptions = totalOf(classes);
    out.placed = placedShare(job);
    out.capacity = job.replicas ? 1 : capacity.enough;
    out.domainAvailable = capacity.domain.up;
    out.clock = clock.value();
    out.running = out.clock.useful;
    out.checkpoint = job.checkpoint;
    out.regime = regime(classes, job.checkpoint);
    out.unitsTouched = footprint.unitsTouched;
    GroupGoodput groups;
    if (job.replicas) {
        const Result<GroupGoodput> g =
            groupGoodput({job.replicas->groups, job.replicas->minimum, groupRate(job, footprint.elements),
                          std::max(job.replicas->rejoin, job.replicas->stall), job.replicas->stall});
        if (!g) return g.error();
        groups = g.value();
        out.groups = groups.goodput;
    }
    if (Result<void> slow = addSlowness(job, capacity, meanRestore(classes), out); !slow) return slow.error();
    addLosses(job, groups, waiting, out);
    return out;
}

/// The model with its rates varied one by one. Of all factors only the capacity takes long to compute, and
/// few causes move it.
class Variation {
public:
    Variation(const JobModel& model, const JobCapacity& capacity, Waiting waiting)
        : job_(model), footprint_(capacity.footprint), capacity_(capacity), waiting_(waiting) {}

    Result<JobAnswer> base() const { return answer(job_, footprint_, capacity_, waiting_); }
    CauseShare shareOf(std::size_t cause) {
        constexpr double kStep = 1e-4;
        CauseShare share{job_.causes[cause].rate * footprint_.elements[cause], footprint_.elements[cause], 0,
                         0};
        const double up = goodputAt(cause, 1 + kStep), low = goodputAt(cause, 1 - kStep);
        if (low > 0 && up > 0) share.sensitivity = std::log(up / low) / (2 * kStep);
        share.goodputWithout = goodputAt(cause, 0);
        return share;
    }

private:
    bool movesCapacity(const InterruptionCause& c) const {
        if (!(c.hardFraction > 0)) return false;
        return (waiting_ == Waiting::Counted && !job_.replicas) ||
               (job_.degraded && c.strikes == Strikes::Tray);
    }

    /// G_total with one cause's rate scaled.
    double goodputAt(std::size_t cause, double factor) {
        InterruptionCause& c = job_.causes[cause];
        const Frequency was = c.rate;
        c.rate = was * factor;
        std::optional<JobCapacity> moved;
        if (movesCapacity(c))
            if (Result<JobCapacity> m = capacityOf(job_)) moved = std::move(m.value());
        const Result<JobAnswer> a = answer(job_, footprint_, moved ? *moved : capacity_, waiting_);
        c.rate = was;
        return a ? a.value().goodput : 0;
    }

    JobModel job_;
    const Footprint& footprint_;
    const JobCapacity& capacity_;
    Waiting waiting_;
};

/// What is known, or else `own` filled in.
Result<const JobCapacity*> capacityFor(const JobModel& job, const JobCapacity* known, JobCapacity& own) {
    if (const Result<void> fine = checked(job); !fine) return fine.error();
    if (known) return known;
    Result<JobCapacity> found = capacityOf(job);
    if (!found) return found.error();
    own = std::move(found.value());
    return &own;
}

}  // namespace

Result<JobAnswer> assembleQuickly(const JobModel& job, Waiting waiting, const JobCapacity* known) {
    JobCapacity own;
    const Result<const JobCapacity*> capacity = capacityFor(job, known, own);
    if (!capacity) return capacity.error();
    return answer(job, capacity.value()->footprint, *capacity.value(), waiting);
}

Result<JobAnswer> assemble(const JobModel& job, Waiting waiting, const JobCapacity* known) {
    JobCapacity own;
    const Result<const JobCapacity*> capacity = capacityFor(job, known, own);
    if (!capacity) return capacity.error();
    Variation variation(job, *capacity.value(), waiting);
    Result<JobAnswer> out = variation.base();
    if (!out) return out;
    for (std::size_t i = 0; i < job.causes.size(); ++i)
        out.value().causes.push_back(variation.shareOf(i));
    return out;
}

Frequency interruptionRate(const JobModel& job, const Footprint& footprint) {
    return totalOf(classesOf(job, footprint.elements));
}

}  // namespace rackloom::analytics
