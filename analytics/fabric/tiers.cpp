// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/tiers.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_plan.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

struct Sides {
    double below = 0, above = 0;  ///< capacity
    double toTop = 0;             ///< worst product of those above
    double ratio() const { return above > 0 ? below / above : 0; }
};

/// Levels and sizes of classes without the rest, for the walk over all arcs.
struct Place {
    std::uint32_t level = 0, size = 0;
};

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

class Subscribing {
public:
    explicit Subscribing(const ContractedGraph& graph) : graph_(graph), toTop_(graph.classes.size(), 0) {
        places_.reserve(graph.classes.size());
        for (const ContractedGraph::Class& c : graph.classes)
            places_.push_back({c.level, c.size});
        out_.tiers.resize(graph.levels + std::size_t{1});
    }

    Subscription run() {
        for (const std::uint32_t c : topDown(graph_)) {
            const Sides sides = sidesOf(c);
            if (graph_.isEndpoint(c)) {
                out_.endToEnd = std::max(out_.endToEnd, sides.toTop);
                continue;
            }
            toTop_[c] = sides.above > 0 ? sides.ratio() * sides.toTop : 1;
            addSwitches(sides, places_[c]);
        }
        return std::move(out_);
    }

private:
    Sides sidesOf(std::uint32_t c) const {
        const std::uint32_t level = places_[c].level;
        Sides out;
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
            const Place& to = places_[arc.to];
            const double all = static_cast<double>(arc.capacity) * to.size;
            if (to.level < level) out.below += all;
            if (to.level <= level) continue;
            out.above += all;
            out.toTop = std::max(out.toTop, toTop_[arc.to]);
        }
        return out;
    }

    void addSwitches(const Sides& sides, const Place& place) {
        TierSubscription& tier = out_.tiers[place.level];
        tier.worstOfAll = std::max(tier.worstOfAll, sides.ratio());
        tier.allBelow += sides.below * place.size;
        tier.allAbove += sides.above * place.size;
        if (!(sides.above > 0) || !(sides.below > 0)) return;
        tier.worst = std::max(tier.worst, sides.ratio());
        tier.below += sides.below * place.size;
        tier.above += sides.above * place.size;
        tier.switches += place.size;
    }

    const ContractedGraph& graph_;
    std::vector<Place> places_;  // by class
    std::vector<double> toTop_;  // by class: worst product from here on
    Subscription out_;
};

}  // namespace

Subscription subscriptionOf(const ContractedGraph& graph) {
    return Subscribing(graph).run();
}

FabricSubscription::Value FabricSubscription::compute(const Key& id, Query& q) {
    return subscriptionOf(q.get<FabricGraphNode>(id)->contracted());
}

ComputeSubscription::Value ComputeSubscription::compute(const Key&, Query& q) {
    const std::vector<FabricId> ids = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return ids.size() == 1 ? q.get<FabricSubscription>(ids.front())
                           : Shared<Subscription>(subscriptionOf(q.get<ComputeGraph>()->contracted()));
}

}  // namespace rackloom::analytics
