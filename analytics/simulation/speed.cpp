// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/speed.h"

#include "analytics/simulation/event_heap.h"
#include "analytics/simulation/segment.h"

namespace rackloom::analytics::sim {

namespace {

/// Groups are up for an exponential time and out for a fixed one; every failure stalls all. Some events take
/// several neighbours at once.
class ReplicaGroupSpeed final : public SpeedProcess {
public:
    ReplicaGroupSpeed(const ReplicaGroups& groups, Frequency rate, const std::vector<GroupBurst>& bursts,
                      Stream stream)
        : groups_(groups),
          bursts_(bursts),
          rate_(rate.si() * groups.groups),
          stream_(stream),
          out_(static_cast<std::size_t>(groups.groups)),
          present_(groups.groups) {
        for (const GroupBurst& burst : bursts_)
            rate_ += burst.rate.si();
        alone_ = rate.si() * groups.groups;
        scheduleFailure(0);
    }

    double next() const override { return std::min({failure_, stallEnd_, rejoin_.nextTime()}); }
    int advance() override {
        const double now = next();
        if (now == stallEnd_) {
            stallEnd_ = kNever;
        } else if (now == failure_) {
            scheduleFailure(now);
            const int together = bursts_.empty() ? 1 : struck();
            const std::size_t first = stream_.below(out_.size());
            int lost = 0;
            for (int i = 0; i < together; ++i)
                lost += lose((first + static_cast<std::size_t>(i)) % out_.size(), now);
            if (lost == 0) return 0;
            stallEnd_ = now + groups_.stall.si();
            return 1;
        } else {
            out_[rejoin_.take().item] = false;
            ++present_;
        }
        return 0;
    }
    double speed() const override {
        if (stallEnd_ != kNever || present_ < groups_.minimum) return 0;
        return static_cast<double>(present_) / groups_.groups;
    }

private:
    void scheduleFailure(double now) { failure_ = rate_ > 0 ? now + stream_.exponential() / rate_ : kNever; }
    /// How many groups the present event takes.
    int struck() {
        double point = stream_.uniform() * rate_ - alone_;
        if (point <= 0) return 1;
        std::size_t i = 0;
        while (i + 1 < bursts_.size() && (point -= bursts_[i].rate.si()) > 0)
            ++i;
        return bursts_[i].groups;
    }
    int lose(std::size_t group, double now) {
        if (out_[group]) return 0;
        out_[group] = true;
        --present_;
        rejoin_.add(now + groups_.rejoin.si(), static_cast<std::uint32_t>(group));
        return 1;
    }

    ReplicaGroups groups_;
    std::vector<GroupBurst> bursts_;
    double rate_, alone_ = 0;  ///< of all events, and of those that take one group
    Stream stream_;
    std::vector<bool> out_;
    int present_;
    EventHeap rejoin_;
    double failure_ = kNever, stallEnd_ = kNever;
};

/// One slow domain slows all; it is evicted after a fixed time.
class StragglerSpeed final : public SpeedProcess {
public:
    StragglerSpeed(const Stragglers& model, int domains, Stream stream)
        : model_(model), stream_(stream), slow_(static_cast<std::size_t>(domains)) {
        schedule(0);
    }

    double next() const override { return std::min(onset_, evictions_.nextTime()); }
    int advance() override {
        if (evictions_.nextTime() <= onset_) {
            slow_[evictions_.take().item] = false;
            return 0;
        }
        const double now = onset_;
        schedule(now);
        const std::size_t domain = stream_.below(slow_.size());
        if (!slow_[domain]) {
            slow_[domain] = true;
            evictions_.add(now + model_.evictAfter.si(), static_cast<std::uint32_t>(domain));
            return 1;
        }
        return 0;
    }
    double speed() const override { return evictions_.empty() ? 1 : 1 / model_.slowdown; }

private:
    void schedule(double now) {
        const double rate = model_.rate.si() * static_cast<double>(slow_.size());
        onset_ = rate > 0 ? now + stream_.exponential() / rate : kNever;
    }

    Stragglers model_;
    Stream stream_;
    std::vector<bool> slow_;
    EventHeap evictions_;
    double onset_ = kNever;
};

/// Trays fail and are repaired one by one; domains are counted by how many they miss.
class DegradedSpeed final : public SpeedProcess {
public:
    DegradedSpeed(const ShortDomains& model, Stream stream)
        : model_(model),
          repair_(model.repair, model.repairSpread),
          stream_(stream),
          missing_(static_cast<std::size_t>(model.domains)),
          count_(static_cast<std::size_t>(model.trays) + 1) {
        count_[0] = model.domains;
        schedule(0);
    }

    double next() const override { return std::min(failure_, repairs_.nextTime()); }
    int advance() override {
        const double now = next();
        if (repairs_.nextTime() <= failure_) {
            const std::uint32_t domain = repairs_.take().item;
            --count_[missing_[domain]];
            ++count_[--missing_[domain]];
            if (missing_[domain] >= crews()) repair(domain, now);  // the crew goes on with one that waited
            return 0;
        }
        schedule(now);
        const auto trays = static_cast<std::size_t>(model_.trays);
        const std::size_t tray = stream_.below(missing_.size() * trays), domain = tray / trays;
        if (tray % trays < missing_[domain]) return 0;
        const bool idle =
            tray % trays - missing_[domain] >= trays - static_cast<std::size_t>(model_.spareTrays);
        if (idle && model_.hotFactor < 1 && !stream_.chance(model_.hotFactor)) return 0;
        --count_[missing_[domain]];
        ++count_[++missing_[domain]];
        if (missing_[domain] <= crews()) repair(static_cast<std::uint32_t>(domain), now);
        return 1;
    }
    double speed() const override {
        const ShortDomain policy = model_.rule.policy;
        double sum = 0;
        for (std::size_t lost = count_.size(); lost-- > 0;) {
            if (count_[lost] == 0) continue;
            if (policy == ShortDomain::Gates) return speedWithout(static_cast<int>(lost));
            if (policy == ShortDomain::Rebalanced) sum += count_[lost] * speedWithout(static_cast<int>(lost));
            if (policy == ShortDomain::Dropped && static_cast<int>(lost) <= model_.spareTrays)
                sum += count_[lost];
        }
        return sum / model_.domains;
    }

private:
    double speedWithout(int lost) const {
        if (lost <= model_.spareTrays) return 1;
        const double whole = usable(model_.trays - model_.spareTrays);
        return whole > 0 ? std::min(1.0, model_.rule.boost * usable(model_.trays - lost) / whole) : 0;
    }
    int usable(int left) const {
        if (model_.rule.degrees.empty()) return left;
        int best = 0;
        for (const int degree : model_.rule.degrees)
            if (degree <= left) best = std::max(best, degree);
        return best;
    }
    std::size_t crews() const {
        return static_cast<std::size_t>(model_.crews > 0 ? model_.crews : model_.trays);
    }
    void repair(std::uint32_t domain, double now) { repairs_.add(now + repair_(stream_), domain); }
    void schedule(double now) {
        const double rate = model_.rate.si() * model_.domains * model_.trays;
        failure_ = rate > 0 ? now + stream_.exponential() / rate : kNever;
    }

    ShortDomains model_;
    Draw repair_;
    Stream stream_;
    std::vector<std::size_t> missing_;
    std::vector<int> count_;  ///< domains by trays missing
    EventHeap repairs_;
    double failure_ = kNever;
};

/// Parts whose loss slows all until they are repaired; the slowest that is out sets the pace.
class SlowingSpeed final : public SpeedProcess {
public:
    SlowingSpeed(const std::vector<SlowingParts>& kinds, Stream stream)
        : kinds_(kinds), stream_(stream), out_(kinds.size()) {
        for (const SlowingParts& kind : kinds_)
            rate_ += kind.rate.si() * kind.parts;
        schedule(0);
    }

    double next() const override { return std::min(failure_, repairs_.nextTime()); }
    int advance() override {
        if (repairs_.nextTime() <= failure_) {
            out_[repairs_.take().item] -= 1;
            return 0;
        }
        const double now = failure_;
        schedule(now);
        const std::size_t kind = struck();
        if (stream_.chance(out_[kind] / kinds_[kind].parts)) return 0;  // that one is out already
        out_[kind] += 1;
        repairs_.add(now + kinds_[kind].repair.si() * stream_.exponential(),
                     static_cast<std::uint32_t>(kind));
        return 1;
    }
    double speed() const override {
        double slowest = 1;
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            if (out_[i] > 0) slowest = std::min(slowest, kinds_[i].speed);
        return slowest;
    }

private:
    void schedule(double now) { failure_ = rate_ > 0 ? now + stream_.exponential() / rate_ : kNever; }
    std::size_t struck() {
        double point = stream_.uniform() * rate_;
        std::size_t kind = 0;
        while (kind + 1 < kinds_.size() && (point -= kinds_[kind].rate.si() * kinds_[kind].parts) > 0)
            ++kind;
        return kind;
    }

    std::vector<SlowingParts> kinds_;
    Stream stream_;
    std::vector<double> out_;  ///< of each kind
    double rate_ = 0, failure_ = kNever;
    EventHeap repairs_;
};

}  // namespace

std::unique_ptr<SpeedProcess> replicaGroups(const ReplicaGroups& groups, Frequency groupRate,
                                            const std::vector<GroupBurst>& bursts, Stream stream) {
    return std::make_unique<ReplicaGroupSpeed>(groups, groupRate, bursts, stream);
}
std::unique_ptr<SpeedProcess> stragglers(const Stragglers& model, int domains, Stream stream) {
    return std::make_unique<StragglerSpeed>(model, domains, stream);
}
std::unique_ptr<SpeedProcess> degradedDomains(const ShortDomains& model, Stream stream) {
    return std::make_unique<DegradedSpeed>(model, stream);
}

std::unique_ptr<SpeedProcess> slowingParts(const std::vector<SlowingParts>& kinds, Stream stream) {
    return std::make_unique<SlowingSpeed>(kinds, stream);
}

void SpeedHistory::restart(double now, double speed) {
    steps_.assign(1, {now, speed});
}

void SpeedHistory::change(double now, double speed) {
    if (!steps_.empty() && steps_.back().speed != speed) steps_.push_back({now, speed});
}

double SpeedHistory::mean(double until) const {
    const double begin = steps_.front().from;
    if (!(until > begin)) return steps_.front().speed;
    double integral = 0;
    for (std::size_t i = 0; i < steps_.size() && steps_[i].from < until; ++i) {
        const double end = i + 1 < steps_.size() ? std::min(steps_[i + 1].from, until) : until;
        integral += steps_[i].speed * (end - steps_[i].from);
    }
    return integral / (until - begin);
}

}  // namespace rackloom::analytics::sim
