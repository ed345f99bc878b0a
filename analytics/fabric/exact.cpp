// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/exact.h"

#include "model/base/check.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace rackloom::analytics {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::size_t kMaxLeavesTogether = 12;      // leaves that share endpoints: all their sides are tried
constexpr std::size_t kMaxUpperSwitches = 16;       // classes
constexpr std::uint64_t kMaxSteps = 10'000'000;     // elementary steps of trying all upper sides
constexpr std::uint64_t kMaxCombined = 30'000'000;  // and of combining leaves, before the search gives up
constexpr std::uint32_t kMaxEnumerated = 18;        // vertices
constexpr int kPriceSteps = 12;

/// Endpoints and leaves that hang together once the upper switches are taken away.
struct Cluster {
    std::vector<std::uint32_t> leaves, endpoints;
    std::uint32_t units = 0;
};

class UpperSides {
public:
    UpperSides(const ContractedGraph& graph, const PollFunction& poll) : graph_(graph), poll_(poll) {}

    bool prepare(const SideRange& range) {
        std::uint32_t weight = 0;
        for (const ContractedGraph::Class& c : graph_.classes) {
            if (c.weight == 0) continue;
            if (weight != 0 && c.weight != weight) return false;  // counts below are of equal endpoints
            weight = c.weight;
        }
        if (weight == 0) return false;
        least_ = static_cast<std::uint32_t>((range.least + weight - 1) / weight);
        most_ = static_cast<std::uint32_t>(range.most / weight);
        if (least_ > most_) return false;
        symmetric_ = range.least + range.most == graph_.totalWeight;
        return collect() && affordable();
    }

    std::optional<ExactCut> search(std::int64_t known) {
        best_ = known;
        const std::uint32_t free = static_cast<std::uint32_t>(upper_.size());
        const std::uint64_t end = std::uint64_t{1} << (symmetric_ && free > 0 ? free - 1 : free);
        for (std::uint64_t sides = 0; sides < end; ++sides) {
            if (poll_) poll_();
            if (!tryUpper(sides)) return std::nullopt;
        }
        ExactCut out{best_, {}};
        if (found_) out.partition = trace();
        return out;
    }

private:
    using Costs = std::vector<std::int64_t>;  // by number of units on side A

    bool collect() {
        const Components parts = components(graph_, 1);
        clusters_.resize(parts.count);
        side_.assign(graph_.classCount(), false);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            const ContractedGraph::Class& k = graph_.classes[c];
            if (k.level == ContractedGraph::kNoLevel) continue;
            if (k.level > 1) {
                upper_.push_back(c);
                continue;
            }
            Cluster& cluster = clusters_[parts.ofClass[c]];
            (graph_.isEndpoint(c) ? cluster.endpoints : cluster.leaves).push_back(c);
            if (!graph_.isEndpoint(c)) continue;
            cluster.units += k.size;
            for (const auto& arc : graph_.arcsOf(c))
                if (graph_.isEndpoint(arc.to)) return false;
        }
        std::erase_if(clusters_, [](const Cluster& cluster) {
            return cluster.endpoints.empty() && cluster.leaves.empty();
        });
        return upper_.size() <= kMaxUpperSwitches &&
               std::all_of(clusters_.begin(), clusters_.end(),
                           [](const Cluster& c) { return c.leaves.size() <= kMaxLeavesTogether; });
    }

    bool affordable() const {
        std::uint64_t perSide = 0;
        for (const Cluster& cluster : clusters_) {
            std::uint64_t arcs = cluster.units;
            for (const std::uint32_t c : cluster.leaves)
                arcs += graph_.arcsOf(c).size();
            perSide += arcs << cluster.leaves.size();
        }
        return (perSide << upper_.size()) <= kMaxSteps;
    }

    /// False when the search has become too long.
    bool tryUpper(std::uint64_t sides) {
        for (std::size_t i = 0; i < upper_.size(); ++i)
            side_[upper_[i]] = (sides >> i & 1) != 0;
        std::int64_t fixed = 0;
        for (const std::uint32_t c : upper_)
            for (const auto& arc : graph_.arcsOf(c))
                if (arc.to > c && graph_.classes[arc.to].level > 1 && side_[arc.to] != side_[c])
                    fixed += crossing(c, arc);
        std::vector<Costs> costs;
        for (const Cluster& cluster : clusters_)
            costs.push_back(clusterCosts(cluster));
        if (fixed + pricedBound(costs) > best_ - graph_.quantum) return true;
        steps_ += std::uint64_t{most_} * graph_.totalWeight;
        if (steps_ > kMaxCombined) return false;
        const std::int64_t cut = fixed + combine(costs, best_ - graph_.quantum - fixed, nullptr);
        if (cut >= best_) return true;
        best_ = cut;
        bestFixed_ = fixed;
        bestSides_ = sides;
        found_ = true;
        return true;
    }

    std::int64_t crossing(std::uint32_t from, const ContractedGraph::Arc& arc) const {
        return arc.capacity * graph_.classes[from].size * graph_.classes[arc.to].size;
    }

    /// Extra cut of one endpoint on side A over side B, with the sides of all switches as they stand.
    std::int64_t extraOnA(std::uint32_t endpoint, std::int64_t& onB) const {
        std::int64_t extra = 0;
        for (const auto& arc : graph_.arcsOf(endpoint)) {
            const std::int64_t all = arc.capacity * graph_.classes[arc.to].size;
            extra += side_[arc.to] ? -all : all;
            if (side_[arc.to]) onB += all * graph_.classes[endpoint].size;
        }
        return extra;
    }

    std::vector<std::pair<std::int64_t, std::uint32_t>> cheapestFirst(const Cluster& cluster,
                                                                      std::int64_t& allOnB) const {
        std::vector<std::pair<std::int64_t, std::uint32_t>> order;
        for (const std::uint32_t c : cluster.endpoints)
            order.push_back({extraOnA(c, allOnB), c});
        std::sort(order.begin(), order.end());
        return order;
    }

    void setLeaves(const Cluster& cluster, std::uint32_t sides) {
        for (std::size_t i = 0; i < cluster.leaves.size(); ++i)
            side_[cluster.leaves[i]] = (sides >> i & 1u) != 0;
    }

    std::int64_t leafLinksCut(const Cluster& cluster) const {
        std::int64_t cut = 0;
        for (const std::uint32_t leaf : cluster.leaves)
            for (const auto& arc : graph_.arcsOf(leaf)) {
                if (graph_.isEndpoint(arc.to) || side_[arc.to] == side_[leaf]) continue;
                if (graph_.classes[arc.to].level > 1 || arc.to > leaf) cut += crossing(leaf, arc);
            }
        return cut;
    }

    Costs clusterCosts(const Cluster& cluster) {
        Costs costs(cluster.units + 1, kFar);
        for (std::uint32_t sides = 0; sides < 1u << cluster.leaves.size(); ++sides) {
            setLeaves(cluster, sides);
            std::int64_t cost = leafLinksCut(cluster);
            const auto order = cheapestFirst(cluster, cost);
            std::size_t units = 0;
            costs[0] = std::min(costs[0], cost);
            for (const auto& [extra, c] : order)
                for (std::uint32_t i = 0; i < graph_.classes[c].size; ++i) {
                    cost += extra;
                    ++units;
                    costs[units] = std::min(costs[units], cost);
                }
        }
        return costs;
    }

    /// A bound on combine() without combining: each cluster chooses freely at a price per unit (Lagrange).
    std::int64_t pricedBound(const std::vector<Costs>& costs) const {
        std::int64_t high = 0;
        for (const Costs& c : costs)
            for (std::size_t a = 1; a < c.size(); ++a)
                high = std::max({high, c[a] - c[a - 1], c[a - 1] - c[a]});
        std::int64_t low = -high;
        std::int64_t best = -kFar;
        for (int step = 0; step < kPriceSteps; ++step) {
            const std::int64_t price = low + (high - low) / 2;
            std::int64_t sum = price * (price > 0 ? least_ : most_);
            std::int64_t units = 0;
            for (const Costs& c : costs) {
                std::size_t at = 0;
                for (std::size_t a = 1; a < c.size(); ++a)
                    if (c[a] - price * static_cast<std::int64_t>(a) <
                        c[at] - price * static_cast<std::int64_t>(at))
                        at = a;
                sum += c[at] - price * static_cast<std::int64_t>(at);
                units += static_cast<std::int64_t>(at);
            }
            best = std::max(best, sum);
            if (units >= least_ && units <= most_) break;
            (units < least_ ? low : high) = price;
        }
        return best;
    }

    /// What the clusters from each one on add at least, and how many units they have.
    struct Rest {
        std::int64_t cost = 0;
        std::size_t units = 0;
    };
    static std::vector<Rest> restOf(const std::vector<Costs>& costs) {
        std::vector<Rest> out(costs.size() + 1);
        for (std::size_t i = costs.size(); i-- > 0;)
            out[i] = {out[i + 1].cost + *std::min_element(costs[i].begin(), costs[i].end()),
                      out[i + 1].units + costs[i].size() - 1};
        return out;
    }

    /// Least total with a number of units in range, if it is no more than `limit`; `chosen` receives the
    /// units of each cluster. Few ways to split a cluster leave room for the others under the limit.
    std::int64_t combine(const std::vector<Costs>& costs, std::int64_t limit,
                         std::vector<std::uint32_t>* chosen) const {
        const std::vector<Rest> rest = restOf(costs);
        std::vector<Costs> sums;
        sums.push_back(Costs(most_ + std::size_t{1}, kFar));
        sums[0][0] = 0;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < costs.size(); ++i) {
            const Costs& c = costs[i];
            const std::int64_t room = limit - rest[i + 1].cost;
            open.clear();
            for (std::size_t a = 0; a < c.size(); ++a)
                if (c[a] <= room) open.push_back(a);
            Costs next(most_ + std::size_t{1}, kFar);
            const Costs& before = sums.back();
            for (std::size_t s = 0; s <= most_; ++s) {
                if (before[s] > room) continue;
                for (const std::size_t a : open) {
                    const std::int64_t sum = before[s] + c[a];
                    if (s + a > most_) break;
                    if (sum <= room && s + a + rest[i + 1].units >= least_)
                        next[s + a] = std::min(next[s + a], sum);
                }
            }
            if (chosen)
                sums.push_back(std::move(next));
            else
                sums[0] = std::move(next);
        }
        const Costs& last = sums.back();
        const auto best = std::min_element(last.begin() + least_, last.end());
        if (chosen) {
            chosen->assign(costs.size(), 0);
            std::size_t left = static_cast<std::size_t>(best - last.begin());
            for (std::size_t i = costs.size(); i-- > 0;) {
                std::size_t a = 0;
                while (a > left || a >= costs[i].size() ||
                       sums[i][left - a] + costs[i][a] != sums[i + 1][left])
                    ++a;
                (*chosen)[i] = static_cast<std::uint32_t>(a);
                left -= a;
            }
        }
        return *best;
    }

    Partition trace() {
        for (std::size_t i = 0; i < upper_.size(); ++i)
            side_[upper_[i]] = (bestSides_ >> i & 1) != 0;
        std::vector<Costs> costs;
        for (const Cluster& cluster : clusters_)
            costs.push_back(clusterCosts(cluster));
        std::vector<std::uint32_t> chosen;
        combine(costs, best_ - bestFixed_, &chosen);
        Partition out{std::vector<std::uint32_t>(graph_.classCount(), 0), {}};
        for (std::size_t i = 0; i < clusters_.size(); ++i)
            takeCheapest(clusters_[i], chosen[i], costs[i][chosen[i]], out);
        return out;
    }

    void takeCheapest(const Cluster& cluster, std::uint32_t units, std::int64_t wanted, Partition& out) {
        for (std::uint32_t sides = 0; sides < 1u << cluster.leaves.size(); ++sides) {
            setLeaves(cluster, sides);
            std::int64_t cost = leafLinksCut(cluster);
            std::uint32_t left = units;
            for (const auto& [extra, c] : cheapestFirst(cluster, cost)) {
                out.taken[c] = std::min(left, graph_.classes[c].size);
                cost += extra * out.taken[c];
                left -= out.taken[c];
            }
            if (cost == wanted) return;
        }
        RL_CHECK(false);
    }

    const ContractedGraph& graph_;
    const PollFunction& poll_;
    std::vector<std::uint32_t> upper_;
    std::vector<Cluster> clusters_;
    std::vector<bool> side_;
    std::uint32_t least_ = 0, most_ = 0;  // units on side A
    bool symmetric_ = false, found_ = false;
    std::int64_t best_ = 0, bestFixed_ = 0;
    std::uint64_t bestSides_ = 0, steps_ = 0;
};

}  // namespace

std::optional<ExactCut> exactByUpperSides(const ContractedGraph& graph, const SideRange& range,
                                          std::int64_t known, const PollFunction& poll) {
    UpperSides search(graph, poll);
    if (!search.prepare(range)) return std::nullopt;
    return search.search(known);
}

std::optional<ExactCut> exactByEnumeration(const ContractedGraph& contracted, const SideRange& range,
                                           const PollFunction& poll) {
    const std::uint32_t n = contracted.vertexCount();
    if (n == 0 || n > kMaxEnumerated) return std::nullopt;
    std::vector<std::vector<std::int64_t>> link(n, std::vector<std::int64_t>(n, 0));
    for (std::uint32_t v = 0; v < n; ++v)
        for (const ContractedGraph::Arc& arc : contracted.arcsOf(contracted.classOf[v]))
            for (std::uint32_t u = 0; u < n; ++u)
                if (contracted.classOf[u] == arc.to) link[v][u] = arc.capacity;
    std::vector<bool> side(n, false), bestSide;
    std::int64_t cut = 0, best = kFar;
    std::uint64_t weight = 0;
    for (std::uint64_t step = 0;; ++step) {  // Gray code: one vertex changes sides at a time
        if (range.contains(weight) && cut < best) {
            best = cut;
            bestSide = side;
        }
        const std::uint32_t v = static_cast<std::uint32_t>(std::countr_one(step));
        if (v >= n) break;
        if (poll && step % 4096 == 0) poll();
        for (std::uint32_t u = 0; u < n; ++u)
            cut += side[u] == side[v] ? link[v][u] : -link[v][u];
        weight = side[v] ? weight - contracted.weightOf(v) : weight + contracted.weightOf(v);
        side[v] = !side[v];
    }
    if (bestSide.empty()) return std::nullopt;
    ExactCut out{best, {std::vector<std::uint32_t>(contracted.classCount(), 0), {}}};
    for (std::uint32_t v = 0; v < n; ++v)
        if (contracted.weightOf(v) > 0 && bestSide[v]) ++out.partition.taken[contracted.classOf[v]];
    return out;
}

}  // namespace rackloom::analytics
