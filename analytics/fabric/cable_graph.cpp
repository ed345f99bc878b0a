// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_graph.h"

#include "analytics/fabric/scale_up.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

using DomainOfDevice = std::map<model::DeviceRef, std::size_t>;

DomainOfDevice domainsOf(const std::vector<SiteDomain>& domains) {
    DomainOfDevice out;
    for (std::size_t d = 0; d < domains.size(); ++d)
        domains[d].eachDevice([&](model::DeviceRef device) { out.emplace(device, d); });
    return out;
}

/// Chips of a domain as vertices: one if there is a single chip, else two, since more change nothing about
/// what one loss separates. A mesh has no chip to lose.
std::uint32_t chipsThatMatter(const DomainResult& domain) {
    return domain.chips == 1 ? 1 : 2;
}

FabricGraph joinedByDomains(const DrawnFabric& fabric, const std::vector<SiteDomain>& domains) {
    FabricGraph graph = countedInCables(fabric.graph());
    const DomainOfDevice domainOf = domainsOf(domains);
    std::vector<std::uint32_t> chips(domains.size(), 0), attached(domains.size(), 0);
    std::vector<std::size_t> of(fabric.endpoints().size(), domains.size());
    for (std::size_t v = 0; v < fabric.endpoints().size(); ++v)
        if (const auto it = domainOf.find(fabric.endpoints()[v].device); it != domainOf.end()) {
            of[v] = it->second;
            ++attached[it->second];
        }
    for (std::size_t d = 0; d < domains.size(); ++d) {
        if (attached[d] < 2) continue;
        chips[d] = graph.addSwitch(1);
        for (std::uint32_t more = 1; more < chipsThatMatter(domains[d].result()); ++more)
            graph.addSwitch(1);
    }
    for (std::uint32_t v = 0; v < of.size(); ++v) {
        if (of[v] == domains.size() || attached[of[v]] < 2) continue;
        for (std::uint32_t i = 0; i < chipsThatMatter(domains[of[v]].result()); ++i)
            graph.join(v, chips[of[v]] + i, 1);
    }
    return graph;
}

}  // namespace

FabricGraph countedInCables(const FabricGraph& graph) {
    FabricGraph out = graph;
    for (FabricGraph::Link& link : out.links)
        link.capacity = 1;
    return out;
}

CableGraph::Value CableGraph::compute(const Key&, Query& q) {
    return contractTwins(countedInCables(*q.get<ComputeLinks>()), [&] { q.poll(); });
}

JoinedCableGraph::Value JoinedCableGraph::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const Shared<std::vector<SiteDomain>> domains = q.get<SiteDomains>();
    const bool known = std::all_of(domains->begin(), domains->end(),
                                   [](const SiteDomain& domain) { return domain.result().known(); });
    if (!known) return ContractedGraph{};
    return contractTwins(joinedByDomains(*fabric, *domains), [&] { q.poll(); });
}

}  // namespace rackloom::analytics
