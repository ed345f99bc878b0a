// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/tree.h"

#include "analytics/power/circuit.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Parents before children; elements on a cycle, or fed through one, are left out.
std::vector<std::size_t> topDown(const PowerTree& tree) {
    const std::size_t n = tree.elements.size();
    std::vector<std::vector<std::size_t>> children(n);
    std::vector<std::size_t> waiting(n, 0);
    for (std::size_t v = 0; v < n; ++v)
        for (const std::size_t p : tree.elements[v].parents) {
            children[p].push_back(v);
            ++waiting[v];
        }
    std::vector<std::size_t> order;
    for (std::size_t v = 0; v < n; ++v)
        if (waiting[v] == 0) order.push_back(v);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const std::size_t c : children[order[i]])
            if (--waiting[c] == 0) order.push_back(c);
    return order;
}

bool isOut(const PowerOutage& outage, std::size_t element) {
    return element < outage.elements.size() && outage.elements[element];
}

void markLive(const PowerTree& tree, const PowerOutage& outage, const std::vector<std::size_t>& order,
              std::vector<ElementFlow>& flow) {
    for (ElementFlow& f : flow)
        f.inCycle = true;
    for (const std::size_t v : order) {
        flow[v].inCycle = false;
        const PowerElement& e = tree.elements[v];
        flow[v].live = !isOut(outage, v) && (e.parents.empty() || !drawnFrom(e, flow).empty());
    }
}

Power lossOf(const PowerElement& e, Power output) {
    Power loss;
    if (e.conversion) loss += e.conversion->loss(output, e.units);
    if (e.run) {
        const double units = e.units;
        const Current each = phaseCurrent(output / units, e.run->voltage, e.run->phases, e.run->powerFactor);
        loss += units * conductorLoss(each, e.run->perPhase, e.run->phases);
    }
    return loss;
}

/// Puts each load on its live cords, through their supplies.
void placeLoads(const PowerTree& tree, PowerFlow& flow) {
    for (std::size_t i = 0; i < tree.loads.size(); ++i) {
        const PowerLoad& load = tree.loads[i];
        double weight = 0;
        for (const PowerCord& cord : load.cords)
            if (flow.elements[cord.element].live) weight += cord.weight;
        if (!(weight > 0)) {
            flow.unserved += load.demand;
            continue;
        }
        flow.loads[i].served = true;
        flow.served += load.demand;
        for (const PowerCord& cord : load.cords) {
            if (!flow.elements[cord.element].live) continue;
            const Power share = load.demand * (cord.weight / weight);
            const Power loss = cord.supplies ? cord.supplies->loss(share) : Power{};
            flow.elements[cord.element].output += share + loss;
            flow.loads[i].loss += loss;
        }
        flow.loss += flow.loads[i].loss;
    }
}

void carryUp(const PowerTree& tree, const std::vector<std::size_t>& order, PowerFlow& flow) {
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const PowerElement& e = tree.elements[*it];
        ElementFlow& f = flow.elements[*it];
        if (!f.live) {
            flow.unserved += e.ownLoad;
            continue;
        }
        f.output += e.ownLoad;
        flow.served += e.ownLoad;
        f.loss = lossOf(e, f.output);
        flow.loss += f.loss;
        const std::vector<std::size_t> from = drawnFrom(e, flow.elements);
        for (const std::size_t p : from)
            flow.elements[p].output += f.input() / static_cast<double>(from.size());
        if (e.parents.empty()) flow.drawn += f.input();
    }
}

}  // namespace

std::vector<std::size_t> drawnFrom(const PowerElement& e, const std::vector<ElementFlow>& flow) {
    std::vector<std::size_t> live;
    for (const std::size_t p : e.parents) {
        if (flow[p].live) live.push_back(p);
        const bool first = e.policy == model::ParentPolicy::Single ||
                           (e.policy == model::ParentPolicy::Transfer && !live.empty());
        if (first) break;
    }
    return live;
}

PowerFlow solvePowerTree(const PowerTree& tree, const PowerOutage& outage) {
    PowerFlow flow;
    flow.elements.resize(tree.elements.size());
    flow.loads.resize(tree.loads.size());
    const std::vector<std::size_t> order = topDown(tree);
    markLive(tree, outage, order, flow.elements);
    placeLoads(tree, flow);
    carryUp(tree, order, flow);
    for (std::size_t v = 0; v < tree.elements.size(); ++v)
        if (flow.elements[v].inCycle) flow.unserved += tree.elements[v].ownLoad;
    return flow;
}

}  // namespace rackloom::analytics
