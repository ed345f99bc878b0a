// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/combined_bisection.h"

#include "analytics/fabric/domain_splits.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/min_cut.h"
#include "analytics/fabric/scale_up.h"

#include <algorithm>
#include <optional>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNoDomain = DomainMap::kNoDomain;

class Combiner {
public:
    /// `knownAligned`: a cut between whole domains that was found already, if any.
    Combiner(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
             const WholeDomains& whole, const HubBounds& hubs, std::int64_t knownAligned,
             const PollFunction& poll)
        : scaleOut_(scaleOut),
          cut_(cut),
          whole_(whole),
          hubs_(hubs),
          knownAligned_(knownAligned),
          poll_(poll),
          splits_(scaleOut, cut, map, whole, poll) {}

    CombinedResult run() const {
        CombinedResult out;
        out.gpus = scaleOut_.totalWeight;
        out.domains = static_cast<std::uint32_t>(splits_.domainCount());
        strict(out);
        aligned(out);
        return out;
    }

private:
    void strict(CombinedResult& out) const {
        if (!splits_.known()) {
            out.whyNoStrict = "a scale-up domain could not be solved exactly";
            return;
        }
        Bounds bounds{cut_.lower + splits_.lowerBound(cut_.sideWeight), kFarCut};
        // For the split of the scale-out cut the switches stand well already.
        bounds.upper = cut_.upper + splits_.costOf(splits_.ofCut());
        for (const DomainSplits::Order order : DomainSplits::kOrders) {
            if (closeEnough(scaleOut_, bounds.lower, bounds.upper)) break;
            const std::optional<DomainSplits::Split> split = splits_.filled(order, cut_.sideWeight);
            if (!split) continue;
            const std::int64_t scaleUp = splits_.costOf(*split);
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
        for (const DomainSplits::Order order : DomainSplits::kOrders) {
            if (closeEnough(scaleOut_, bounds.lower, bounds.upper)) break;
            const DomainSplits::Split split = splits_.filledWhole(order);
            bounds.upper = std::min(bounds.upper, cutOfEndpoints(scaleOut_, split.ofClass, bounds.lower));
        }
        if (!closeEnough(scaleOut_, bounds.lower, bounds.upper))
            bounds.lower =
                std::max(bounds.lower, hubLowerBound(scaleOut_, whole_.side, HubEffort::Thorough, poll_));
        out.aligned = bounds;
    }

    const ContractedGraph& scaleOut_;
    const Bisection& cut_;
    const WholeDomains& whole_;
    const HubBounds& hubs_;
    std::int64_t knownAligned_;
    const PollFunction& poll_;
    DomainSplits splits_;
};

/// Whole domains in the order of their numbers on side A, switches where the cut is least. No cut is smaller
/// than `lower`.
std::vector<bool> alignedSides(const ContractedGraph& scaleOut, const DomainMap& map,
                               const DomainSplits& splits, std::int64_t lower) {
    const DomainSplits::Split split = splits.filledWhole(DomainSplits::Order::ByNumber);
    const SwitchSides switches = sweptSides(scaleOut, {split.ofClass, {}}, lower);
    std::vector<std::uint32_t> left = split.ofClass;
    std::vector<bool> out(scaleOut.vertexCount(), false);
    for (std::uint32_t v = 0; v < out.size(); ++v) {
        const std::uint32_t c = scaleOut.classOf[v];
        if (scaleOut.weightOf(v) == 0)
            out[v] = switches.sideA[c];
        else if (map.domainOf[v] != kNoDomain)
            out[v] = split.ofDomain[map.domainOf[v]] > 0;
        if (scaleOut.weightOf(v) > 0 && out[v]) --left[c];
    }
    for (const std::uint32_t v : map.membersOf(splits.domainCount()))
        if (left[scaleOut.classOf[v]] > 0) {
            out[v] = true;
            --left[scaleOut.classOf[v]];
        }
    return out;
}

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
    if (known->sideA.empty()) return kFarCut;
    if (fabric.changes.empty()) return known->cut;
    const std::int64_t lower = q.get<ComputeHubs>().of(q.get<ComputeWholeDomains>()->side).value_or(0);
    const TurnedSplit turned = turnedSplit(fabric.plan->graph, fabric.plan->twins, fabric.changes, *known,
                                           q.get<ComputeKnownCut>()->rackOf, lower);
    return isAligned(*q.get<ComputeDomains>(), turned.sideA) ? turned.cut : kFarCut;
}

}  // namespace

ComputeKnownAligned::Value ComputeKnownAligned::compute(const Key&, Query& q) {
    const Shared<WholeDomains> whole = q.get<ComputeWholeDomains>();
    const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
    if (plan->endpoints.empty() || !whole->whyNot.empty()) return KnownSplit{};
    const PollFunction poll = [&] { q.poll(); };
    const Shared<DomainMap> domains = q.get<ComputeDomains>();
    const Shared<KnownCut> known = q.get<ComputeKnownCut>();
    const ContractedGraph& graph = plan->twins.contracted;
    const DomainSplits splits(graph, *known->cut, *domains, *whole, poll);
    const std::int64_t lower = known->hubs.bounds(graph).of(whole->side).value_or(0);
    return knownSplit(plan->graph, alignedSides(graph, *domains, splits, lower));
}

CombinedResult combine(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
                       const PollFunction& poll) {
    std::vector<std::uint32_t> weight;
    for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
        weight.push_back(scaleOut.weightOf(v));
    return Combiner(scaleOut, cut, map, wholeDomains(map, weight), HubBounds(), kFarCut, poll).run();
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
