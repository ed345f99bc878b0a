// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cover_search.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kMaxVertices = 400;
constexpr std::uint64_t kPollEvery = 1024;  // steps
constexpr double kRounding = 1e-9;

enum : signed char { kOpen = -1, kB = 0, kA = 1 };

class CoverSearch {
public:
    CoverSearch(const CoreGraph& core, const SideRange& range, std::int64_t known, std::uint64_t maxSteps,
                const PollFunction& poll, const std::function<bool()>& timeIsUp)
        : core_(core), range_(range), best_(known), maxSteps_(maxSteps), poll_(poll), timeIsUp_(timeIsUp) {
        const std::uint32_t n = core.size();
        side_.assign(n, kOpen);
        costA_.assign(n, 0);
        costB_.assign(n, 0);
        degree_.assign(n, 0);
        cheapestPendant_.assign(n, std::numeric_limits<double>::infinity());
        pendantLoad_.assign(n, 0);
        for (std::uint32_t v = 0; v < n; ++v)
            for (const CoreGraph::Arc& arc : core.arcsOf(v))
                degree_[v] += arc.capacity;
        for (const CoreGraph::Pendant& p : core.pendants) {
            if (p.parent == CoreGraph::kNone) {
                floating_ += p.weight * p.count;
                continue;
            }
            pendantLoad_[p.parent] += p.weight * p.count;
            cheapestPendant_[p.parent] = std::min(
                cheapestPendant_[p.parent], static_cast<double>(p.capacity) / static_cast<double>(p.weight));
        }
        decidable_ = pendantsAreDecidable(core);
        chooseCover();
        linkTwins();
    }

    CoverSearchResult run() {
        CoverSearchResult out;
        // Sides are named at will, so the first vertex may lie on side A.
        if (core_.size() == 0 || range_.least + range_.most != core_.total) return out;
        const std::uint32_t first = pick();
        put(first, kA, +1);
        descend(1);
        put(first, kA, -1);
        out.finished = !stopped_;
        out.best = std::move(found_);
        return out;
    }

private:
    /// Greedily a large independent set, of vertices with few neighbours; the cover is the rest.
    void chooseCover() {
        const std::uint32_t n = core_.size();
        std::vector<std::uint32_t> order(n);
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return core_.arcsOf(a).size() < core_.arcsOf(b).size();
        });
        cover_.assign(n, true);
        std::vector<bool> blocked(n, false);
        for (const std::uint32_t v : order) {
            if (blocked[v]) continue;
            cover_[v] = false;
            for (const CoreGraph::Arc& arc : core_.arcsOf(v))
                blocked[arc.to] = true;
        }
    }

    /// Of twins the earlier one goes to side A first: the other ways are the same again.
    void linkTwins() {
        before_.assign(core_.size(), CoreGraph::kNone);
        for (std::uint32_t v = 1; v < core_.size(); ++v)
            if (core_.classOf[v] == core_.classOf[v - 1]) before_[v] = v - 1;
    }

    /// The open vertex that is tied most to what has a side; those of the cover first.
    std::uint32_t pick() const {
        std::uint32_t at = CoreGraph::kNone;
        std::int64_t bestTies = -1, bestDegree = -1;
        bool bestCover = false;
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            if (side_[v] != kOpen || (bestCover && !cover_[v])) continue;
            if (before_[v] != CoreGraph::kNone && side_[before_[v]] == kOpen) continue;
            const std::int64_t ties = costA_[v] + costB_[v];
            const bool better = cover_[v] != bestCover
                                    ? cover_[v]
                                    : std::pair(ties, degree_[v]) > std::pair(bestTies, bestDegree);
            if (at != CoreGraph::kNone && !better) continue;
            at = v;
            bestTies = ties;
            bestDegree = degree_[v];
            bestCover = cover_[v];
        }
        return at;
    }

    void put(std::uint32_t v, signed char side, int direction) {
        cut_ += direction * (side == kA ? costA_[v] : costB_[v]);
        if (direction > 0) side_[v] = side;
        for (const CoreGraph::Arc& arc : core_.arcsOf(v))
            if (side_[arc.to] == kOpen) (side == kA ? costB_ : costA_)[arc.to] += direction * arc.capacity;
        if (direction < 0) side_[v] = kOpen;
    }

    void descend(std::uint32_t depth) {
        if (++steps_ >= maxSteps_) stopped_ = true;
        if (steps_ % kPollEvery == 0) {
            if (poll_) poll_();
            if (timeIsUp_ && timeIsUp_()) stopped_ = true;
        }
        if (stopped_) return;
        if (bound() > static_cast<double>(best_ - core_.quantum)) return;
        if (depth == core_.size()) {
            complete();
            return;
        }
        const std::uint32_t v = pick();
        const signed char near = costA_[v] <= costB_[v] ? kA : kB;
        for (const signed char side : {near, static_cast<signed char>(1 - near)}) {
            if (side == kA && before_[v] != CoreGraph::kNone && side_[before_[v]] == kB) continue;
            put(v, side, +1);
            descend(depth + 1);
            put(v, side, -1);
            if (stopped_) return;
        }
    }

    /// What every completion must cut. Each vertex open or laden can shift weight at no less than its rate.
    double bound() {
        double least = static_cast<double>(cut_);
        std::uint64_t onA = 0, free = floating_;
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            if (side_[v] == kA) onA += core_.load[v];
            if (side_[v] != kOpen) continue;
            least += static_cast<double>(std::min(costA_[v], costB_[v]));
            if (costA_[v] == costB_[v])
                free += core_.load[v];
            else if (costA_[v] < costB_[v])
                onA += core_.load[v];
        }
        if (onA > range_.most) return least + shiftCost(kA, onA - range_.most);
        if (onA + free < range_.least) return least + shiftCost(kB, range_.least - onA - free);
        return least;
    }

    double shiftCost(signed char from, std::uint64_t weight) {
        shifts_.clear();
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            double rate = cheapestPendant_[v];
            std::uint64_t amount = pendantLoad_[v];
            signed char lies = side_[v];
            if (lies == kOpen) {
                if (costA_[v] == costB_[v] || core_.load[v] == 0) continue;
                lies = costA_[v] < costB_[v] ? kA : kB;
                amount = core_.load[v];
                rate = std::min(rate, static_cast<double>(std::abs(costA_[v] - costB_[v])) /
                                          static_cast<double>(core_.load[v]));
            }
            if (lies == from && amount > 0) shifts_.push_back({rate, amount});
        }
        std::sort(shifts_.begin(), shifts_.end());
        double cost = 0;
        for (const auto& [rate, amount] : shifts_) {
            const std::uint64_t taken = std::min(weight, amount);
            cost += rate * static_cast<double>(taken);
            weight -= taken;
            if (weight == 0) return cost * (1 - kRounding);
        }
        return std::numeric_limits<double>::infinity();
    }

    void complete() {
        std::vector<bool> sideA(core_.size());
        for (std::uint32_t v = 0; v < core_.size(); ++v)
            sideA[v] = side_[v] == kA;
        std::optional<CoreCut> cut = completed(core_, sideA, cut_, range_);
        if (!cut || cut->cut >= best_) {
            if (!cut && !decidable_) stopped_ = true;
            return;
        }
        best_ = cut->cut;
        found_ = std::move(cut);
    }

    const CoreGraph& core_;
    SideRange range_;
    std::int64_t best_;
    std::uint64_t maxSteps_, steps_ = 0, floating_ = 0;
    const PollFunction& poll_;
    const std::function<bool()>& timeIsUp_;
    std::vector<signed char> side_;
    std::vector<std::int64_t> costA_, costB_, degree_;
    std::vector<double> cheapestPendant_;
    std::vector<std::uint64_t> pendantLoad_;
    std::vector<bool> cover_;
    std::vector<std::uint32_t> before_;
    std::vector<std::pair<double, std::uint64_t>> shifts_;
    std::int64_t cut_ = 0;
    bool stopped_ = false, decidable_ = true;
    std::optional<CoreCut> found_;
};

}  // namespace

CoverSearchResult searchByCover(const CoreGraph& core, const SideRange& range, std::int64_t known,
                                std::uint64_t maxSteps, const PollFunction& poll,
                                const std::function<bool()>& timeIsUp) {
    if (core.size() > kMaxVertices) return {};
    return CoverSearch(core, range, known, maxSteps, poll, timeIsUp).run();
}

}  // namespace rackloom::analytics
