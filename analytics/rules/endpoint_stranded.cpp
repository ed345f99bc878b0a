// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints without a path to half of all endpoints, through compute fabrics and scale-up domains together.
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <map>
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

/// Whether merged classes alone show that all endpoints hang together: the usual case, at once.
bool allConnected(const ContractedGraph& graph) {
    const Components parts = components(graph);
    std::uint32_t part = ContractedGraph::kNoLevel;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!graph.isEndpoint(c)) continue;
        if (graph.arcsOf(c).empty()) return false;
        if (part == ContractedGraph::kNoLevel) part = parts.ofClass[c];
        if (parts.ofClass[c] != part) return false;
    }
    return true;
}

void joinDomains(Query& q, const DrawnFabric& fabric, Parts& parts) {
    std::map<model::DeviceRef, std::size_t> domainOf;
    const Shared<std::vector<SiteDomain>> domains = q.get<SiteDomains>();
    for (std::size_t d = 0; d < domains->size(); ++d)
        for (const SlotId slot : (*domains)[d].domain().slots)
            domainOf.emplace(model::DeviceRef{(*domains)[d].rack, slot}, d);
    std::map<std::size_t, std::uint32_t> firstOf;
    for (std::uint32_t v = 0; v < fabric.endpoints.size(); ++v)
        if (const auto it = domainOf.find(fabric.endpoints[v].device); it != domainOf.end())
            parts.join(v, firstOf.try_emplace(it->second, v).first->second);
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints.empty() || allConnected(fabric->contracted)) return;
    Parts parts(fabric->graph.weight.size());
    for (const FabricGraph::Link& link : fabric->graph.links)
        parts.join(link.a, link.b);
    joinDomains(q, *fabric, parts);
    std::vector<std::uint64_t> weight(fabric->graph.weight.size(), 0);
    for (std::uint32_t v = 0; v < fabric->endpoints.size(); ++v)
        weight[parts.of(v)] += fabric->graph.weight[v];
    std::uint64_t stranded = 0;
    const DrawnFabric::Endpoint* first = nullptr;
    for (std::uint32_t v = 0; v < fabric->endpoints.size(); ++v) {
        if (weight[parts.of(v)] * 2 >= fabric->contracted.totalWeight) continue;
        stranded += fabric->graph.weight[v];
        if (!first) first = &fabric->endpoints[v];
    }
    if (!first) return;
    const std::string* rack = q.get<RackNames>()->find(first->device.rack);
    findings.push_back(findingOf(
        kInfo, {{ObjectRef::Kind::Device, first->device.rack.value, first->device.slot.value}},
        {textArgument(std::to_string(stranded)), textArgument(std::to_string(fabric->contracted.totalWeight)),
         textArgument(rack ? *rack : std::string("?"))}));
}

}  // namespace

const Rule& endpointStrandedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
