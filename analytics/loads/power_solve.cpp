// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_solve.h"

#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_sweep.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::PowerSide;

constexpr std::array<PowerSide, 2> kSides{PowerSide::A, PowerSide::B};

void addRacksOf(const PowerDrawing& drawing, std::size_t load, std::vector<RackId>& racks) {
    racks.insert(racks.end(), drawing.racks[load].begin(), drawing.racks[load].end());
}

void takeNormal(const PowerDrawing& drawing, PowerState& state) {
    const PowerFlow flow = solvePowerTree(drawing.tree);
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        NodeState node;
        node.node = drawing.nodes[i];
        node.live = flow.elements[i].live;
        node.inCycle = flow.elements[i].inCycle;
        node.load = flow.elements[i].output.si();
        node.loss = flow.elements[i].loss.si();
        if (const auto& limit = drawing.tree.elements[i].limit) node.limit = limit->si();
        node.lossUnknown = drawing.lossUnknown[i];
        state.nodeLoss += node.loss;
        state.nodes.push_back(node);
    }
    for (std::size_t i = 0; i < drawing.racks.size(); ++i) {
        if (!flow.loads[i].served) addRacksOf(drawing, i, state.unfed);
        state.supplyLoss += flow.loads[i].loss.si();
    }
    std::sort(state.unfed.begin(), state.unfed.end());
    state.drawn = flow.drawn.si();
    state.served = flow.served.si();
    state.unserved = flow.unserved.si();
}

void takeLossOfSides(const PowerDrawing& drawing, PowerState& state) {
    std::array<PowerOutage, 2> outages;
    std::array<bool, 2> any{};
    for (const PowerSide side : drawing.sides)
        for (std::size_t s = 0; s < 2; ++s) {
            outages[s].elements.push_back(side == kSides[s]);
            any[s] = any[s] || side == kSides[s];
        }
    state.bothSides = any[0] && any[1];
    if (!state.bothSides) return;
    for (std::size_t s = 0; s < 2; ++s) {
        const PowerFlow flow = solvePowerTree(drawing.tree, outages[s]);
        for (std::size_t i = 0; i < state.nodes.size(); ++i)
            state.nodes[i].loadAfterLoss[s] = flow.elements[i].output.si();
        for (std::size_t i = 0; i < drawing.racks.size(); ++i)
            if (!flow.loads[i].served) addRacksOf(drawing, i, state.darkAfterLoss[s]);
        std::sort(state.darkAfterLoss[s].begin(), state.darkAfterLoss[s].end());
    }
}

}  // namespace

const NodeState* PowerState::node(PowerNodeId id) const {
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const NodeState& n, PowerNodeId wanted) { return n.node < wanted; });
    return it != nodes.end() && it->node == id ? &*it : nullptr;
}

PowerSolve::Value PowerSolve::compute(const Key&, Query& query) {
    const PowerDrawing& drawing = *query.get<DrawnPower>();
    PowerState state;
    state.planning = drawing.planning;
    state.typical = drawing.typical;
    state.peak = drawing.peak;
    state.cooling = drawing.cooling;
    state.coolingUnfed = drawing.coolingUnfed;
    state.supplyUnknown = drawing.supplyUnknown;
    state.lossUnknown = drawing.lossUnknownTypes;
    state.topWithoutSource = drawing.topWithoutSource;
    takeNormal(drawing, state);
    takeLossOfSides(drawing, state);
    return state;
}

std::vector<PowerNodeResult> nodeResults(const PowerState& state, const SweepState* sweep) {
    std::vector<PowerNodeResult> rows;
    for (std::size_t i = 0; i < state.nodes.size(); ++i) {
        const NodeState& n = state.nodes[i];
        PowerNodeResult row;
        row.node = n.node;
        row.limit = n.limit;
        if (n.live) row.load = n.load;
        if (n.live && !n.lossUnknown) row.loss = n.loss;
        if (sweep && n.live) {
            const auto& worst = sweep->heaviest[i];
            row.worstLoad = worst.load;
            row.worstFailure = worst.failed;
        }
        rows.push_back(row);
    }
    return rows;
}

}  // namespace rackloom::analytics
