// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_drop.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_solve.h"
#include "analytics/power/phases.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

using model::PowerSide;
constexpr std::size_t kTop = ElementDrop::kTop;

/// What matters of an element's type.
struct Nature {
    bool holdsVoltage = false;  ///< an inverter makes its output anew
    bool isRun = false;
};

std::vector<Nature> naturesOf(const PowerDrawing& drawing, Query& q) {
    std::map<DeviceTypeId, Nature> known;
    std::vector<Nature> out;
    out.reserve(drawing.nodes.size());
    const auto& rows = *q.get<PowerNodes>();
    for (const PowerNodeId id : drawing.nodes) {
        const DeviceTypeId type = rows.find(id)->type;
        const auto [it, isNew] = known.try_emplace(type);
        if (isNew) {
            const model::DeviceType& t = *q.get<TypeOf>(type);
            it->second = {t.kind == "ups", t.circuit.has_value()};
        }
        out.push_back(it->second);
    }
    return out;
}

/// Every element after those it draws from; elements of a ring in any order.
std::vector<std::size_t> parentsFirst(const PowerTree& tree) {
    enum : unsigned char { kNew, kOpen, kDone };
    const std::size_t n = tree.elements.size();
    std::vector<unsigned char> seen(n, kNew);
    std::vector<std::size_t> order, stack;
    order.reserve(n);
    for (std::size_t start = 0; start < n; ++start) {
        if (seen[start] == kNew) stack.push_back(start);
        while (!stack.empty()) {
            const std::size_t v = stack.back();
            if (seen[v] == kNew) {
                seen[v] = kOpen;
                for (const std::size_t p : tree.elements[v].parents)
                    if (p < n && seen[p] == kNew) stack.push_back(p);
                continue;
            }
            stack.pop_back();
            if (seen[v] == kOpen) order.push_back(v);
            seen[v] = kDone;
        }
    }
    return order;
}

/// One state of the tree: what each element carries, and who is out.
class StateWalk {
public:
    StateWalk(const PowerDrawing& drawing, const std::vector<Nature>& natures,
              const std::vector<std::size_t>& order)
        : drawing_(drawing), natures_(natures), order_(order) {}

    void walk(const PowerState& solved, DropState state, std::vector<ElementDrop>& drops) {
        live_.assign(drawing_.nodes.size(), false);
        total_.assign(drawing_.nodes.size(), 0);
        for (const std::size_t v : order_) {
            const PowerElement& e = drawing_.tree.elements[v];
            const NodeState& node = solved.nodes[v];
            const std::size_t above = feeding(e);
            live_[v] = node.live && !node.inCycle && !out(v, state) && (e.parents.empty() || above != kTop);
            if (!live_[v]) continue;
            const double own = ownDrop(e, outputIn(node, state));
            const bool fresh = above == kTop || natures_[v].holdsVoltage;
            total_[v] = (fresh ? 0 : total_[above]) + own;
            ElementDrop& drop = drops[v];
            drop.parts[static_cast<std::size_t>(state)] = {total_[v], own, fresh ? kTop : above};
            if (total_[v] > drop.worst().total) drop.state = state;
        }
    }

private:
    bool out(std::size_t v, DropState state) const {
        return (state == DropState::WithoutA && drawing_.sides[v] == PowerSide::A) ||
               (state == DropState::WithoutB && drawing_.sides[v] == PowerSide::B);
    }
    static double outputIn(const NodeState& node, DropState state) {
        return state == DropState::Normal ? node.load
                                          : node.loadAfterLoss[state == DropState::WithoutA ? 0 : 1];
    }
    static double ownDrop(const PowerElement& e, double load) {
        if (!e.run || !(load > 0)) return 0;
        return voltageDrop({load / e.units * unit::W, e.run->voltage, e.run->phases, e.run->powerFactor,
                            e.run->perPhase, Resistance{}});
    }
    /// The live parent it draws from; of several that share the load, the one with the largest drop.
    std::size_t feeding(const PowerElement& e) const {
        std::size_t found = kTop;
        for (const std::size_t p : e.parents) {
            if (p >= live_.size() || !live_[p]) continue;
            if (found == kTop || total_[p] > total_[found]) found = p;
            if (e.policy != model::ParentPolicy::Share) break;
        }
        return found;
    }

    const PowerDrawing& drawing_;
    const std::vector<Nature>& natures_;
    const std::vector<std::size_t>& order_;
    std::vector<bool> live_;
    std::vector<double> total_;
};

}  // namespace

std::vector<std::size_t> DropTable::pathTo(std::size_t element) const {
    std::vector<std::size_t> path;
    if (element >= drops.size()) return path;
    const DropState state = drops[element].state;
    for (std::size_t v = element; v < drops.size() && path.size() <= drops.size();
         v = drops[v].in(state).above)
        if (drops[v].in(state).own > 0) path.push_back(v);
    std::reverse(path.begin(), path.end());
    return path;
}

std::size_t DropTable::worst() const {
    std::size_t found = kTop;
    for (std::size_t v = 0; v < drops.size(); ++v)
        if (const double total = drops[v].worst().total;
            total > 0 && (found == kTop || total > drops[found].worst().total))
            found = v;
    return found;
}

PowerDrop::Value PowerDrop::compute(const Key&, Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    DropTable table;
    table.nodes = drawing.nodes;
    const std::vector<Nature> natures = naturesOf(drawing, q);
    const PowerState& solved = *q.get<PowerSolve>();
    for (std::size_t v = 0; v < natures.size(); ++v) {
        if (!natures[v].isRun || !(solved.nodes[v].load > 0)) continue;
        ++table.runs;
        if (drawing.tree.elements[v].run) ++table.runsKnown;
    }
    if (table.runsKnown == 0) return table;
    table.drops.resize(drawing.nodes.size());
    const std::vector<std::size_t> order = parentsFirst(drawing.tree);
    StateWalk walk(drawing, natures, order);
    walk.walk(solved, DropState::Normal, table.drops);
    if (solved.bothSides)
        for (const DropState state : {DropState::WithoutA, DropState::WithoutB})
            walk.walk(solved, state, table.drops);
    return table;
}

}  // namespace rackloom::analytics
