// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/placement/task_chain.h"

namespace rackloom::analytics {

namespace {

double egressCost(const TaskChain& chain, const std::string& from, const std::string& to) {
    const auto it = from == to ? chain.egress.end() : chain.egress.find({from, to});
    return it == chain.egress.end() ? 0 : it->second;
}

}  // namespace

std::optional<ChainPlan> cheapestPlan(const TaskChain& chain) {
    std::map<std::string, ChainPlan> best;
    for (std::size_t i = 0; i < chain.tasks.size(); ++i) {
        std::map<std::string, ChainPlan> next;
        for (const auto& [site, cost] : chain.tasks[i]) {
            std::optional<ChainPlan> here;
            if (i == 0) here = ChainPlan{cost, {}};
            for (const auto& [before, plan] : best) {
                const double sum = plan.cost + egressCost(chain, before, site) + cost;
                if (!here || sum < here->cost) here = ChainPlan{sum, plan.sites};
            }
            if (!here) continue;
            here->sites.push_back(site);
            next.emplace(site, std::move(*here));
        }
        if (next.empty()) return std::nullopt;
        best = std::move(next);
    }
    std::optional<ChainPlan> cheapest;
    for (auto& [site, plan] : best)
        if (!cheapest || plan.cost < cheapest->cost) cheapest = std::move(plan);
    return cheapest;
}

}  // namespace rackloom::analytics
