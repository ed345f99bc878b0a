// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/known_split.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

/// From here on a copy of all pulls is the shorter way.
constexpr std::size_t kManyTurns = 256;
constexpr int kMaxTurns = 64;  // of one switch on average, against going in circles

/// The pulls of a known split and what became of them: of few vertices beside the known ones, of many in a
/// copy.
class Pulls {
public:
    Pulls(const std::vector<std::int64_t>& known, bool many) : known_(known) {
        if (many) all_ = known;
    }
    std::int64_t of(std::uint32_t v) const {
        if (!all_.empty()) return all_[v];
        const auto it = differing_.find(v);
        return it == differing_.end() ? known_[v] : known_[v] + it->second;
    }
    void add(std::uint32_t v, std::int64_t capacity) { (all_.empty() ? differing_[v] : all_[v]) += capacity; }

private:
    const std::vector<std::int64_t>& known_;
    std::vector<std::int64_t> all_;
    std::unordered_map<std::uint32_t, std::int64_t> differing_;
};

/// The halves while switches and endpoints are turned.
class Turning {
public:
    /// `turns`: how many vertices will be turned at least.
    Turning(const FabricGraph& graph, const TwinTable& twins, const LinkChanges& changes,
            const KnownSplit& known, std::size_t turns)
        : graph_(graph),
          twins_(twins),
          changes_(changes),
          sideA_(known.sideA),
          cut_(known.cut),
          pulls_(known.pull, changes.gone.size() + changes.added.size() + turns > kManyTurns),
          changed_(graph.weight.size(), 0) {
        for (const std::uint32_t i : changes.gone)
            change(graph.links[i], -1);
        for (const FabricGraph::Link& link : changes.added)
            change(link, 1);
    }

    std::int64_t cut() const { return cut_; }
    bool onA(std::uint32_t v) const { return sideA_[v]; }
    const std::vector<bool>& sides() const { return sideA_; }

    void turn(std::uint32_t v) {
        turned_.push_back(v);
        const bool toA = !onA(v);
        cut_ -= toA ? pulls_.of(v) : -pulls_.of(v);
        sideA_[v] = toA;
        eachLink(v, [&](std::uint32_t other, std::int64_t capacity) {
            pulls_.add(other, toA ? 2 * capacity : -2 * capacity);
            touch(other);
        });
        touch(v);
    }

    /// Whatever was touched follows what hangs below it, from the leaves up.
    void lean() {
        std::vector<std::vector<std::uint32_t>> byLevel(levels() + std::size_t{1});
        for (std::uint32_t level = 1; level <= levels(); ++level) {
            for (std::size_t i = 0; i < touched_.size(); ++i)
                if (levelOf(touched_[i]) == level) byLevel[level].push_back(touched_[i]);
            std::sort(byLevel[level].begin(), byLevel[level].end());
            for (const std::uint32_t v : byLevel[level]) {
                std::int64_t below = 0;
                eachLink(v, [&](std::uint32_t other, std::int64_t capacity) {
                    if (levelOf(other) < level) below += onA(other) ? capacity : -capacity;
                });
                if (below != 0 ? onA(v) != (below > 0) : onA(v) && level < levels()) turn(v);
            }
        }
    }

    /// Turns touched switches while that makes the cut smaller.
    void settle() {
        std::size_t left = (touched_.size() + 64) * kMaxTurns;
        std::vector<std::uint32_t> queue = touched_;
        std::sort(queue.begin(), queue.end());
        while (!queue.empty() && left > 0) {
            std::vector<std::uint32_t> next;
            for (const std::uint32_t v : queue) {
                if (graph_.weight[v] > 0) continue;
                if (const std::int64_t pull = pulls_.of(v); pull == 0 || onA(v) == (pull > 0)) continue;
                if (left-- == 0) break;
                turn(v);
                eachLink(v, [&](std::uint32_t other, std::int64_t) { next.push_back(other); });
            }
            std::sort(next.begin(), next.end());
            next.erase(std::unique(next.begin(), next.end()), next.end());
            queue.swap(next);
        }
    }

    /// Switches that hang together below the top.
    using Part = std::vector<std::uint32_t>;

    /// The parts above endpoints that lost links. They do not depend on the sides.
    std::vector<Part> partsAtEndpoints() const {
        std::vector<Part> out;
        std::vector<std::uint8_t> seen(graph_.weight.size(), 0);
        for (const std::uint32_t i : changes_.gone) {
            const FabricGraph::Link& link = graph_.links[i];
            if ((graph_.weight[link.a] > 0) == (graph_.weight[link.b] > 0)) continue;
            const std::uint32_t leaf = graph_.weight[link.a] > 0 ? link.b : link.a;
            if (!seen[leaf] && levelOf(leaf) < levels()) out.push_back(partOf(leaf, seen));
        }
        return out;
    }

    /// The switches between such endpoints and the top may cut them off one by one instead of following them.
    /// Each part is tried for itself.
    void cutOff(const std::vector<Part>& parts) {
        for (const Part& part : parts) {
            const std::int64_t before = cut();
            const std::size_t turns = turned_.size();
            for (const std::uint32_t v : part)
                if (onA(v)) turn(v);
            settle();
            if (cut() < before) continue;
            while (turned_.size() > turns) {
                turn(turned_.back());
                turned_.resize(turned_.size() - 2);
            }
        }
    }

    std::uint32_t levelOf(std::uint32_t v) const {
        const ContractedGraph& all = twins_.contracted;
        return all.classes[all.classOf[v]].level;
    }

private:
    Part partOf(std::uint32_t leaf, std::vector<std::uint8_t>& seen) const {
        Part out{leaf};
        seen[leaf] = 1;
        for (std::size_t i = 0; i < out.size(); ++i)
            eachLink(out[i], [&](std::uint32_t other, std::int64_t) {
                if (seen[other] || graph_.weight[other] > 0 || levelOf(other) >= levels()) return;
                seen[other] = 1;
                out.push_back(other);
            });
        return out;
    }

    std::uint32_t levels() const { return twins_.contracted.levels; }

    template <class See> void eachLink(std::uint32_t v, See&& see) const {
        for (const std::uint32_t i : twins_.linksOf(v)) {
            if (changed_[v] && std::binary_search(changes_.gone.begin(), changes_.gone.end(), i)) continue;
            const FabricGraph::Link& link = graph_.links[i];
            see(link.a == v ? link.b : link.a, link.capacity);
        }
        if (!changed_[v]) return;
        for (const FabricGraph::Link& link : changes_.added)
            if (link.a == v || link.b == v) see(link.a == v ? link.b : link.a, link.capacity);
    }

    void change(const FabricGraph::Link& link, std::int64_t sign) {
        if (onA(link.a) != onA(link.b)) cut_ += sign * link.capacity;
        pulls_.add(link.a, sign * (onA(link.b) ? link.capacity : -link.capacity));
        pulls_.add(link.b, sign * (onA(link.a) ? link.capacity : -link.capacity));
        for (const std::uint32_t v : {link.a, link.b}) {
            changed_[v] = 1;
            touch(v);
        }
    }

    void touch(std::uint32_t v) {
        if (graph_.weight[v] > 0) return;
        if (isTouched_.empty()) isTouched_.assign(graph_.weight.size(), 0);
        if (isTouched_[v]) return;
        isTouched_[v] = 1;
        touched_.push_back(v);
    }

    const FabricGraph& graph_;
    const TwinTable& twins_;
    const LinkChanges& changes_;
    std::vector<bool> sideA_;
    std::int64_t cut_;
    Pulls pulls_;
    std::vector<std::uint8_t> changed_;    // ends of changed links
    std::vector<std::uint8_t> isTouched_;  // switches whose pull is not what it was
    std::vector<std::uint32_t> touched_;
    std::vector<std::uint32_t> turned_;  // in order
};

/// Groups of the endpoints that hang on the lower ends of lost links.
class Damage {
public:
    Damage(const FabricGraph& graph, const TwinTable& twins, const LinkChanges& changes,
           const std::vector<std::uint32_t>& groupOf)
        : graph_(graph), twins_(twins), groupOf_(groupOf), seen_(graph.weight.size(), 0) {
        if (!groupOf.empty())
            hit_.assign(*std::max_element(groupOf.begin(), groupOf.end()) + std::size_t{1}, 0);
        for (const std::uint32_t i : changes.gone) {
            const FabricGraph::Link& link = graph.links[i];
            goDown(levelOf(link.a) <= levelOf(link.b) ? link.a : link.b);
        }
    }
    bool holds(std::uint32_t endpoint) const { return hit_[groupOf_[endpoint]] != 0; }

private:
    std::uint32_t levelOf(std::uint32_t v) const {
        return twins_.contracted.classes[twins_.contracted.classOf[v]].level;
    }
    void goDown(std::uint32_t from) {
        std::vector<std::uint32_t> stack{from};
        while (!stack.empty()) {
            const std::uint32_t v = stack.back();
            stack.pop_back();
            if (seen_[v]) continue;
            seen_[v] = 1;
            if (graph_.weight[v] > 0) hit_[groupOf_[v]] = 1;
            for (const std::uint32_t i : twins_.linksOf(v)) {
                const FabricGraph::Link& link = graph_.links[i];
                const std::uint32_t other = link.a == v ? link.b : link.a;
                if (levelOf(other) < levelOf(v)) stack.push_back(other);
            }
        }
    }

    const FabricGraph& graph_;
    const TwinTable& twins_;
    const std::vector<std::uint32_t>& groupOf_;
    std::vector<std::uint8_t> seen_, hit_;
};

/// Endpoints to be turned so that side A holds the damage, weights as before; none when they do not fit.
std::vector<std::uint32_t> exchanged(const FabricGraph& graph, const KnownSplit& known, const Damage& damage,
                                     std::size_t endpoints) {
    std::uint64_t room = 0;             // what side A can give away
    std::vector<std::uint32_t> wanted;  // damaged, on the other side
    for (std::uint32_t v = 0; v < endpoints; ++v) {
        const bool onA = known.sideA[v];
        if (onA == damage.holds(v)) continue;
        if (onA)
            room += graph.weight[v];
        else
            wanted.push_back(v);
    }
    std::vector<std::uint32_t> out;
    std::uint64_t taken = 0;
    for (const std::uint32_t v : wanted) {
        if (taken + graph.weight[v] > room) break;
        taken += graph.weight[v];
        out.push_back(v);
    }
    for (auto v = static_cast<std::uint32_t>(endpoints); taken > 0 && v-- > 0;)
        if (known.sideA[v] && !damage.holds(v) && graph.weight[v] <= taken) {
            taken -= graph.weight[v];
            out.push_back(v);
        }
    if (taken > 0) out.clear();
    return out;
}

}  // namespace

KnownSplit knownSplit(const FabricGraph& graph, const std::vector<bool>& sideA) {
    KnownSplit out{sideA, std::vector<std::int64_t>(graph.weight.size(), 0), 0};
    for (const FabricGraph::Link& link : graph.links) {
        if (out.sideA[link.a] != out.sideA[link.b]) out.cut += link.capacity;
        out.pull[link.a] += out.sideA[link.b] ? link.capacity : -link.capacity;
        out.pull[link.b] += out.sideA[link.a] ? link.capacity : -link.capacity;
    }
    return out;
}

TurnedSplit turnedSplit(const FabricGraph& graph, const TwinTable& twins, const LinkChanges& changes,
                        const KnownSplit& known, const std::vector<std::uint32_t>& groupOf,
                        std::int64_t goodEnough) {
    TurnedSplit best;
    const auto keep = [&](const Turning& turning) {
        if (!best.sideA.empty() && turning.cut() >= best.cut) return;
        best = {turning.sides(), turning.cut()};
    };
    Turning asItWas(graph, twins, changes, known, 0);
    asItWas.settle();
    std::vector<Turning::Part> parts;
    if (asItWas.cut() > goodEnough) asItWas.cutOff(parts = asItWas.partsAtEndpoints());
    keep(asItWas);
    if (best.cut <= goodEnough) return best;
    const Damage damage(graph, twins, changes, groupOf);
    const std::vector<std::uint32_t> swapped = exchanged(graph, known, damage, groupOf.size());
    for (const bool leaning : {true, false}) {
        Turning turning(graph, twins, changes, known, swapped.size());
        for (const std::uint32_t v : swapped)
            turning.turn(v);
        if (leaning) turning.lean();
        turning.settle();
        if (turning.cut() > goodEnough) turning.cutOff(parts);
        keep(turning);
        if (best.cut <= goodEnough) break;
    }
    return best;
}

}  // namespace rackloom::analytics
