// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/combined_bisection.h"

#include "analytics/fabric/balance.h"
#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/scale_up.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::uint32_t kNoDomain = ContractedGraph::kNoLevel;
constexpr std::uint64_t kMaxMixedSteps = 40'000'000;

/// One domain as the scale-out fabric sees it: how many of its GPUs are attached, and what splitting them
/// costs.
struct Share {
    std::uint32_t attached = 0;
    std::vector<std::int64_t> cut;  ///< by attached GPUs on side A; empty where not known
    friend bool operator==(const Share&, const Share&) = default;
};

/// GPUs that no fabric attaches join whichever side suits.
std::vector<std::int64_t> cutOfAttached(const DomainResult& domain, std::uint32_t attached) {
    if (domain.cut.size() <= attached) return {};
    std::vector<std::int64_t> out(attached + 1, kFar);
    for (std::uint32_t a = 0; a <= attached; ++a)
        for (std::size_t u = 0; a + u < domain.cut.size() && u <= domain.cut.size() - 1 - attached; ++u)
            out[a] = std::min(out[a], domain.cut[a + u]);
    return out;
}

class Combiner {
public:
    Combiner(const DrawnFabric& scaleOut, const Bisection& cut, const DomainMap& map,
             const PollFunction& poll)
        : scaleOut_(scaleOut), cut_(cut), map_(map), poll_(poll) {
        std::vector<std::uint32_t> attached(map.domains.size(), 0);
        for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
            if (map.domainOf[v] == kNoDomain)
                free_ += scaleOut.graph.weight[v];
            else
                attached[map.domainOf[v]] += scaleOut.graph.weight[v];
        for (std::size_t d = 0; d < attached.size(); ++d)
            shares_.push_back({attached[d], cutOfAttached(*map.domains[d], attached[d])});
    }

    CombinedResult run() {
        CombinedResult out;
        out.gpus = scaleOut_.contracted.totalWeight;
        out.domains = static_cast<std::uint32_t>(shares_.size());
        strict(out);
        aligned(out);
        return out;
    }

private:
    void strict(CombinedResult& out) const {
        for (const Share& share : shares_)
            if (share.cut.empty() && share.attached > 0) {
                out.whyNoStrict = "a scale-up domain could not be solved exactly";
                return;
            }
        Bounds bounds{cut_.lower + scaleUpLowerBound(cut_.sideWeight), kFar};
        for (const std::vector<std::uint32_t>& order : {byNumber(), bySideA()}) {
            const std::vector<bool> side = fill(order, cut_.sideWeight);
            if (!side.empty()) bounds.upper = std::min(bounds.upper, total(side, bounds.lower));
            if (bounds.upper <= bounds.lower) break;
        }
        if (bounds.upper > bounds.lower)
            bounds.upper = std::min(bounds.upper, total(cut_.sideA, bounds.lower));
        out.strict = bounds;
    }

    void aligned(CombinedResult& out) const {
        std::map<std::uint64_t, std::uint32_t> byWeight;
        std::uint64_t largest = 1;
        for (const Share& share : shares_)
            if (share.attached > 0) {
                ++byWeight[share.attached];
                largest = std::max<std::uint64_t>(largest, share.attached);
            }
        if (free_ > 0) byWeight[1] += static_cast<std::uint32_t>(free_);
        std::vector<WeightItem> items;
        for (const auto& [weight, count] : byWeight)
            items.push_back({weight, count});
        const SubsetSums sums(items, out.gpus / 2);
        std::uint64_t side = out.gpus > largest ? (out.gpus - largest + 1) / 2 : 0;
        while (side <= out.gpus / 2 && (side == 0 || !sums.reaches(side)))
            ++side;
        if (side > out.gpus / 2) {
            out.whyNoAligned = "whole scale-up domains cannot be divided into two nearly equal sides";
            return;
        }
        out.alignedSide = side;
        Bounds bounds{hubLowerBound(scaleOut_.contracted, side, HubEffort::Thorough, poll_), kFar};
        for (const std::vector<std::uint32_t>& order : {byNumber(), bySideA()}) {
            const std::vector<bool> endpoints = fillWhole(order, items, sums.counts(side));
            bounds.upper = std::min(
                bounds.upper, cutOfEndpoints(scaleOut_.graph, scaleOut_.contracted, endpoints, bounds.lower));
            if (bounds.upper <= bounds.lower) break;
        }
        out.aligned = bounds;
    }

    /// What the domains alone must be cut for: halves rarely fall between whole domains.
    std::int64_t scaleUpLowerBound(std::uint64_t side) const {
        std::vector<const Share*> kinds;
        std::uint64_t steps = 0;
        for (const Share& share : shares_) {
            if (share.attached == 0) continue;
            if (kinds.empty() || !(*kinds.front() == share)) kinds.push_back(&share);
            steps += side * share.attached;
        }
        if (kinds.empty()) return 0;
        if (kinds.size() == 1) {
            std::int64_t least = kFar;
            for (std::uint64_t f = 0; f <= std::min<std::uint64_t>(free_, kinds.front()->attached); ++f)
                least = std::min(least, leastSplit(kinds.front()->cut, side >= f ? side - f : 0));
            return least;
        }
        return steps <= kMaxMixedSteps ? mixedLowerBound(side) : 0;
    }

    std::int64_t mixedLowerBound(std::uint64_t side) const {
        std::vector<std::int64_t> cost(side + 1, kFar);
        for (std::uint64_t s = 0; s <= std::min(side, free_); ++s)
            cost[s] = 0;
        for (const Share& share : shares_) {
            std::vector<std::int64_t> next(side + 1, kFar);
            for (std::uint64_t s = 0; s <= side; ++s)
                for (std::uint32_t a = 0; cost[s] < kFar && a <= share.attached && s + a <= side; ++a)
                    next[s + a] = std::min(next[s + a], cost[s] + (share.attached > 0 ? share.cut[a] : 0));
            cost = std::move(next);
            if (poll_) poll_();
        }
        return cost[side] < kFar ? cost[side] : 0;
    }

    /// Scale-out and scale-up cut of one split of the endpoints.
    std::int64_t total(const std::vector<bool>& sideA, std::int64_t goodEnough) const {
        std::vector<std::uint32_t> taken(shares_.size(), 0);
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            if (sideA[v] && map_.domainOf[v] != kNoDomain)
                taken[map_.domainOf[v]] += scaleOut_.graph.weight[v];
        std::int64_t scaleUp = 0;
        for (std::size_t d = 0; d < shares_.size(); ++d)
            if (shares_[d].attached > 0) scaleUp += shares_[d].cut[taken[d]];
        return scaleUp + cutOfEndpoints(scaleOut_.graph, scaleOut_.contracted, sideA, goodEnough - scaleUp);
    }

    std::vector<std::uint32_t> byNumber() const {
        std::vector<std::uint32_t> order(shares_.size());
        std::iota(order.begin(), order.end(), 0u);
        return order;
    }

    /// Domains that the best scale-out cut has mostly on side A come first.
    std::vector<std::uint32_t> bySideA() const {
        std::vector<double> onA(shares_.size(), 0);
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            if (cut_.sideA[v] && map_.domainOf[v] != kNoDomain)
                onA[map_.domainOf[v]] += static_cast<double>(scaleOut_.graph.weight[v]);
        for (std::size_t d = 0; d < onA.size(); ++d)
            onA[d] /= std::max(1u, shares_[d].attached);
        std::vector<std::uint32_t> order = byNumber();
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return onA[a] > onA[b]; });
        return order;
    }

    std::vector<std::vector<std::uint32_t>> members() const {
        std::vector<std::vector<std::uint32_t>> out(shares_.size() + 1);
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            out[map_.domainOf[v] == kNoDomain ? shares_.size() : map_.domainOf[v]].push_back(v);
        return out;
    }

    /// Domain after domain, then lone endpoints; the last domain is split. Empty when weights do not fit.
    std::vector<bool> fill(const std::vector<std::uint32_t>& order, std::uint64_t side) const {
        std::vector<bool> out(scaleOut_.graph.weight.size(), false);
        std::uint64_t left = side;
        const auto take = [&](const std::vector<std::uint32_t>& vertices) {
            for (const std::uint32_t v : vertices)
                if (scaleOut_.graph.weight[v] <= left) {
                    left -= scaleOut_.graph.weight[v];
                    out[v] = true;
                }
        };
        const auto parts = members();
        for (const std::uint32_t d : order)
            take(parts[d]);
        take(parts.back());
        return left == 0 ? out : std::vector<bool>();
    }

    std::vector<bool> fillWhole(const std::vector<std::uint32_t>& order, const std::vector<WeightItem>& items,
                                const std::vector<std::uint32_t>& counts) const {
        std::map<std::uint64_t, std::uint32_t> wanted;
        for (std::size_t i = 0; i < items.size(); ++i)
            wanted[items[i].weight] = counts[i];
        std::vector<bool> out(scaleOut_.graph.weight.size(), false);
        const auto parts = members();
        for (const std::uint32_t d : order) {
            if (shares_[d].attached == 0 || wanted[shares_[d].attached] == 0) continue;
            --wanted[shares_[d].attached];
            for (const std::uint32_t v : parts[d])
                out[v] = true;
        }
        for (const std::uint32_t v : parts.back())
            if (wanted[1] >= scaleOut_.graph.weight[v]) {
                wanted[1] -= scaleOut_.graph.weight[v];
                out[v] = true;
            }
        return out;
    }

    const DrawnFabric& scaleOut_;
    const Bisection& cut_;
    const DomainMap& map_;
    const PollFunction& poll_;
    std::vector<Share> shares_;
    std::uint64_t free_ = 0;
};

/// Without a compute fabric the GPUs of the domains are the endpoints, joined by nothing but their domains.
DrawnFabric domainsOnly(const std::vector<SiteDomain>& domains) {
    DrawnFabric out;
    out.countsGpus = true;
    for (const SiteDomain& domain : domains)
        for (int g = 0; g < domain.result().gpus; ++g) {
            out.graph.addEndpoint();
            out.endpoints.push_back(
                {{domain.rack, domain.domain().slots.front()}, static_cast<std::uint32_t>(g)});
        }
    out.contracted = contractTwins(out.graph);
    return out;
}

DomainMap mapOf(const DrawnFabric& fabric, const std::vector<SiteDomain>& domains) {
    DomainMap out;
    std::map<model::DeviceRef, std::uint32_t> domainOf;
    for (std::uint32_t d = 0; d < domains.size(); ++d) {
        out.domains.push_back(&domains[d].result());
        for (const SlotId slot : domains[d].domain().slots)
            domainOf.emplace(model::DeviceRef{domains[d].rack, slot}, d);
    }
    model::DeviceRef last;
    std::uint32_t lastDomain = kNoDomain;
    for (const DrawnFabric::Endpoint& endpoint : fabric.endpoints) {
        if (endpoint.device != last) {
            const auto it = domainOf.find(endpoint.device);
            lastDomain = it == domainOf.end() ? kNoDomain : it->second;
            last = endpoint.device;
        }
        out.domainOf.push_back(lastDomain);
    }
    return out;
}

}  // namespace

CombinedResult combine(const DrawnFabric& scaleOut, const Bisection& cut, const DomainMap& map,
                       const PollFunction& poll) {
    return Combiner(scaleOut, cut, map, poll).run();
}

CombinedBisection::Value CombinedBisection::compute(const Key&, Query& q) {
    const Shared<std::vector<SiteDomain>> domains = q.get<SiteDomains>();
    Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    Shared<Bisection> cut = q.get<ComputeCut>();
    const PollFunction poll = [&] { q.poll(); };
    if (fabric->endpoints.empty()) {
        fabric = domainsOnly(*domains);
        cut = bisect(fabric->graph, fabric->contracted, poll);
    }
    CombinedResult out;
    if (fabric->endpoints.empty()) {
        out.whyNoStrict = out.whyNoAligned = "there are no GPUs in a fabric or a scale-up domain";
        return out;
    }
    for (const SiteDomain& domain : *domains)
        if (!domain.result().known()) {
            out.whyNoStrict = out.whyNoAligned = domain.result().unknownReason;
            return out;
        }
    return combine(*fabric, *cut, mapOf(*fabric, *domains), poll);
}

}  // namespace rackloom::analytics
