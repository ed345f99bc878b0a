// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/tiers.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

struct Sides {
    double below = 0, above = 0;
    double ratio() const { return above > 0 ? below / above : 0; }
};

Sides sidesOf(const ContractedGraph& graph, std::uint32_t c) {
    const std::uint32_t level = graph.classes[c].level;
    Sides out;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c)) {
        const double all = static_cast<double>(arc.capacity) * graph.classes[arc.to].size;
        if (graph.classes[arc.to].level < level) out.below += all;
        if (graph.classes[arc.to].level > level) out.above += all;
    }
    return out;
}

/// Classes from the highest level down, by number within a level; those that nothing reaches are left out.
std::vector<std::uint32_t> topDown(const ContractedGraph& graph) {
    std::vector<std::vector<std::uint32_t>> byLevel(graph.levels + std::size_t{1});
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.classes[c].level != ContractedGraph::kNoLevel) byLevel[graph.classes[c].level].push_back(c);
    std::vector<std::uint32_t> order;
    order.reserve(graph.classes.size());
    for (auto level = byLevel.rbegin(); level != byLevel.rend(); ++level)
        order.insert(order.end(), level->begin(), level->end());
    return order;
}

}  // namespace

Subscription subscriptionOf(const ContractedGraph& graph) {
    Subscription out;
    out.tiers.resize(graph.levels + std::size_t{1});
    std::vector<double> toTop(graph.classes.size(), 0);  // worst product from here on
    for (const std::uint32_t c : topDown(graph)) {
        const std::uint32_t level = graph.classes[c].level;
        double above = 0;
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            if (graph.classes[arc.to].level > level) above = std::max(above, toTop[arc.to]);
        if (graph.isEndpoint(c)) {
            out.endToEnd = std::max(out.endToEnd, above);
            continue;
        }
        const Sides sides = sidesOf(graph, c);
        toTop[c] = sides.above > 0 ? sides.ratio() * above : 1;
        if (!(sides.above > 0) || !(sides.below > 0)) continue;
        TierSubscription& tier = out.tiers[level];
        tier.worst = std::max(tier.worst, sides.ratio());
        tier.below += sides.below * graph.classes[c].size;
        tier.above += sides.above * graph.classes[c].size;
        tier.switches += graph.classes[c].size;
    }
    return out;
}

}  // namespace rackloom::analytics
