// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/tree.h"

#include "analytics/power/circuit.h"
#include "analytics/power/tree_order.h"
#include "analytics/power/tree_shares.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

bool isOut(const PowerTree& tree, const PowerOutage& outage, std::size_t v) {
    return (v < outage.elements.size() && outage.elements[v]) || unitsLeft(tree.elements[v], outage, v) <= 0;
}

void markLive(const PowerTree& tree, const PowerOutage& outage, const std::vector<std::size_t>& order,
              std::vector<ElementFlow>& flow) {
    for (ElementFlow& f : flow)
        f.inCycle = true;
    const auto live = [&](std::size_t p) { return flow[p].live; };
    for (const std::size_t v : order) {
        flow[v].inCycle = false;
        const PowerElement& e = tree.elements[v];
        flow[v].live = !isOut(tree, outage, v) && (e.parents.empty() || hasFeed(e, live));
    }
}

/// Puts each load on its live cords, through their supplies.
void placeLoads(const PowerTree& tree, PowerFlow& flow) {
    std::vector<CordPower> parts;
    const auto live = [&](std::size_t p) { return flow.elements[p].live; };
    for (std::size_t i = 0; i < tree.loads.size(); ++i) {
        const PowerLoad& load = tree.loads[i];
        parts.resize(load.cords.size());
        flow.loads[i].served = shareLoad(load, live, parts);
        if (!flow.loads[i].served) {
            flow.unserved += wholeDemand(load);
            continue;
        }
        flow.served += wholeDemand(load);
        for (std::size_t k = 0; k < parts.size(); ++k) {
            flow.elements[load.cords[k].element].output += parts[k].both();
            flow.loads[i].loss += parts[k].loss;
        }
        flow.loss += flow.loads[i].loss;
    }
}

void carryUp(const PowerTree& tree, const PowerOutage& outage, const std::vector<std::size_t>& order,
             PowerFlow& flow) {
    const auto live = [&](std::size_t p) { return flow.elements[p].live; };
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const PowerElement& e = tree.elements[*it];
        ElementFlow& f = flow.elements[*it];
        const Power own = wholePower(e.ownLoad);
        if (!f.live) {
            flow.unserved += own;
            continue;
        }
        f.output += own;
        flow.served += own;
        f.loss = elementLoss(e, unitsLeft(e, outage, *it), f.output);
        flow.loss += f.loss;
        shareInput(e, f.input(), live, [&](std::size_t p, Power part) { flow.elements[p].output += part; });
        if (e.parents.empty()) flow.drawn += f.input();
    }
}

}  // namespace

int unitsLeft(const PowerElement& e, const PowerOutage& outage, std::size_t v) {
    return e.units - (v < outage.units.size() ? outage.units[v] : 0);
}

Power elementLoss(const PowerElement& e, int units, Power output) {
    Power loss;
    if (e.conversion)
        loss += e.conversion->loss(output, units);
    else if (e.curve)
        loss += e.curve->loss(output, units);
    if (e.run) {
        const double parallel = units;
        const Current each =
            phaseCurrent(output / parallel, e.run->voltage, e.run->phases, e.run->powerFactor);
        loss += parallel * conductorLoss(each, e.run->perPhase, e.run->phases);
    }
    return wholePower(loss);
}

std::vector<std::size_t> topDown(const PowerTree& tree) {
    const std::size_t n = tree.elements.size();
    const TreeLinks children = childrenOf(tree);
    std::vector<std::size_t> waiting(n, 0), order;
    order.reserve(n);
    for (std::size_t v = 0; v < n; ++v) {
        waiting[v] = tree.elements[v].parents.size();
        if (waiting[v] == 0) order.push_back(v);
    }
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const std::uint32_t c : children.of(order[i]))
            if (--waiting[c] == 0) order.push_back(c);
    return order;
}

TreeLinks childrenOf(const PowerTree& tree) {
    const std::size_t n = tree.elements.size();
    TreeLinks links;
    links.first.assign(n + 1, 0);
    for (const PowerElement& e : tree.elements)
        for (const std::size_t p : e.parents)
            ++links.first[p + 1];
    for (std::size_t v = 0; v < n; ++v)
        links.first[v + 1] += links.first[v];
    links.to.resize(links.first[n]);
    std::vector<std::uint32_t> next(links.first.begin(), links.first.end() - 1);
    for (std::size_t v = 0; v < n; ++v)
        for (const std::size_t p : tree.elements[v].parents)
            links.to[next[p]++] = static_cast<std::uint32_t>(v);
    return links;
}

TreeLinks loadsOn(const PowerTree& tree) {
    TreeLinks links;
    links.first.assign(tree.elements.size() + 1, 0);
    for (const PowerLoad& load : tree.loads)
        for (const PowerCord& cord : load.cords)
            ++links.first[cord.element + 1];
    for (std::size_t v = 0; v < tree.elements.size(); ++v)
        links.first[v + 1] += links.first[v];
    links.to.resize(links.first.back());
    std::vector<std::uint32_t> next(links.first.begin(), links.first.end() - 1);
    for (std::size_t i = 0; i < tree.loads.size(); ++i)
        for (const PowerCord& cord : tree.loads[i].cords)
            links.to[next[cord.element]++] = static_cast<std::uint32_t>(i);
    return links;
}

PowerFlow solvePowerTree(const PowerTree& tree, const PowerOutage& outage) {
    PowerFlow flow;
    flow.elements.resize(tree.elements.size());
    flow.loads.resize(tree.loads.size());
    const std::vector<std::size_t> order = topDown(tree);
    markLive(tree, outage, order, flow.elements);
    placeLoads(tree, flow);
    carryUp(tree, outage, order, flow);
    for (std::size_t v = 0; v < tree.elements.size(); ++v)
        if (flow.elements[v].inCycle) flow.unserved += wholePower(tree.elements[v].ownLoad);
    return flow;
}

}  // namespace rackloom::analytics
