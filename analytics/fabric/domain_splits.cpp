// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/domain_splits.h"

#include "analytics/fabric/balance.h"
#include "analytics/fabric/min_cut.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>

namespace rackloom::analytics {
namespace {

constexpr std::int64_t kFar = kFarCut;
constexpr std::uint32_t kNoDomain = DomainMap::kNoDomain;
constexpr std::uint64_t kMaxMixedSteps = 40'000'000;

}  // namespace

DomainSplits::DomainSplits(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
                           const WholeDomains& whole, const PollFunction& poll)
    : scaleOut_(scaleOut), cut_(cut), map_(map), whole_(whole), poll_(poll) {
    std::vector<std::uint32_t> attached(map.domains.size(), 0);
    for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
        if (map.domainOf[v] == kNoDomain)
            free_ += scaleOut.weightOf(v);
        else
            attached[map.domainOf[v]] += scaleOut.weightOf(v);
    collectKinds(attached);
}

/// GPUs that no fabric attaches join whichever side suits.
std::vector<std::int64_t> DomainSplits::cutOfAttached(const DomainResult& domain, std::uint32_t attached) {
    if (domain.cut.size() <= attached) return {};
    std::vector<std::int64_t> out(attached + 1, kFar);
    for (std::uint32_t a = 0; a <= attached; ++a)
        for (std::size_t u = 0; a + u < domain.cut.size() && u <= domain.cut.size() - 1 - attached; ++u)
            out[a] = std::min(out[a], domain.cut[a + u]);
    return out;
}

void DomainSplits::collectKinds(const std::vector<std::uint32_t>& attached) {
    std::map<std::pair<const DomainResult*, std::uint32_t>, std::uint32_t> known;
    for (std::size_t d = 0; d < attached.size(); ++d) {
        const auto [it, fresh] =
            known.try_emplace({&*map_.domains[d], attached[d]}, static_cast<std::uint32_t>(kinds_.size()));
        if (fresh) kinds_.push_back({attached[d], cutOfAttached(*map_.domains[d], attached[d])});
        kindOf_.push_back(it->second);
    }
}

bool DomainSplits::known() const {
    return std::none_of(kinds_.begin(), kinds_.end(),
                        [](const Share& share) { return share.cut.empty() && share.attached > 0; });
}

std::int64_t DomainSplits::lowerBound(std::uint64_t side) const {
    std::vector<const Share*> kinds;  // the first, and others unlike it
    std::uint64_t steps = 0;
    for (const std::uint32_t kind : kindOf_) {
        const Share& share = kinds_[kind];
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

std::int64_t DomainSplits::mixedLowerBound(std::uint64_t side) const {
    std::vector<std::int64_t> cost(side + 1, kFar);
    for (std::uint64_t s = 0; s <= std::min(side, free_); ++s)
        cost[s] = 0;
    for (const std::uint32_t kind : kindOf_) {
        const Share& share = kinds_[kind];
        std::vector<std::int64_t> next(side + 1, kFar);
        for (std::uint64_t s = 0; s <= side; ++s)
            for (std::uint32_t a = 0; cost[s] < kFar && a <= share.attached && s + a <= side; ++a)
                next[s + a] = std::min(next[s + a], cost[s] + (share.attached > 0 ? share.cut[a] : 0));
        cost = std::move(next);
        if (poll_) poll_();
    }
    return cost[side] < kFar ? cost[side] : 0;
}

DomainSplits::Split DomainSplits::noSplit() const {
    return {std::vector<std::uint32_t>(scaleOut_.classCount(), 0),
            std::vector<std::uint32_t>(kindOf_.size(), 0)};
}

void DomainSplits::take(std::uint32_t v, Split& split) const {
    ++split.ofClass[scaleOut_.classOf[v]];
    if (map_.domainOf[v] != kNoDomain) split.ofDomain[map_.domainOf[v]] += scaleOut_.weightOf(v);
}

DomainSplits::Split DomainSplits::ofCut() const {
    Split out = noSplit();
    for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
        if (cut_.sideA[v]) take(v, out);
    return out;
}

std::int64_t DomainSplits::costOf(const Split& split) const {
    std::int64_t sum = 0;
    for (std::size_t d = 0; d < kindOf_.size(); ++d)
        if (shareOf(d).attached > 0) sum += shareOf(d).cut[split.ofDomain[d]];
    return sum;
}

std::vector<std::uint32_t> DomainSplits::inOrder(Order order) const {
    std::vector<std::uint32_t> out(kindOf_.size());
    std::iota(out.begin(), out.end(), 0u);
    if (order == Order::ByNumber) return out;
    const std::vector<double> price = order == Order::BySideA ? awayFromA() : meanPrices();
    std::stable_sort(out.begin(), out.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return price[a] < price[b]; });
    return out;
}

/// Minus the share of each domain that the best scale-out cut has on side A.
std::vector<double> DomainSplits::awayFromA() const {
    std::vector<double> out(kindOf_.size(), 0);
    for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
        if (cut_.sideA[v] && map_.domainOf[v] != kNoDomain) out[map_.domainOf[v]] -= scaleOut_.weightOf(v);
    for (std::size_t d = 0; d < out.size(); ++d)
        out[d] /= std::max(1u, shareOf(d).attached);
    return out;
}

/// Where links are missing around a domain, taking it away costs less.
std::vector<double> DomainSplits::meanPrices() const {
    const std::vector<double> ofClass = branchPrices(scaleOut_);
    std::vector<double> out(kindOf_.size(), 0);
    for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
        if (map_.domainOf[v] != kNoDomain)
            out[map_.domainOf[v]] += ofClass[scaleOut_.classOf[v]] * scaleOut_.weightOf(v);
    for (std::size_t d = 0; d < out.size(); ++d)
        out[d] /= std::max(1u, shareOf(d).attached);
    return out;
}

std::optional<DomainSplits::Split> DomainSplits::filled(Order order, std::uint64_t side) const {
    Split out = noSplit();
    std::uint64_t left = side;
    const auto takeAll = [&](std::span<const std::uint32_t> vertices) {
        for (const std::uint32_t v : vertices)
            if (const std::uint32_t weight = scaleOut_.weightOf(v); weight <= left) {
                left -= weight;
                take(v, out);
            }
    };
    for (const std::uint32_t d : inOrder(order)) {
        if (left == 0) break;
        takeAll(map_.membersOf(d));
    }
    takeAll(map_.membersOf(kindOf_.size()));
    if (left > 0) return std::nullopt;
    return out;
}

DomainSplits::Split DomainSplits::filledWhole(Order order) const {
    std::map<std::uint64_t, std::uint32_t> wanted;
    for (std::size_t i = 0; i < whole_.items.size(); ++i)
        wanted[whole_.items[i].weight] = whole_.counts[i];
    Split out = noSplit();
    for (const std::uint32_t d : inOrder(order)) {
        const std::uint32_t attached = shareOf(d).attached;
        if (attached == 0 || wanted[attached] == 0) continue;
        --wanted[attached];
        for (const std::uint32_t v : map_.membersOf(d))
            take(v, out);
    }
    for (const std::uint32_t v : map_.membersOf(kindOf_.size()))
        if (const std::uint32_t weight = scaleOut_.weightOf(v); wanted[1] >= weight) {
            wanted[1] -= weight;
            take(v, out);
        }
    return out;
}

}  // namespace rackloom::analytics
