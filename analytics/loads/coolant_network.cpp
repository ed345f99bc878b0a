// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/coolant_network.h"

#include "analytics/cooling/air.h"
#include "analytics/cooling/humidity.h"
#include "analytics/cooling/pump.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/coolant_clocks.h"
#include "analytics/loads/coolant_pumps.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/loop_units.h"
#include "analytics/loads/units_by_loop.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

using model::CoolingMedium;

using Network = std::optional<FlowNetwork>;

/// What is the same for all loops.
struct Surroundings {
    Query& query;
    Shared<LoopUnitTable> units;
    ClockTerms clocks;
    std::map<model::Coolant, Fluid> fluids;
    FacilitySide facility;
    Temperature facilitySupply, room;
    std::optional<Temperature> dewPoint;
    LoopResistance resistance;
    PumpTerms pumps;
    double recirculation = 0;

    const Fluid& fluid(model::Coolant coolant) {
        const auto known = fluids.find(coolant);
        return known != fluids.end() ? known->second
                                     : fluids.emplace(coolant, coolantOf(coolant, query)).first->second;
    }
};

Surroundings surroundings(Query& query) {
    const LoopResistance resistance(assumed(query, "cooling.path_exponent"),
                                    Pressure::si(assumed(query, "cooling.rack_manifold_drop")));
    Surroundings s{query, query.get<UnitsByLoop>(), clockTerms(query), {}, {}, {}, {}, {}, resistance, {}, 0};
    s.recirculation = assumed(query, "cooling.recirculation");
    s.facility.fluid = coolantOf(model::Coolant::Water, query);
    s.facility.flowRatio = assumed(query, "cooling.facility_flow_ratio");
    s.facility.law = assumed(query, "cooling.unit_conductance") > 0.5 ? ConductanceLaw::TurbulentBoth
                                                                      : ConductanceLaw::Held;
    s.facilitySupply = Temperature::kelvin(assumed(query, "cooling.facility_water"));
    s.room = Temperature::kelvin(assumed(query, "cooling.room_temperature"));
    s.dewPoint = dewPoint(s.room, assumed(query, "cooling.room_humidity"));
    s.pumps = {assumed(query, "cooling.pump_shutoff"), assumed(query, "cooling.pump_efficiency")};
    return s;
}

LoopUnits unitsOf(CoolingLoopId loop, const Fluid& fluid, const Surroundings& s, LoopNetwork& network) {
    LoopUnits units;
    s.units->each(loop, [&](CoolingUnitId id, const model::CoolingUnit& row) {
        network.lost = std::max(network.lost, std::max(1, row.redundant));
        const model::DeviceType& type = *s.query.get<TypeOf>(row.type);
        LoopUnit unit{id, row.type, {}, {}, {}, {}};
        if (type.heatRemoval) {
            const model::HeatRemoval& r = *type.heatRemoval;
            if (const auto exchanger = exchangerOf(r, fluid, s.facility))
                unit.wattPerKelvin = exchanger
                                         ->capacityAt(TemperatureDifference::si(1), exchanger->point().hot,
                                                      exchanger->point().cold)
                                         .value_or(Power{})
                                         .si();
            if (r.flow.known()) unit.flow = r.flow.value->si();
            if (r.head.known()) unit.head = r.head.value->si();
            if (r.power.known()) unit.power = r.power.value->si();
        }
        if (!unit.wattPerKelvin && std::find(network.uncalibrated.begin(), network.uncalibrated.end(),
                                             row.type) == network.uncalibrated.end())
            network.uncalibrated.push_back(row.type);
        for (int i = 0; i < row.count; ++i)
            units.add(unit);
    });
    std::sort(network.uncalibrated.begin(), network.uncalibrated.end());
    network.units = static_cast<int>(units.size());
    return units;
}

/// The set point, or warmer where the units cannot hold it.
std::optional<double> supplyWith(const LoopUnits& units, const LoopNetwork& n) {
    const auto approach = units.approach(Power::si(n.heat));
    if (!approach || !n.facilitySupply) return std::nullopt;
    return std::max(n.setPoint, *n.facilitySupply + approach->si());
}

std::optional<double> siOf(const std::optional<VolumeFlow>& flow) {
    return flow ? std::optional(flow->si()) : std::nullopt;
}
std::optional<double> siOf(const std::optional<TemperatureDifference>& kelvin) {
    return kelvin ? std::optional(kelvin->si()) : std::nullopt;
}

void setTemperatures(LoopNetwork& n, const LoopUnits& units, const Network& network, const PumpTerms& pumps) {
    const LoopUnits left = units.withoutBest(static_cast<std::size_t>(n.lost));
    n.available = siOf(units.most(network, pumps.shutOffRatio));
    if (units.size() > 0) n.afterLoss = siOf(left.most(network, pumps.shutOffRatio));
    n.approach = siOf(units.approach(Power::si(n.heat)));
    n.approachAfterLoss = siOf(left.approach(Power::si(n.heat)));
    n.supply = supplyWith(units, n);
    n.supplyAfterLoss = supplyWith(left, n);
    if (n.limit && n.approachAfterLoss)
        n.warmestFacility = warmestFacilityWater(Temperature::kelvin(*n.limit),
                                                 TemperatureDifference::si(*n.approachAfterLoss))
                                .inKelvin();
    CoolingUnitId last;
    for (const LoopUnit& unit : units.all()) {
        if (unit.row == last) continue;
        last = unit.row;
        const LoopUnits rest = units.withoutOne(unit.row);
        n.losses.push_back({unit.row, supplyWith(rest, n), siOf(rest.most(network, pumps.shutOffRatio))});
    }
}

void setFlows(LoopNetwork& n, const RacksOfLoop& racks, const Fluid& fluid) {
    const auto needed = [&](std::optional<double> supply) {
        return neededFlow(racks, Temperature::kelvin(supply.value_or(n.setPoint)), fluid);
    };
    const NeededFlow now = needed(n.supply);
    n.devices = now.devices;
    n.statedFlow = now.stated;
    if (now.stated > 0) {
        n.needed = now.flow;
        n.neededAfterLoss = needed(n.supplyAfterLoss).flow;
    }
    const double least = std::max(n.neededAfterLoss.value_or(0), n.demand.value_or(0));
    if (n.afterLoss && least > 0) n.flowMargin = *n.afterLoss / least - 1;
    if (!n.demand) return;
    const double wanted = std::max(*n.demand, n.needed.value_or(0));
    n.flow = n.available && n.units > 0 ? std::min(wanted, *n.available) : wanted;
    const auto rise = riseFor(Power::si(n.heat), fluid, VolumeFlow::si(*n.flow));
    if (rise && n.supply) n.returns = *n.supply + rise->si();
}

void setHydraulics(LoopNetwork& n, const RacksOfLoop& racks, const Network& network, Surroundings& s) {
    if (!n.flow || !network) return;
    const VolumeFlow flow = VolumeFlow::si(*n.flow);
    n.pressureDrop = network->pressure(flow).si();
    n.balance = s.resistance.balance(racks, flow);
}

/// What units draw as a share of their rated power; absent while one states none.
std::optional<double> drawByLoad(const LoopNetwork& n, const CoolingState& heat, const LoopUnitTable& units) {
    if (n.units == 0) return std::nullopt;
    double sum = 0;
    bool known = true;
    units.each(n.loop, [&](CoolingUnitId id, const model::CoolingUnit&) {
        const UnitState* state = heat.unit(id);
        known = known && state && state->power;
        if (known) sum += *state->power;
    });
    return known ? std::optional(sum) : std::nullopt;
}

using UnitDraws = std::map<CoolingUnitId, double>;

void setPumps(LoopNetwork& n, const LoopUnits& units, const Network& network, const Surroundings& s,
              UnitDraws& draws) {
    if (!n.flow || !network) return;
    const auto point = pumpPoint(units, *network, VolumeFlow::si(*n.flow), s.pumps);
    if (!point) return;
    n.pumpSpeed = point->speed;
    n.pumpHead = point->head.si();
    n.pumpPower = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        *n.pumpPower += point->power[i].si();
        draws[units.all()[i].row] += point->power[i].si();
    }
}

/// Without a point of the pumps: by the load, else as if they pushed against the racks, or their rated head.
void setPumpPower(LoopNetwork& n, const LoopUnits& units, const CoolingState& heat, const Surroundings& s) {
    if (n.pumpPower) return;
    n.pumpPower = drawByLoad(n, heat, *s.units);
    if (n.pumpPower || n.medium != CoolingMedium::Liquid || !n.flow) return;
    double head = n.pressureDrop.value_or(0);
    for (const LoopUnit& unit : units.all())
        head = std::max(head, unit.head.value_or(0));
    const auto power = analytics::pumpPower(VolumeFlow::si(*n.flow), Pressure::si(head), s.pumps.efficiency);
    if (power && head > 0) n.pumpPower = power->si();
}

LoopNetwork solveLiquid(const LoopState& heat, const model::CoolingLoop& row, const RacksOfLoop& racks,
                        const CoolingState& state, Surroundings& s, UnitDraws& draws) {
    LoopNetwork n;
    n.loop = heat.loop;
    n.medium = heat.medium;
    n.racks = racks.racks();
    n.heat = heat.heat.sum;
    n.setPoint = row.supply.inKelvin();
    n.demand = heat.flow;
    n.limit = racks.warmest();
    n.facilitySupply = row.facilitySupply.value_or(s.facilitySupply).inKelvin();
    if (s.dewPoint) n.dewPoint = s.dewPoint->inKelvin();
    const Fluid fluid = s.fluid(row.coolant);
    const LoopUnits units = unitsOf(heat.loop, fluid, s, n);
    const Network& network = s.resistance.of(racks);
    setTemperatures(n, units, network, s.pumps);
    setFlows(n, racks, fluid);
    setHydraulics(n, racks, network, s);
    setPumps(n, units, network, s, draws);
    setPumpPower(n, units, state, s);
    if (n.heat > 0) setClocks(n, racks, fluid, s.clocks);
    return n;
}

/// Air is supplied at its set point; exhaust that returns to the inlet warms it.
LoopNetwork solveAir(const LoopState& heat, const model::CoolingLoop& row, const RacksOfLoop& racks,
                     const CoolingState& state, Surroundings& s, UnitDraws&) {
    LoopNetwork n;
    n.loop = heat.loop;
    n.medium = heat.medium;
    n.racks = racks.racks();
    n.units = heat.units;
    n.heat = heat.heat.sum;
    n.setPoint = row.supply.inKelvin();
    n.demand = n.flow = heat.flow;
    n.limit = racks.warmest();
    if (row.facilitySupply) n.facilitySupply = row.facilitySupply->inKelvin();
    n.supply = n.setPoint;
    const auto inlet = inletWithRecirculation(row.supply, row.rise, s.recirculation);
    if (inlet && n.racks > 0) {
        n.rackInlet = inlet->inKelvin();
        n.returns = *n.rackInlet + row.rise.si();
    }
    setPumpPower(n, LoopUnits{}, state, s);
    return n;
}

void addUnits(CoolantState& out, const CoolingState& state, Surroundings& s) {
    const auto& loops = *s.query.get<CoolingLoops>();
    for (const auto& [id, row] : *s.query.get<CoolingUnits>()) {
        UnitNetwork unit{id, {}, {}, {}, {}, {}};
        const UnitState* heat = state.unit(id);
        if (heat) {
            unit.heat = heat->heat;
            unit.capacity = heat->capacity;
        }
        const model::DeviceType& type = *s.query.get<TypeOf>(row.type);
        const LoopNetwork* loop = out.loop(row.loop);
        const model::CoolingLoop* drawn = loops.find(row.loop);
        if (type.heatRemoval && type.heatRemoval->flow.known())
            unit.flow = type.heatRemoval->flow.value->si() * row.count;
        if (loop && drawn && type.heatRemoval && loop->medium == CoolingMedium::Liquid) {
            unit.approach = loop->approach;
            const auto exchanger = exchangerOf(*type.heatRemoval, s.fluid(drawn->coolant), s.facility);
            const double drive = loop->setPoint - loop->facilitySupply.value_or(loop->setPoint);
            if (exchanger)
                unit.capacity = exchanger
                                    ->capacityAt(TemperatureDifference::si(drive), exchanger->point().hot,
                                                 exchanger->point().cold)
                                    .value_or(Power{})
                                    .si() *
                                row.count;
        }
        out.units.push_back(unit);
    }
}

}  // namespace

const LoopNetwork* CoolantState::loop(CoolingLoopId id) const {
    const auto it = std::lower_bound(loops.begin(), loops.end(), id,
                                     [](const LoopNetwork& n, CoolingLoopId w) { return n.loop < w; });
    return it != loops.end() && it->loop == id ? &*it : nullptr;
}

CoolantNetwork::Value CoolantNetwork::compute(const Key&, Query& query) {
    const CoolingState& state = *query.get<CoolingHeat>();
    const auto& loops = *query.get<CoolingLoops>();
    const auto& racks = *query.get<LoopRacks>();
    Surroundings s = surroundings(query);
    CoolantState out;
    UnitDraws draws;
    for (std::size_t i = 0; i < state.loops.size(); ++i) {
        const LoopState& heat = state.loops[i];
        const auto solve = heat.medium == CoolingMedium::Liquid ? solveLiquid : solveAir;
        out.loops.push_back(solve(heat, *loops.find(heat.loop), racks[i], state, s, draws));
    }
    addUnits(out, state, s);
    for (UnitNetwork& unit : out.units)
        if (const auto it = draws.find(unit.unit); it != draws.end()) unit.power = it->second;
    out.rideAir = airClock(state, query);
    return out;
}

std::vector<CoolingLoopResult> loopResults(const CoolantState& state, std::vector<CoolingLoopResult> rows) {
    for (CoolingLoopResult& row : rows) {
        const LoopNetwork* n = state.loop(row.loop);
        if (!n) continue;
        row.flow = n->flow;
        row.flowAvailable = n->available;
        row.flowAfterLoss = n->afterLoss;
        row.facilitySupply = n->facilitySupply;
        row.supply = n->supply;
        row.supplyAfterLoss = n->supplyAfterLoss;
        row.returns = n->returns;
        row.warmestFacility = n->warmestFacility;
        row.pressureDrop = n->pressureDrop;
        row.rideThrough = n->rideFacility;
        row.flowMargin = n->flowMargin;
        row.pumpSpeed = n->pumpSpeed;
        row.pumpHead = n->pumpHead;
        row.pumpPower = n->pumpPower;
    }
    return rows;
}

std::vector<CoolingUnitResult> unitResults(const CoolantState& network, const CoolingState& heat) {
    std::vector<CoolingUnitResult> rows;
    for (const UnitNetwork& u : network.units) {
        const UnitState* state = heat.unit(u.unit);
        rows.push_back({u.unit, u.heat, u.capacity, u.flow, u.approach, state ? state->power : std::nullopt});
    }
    return rows;
}

}  // namespace rackloom::analytics
