// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/touched_vertices.h"

#include <algorithm>

namespace rackloom::analytics {

std::vector<std::uint32_t> touchedVertices(const FabricGraph& graph, const LinkChanges& changes) {
    std::vector<std::uint32_t> out;
    out.reserve((changes.gone.size() + changes.added.size()) * 2);
    for (const std::uint32_t i : changes.gone) {
        out.push_back(graph.links[i].a);
        out.push_back(graph.links[i].b);
    }
    for (const FabricGraph::Link& link : changes.added) {
        out.push_back(link.a);
        out.push_back(link.b);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace rackloom::analytics
