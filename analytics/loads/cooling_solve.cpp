// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/cooling_solve.h"

#include "analytics/cooling/air.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/units_by_loop.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

using model::CoolingUnit;
using Units = LoopUnitTable;

/// The row with this id in a list sorted by id, or null; const as the list is.
template <class Rows, class Row, class IdT> auto rowOf(Rows& rows, IdT Row::*id, IdT wanted) {
    const auto it = std::lower_bound(rows.begin(), rows.end(), wanted,
                                     [id](const Row& row, IdT w) { return row.*id < w; });
    return it != rows.end() && (*it).*id == wanted ? &*it : nullptr;
}

/// Puts the heat of a rack on one loop, or on the list of racks that have none.
void place(RackId rack, const CoveredSum& heat, double minFlow, LoopState* loop, std::vector<RackId>& without,
           double& unplaced) {
    if (loop) {
        loop->heat.add(heat);
        loop->minFlow += minFlow;
        if (heat.counted > 0) ++loop->racks;
    } else if (heat.sum > 0) {
        without.push_back(rack);
        unplaced += heat.sum;
    }
}

void placeRacks(Query& query, CoolingState& state) {
    const auto& pairs = *query.get<RackLoops>();
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        state.liquid.add(load->liquid);
        state.air.add(load->air);
        const RackLoopPair* pair = pairs.find(rack);
        LoopState* liquid = pair ? rowOf(state.loops, &LoopState::loop, pair->liquid) : nullptr;
        LoopState* air = pair ? rowOf(state.loops, &LoopState::loop, pair->air) : nullptr;
        place(rack, load->liquid, load->minFlow.sum, liquid, state.liquidWithoutLoop, state.liquidUnplaced);
        place(rack, load->air, 0, air, state.airWithoutLoop, state.airUnplaced);
    }
}

/// What the units of one loop can take, largest unit first so that losing units takes the worst case.
void rateLoop(LoopState& loop, const Units& units, Query& query) {
    std::vector<double> ratings;
    units.each(loop.loop, [&](CoolingUnitId, const CoolingUnit& unit) {
        const model::DeviceType& type = *query.get<TypeOf>(unit.type);
        const bool known = type.heatRemoval && type.heatRemoval->capacity.known();
        loop.units += unit.count;
        loop.redundant = std::max(loop.redundant, unit.redundant);
        if (!loop.unitType.isValid()) loop.unitType = unit.type;
        if (!known)
            loop.unitsUnknown += unit.count;
        else
            ratings.insert(ratings.end(), static_cast<std::size_t>(std::max(unit.count, 0)),
                           type.heatRemoval->capacity.value->si());
    });
    if (loop.units == 0 || loop.unitsUnknown > 0) return;
    std::sort(ratings.begin(), ratings.end());
    const std::size_t lost = std::min(ratings.size(), static_cast<std::size_t>(std::max(1, loop.redundant)));
    double sum = 0;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        if (i + lost == ratings.size()) loop.capacityAfterLoss = sum;
        sum += ratings[i];
    }
    loop.capacity = sum;
}

struct Plant {
    const Units& units;
    Query& query;
    std::vector<UnitState>& states;
};

void ratePlant(const Plant& plant) {
    for (const auto& [id, unit] : *plant.units.units) {
        UnitState state{id, 0, std::nullopt, std::nullopt};
        const model::DeviceType& type = *plant.query.get<TypeOf>(unit.type);
        if (type.heatRemoval && type.heatRemoval->capacity.known())
            state.capacity = type.heatRemoval->capacity.value->si() * unit.count;
        plant.states.push_back(state);
    }
}

/// Heat of a loop on its units: by capacity, or by number where a capacity is unknown.
void shareLoop(const LoopState& loop, const Plant& plant) {
    if (loop.units == 0) return;
    plant.units.each(loop.loop, [&](CoolingUnitId id, const CoolingUnit& unit) {
        UnitState& state = *rowOf(plant.states, &UnitState::unit, id);
        const bool byCapacity = loop.capacity && *loop.capacity > 0;
        const double share =
            byCapacity ? *state.capacity / *loop.capacity : static_cast<double>(unit.count) / loop.units;
        state.heat += loop.heat.sum * share;
    });
}

/// Pumps and fans follow the load: at a share of their capacity units draw that share of their rated power.
/// Without a known capacity they are taken to run at full power.
void setDraw(const CoolingUnit& unit, const model::DeviceType& type, UnitState& state) {
    if (!type.heatRemoval) return;
    const model::HeatRemoval& removal = *type.heatRemoval;
    if (removal.cop.known() && *removal.cop.value > 0) {
        state.power = state.heat / *removal.cop.value;
        return;
    }
    const model::Figure<Power>* rated = removal.power.known() ? &removal.power : nullptr;
    if (!rated && type.power) rated = planningFigure(*type.power);
    if (!rated) return;
    const bool rates = state.capacity && *state.capacity > 0;
    const double share = rates ? std::min(1.0, state.heat / *state.capacity) : 1.0;
    state.power = rated->value->si() * unit.count * share;
}

/// Serves units before the plant that takes their heat, each once; a ring of units ends where it closes.
void carryToPlant(const Plant& plant) {
    std::vector<int> waiting(plant.states.size(), 0);
    const auto indexOf = [&](CoolingUnitId id) {
        const UnitState* s = rowOf(plant.states, &UnitState::unit, id);
        return s ? static_cast<std::size_t>(s - plant.states.data()) : plant.states.size();
    };
    for (const auto& [id, unit] : *plant.units.units)
        for (const CoolingUnitId next : unit.plant)
            if (const std::size_t n = indexOf(next); n < waiting.size()) ++waiting[n];
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        if (waiting[i] == 0) order.push_back(i);
    for (std::size_t i = 0; i < order.size(); ++i) {
        UnitState& state = plant.states[order[i]];
        const CoolingUnit& unit = *plant.units.units->find(state.unit);
        const model::DeviceType& type = *plant.query.get<TypeOf>(unit.type);
        setDraw(unit, type, state);
        // A compressor's work leaves with the heat it lifts.
        const bool lifts = type.heatRemoval && type.heatRemoval->cop.known();
        const double passed = state.heat + (lifts ? state.power.value_or(0) : 0);
        for (const CoolingUnitId next : unit.plant) {
            const std::size_t n = indexOf(next);
            if (n >= waiting.size()) continue;
            plant.states[n].heat += passed / static_cast<double>(unit.plant.size());
            if (--waiting[n] == 0) order.push_back(n);
        }
    }
}

}  // namespace

Fluid coolantOf(model::Coolant coolant, Query& query) {
    const std::string name(model::kCoolantNames[static_cast<std::size_t>(coolant)]);
    Density density = Density::si(query.get<AssumptionOf>("cooling.density." + name).value);
    if (coolant == model::Coolant::Air)
        density = airDensityAt(Length::si(query.get<AssumptionOf>("site.altitude_m").value), density);
    return {density, SpecificHeat::si(query.get<AssumptionOf>("cooling.specific_heat." + name).value)};
}

const LoopState* CoolingState::loop(CoolingLoopId id) const {
    return rowOf(loops, &LoopState::loop, id);
}

const UnitState* CoolingState::unit(CoolingUnitId id) const {
    return rowOf(units, &UnitState::unit, id);
}

CoolingHeat::Value CoolingHeat::compute(const Key&, Query& query) {
    CoolingState state;
    const auto& loops = *query.get<CoolingLoops>();
    const Shared<Units> shared = query.get<UnitsByLoop>();
    const Units& units = *shared;
    for (const auto& [id, row] : loops) {
        LoopState loop;
        loop.loop = id;
        loop.medium = row.medium;
        state.loops.push_back(loop);
    }
    placeRacks(query, state);
    const Plant plant{units, query, state.units};
    ratePlant(plant);
    std::map<model::Coolant, Fluid> fluids;
    for (LoopState& loop : state.loops) {
        const model::CoolingLoop& row = *loops.find(loop.loop);
        rateLoop(loop, units, query);
        auto fluid = fluids.find(row.coolant);
        if (fluid == fluids.end()) fluid = fluids.emplace(row.coolant, coolantOf(row.coolant, query)).first;
        if (const auto flow = flowFor(loop.heat.sum * unit::W, fluid->second, row.rise);
            flow && loop.heat.known > 0)
            loop.flow = flow->si();
        shareLoop(loop, plant);
    }
    carryToPlant(plant);
    return state;
}

CoolingSolve::Value CoolingSolve::compute(const Key&, Query& query) {
    const Shared<CoolingState> heat = query.get<CoolingHeat>();
    const CoolantState& network = *query.get<CoolantNetwork>();
    CoolingState state = *heat;
    for (const UnitNetwork& unit : network.units)
        if (UnitState* of = rowOf(state.units, &UnitState::unit, unit.unit); of && unit.power)
            of->power = unit.power;
    return state;
}

std::vector<CoolingLoopResult> loopResults(const CoolingState& state) {
    std::vector<CoolingLoopResult> rows;
    for (const LoopState& loop : state.loops) {
        CoolingLoopResult row;
        row.loop = loop.loop;
        row.heat = loop.heat.complete();
        row.capacity = loop.capacity;
        row.capacityAfterLoss = loop.capacityAfterLoss;
        row.flow = loop.flow;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace rackloom::analytics
