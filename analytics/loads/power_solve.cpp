// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_solve.h"

#include "analytics/loads/power_drawing.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::PowerSide;

constexpr std::array<PowerSide, 2> kSides{PowerSide::A, PowerSide::B};

/// Which elements are out when all of a side is; nothing unless the tree has both sides.
std::optional<std::array<PowerOutage, 2>> lossOfSides(const PowerDrawing& drawing) {
    std::array<PowerOutage, 2> outages;
    for (std::size_t s = 0; s < 2; ++s) {
        if (std::find(drawing.sides.begin(), drawing.sides.end(), kSides[s]) == drawing.sides.end())
            return std::nullopt;
        outages[s].elements.assign(drawing.sides.size(), false);
        for (std::size_t v = 0; v < drawing.sides.size(); ++v)
            if (drawing.sides[v] == kSides[s]) outages[s].elements[v] = true;
    }
    return outages;
}

/// The flows of a drawing, and which elements differ from the last ones: all, unless the flows were updated.
struct Solving {
    SolvedPower now;
    bool anew = true;
    std::vector<std::uint32_t> touched;
};

void solveAnew(const std::optional<std::array<PowerOutage, 2>>& outages, Solving& out) {
    const PowerTree& tree = out.now.drawing->tree;
    out.anew = true;
    out.now.shape = shapeOf(tree);
    out.now.normal = solvePowerTree(tree);
    for (std::size_t s = 0; s < 2; ++s)
        out.now.withoutSide[s] = outages ? solvePowerTree(tree, (*outages)[s]) : PowerFlow{};
}

/// Elements on another side or of another type count as changed, though they carry and lose the same.
void addRelabelled(const PowerDrawing& before, const PowerDrawing& now, TreeChanges& changes) {
    for (std::size_t v = 0; v < before.nodes.size(); ++v)
        if (before.sides[v] != now.sides[v] || before.lossUnknown(v) != now.lossUnknown(v))
            changes.elements.push_back(static_cast<std::uint32_t>(v));
}

bool update(const SolvedPower& last, const std::optional<std::array<PowerOutage, 2>>& outages, Solving& out) {
    const PowerDrawing& drawing = *out.now.drawing;
    auto changes = changesBetween(last.drawing->tree, drawing.tree);
    if (!changes || outages.has_value() != !last.withoutSide[0].elements.empty()) return false;
    if (!std::equal(last.drawing->nodes.begin(), last.drawing->nodes.end(), drawing.nodes.begin()))
        return false;
    addRelabelled(*last.drawing, drawing, *changes);
    out.now.shape = changes->links ? shapeOf(drawing.tree) : last.shape;
    if (changes->cords && !changes->links) out.now.shape.loads = loadsOn(drawing.tree);
    out.now.normal = last.normal;
    out.now.withoutSide = last.withoutSide;
    FlowUpdate flows(last.drawing->tree, drawing.tree, out.now.shape, *changes);
    out.touched = changes->elements;
    const auto apply = [&](const PowerOutage& outage, PowerFlow& flow) {
        const bool exact = flows.apply(outage, flow);
        out.touched.insert(out.touched.end(), flows.touched().begin(), flows.touched().end());
        return exact;
    };
    if (!apply({}, out.now.normal)) return false;
    for (std::size_t s = 0; s < 2 && outages; ++s)
        if (!apply((*outages)[s], out.now.withoutSide[s])) return false;
    out.anew = false;
    return true;
}

NodeState nodeState(const SolvedPower& solved, std::size_t v) {
    const PowerDrawing& drawing = *solved.drawing;
    const ElementFlow& flow = solved.normal.elements[v];
    NodeState node;
    node.node = drawing.nodes[v];
    node.live = flow.live;
    node.inCycle = flow.inCycle;
    node.load = flow.output.si();
    node.loss = flow.loss.si();
    if (const auto& limit = drawing.tree.elements[v].limit) node.limit = limit->si();
    node.lossUnknown = drawing.lossUnknown(v);
    for (std::size_t s = 0; s < 2 && !solved.withoutSide[s].elements.empty(); ++s)
        node.loadAfterLoss[s] = solved.withoutSide[s].elements[v].output.si();
    return node;
}

std::vector<RackId> darkRacks(const PowerDrawing& drawing, const PowerFlow& flow) {
    std::vector<RackId> racks;
    for (std::size_t i = 0; i < flow.loads.size(); ++i)
        if (!flow.loads[i].served) racks.push_back(drawing.racks[i]);
    return racks;
}

void takeDrawing(const PowerDrawing& drawing, PowerState& state) {
    state.planning = drawing.planning;
    state.typical = drawing.typical;
    state.peak = drawing.peak;
    state.cooling = drawing.cooling;
    state.coolingUnfed = drawing.coolingUnfed;
    state.supplyUnknown = drawing.supplyUnknown;
    state.topWithoutSource = drawing.topWithoutSource;
    for (const TypePart& part : drawing.types->parts)
        if (part.lossUnknown) state.lossUnknown.push_back(part.type);
}

void takeFlows(const SolvedPower& solved, PowerState& state) {
    const PowerDrawing& drawing = *solved.drawing;
    const PowerFlow& flow = solved.normal;
    std::vector<Power> byType(drawing.types->parts.size());
    for (std::size_t v = 0; v < flow.elements.size(); ++v)
        byType[drawing.types->of[v]] += flow.elements[v].loss;
    for (std::size_t t = 0; t < byType.size(); ++t) {
        state.lossByType.emplace_back(drawing.types->parts[t].type, byType[t].si());
        state.nodeLoss += byType[t].si();
    }
    for (const LoadFlow& load : flow.loads)
        state.supplyLoss += load.loss.si();
    state.unfed = darkRacks(drawing, flow);
    state.drawn = flow.drawn.si();
    state.served = flow.served.si();
    state.unserved = flow.unserved.si();
    state.bothSides = !solved.withoutSide[0].elements.empty();
    for (std::size_t s = 0; s < 2 && state.bothSides; ++s)
        state.darkAfterLoss[s] = darkRacks(drawing, solved.withoutSide[s]);
}

}  // namespace

const NodeState* PowerState::node(PowerNodeId id) const {
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const NodeState& n, PowerNodeId wanted) { return n.node < wanted; });
    return it != nodes.end() && it->node == id ? &*it : nullptr;
}

bool operator==(const PowerState& a, const PowerState& b) {
    return a.nodes == b.nodes && a.planning == b.planning && a.typical == b.typical && a.peak == b.peak &&
           a.drawn == b.drawn && a.served == b.served && a.nodeLoss == b.nodeLoss &&
           a.supplyLoss == b.supplyLoss && a.cooling == b.cooling && a.coolingUnfed == b.coolingUnfed &&
           a.unfed == b.unfed && a.unserved == b.unserved && a.supplyUnknown == b.supplyUnknown &&
           a.lossUnknown == b.lossUnknown && a.topWithoutSource == b.topWithoutSource &&
           a.lossByType == b.lossByType && a.darkAfterLoss == b.darkAfterLoss && a.bothSides == b.bothSides;
}

PowerSolve::Value PowerSolve::compute(const Key&, Query& query, const Value* last) {
    Solving solving;
    solving.now.drawing = query.get<DrawnPower>();
    const PowerDrawing& drawing = *solving.now.drawing;
    const auto outages = lossOfSides(drawing);
    if (!last || !update(*(*last)->solved, outages, solving)) solveAnew(outages, solving);
    PowerState state;
    if (!solving.anew) state.nodes = (*last)->nodes;
    state.nodes.resize(drawing.nodes.size());
    if (solving.anew)
        for (std::size_t v = 0; v < drawing.nodes.size(); ++v)
            state.nodes[v] = nodeState(solving.now, v);
    else
        for (const std::uint32_t v : solving.touched)
            state.nodes[v] = nodeState(solving.now, v);
    takeDrawing(drawing, state);
    takeFlows(solving.now, state);
    state.solved = std::make_shared<const SolvedPower>(std::move(solving.now));
    return state;
}

std::vector<PowerNodeResult> nodeResults(const PowerState& state) {
    std::vector<PowerNodeResult> rows;
    rows.reserve(state.nodes.size());
    for (const NodeState& n : state.nodes) {
        PowerNodeResult row;
        row.node = n.node;
        row.limit = n.limit;
        if (n.live) row.load = n.load;
        if (n.live && !n.lossUnknown) row.loss = n.loss;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace rackloom::analytics
