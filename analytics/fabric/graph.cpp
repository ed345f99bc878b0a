// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/graph.h"

#include "model/base/check.h"

namespace rackloom::analytics {

std::uint32_t FabricGraph::addEndpoint(std::uint32_t w) {
    RL_CHECK(w > 0);
    weight.push_back(w);
    tier.push_back(0);
    return vertexCount() - 1;
}

std::uint32_t FabricGraph::addSwitch(std::uint32_t tierOfSwitch) {
    weight.push_back(0);
    tier.push_back(tierOfSwitch);
    return vertexCount() - 1;
}

void FabricGraph::join(std::uint32_t a, std::uint32_t b, std::int64_t capacity) {
    RL_CHECK(a < vertexCount() && b < vertexCount() && capacity >= 0);
    if (a != b && capacity > 0) links.push_back({a, b, capacity});
}

std::int64_t cutCapacity(const FabricGraph& graph, const std::vector<bool>& sideA) {
    RL_CHECK(sideA.size() == graph.weight.size());
    std::int64_t cut = 0;
    for (const FabricGraph::Link& link : graph.links)
        if (sideA[link.a] != sideA[link.b]) cut += link.capacity;
    return cut;
}

}  // namespace rackloom::analytics
