// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/refine.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>
#include <random>

namespace rackloom::analytics {
namespace {

constexpr int kMaxPasses = 12;
constexpr std::size_t kMinStall = 150;
constexpr std::size_t kCutParts = 12;
constexpr unsigned kSeed = 20'240'601;
constexpr std::uint32_t kMultilevelFrom = 40;  // smaller graphs are well served by moves alone

/// One vertex at a time changes sides, the best first, each at most once a pass; the best state of the pass
/// is kept (Fiduccia and Mattheyses).
class Mover {
public:
    Mover(const CoreGraph& core, const SideRange& range, std::vector<bool> sideA, const PollFunction& poll)
        : core_(core), range_(range), access_(core), poll_(poll), side_(std::move(sideA)) {
        for (std::uint32_t v = 0; v < core.size(); ++v) {
            onA_ += side_[v] ? core.load[v] : 0;
            heaviest_ = std::max(heaviest_, core.load[v]);
        }
        cut_ = coreCut(core, side_);
        score_ = scoreNow();
    }

    std::optional<CoreCut> run() {
        for (int pass = 0; pass < kMaxPasses && onePass(); ++pass)
            if (poll_) poll_();
        if (score_ == kNever) return std::nullopt;
        return completed(core_, side_, cut_, range_);
    }

private:
    static constexpr double kNever = std::numeric_limits<double>::infinity();
    using Entry = std::pair<std::int64_t, std::uint32_t>;  // gain, vertex
    using Heap = std::priority_queue<Entry>;

    double scoreNow() const {
        std::uint64_t lacking = 0;
        if (onA_ < range_.least) lacking = range_.least - onA_;
        if (onA_ > range_.most) lacking = onA_ - range_.most;
        if (lacking == 0) return static_cast<double>(cut_);
        return static_cast<double>(cut_) + (lacking > access_.most() ? kNever : access_.of(lacking));
    }

    bool onePass() {
        startPass();
        std::vector<std::uint32_t> moved;
        std::size_t keep = 0;
        const double before = score_;
        double best = score_;
        const std::size_t stall = std::max<std::size_t>(kMinStall, core_.size() / 10);
        while (moved.size() - keep < stall) {
            const std::uint32_t v = choose();
            if (v == CoreGraph::kNone) break;
            move(v);
            locked_[v] = true;
            moved.push_back(v);
            if (poll_ && moved.size() % 1024 == 0) poll_();
            if (!(static_cast<double>(cut_) < best)) continue;
            if (const double score = scoreNow(); score < best) {
                best = score;
                keep = moved.size();
            }
        }
        while (moved.size() > keep) {
            move(moved.back());
            moved.pop_back();
        }
        score_ = best;
        return best < before;
    }

    void startPass() {
        locked_.assign(core_.size(), false);
        gain_.assign(core_.size(), 0);
        std::vector<Entry> a, b;
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            for (const CoreGraph::Arc& arc : core_.arcsOf(v))
                gain_[v] += side_[arc.to] != side_[v] ? arc.capacity : -arc.capacity;
            (side_[v] ? a : b).push_back({gain_[v], v});
        }
        heap_[0] = Heap(std::less<Entry>(), std::move(b));
        heap_[1] = Heap(std::less<Entry>(), std::move(a));
    }

    /// The top of a heap that is still true.
    std::uint32_t top(std::size_t side) {
        Heap& heap = heap_[side];
        while (!heap.empty()) {
            const auto [gain, v] = heap.top();
            if (!locked_[v] && side_[v] == (side == 1) && gain == gain_[v]) return v;
            heap.pop();
        }
        return CoreGraph::kNone;
    }

    std::uint32_t choose() {
        const std::uint32_t fromA = top(1), fromB = top(0);
        const std::uint64_t slack = heaviest_;
        const bool mayA = fromA != CoreGraph::kNone && onA_ + slack >= range_.least + core_.load[fromA];
        const bool mayB = fromB != CoreGraph::kNone && onA_ + core_.load[fromB] <= range_.most + slack;
        if (mayA && (onA_ > range_.most || !mayB)) return fromA;
        if (mayB && (onA_ < range_.least || !mayA)) return fromB;
        if (!mayA) return CoreGraph::kNone;
        if (gain_[fromA] != gain_[fromB]) return gain_[fromA] > gain_[fromB] ? fromA : fromB;
        return 2 * onA_ >= range_.least + range_.most ? fromA : fromB;
    }

    void move(std::uint32_t v) {
        cut_ -= gain_[v];
        side_[v] = !side_[v];
        onA_ = side_[v] ? onA_ + core_.load[v] : onA_ - core_.load[v];
        gain_[v] = -gain_[v];
        for (const CoreGraph::Arc& arc : core_.arcsOf(v)) {
            gain_[arc.to] += side_[arc.to] != side_[v] ? 2 * arc.capacity : -2 * arc.capacity;
            if (!locked_[arc.to]) heap_[side_[arc.to] ? 1 : 0].push({gain_[arc.to], arc.to});
        }
    }

    const CoreGraph& core_;
    SideRange range_;
    AccessCost access_;
    const PollFunction& poll_;
    std::vector<bool> side_, locked_;
    std::vector<std::int64_t> gain_;
    Heap heap_[2];
    std::int64_t cut_ = 0;
    std::uint64_t onA_ = 0, heaviest_ = 0;
    double score_ = 0;
};

std::vector<std::uint32_t> inOrder(std::uint32_t n) {
    std::vector<std::uint32_t> out(n);
    std::iota(out.begin(), out.end(), 0u);
    return out;
}

/// All vertices by distance from one; its part of the graph first.
std::vector<std::uint32_t> byDistance(const CoreGraph& core, std::uint32_t from) {
    std::vector<std::uint32_t> out;
    out.reserve(core.size());
    std::vector<bool> seen(core.size(), false);
    const auto visit = [&](std::uint32_t v) {
        if (!seen[v]) out.push_back(v);
        seen[v] = true;
    };
    visit(from);
    std::uint32_t next = 0;
    for (std::size_t i = 0; out.size() < core.size() || i < out.size(); ++i) {
        if (i == out.size()) {
            while (seen[next])
                ++next;
            visit(next);
        }
        for (const CoreGraph::Arc& arc : core.arcsOf(out[i]))
            visit(arc.to);
    }
    return out;
}

/// Every k-th vertex: the halves of other dimensions than the first when vertices are numbered along a grid.
std::vector<std::uint32_t> byStride(std::uint32_t n, std::uint32_t stride) {
    std::vector<std::uint32_t> out = inOrder(n);
    std::stable_sort(out.begin(), out.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return a % stride < b % stride; });
    return out;
}

class Starts {
public:
    Starts(const CoreGraph& core, const SideRange& range, const ImproveOptions& options,
           const PollFunction& poll)
        : core_(core), range_(range), options_(options), poll_(poll), random_(kSeed) {}

    std::optional<CoreCut> run() {
        const std::uint32_t n = core_.size();
        if (n == 0) return std::nullopt;
        // Nearly always the best, so it comes first when time is short.
        if (n >= kMultilevelFrom && !options_.partitioned) tryMultilevel(0);
        tryParts();
        if (options_.rounds == 0 && best_) return std::move(best_);
        tryOrder(inOrder(n));
        if (!options_.position.empty()) tryPositions();
        tryStrides();
        tryOrder(byDistance(core_, 0));
        tryOrder(byDistance(core_, byDistance(core_, 0).back()));
        const unsigned seeds = n >= kMultilevelFrom ? std::max(1u, options_.rounds / 2) : 0;
        for (unsigned seed = 1; seed < seeds && !done(); ++seed)
            tryMultilevel(static_cast<int>(seed));
        for (unsigned round = 0; round < options_.rounds && !done(); ++round) {
            std::vector<std::uint32_t> order = inOrder(n);
            if (round % 2 == 0)
                order = byDistance(core_, static_cast<std::uint32_t>(random_() % n));
            else
                std::shuffle(order.begin(), order.end(), random_);
            tryOrder(order);
        }
        return std::move(best_);
    }

private:
    bool done() const {
        return (best_ && best_->cut <= options_.goodEnough) || (options_.timeIsUp && options_.timeIsUp());
    }

    void trySides(std::vector<bool> sides) {
        if (done()) return;
        std::optional<CoreCut> cut = refined(core_, range_, std::move(sides), poll_);
        if (cut && (!best_ || cut->cut < best_->cut)) best_ = std::move(cut);
    }
    void tryMultilevel(int seed) {
        if (std::vector<bool> sides = multilevelSides(core_, seed); !sides.empty())
            trySides(std::move(sides));
    }
    void tryOrder(const std::vector<std::uint32_t>& order) { trySides(prefixSides(core_, order)); }

    /// Where the network falls apart: whole parts on side A, one after the other cut to make up the half.
    void tryParts() {
        const std::vector<std::vector<std::uint32_t>> parts = partsOf();
        if (parts.size() < 2) return;
        for (std::size_t cut = 0; cut < std::min(kCutParts, parts.size()) && !done(); ++cut) {
            std::vector<std::uint32_t> order;
            std::uint64_t taken = 0;
            std::vector<bool> put(parts.size(), false);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                const std::uint64_t load = loadOf(parts[i]);
                if (i == cut || 2 * (taken + load) > core_.total) continue;
                taken += load;
                put[i] = true;
                order.insert(order.end(), parts[i].begin(), parts[i].end());
            }
            order.insert(order.end(), parts[cut].begin(), parts[cut].end());
            for (std::size_t i = 0; i < parts.size(); ++i)
                if (i != cut && !put[i]) order.insert(order.end(), parts[i].begin(), parts[i].end());
            tryOrder(order);
        }
    }

    std::uint64_t loadOf(const std::vector<std::uint32_t>& part) const {
        std::uint64_t out = 0;
        for (const std::uint32_t v : part)
            out += core_.load[v];
        return out;
    }

    /// Heaviest first; within a part from an end of it.
    std::vector<std::vector<std::uint32_t>> partsOf() const {
        std::vector<std::vector<std::uint32_t>> out;
        std::vector<bool> seen(core_.size(), false);
        for (std::uint32_t first = 0; first < core_.size(); ++first) {
            if (seen[first]) continue;
            std::uint32_t from = first;
            for (const bool last : {false, true}) {
                std::vector<std::uint32_t> part{from};
                seen[from] = !last;
                for (std::size_t i = 0; i < part.size(); ++i)
                    for (const CoreGraph::Arc& arc : core_.arcsOf(part[i]))
                        if (seen[arc.to] == last) {
                            seen[arc.to] = !last;
                            part.push_back(arc.to);
                        }
                from = part.back();
                if (last) out.push_back(std::move(part));
            }
            for (const std::uint32_t v : out.back())
                seen[v] = true;
        }
        std::stable_sort(out.begin(), out.end(),
                         [this](const auto& a, const auto& b) { return loadOf(a) > loadOf(b); });
        return out;
    }

    void tryPositions() {
        std::vector<std::uint32_t> order = inOrder(core_.size());
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return options_.position[a] < options_.position[b];
        });
        tryOrder(order);
    }

    void tryStrides() {
        // Distances between the numbers of neighbours tell the dimensions of a grid.
        std::vector<std::uint32_t> strides;
        for (const CoreGraph::Arc& arc : core_.arcsOf(0))
            if (arc.to > 1) strides.push_back(arc.to);
        if (strides.size() > 12) return;
        for (const std::uint32_t stride : strides)
            if (stride < core_.size() / 2) tryOrder(byStride(core_.size(), stride));
    }

    const CoreGraph& core_;
    SideRange range_;
    const ImproveOptions& options_;
    const PollFunction& poll_;
    std::mt19937 random_;
    std::optional<CoreCut> best_;
};

}  // namespace

std::vector<bool> prefixSides(const CoreGraph& core, const std::vector<std::uint32_t>& order) {
    std::uint64_t all = 0, taken = 0;
    for (const std::uint64_t w : core.load)
        all += w;
    std::vector<bool> out(core.size(), false);
    for (const std::uint32_t v : order) {
        if (2 * taken >= all) break;
        if (2 * (taken + core.load[v]) > all + core.load[v]) continue;
        taken += core.load[v];
        out[v] = true;
    }
    return out;
}

std::optional<CoreCut> refined(const CoreGraph& core, const SideRange& range, std::vector<bool> sideA,
                               const PollFunction& poll) {
    return Mover(core, range, std::move(sideA), poll).run();
}

std::optional<CoreCut> bestOfStarts(const CoreGraph& core, const SideRange& range,
                                    const ImproveOptions& options, const PollFunction& poll) {
    return Starts(core, range, options, poll).run();
}

}  // namespace rackloom::analytics
