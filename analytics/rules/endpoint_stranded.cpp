// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints without a path to half of all endpoints, through compute fabrics and scale-up domains together.
#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/hanging_together.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <numeric>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "endpoint.stranded",
                     .title = "Endpoints that cannot reach the others",
                     .severity = Severity::Warning,
                     .pattern = "{0} of {1} endpoints have no path to half of the others; the first stand in "
                                "rack {2}",
                     .remedy = "Cable them to the rest, or take their racks out of the fabric.",
                     .source = "Connected parts of the drawn cables and scale-up domains."};

/// Parts of the graph, joined step by step.
class Parts {
public:
    explicit Parts(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
    std::uint32_t of(std::uint32_t v) {
        while (parent_[v] != v)
            v = parent_[v] = parent_[parent_[v]];
        return v;
    }
    void join(std::uint32_t a, std::uint32_t b) { parent_[of(a)] = of(b); }

private:
    std::vector<std::uint32_t> parent_;
};

/// Whether all endpoints hang together: those with links by these, the others by the domain of such a one.
/// The usual case, at once.
bool allConnected(const HangingTogether& together, const DomainMap& map) {
    const auto isBare = [&](std::uint32_t v) {
        return std::binary_search(together.bare.begin(), together.bare.end(), v);
    };
    return together.linked && std::all_of(together.bare.begin(), together.bare.end(), [&](std::uint32_t v) {
               if (map.domainOf[v] == DomainMap::kNoDomain) return false;
               const auto members = map.membersOf(map.domainOf[v]);
               return !std::all_of(members.begin(), members.end(), isBare);
           });
}

/// The parts that endpoints hang together in: by merged classes, and by domains. A class without links is no
/// part of anything: its vertices stand alone or in their domains.
class Reach {
public:
    Reach(const ContractedGraph& graph, const DomainMap& map)
        : graph_(graph), map_(map), parts_(graph.classCount() + map.domains.size()) {
        for (std::uint32_t c = 0; c < graph.classCount(); ++c)
            for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
                parts_.join(c, arc.to);
        for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
            if (map.domainOf[v] != DomainMap::kNoDomain && linked(v))
                parts_.join(graph.classOf[v], graph.classCount() + map.domainOf[v]);
        weight_.assign(graph.classCount() + map.domains.size(), 0);
        for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
            if (const std::uint32_t part = partOf(v); part != kAlone) weight_[part] += graph.weightOf(v);
    }

    bool reachesHalf(std::uint32_t v) {
        const std::uint32_t part = partOf(v);
        return (part == kAlone ? graph_.weightOf(v) : weight_[part]) * 2 >= graph_.totalWeight;
    }

private:
    static constexpr std::uint32_t kAlone = 0xffffffffu;

    bool linked(std::uint32_t v) const { return !graph_.arcsOf(graph_.classOf[v]).empty(); }
    std::uint32_t partOf(std::uint32_t v) {
        if (linked(v)) return parts_.of(graph_.classOf[v]);
        return map_.domainOf[v] == DomainMap::kNoDomain ? kAlone
                                                        : parts_.of(graph_.classCount() + map_.domainOf[v]);
    }

    const ContractedGraph& graph_;
    const DomainMap& map_;
    Parts parts_;
    std::vector<std::uint64_t> weight_;
};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints().empty()) return;
    const Shared<DomainMap> map = q.get<ComputeDomains>();
    if (allConnected(*q.get<ComputeTogether>(), *map)) return;
    Reach reach(fabric->contracted(), *map);
    std::uint64_t stranded = 0;
    const FabricDrawing::Endpoint* first = nullptr;
    for (std::uint32_t v = 0; v < fabric->endpoints().size(); ++v) {
        if (reach.reachesHalf(v)) continue;
        stranded += fabric->weight()[v];
        if (!first) first = &fabric->endpoints()[v];
    }
    if (!first) return;
    const std::string* rack = q.get<RackNames>()->find(first->device.rack);
    findings.push_back(
        findingOf(kInfo, {{ObjectRef::Kind::Device, first->device.rack.value, first->device.slot.value}},
                  {textArgument(std::to_string(stranded)),
                   textArgument(std::to_string(fabric->contracted().totalWeight)),
                   textArgument(rack ? *rack : std::string("?"))}));
}

}  // namespace

const Rule& endpointStrandedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
