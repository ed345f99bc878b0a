// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/combined_bisection.h"
#include "analytics/fabric/fabric_cut.h"

#include "analytics/fabric/balance.h"
#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/min_cut.h"
#include "analytics/fabric/scale_up.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <span>

namespace rackloom::analytics {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::uint32_t kNoDomain = DomainMap::kNoDomain;
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
    /// `knownAligned`: a cut between whole domains that was found already, if any.
    Combiner(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
             const WholeDomains& whole, const HubBounds& hubs, std::int64_t knownAligned,
             const PollFunction& poll)
        : scaleOut_(scaleOut),
          cut_(cut),
          map_(map),
          whole_(whole),
          hubs_(hubs),
          knownAligned_(knownAligned),
          poll_(poll) {
        std::vector<std::uint32_t> attached(map.domains.size(), 0);
        for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
            if (map.domainOf[v] == kNoDomain)
                free_ += scaleOut.weightOf(v);
            else
                attached[map.domainOf[v]] += scaleOut.weightOf(v);
        collectKinds(attached);
    }

    /// Whole domains in the order of their numbers on side A, switches where the cut is least.
    std::vector<bool> alignedSides() const {
        const Split split = fillWhole(inOrder(Order::ByNumber));
        const SwitchSides switches = sweptSides(scaleOut_, {split.ofClass, {}});
        std::vector<std::uint32_t> left = split.ofClass;
        std::vector<bool> out(scaleOut_.vertexCount(), false);
        for (std::uint32_t v = 0; v < out.size(); ++v) {
            const std::uint32_t c = scaleOut_.classOf[v];
            if (scaleOut_.weightOf(v) == 0)
                out[v] = switches.sideA[c];
            else if (map_.domainOf[v] != kNoDomain)
                out[v] = split.ofDomain[map_.domainOf[v]] > 0;
            if (scaleOut_.weightOf(v) > 0 && out[v]) --left[c];
        }
        for (const std::uint32_t v : map_.membersOf(kindOf_.size()))
            if (left[scaleOut_.classOf[v]] > 0) {
                out[v] = true;
                --left[scaleOut_.classOf[v]];
            }
        return out;
    }

    CombinedResult run() {
        CombinedResult out;
        out.gpus = scaleOut_.totalWeight;
        out.domains = static_cast<std::uint32_t>(kindOf_.size());
        strict(out);
        aligned(out);
        return out;
    }

private:
    /// Domains are mostly alike: one share for all of a kind.
    void collectKinds(const std::vector<std::uint32_t>& attached) {
        std::map<std::pair<const DomainResult*, std::uint32_t>, std::uint32_t> known;
        for (std::size_t d = 0; d < attached.size(); ++d) {
            const auto [it, fresh] = known.try_emplace({&*map_.domains[d], attached[d]},
                                                       static_cast<std::uint32_t>(kinds_.size()));
            if (fresh) kinds_.push_back({attached[d], cutOfAttached(*map_.domains[d], attached[d])});
            kindOf_.push_back(it->second);
        }
    }
    const Share& shareOf(std::size_t domain) const { return kinds_[kindOf_[domain]]; }

    void strict(CombinedResult& out) const {
        for (const Share& share : kinds_)
            if (share.cut.empty() && share.attached > 0) {
                out.whyNoStrict = "a scale-up domain could not be solved exactly";
                return;
            }
        Bounds bounds{cut_.lower + scaleUpLowerBound(cut_.sideWeight), kFar};
        // For the split of the scale-out cut the switches stand well already.
        bounds.upper = cut_.upper + scaleUpCut(splitOfCut());
        for (const Order order : kOrders) {
            if (closeEnough(scaleOut_, bounds.lower, bounds.upper)) break;
            const std::optional<Split> split = fill(inOrder(order), cut_.sideWeight);
            if (!split) continue;
            const std::int64_t scaleUp = scaleUpCut(*split);
            bounds.upper = std::min(
                bounds.upper, scaleUp + cutOfEndpoints(scaleOut_, split->ofClass, bounds.lower - scaleUp));
        }
        out.strict = bounds;
    }

    void aligned(CombinedResult& out) const {
        if (!whole_.whyNot.empty()) {
            out.whyNoAligned = whole_.whyNot;
            return;
        }
        out.alignedSide = whole_.side;
        const auto known = hubs_.of(whole_.side);
        Bounds bounds{known ? *known : hubLowerBound(scaleOut_, whole_.side, HubEffort::OnePass, poll_),
                      knownAligned_};
        for (const Order order : kOrders) {
            if (closeEnough(scaleOut_, bounds.lower, bounds.upper)) break;
            const Split split = fillWhole(inOrder(order));
            bounds.upper = std::min(bounds.upper, cutOfEndpoints(scaleOut_, split.ofClass, bounds.lower));
        }
        if (!closeEnough(scaleOut_, bounds.lower, bounds.upper))
            bounds.lower =
                std::max(bounds.lower, hubLowerBound(scaleOut_, whole_.side, HubEffort::Thorough, poll_));
        out.aligned = bounds;
    }

    /// What the domains alone must be cut for: halves rarely fall between whole domains.
    std::int64_t scaleUpLowerBound(std::uint64_t side) const {
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

    std::int64_t mixedLowerBound(std::uint64_t side) const {
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

    /// How many endpoints of each class, and which weight of each domain, are on side A.
    struct Split {
        std::vector<std::uint32_t> ofClass;
        std::vector<std::uint32_t> ofDomain;
    };
    Split noSplit() const {
        return {std::vector<std::uint32_t>(scaleOut_.classCount(), 0),
                std::vector<std::uint32_t>(kindOf_.size(), 0)};
    }
    void take(std::uint32_t v, Split& split) const {
        ++split.ofClass[scaleOut_.classOf[v]];
        if (map_.domainOf[v] != kNoDomain) split.ofDomain[map_.domainOf[v]] += scaleOut_.weightOf(v);
    }
    Split splitOfCut() const {
        Split out = noSplit();
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            if (cut_.sideA[v]) take(v, out);
        return out;
    }

    std::int64_t scaleUpCut(const Split& split) const {
        std::int64_t sum = 0;
        for (std::size_t d = 0; d < kindOf_.size(); ++d)
            if (shareOf(d).attached > 0) sum += shareOf(d).cut[split.ofDomain[d]];
        return sum;
    }

    /// In which order domains are put on side A.
    enum class Order { ByNumber, BySideA, ByPrice };
    static constexpr Order kOrders[] = {Order::ByNumber, Order::ByPrice, Order::BySideA};

    std::vector<std::uint32_t> inOrder(Order order) const {
        std::vector<std::uint32_t> out(kindOf_.size());
        std::iota(out.begin(), out.end(), 0u);
        if (order == Order::ByNumber) return out;
        const std::vector<double> price = order == Order::BySideA ? awayFromA() : meanPrices();
        std::stable_sort(out.begin(), out.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return price[a] < price[b]; });
        return out;
    }

    /// Minus the share of each domain that the best scale-out cut has on side A.
    std::vector<double> awayFromA() const {
        std::vector<double> out(kindOf_.size(), 0);
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            if (cut_.sideA[v] && map_.domainOf[v] != kNoDomain)
                out[map_.domainOf[v]] -= scaleOut_.weightOf(v);
        for (std::size_t d = 0; d < out.size(); ++d)
            out[d] /= std::max(1u, shareOf(d).attached);
        return out;
    }

    /// Where links are missing around a domain, taking it away costs less.
    std::vector<double> meanPrices() const {
        const std::vector<double> ofClass = branchPrices(scaleOut_);
        std::vector<double> out(kindOf_.size(), 0);
        for (std::uint32_t v = 0; v < map_.domainOf.size(); ++v)
            if (map_.domainOf[v] != kNoDomain)
                out[map_.domainOf[v]] += ofClass[scaleOut_.classOf[v]] * scaleOut_.weightOf(v);
        for (std::size_t d = 0; d < out.size(); ++d)
            out[d] /= std::max(1u, shareOf(d).attached);
        return out;
    }

    /// Domain after domain, then lone endpoints; the last domain is split. None when weights do not fit.
    std::optional<Split> fill(const std::vector<std::uint32_t>& order, std::uint64_t side) const {
        Split out = noSplit();
        std::uint64_t left = side;
        const auto takeAll = [&](std::span<const std::uint32_t> vertices) {
            for (const std::uint32_t v : vertices)
                if (const std::uint32_t weight = scaleOut_.weightOf(v); weight <= left) {
                    left -= weight;
                    take(v, out);
                }
        };
        for (const std::uint32_t d : order) {
            if (left == 0) break;
            takeAll(map_.membersOf(d));
        }
        takeAll(map_.membersOf(kindOf_.size()));
        if (left > 0) return std::nullopt;
        return out;
    }

    Split fillWhole(const std::vector<std::uint32_t>& order) const {
        std::map<std::uint64_t, std::uint32_t> wanted;
        for (std::size_t i = 0; i < whole_.items.size(); ++i)
            wanted[whole_.items[i].weight] = whole_.counts[i];
        Split out = noSplit();
        for (const std::uint32_t d : order) {
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

    const ContractedGraph& scaleOut_;
    const Bisection& cut_;
    const DomainMap& map_;
    const WholeDomains& whole_;
    const HubBounds& hubs_;
    std::int64_t knownAligned_;
    const PollFunction& poll_;
    std::vector<Share> kinds_;
    std::vector<std::uint32_t> kindOf_;  // by domain
    std::uint64_t free_ = 0;
};

/// The endpoints that are halved, and whether they come from the domains alone.
struct Halved {
    std::vector<FabricDrawing::Endpoint> endpoints;
    FabricGraph graph;
};

/// Whether every domain is on one side.
bool isAligned(const DomainMap& map, const std::vector<bool>& sideA) {
    for (std::size_t d = 0; d < map.domains.size(); ++d) {
        const auto members = map.membersOf(d);
        for (const std::uint32_t v : members)
            if (sideA[v] != sideA[members.front()]) return false;
    }
    return true;
}

/// Without a compute fabric the GPUs of the domains are the endpoints, joined by nothing but their domains.
Halved domainsOnly(const std::vector<SiteDomain>& domains) {
    Halved out;
    for (const SiteDomain& domain : domains)
        for (int g = 0; g < domain.result().gpus; ++g) {
            out.graph.addEndpoint();
            out.endpoints.push_back(
                {{domain.rack, domain.domain().slots.front()}, static_cast<std::uint32_t>(g)});
        }
    return out;
}

/// Why the domains have no cut, or nothing.
std::string unknownDomain(const std::vector<SiteDomain>& domains) {
    for (const SiteDomain& domain : domains)
        if (!domain.result().known()) return domain.result().unknownReason;
    return {};
}

CombinedResult withoutValue(const std::string& why) {
    CombinedResult out;
    out.whyNoStrict = out.whyNoAligned = why;
    return out;
}

/// The cut between whole domains of the drawing, turned where links are missing; far where it is of no use.
std::int64_t alignedCut(const DrawnFabric& fabric, Query& q) {
    const Shared<KnownSplit> known = q.get<ComputeKnownAligned>();
    if (known->sideA.empty()) return kFar;
    if (fabric.changes.empty()) return known->cut;
    const std::int64_t lower = q.get<ComputeHubs>().of(q.get<ComputeWholeDomains>()->side).value_or(0);
    const TurnedSplit turned = turnedSplit(fabric.plan->graph, fabric.plan->twins, fabric.changes, *known,
                                           q.get<ComputeKnownCut>()->rackOf, lower);
    return isAligned(*q.get<ComputeDomains>(), turned.sideA) ? turned.cut : kFar;
}

}  // namespace

ComputeKnownAligned::Value ComputeKnownAligned::compute(const Key&, Query& q) {
    const Shared<WholeDomains> whole = q.get<ComputeWholeDomains>();
    const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
    if (plan->endpoints.empty() || !whole->whyNot.empty()) return KnownSplit{};
    const Combiner combiner(plan->twins.contracted, *q.get<ComputeKnownCut>()->cut, *q.get<ComputeDomains>(),
                            *whole, HubBounds(), kFar, [&] { q.poll(); });
    return knownSplit(plan->graph, combiner.alignedSides());
}

CombinedResult combine(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
                       const PollFunction& poll) {
    std::vector<std::uint32_t> weight;
    for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
        weight.push_back(scaleOut.weightOf(v));
    return Combiner(scaleOut, cut, map, wholeDomains(map, weight), HubBounds(), kFar, poll).run();
}

CombinedBisection::Value CombinedBisection::compute(const Key&, Query& q) {
    const Shared<std::vector<SiteDomain>> domains = q.get<SiteDomains>();
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const PollFunction poll = [&] { q.poll(); };
    const std::string unknown = unknownDomain(*domains);
    if (!fabric->endpoints().empty()) {
        if (!unknown.empty()) return withoutValue(unknown);
        return Combiner(fabric->contracted(), *q.get<ComputeCut>(), *q.get<ComputeDomains>(),
                        *q.get<ComputeWholeDomains>(), q.get<ComputeHubs>(), alignedCut(*fabric, q), poll)
            .run();
    }
    const Halved halved = domainsOnly(*domains);
    if (halved.endpoints.empty()) return withoutValue("there are no GPUs in a fabric or a scale-up domain");
    if (!unknown.empty()) return withoutValue(unknown);
    const ContractedGraph contracted = contractTwins(halved.graph);
    return combine(contracted, bisect(contracted, {}, poll), domainMap(halved.endpoints, *domains), poll);
}

}  // namespace rackloom::analytics
