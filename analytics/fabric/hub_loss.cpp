// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/hub_loss.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>

namespace rackloom::analytics {
namespace {

using Rate = HubFlow::Rate;
using Distribution = std::map<std::uint32_t, double>;  // by class of hubs: what one vertex takes in

/// Rounding of sums in another order; the margin of the bounds covers it many times.
constexpr double kSame = 1e-13;
/// Beyond this share of the endpoints a pass of its own is the shorter way.
constexpr std::uint64_t kLargeShare = 4;

bool same(double a, double b) {
    return std::abs(a - b) <= kSame * std::max(std::abs(a), std::abs(b));
}

class Loss {
public:
    Loss(const FabricGraph& graph, const TwinTable& before, const HubFlow& flow, const LinkChanges& changes,
         const ContractedGraph& now)
        : before_(before),
          flow_(flow),
          now_(now),
          fresh_(now.classCount()),
          isFresh_(now.classCount(), 0),
          upChanged_(now.classCount(), 0),
          queue_(now.levels + std::size_t{1}) {
        for (const std::uint32_t i : changes.gone)
            touch(graph.links[i]);
        for (const FabricGraph::Link& link : changes.added)
            touch(link);
        std::sort(touched_.begin(), touched_.end());
        touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    }

    std::optional<double> run() {
        if (!levelsHold()) return std::nullopt;
        spreadUp();
        if (!findDirty()) return std::nullopt;
        collectParts();
        double sum = 0;
        for (const auto& [pair, count] : dirtyParts())
            sum += static_cast<double>(count) * lostBy(pair.first, pair.second);
        return sum;
    }

private:
    const ContractedGraph& old() const { return before_.contracted; }

    void touch(const FabricGraph::Link& link) {
        for (const std::uint32_t v : {link.a, link.b}) {
            touched_.push_back(v);
            touchedOf_[now_.classOf[v]].push_back(v);
            put(now_.classOf[v]);
        }
        const std::uint32_t a = now_.classOf[link.a], b = now_.classOf[link.b];
        if (now_.classes[a].level < now_.classes[b].level) upChanged_[a] = 1;
        if (now_.classes[b].level < now_.classes[a].level) upChanged_[b] = 1;
    }
    void put(std::uint32_t c) {
        if (now_.classes[c].level == ContractedGraph::kNoLevel || isFresh_[c]) return;
        isFresh_[c] = 1;
        queue_[now_.classes[c].level].push_back(c);
    }

    /// Where levels follow distances a lost link may move a whole part of the graph.
    bool levelsHold() const { return before_.tiered && now_.levels == old().levels; }

    const Rate& rateNow(std::uint32_t c) const {
        return isFresh_[c] ? fresh_[c] : flow_.rates[old().classOf[now_.classes[c].first]];
    }
    bool isUp(const ContractedGraph& graph, std::uint32_t from, std::uint32_t to) const {
        const std::uint32_t level = graph.classes[to].level;
        return level != ContractedGraph::kNoLevel && level > graph.classes[from].level;
    }

    Rate rateOf(std::uint32_t c) const {
        Rate out;
        double in = 0;
        for (const ContractedGraph::Arc& arc : now_.arcsOf(c)) {
            const double all = static_cast<double>(arc.capacity) * now_.classes[arc.to].size;
            if (isUp(now_, c, arc.to))
                out.up += all;
            else if (isUp(now_, arc.to, c))
                in += all * rateNow(arc.to).perCapacity;
        }
        if (now_.isEndpoint(c)) in = out.up;
        const double sent = in <= out.up * (1 + kSame) ? in : out.up;
        out.passed = in > 0 ? sent / in : 0;
        out.absorbed = in > 0 && !now_.isEndpoint(c) ? (in - sent) / in : 0;
        out.perCapacity = out.up > 0 ? sent / out.up : 0;
        return out;
    }

    /// Calls see(rate) with what the vertices of a class had before.
    template <class See> void eachBefore(std::uint32_t c, See&& see) const {
        see(flow_.rates[old().classOf[now_.classes[c].first]]);
        if (const auto it = touchedOf_.find(c); it != touchedOf_.end())
            for (const std::uint32_t v : it->second)
                see(flow_.rates[old().classOf[v]]);
    }

    /// From below: whoever passes on something else makes those above look again.
    void spreadUp() {
        for (std::vector<std::uint32_t>& level : queue_)
            for (std::size_t i = 0; i < level.size(); ++i) {
                const std::uint32_t c = level[i];
                const Rate& rate = fresh_[c] = rateOf(c);
                bool other = false, turned = upChanged_[c] != 0;
                eachBefore(c, [&](const Rate& was) {
                    other = other || !same(was.perCapacity, rate.perCapacity);
                    turned = turned || !same(was.passed, rate.passed) || !same(was.absorbed, rate.absorbed) ||
                             !same(was.up, rate.up);
                });
                if (other)
                    for (const ContractedGraph::Arc& arc : now_.arcsOf(c))
                        if (isUp(now_, c, arc.to)) put(arc.to);
                if (turned) turned_.push_back(c);
            }
    }

    /// All below a switch that divides its traffic differently.
    bool findDirty() {
        dirty_.assign(now_.classCount(), 0);
        std::vector<std::uint32_t> stack = turned_;
        std::uint64_t weight = 0;
        while (!stack.empty()) {
            const std::uint32_t c = stack.back();
            stack.pop_back();
            if (dirty_[c]) continue;
            dirty_[c] = 1;
            weight += std::uint64_t{now_.classes[c].weight} * now_.classes[c].size;
            if (weight * kLargeShare > now_.totalWeight) return false;
            for (const ContractedGraph::Arc& arc : now_.arcsOf(c))
                if (isUp(now_, arc.to, c)) stack.push_back(arc.to);
        }
        return true;
    }

    bool isTouched(std::uint32_t v) const { return std::binary_search(touched_.begin(), touched_.end(), v); }

    /// Which classes the vertices of an old class with touched ones are in now, and how many of them.
    void collectParts() {
        for (const std::uint32_t v : touched_)
            ++parts_[old().classOf[v]][now_.classOf[v]];
        for (auto& [c, parts] : parts_) {
            std::uint32_t left = old().classes[c].size;
            for (const auto& [part, count] : parts)
                left -= count;
            if (left == 0) continue;
            for (const std::uint32_t v : before_.membersOf(c))
                if (!isTouched(v)) {
                    parts[now_.classOf[v]] += left;
                    break;
                }
        }
    }

    /// Endpoints that send other flow, by their class now and before.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> dirtyParts() const {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> out;
        for (std::uint32_t c = 0; c < old().classCount(); ++c) {
            if (!old().isEndpoint(c)) continue;
            const auto parts = parts_.find(c);
            if (parts == parts_.end()) {
                const std::uint32_t part = now_.classOf[old().classes[c].first];
                if (dirty_[part]) out[{part, c}] = old().classes[c].size;
                continue;
            }
            for (const auto& [part, count] : parts->second)
                if (dirty_[part]) out[{part, c}] = count;
        }
        return out;
    }

    /// What each vertex of the hubs gets from one endpoint of a class.
    template <class RateOf>
    Distribution sent(const ContractedGraph& graph, std::uint32_t from, RateOf&& rateOf) const {
        std::vector<std::map<std::uint32_t, double>> level(graph.levels + std::size_t{1});
        Distribution out;
        if (graph.classes[from].level == ContractedGraph::kNoLevel) return out;
        level[graph.classes[from].level][from] = rateOf(from).up;  // endpoints send all they can
        for (const auto& here : level)
            for (const auto& [c, amount] : here) {
                const Rate& rate = rateOf(c);
                if (rate.absorbed > 0) out[c] = amount * rate.absorbed / graph.classes[c].size;
                if (!(rate.passed > 0) || !(rate.up > 0)) continue;
                const double perCapacity = amount * rate.passed / rate.up;
                for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
                    if (isUp(graph, c, arc.to))
                        level[graph.classes[arc.to].level][arc.to] +=
                            perCapacity * static_cast<double>(arc.capacity) * graph.classes[arc.to].size;
            }
        return out;
    }

    /// What an endpoint with a single link sends depends on nothing else.
    struct OnlyLink {
        std::uint32_t to = 0;
        std::int64_t capacity = 0;
        double up = 0, passed = 0;
        friend auto operator<=>(const OnlyLink&, const OnlyLink&) = default;
    };
    static std::optional<OnlyLink> onlyLink(const ContractedGraph& graph, std::uint32_t c, const Rate& rate) {
        const auto arcs = graph.arcsOf(c);
        if (arcs.size() != 1 || rate.absorbed > 0) return std::nullopt;
        return OnlyLink{arcs.front().to, arcs.front().capacity, rate.up, rate.passed};
    }

    /// What the hubs get less from one endpoint. Many hang on the same switch and lose the same.
    double lostBy(std::uint32_t now, std::uint32_t was) {
        const auto here = onlyLink(now_, now, rateNow(now)), there = onlyLink(old(), was, flow_.rates[was]);
        if (!here || !there) return lostByOne(now, was);
        const auto [it, fresh] = lost_.try_emplace({*here, *there}, 0.0);
        if (fresh) it->second = lostByOne(now, was);
        return it->second;
    }

    /// Those that get more are not counted against it.
    double lostByOne(std::uint32_t now, std::uint32_t was) const {
        const Distribution after = sent(now_, now, [&](std::uint32_t c) { return rateNow(c); });
        const Distribution before = sent(old(), was, [&](std::uint32_t c) { return flow_.rates[c]; });
        const auto less = [&](double value, std::uint32_t part) {
            const auto it = after.find(part);
            return std::max(0.0, value - (it == after.end() ? 0.0 : it->second));
        };
        double sum = 0;
        for (const auto& [c, value] : before) {
            const auto parts = parts_.find(c);
            if (parts == parts_.end()) {
                sum += less(value, now_.classOf[old().classes[c].first]) * old().classes[c].size;
                continue;
            }
            for (const auto& [part, count] : parts->second)
                sum += less(value, part) * count;
        }
        return sum;
    }

    const TwinTable& before_;
    const HubFlow& flow_;
    const ContractedGraph& now_;
    std::vector<Rate> fresh_;  // by class now, where it is not what it was
    std::vector<std::uint8_t> isFresh_, upChanged_, dirty_;
    std::vector<std::vector<std::uint32_t>> queue_;  // by level
    std::vector<std::uint32_t> touched_;             // vertices at changed links
    std::vector<std::uint32_t> turned_;              // classes that divide their traffic differently
    std::map<std::uint32_t, std::vector<std::uint32_t>> touchedOf_;  // by class now
    std::map<std::uint32_t, std::map<std::uint32_t, std::uint32_t>> parts_;
    std::map<std::pair<OnlyLink, OnlyLink>, double> lost_;
};

}  // namespace

std::optional<double> hubLoss(const FabricGraph& graph, const TwinTable& before, const HubFlow& flow,
                              const LinkChanges& changes, const ContractedGraph& now) {
    return Loss(graph, before, flow, changes, now).run();
}

}  // namespace rackloom::analytics
