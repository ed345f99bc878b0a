// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_solve.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/power/circuit.h"
#include "analytics/power/tree.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::DeviceType;
using model::PowerSide;
using Nodes = Column<PowerNodeId, model::PowerNode>;

constexpr std::array<PowerSide, 2> kSides{PowerSide::A, PowerSide::B};

std::optional<std::size_t> indexOf(const Nodes& nodes, PowerNodeId id) {
    const model::PowerNode* found = nodes.find(id);
    if (!found) return std::nullopt;
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const auto& row, PowerNodeId wanted) { return row.first < wanted; });
    return static_cast<std::size_t>(it - nodes.begin());
}

void noteSorted(std::vector<DeviceTypeId>& list, DeviceTypeId id) {
    const auto it = std::lower_bound(list.begin(), list.end(), id);
    if (it == list.end() || *it != id) list.insert(it, id);
}

void lower(std::optional<double>& limit, std::optional<double> other) {
    if (other && (!limit || *other < *limit)) limit = other;
}

double continuousFactor(const model::Circuit& c, Query& query) {
    return c.continuousFactor.known() ? *c.continuousFactor.value
                                      : query.get<AssumptionOf>("power.continuous_factor").value;
}

std::optional<double> limitOf(const DeviceType& type, int units, Query& query) {
    std::optional<double> limit;
    if (type.conversion && type.conversion->outputRating.known())
        lower(limit, type.conversion->outputRating.value->si() * units);
    if (type.source && type.source->rating.known()) lower(limit, type.source->rating.value->si() * units);
    if (type.circuit) {
        const model::Circuit& c = *type.circuit;
        if (c.voltage.known() && c.current.known() && c.powerFactor.known())
            lower(limit, usablePower({*c.voltage.value, *c.current.value, c.phases,
                                      continuousFactor(c, query), *c.powerFactor.value})
                                 .si() *
                             units);
    }
    return limit;
}

/// Fills in what the element loses; false when a term is unknown and the loss left out.
bool setLosses(const DeviceType& type, PowerElement& element) {
    bool known = true;
    if (type.conversion) {
        const model::Conversion& c = *type.conversion;
        if (c.outputRating.known() && c.k0.known() && c.k1.known() && c.k2.known())
            element.conversion = LossModel{*c.outputRating.value, *c.k0.value, *c.k1.value, *c.k2.value};
        else
            known = false;
    }
    if (type.circuit) {
        const model::Circuit& c = *type.circuit;
        if (c.voltage.known() && c.powerFactor.known() && c.resistance.known())
            element.run = ConductorRun{*c.voltage.value, c.phases, *c.powerFactor.value, *c.resistance.value};
        else
            known = false;
    }
    return known;
}

struct Draft {
    const Nodes& nodes;
    PowerTree tree;
    std::vector<RackId> racks;  ///< of tree.loads
    PowerState state;
};

void addElements(Draft& draft, Query& query) {
    for (const auto& [id, node] : draft.nodes) {
        const DeviceType& type = *query.get<TypeOf>(node.type);
        PowerElement element;
        for (const PowerNodeId parent : node.parents)
            if (const auto index = indexOf(draft.nodes, parent)) element.parents.push_back(*index);
        element.policy = node.policy;
        element.units = std::max(node.count, 1);
        NodeState state;
        state.node = id;
        state.limit = limitOf(type, element.units, query);
        state.lossUnknown = !setLosses(type, element);
        if (state.lossUnknown) noteSorted(draft.state.lossUnknown, node.type);
        if (element.parents.empty() && !type.source) draft.state.topWithoutSource.push_back(id);
        draft.state.nodes.push_back(state);
        draft.tree.elements.push_back(std::move(element));
    }
}

/// The supplies behind one feed of a rack. Supplies on no side serve both feeds in equal parts.
/// Absent: power cannot enter here, all supplies sit on the other side.
std::optional<std::optional<LossModel>> suppliesBehind(const RackLoad& load, PowerSide side,
                                                       double shareOfNone) {
    const SideSupply& own = load.side(side);
    const SideSupply& none = load.side(PowerSide::None);
    if (load.supplyKind == SupplyKind::None) return std::optional<LossModel>{};
    if (own.units > 0) return own.losses;
    if (none.units == 0) return std::nullopt;
    std::optional<LossModel> part = none.losses;
    if (part) part->rating *= shareOfNone;
    return part;
}

bool lossesUnknown(const RackLoad& load) {
    return std::any_of(load.supplies.begin(), load.supplies.end(),
                       [](const SideSupply& s) { return s.lossUnknown; });
}

void addRacks(Draft& draft, Query& query) {
    const auto& feeds = *query.get<RackFeeds>();
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        draft.state.planning.add(load->planning);
        draft.state.typical.add(load->typical);
        draft.state.peak.add(load->peak);
        if (!(load->planning.sum > 0)) continue;
        if (lossesUnknown(*load)) draft.state.supplyUnknown.push_back(rack);
        PowerLoad demand{load->planning.sum * unit::W, {}};
        const auto* ends = feeds.find(rack);
        std::array<std::optional<std::size_t>, 2> at;
        for (std::size_t s = 0; s < 2 && ends; ++s)
            at[s] = indexOf(draft.nodes, (*ends)[s]);
        const double shareOfNone = at[0] && at[1] ? 0.5 : 1.0;
        for (std::size_t s = 0; s < 2; ++s)
            if (const auto supplies = suppliesBehind(*load, kSides[s], shareOfNone); at[s] && supplies)
                demand.cords.push_back({*at[s], *supplies, 1});
        draft.racks.push_back(rack);
        draft.tree.loads.push_back(std::move(demand));
    }
}

void addCooling(Draft& draft, Query& query) {
    const auto& rows = *query.get<CoolingUnits>();
    for (const UnitState& unit : query.get<CoolingSolve>()->units) {
        const model::CoolingUnit& row = *rows.find(unit.unit);
        const int count = std::max(row.count, 1);
        draft.state.cooling.add(unit.power ? Fact::of(*unit.power / count) : Fact::unknown(), row.type,
                                count);
        if (!unit.power) continue;
        if (const auto index = indexOf(draft.nodes, row.feed))
            draft.tree.elements[*index].ownLoad += *unit.power * unit::W;
        else
            draft.state.coolingUnfed += *unit.power;
    }
}

void takeNormal(Draft& draft) {
    const PowerFlow flow = solvePowerTree(draft.tree);
    PowerState& state = draft.state;
    for (std::size_t i = 0; i < state.nodes.size(); ++i) {
        state.nodes[i].live = flow.elements[i].live;
        state.nodes[i].inCycle = flow.elements[i].inCycle;
        state.nodes[i].load = flow.elements[i].output.si();
        state.nodes[i].loss = flow.elements[i].loss.si();
        state.nodeLoss += state.nodes[i].loss;
    }
    for (std::size_t i = 0; i < draft.racks.size(); ++i) {
        if (!flow.loads[i].served) state.unfed.push_back(draft.racks[i]);
        state.supplyLoss += flow.loads[i].loss.si();
    }
    state.drawn = flow.drawn.si();
    state.served = flow.served.si();
    state.unserved = flow.unserved.si();
}

void takeLossOfSides(Draft& draft) {
    std::array<PowerOutage, 2> outages;
    std::array<bool, 2> any{};
    for (const auto& [id, node] : draft.nodes)
        for (std::size_t s = 0; s < 2; ++s) {
            outages[s].elements.push_back(node.side == kSides[s]);
            any[s] = any[s] || node.side == kSides[s];
        }
    PowerState& state = draft.state;
    state.bothSides = any[0] && any[1];
    if (!state.bothSides) return;
    for (std::size_t s = 0; s < 2; ++s) {
        const PowerFlow flow = solvePowerTree(draft.tree, outages[s]);
        for (std::size_t i = 0; i < state.nodes.size(); ++i)
            state.nodes[i].loadAfterLoss[s] = flow.elements[i].output.si();
        for (std::size_t i = 0; i < draft.racks.size(); ++i)
            if (!flow.loads[i].served) state.darkAfterLoss[s].push_back(draft.racks[i]);
    }
}

}  // namespace

const NodeState* PowerState::node(PowerNodeId id) const {
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const NodeState& n, PowerNodeId wanted) { return n.node < wanted; });
    return it != nodes.end() && it->node == id ? &*it : nullptr;
}

PowerSolve::Value PowerSolve::compute(const Key&, Query& query) {
    Draft draft{*query.get<PowerNodes>(), {}, {}, {}};
    addElements(draft, query);
    addRacks(draft, query);
    addCooling(draft, query);
    takeNormal(draft);
    takeLossOfSides(draft);
    return draft.state;
}

std::vector<PowerNodeResult> nodeResults(const PowerState& state) {
    std::vector<PowerNodeResult> rows;
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
