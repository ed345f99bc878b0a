// SPDX-License-Identifier: GPL-3.0-or-later
// Cooling: heat of the devices into liquid and air, the coolant flow that carries it, and how full the units
// of the loops are. Formula: heat = sum over devices of planning power × liquid fraction; flow = Q / (ρ cp
// ΔT) at each loop's design rise; load = heat of a loop over the capacity of its units. Unit: W, m³/s, 1.
// Source: facility reference B1, B3, B5; liquid fractions from the catalogue. Valid for: steady state at the
// planning figure, units at their rated approach, equal sharing by capacity. Ignores: hydraulics, dew point,
// recirculation, heat of power shelves and pumps; balance, not a flow field.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

using model::CoolingMedium;

MetricValue coveredValue(Query& q, const CoveredSum& sum) {
    if (sum.counted == 0) return unknownValue("no device that draws power is drawn in a rack");
    MetricValue value =
        sum.known > 0 ? countValue(sum.sum) : unknownValue("no liquid fraction or power is known");
    value.coverage = static_cast<double>(sum.known) / sum.counted;
    for (const DeviceTypeId id : sum.missing)
        value.missing.push_back(q.get<TypeOf>(id)->name);
    return value;
}

/// Heat by device type, with the fraction each was split by.
void addHeatParts(Query& q, Fact TypeFactsValue::*which, MetricValue& value) {
    for (const auto& [id, count] : q.get<SiteDevices>()->devices) {
        const TypeFactsValue& facts = *q.get<TypeFacts>(id);
        const Fact& heat = facts.*which;
        if (!heat.applies) continue;
        if (heat.value && *heat.value > 0) value.contributions.push_back({facts.name, *heat.value * count});
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (type.heat)
            value.inputs.push_back(
                figureInput(facts.name + ": liquid fraction", type.heat->liquidFraction, "1"));
    }
    sortLargestFirst(value.contributions);
}

MetricValue liquidHeat(Query& q) {
    const CoolingState& state = *q.get<CoolingSolve>();
    MetricValue value = coveredValue(q, state.liquid);
    addHeatParts(q, &TypeFactsValue::liquid, value);
    if (!state.liquidWithoutLoop.empty())
        value.warnings.push_back(std::to_string(state.liquidWithoutLoop.size()) +
                                 " racks give liquid heat to no drawn loop");
    return value;
}

MetricValue airHeat(Query& q) {
    const CoolingState& state = *q.get<CoolingSolve>();
    MetricValue value = coveredValue(q, state.air);
    addHeatParts(q, &TypeFactsValue::air, value);
    const double shelves = q.get<PowerSolve>()->supplyLoss;
    if (shelves > 0)
        value.inputs.push_back(drawnInput("Loss of power shelves in the racks, not included", shelves, "W"));
    return value;
}

MetricValue flowOf(Query& q, CoolingMedium medium, std::string_view nothing) {
    const CoolingState& state = *q.get<CoolingSolve>();
    double flow = 0;
    CoveredSum heat;
    std::vector<Contribution> parts;
    std::vector<Input> inputs;
    std::vector<std::string> warnings;
    for (const LoopState& loop : state.loops) {
        if (loop.medium != medium || loop.heat.counted == 0) continue;
        heat.add(loop.heat);
        const model::CoolingLoop& row = *q.get<CoolingLoops>()->find(loop.loop);
        inputs.push_back(drawnInput(row.name + ": design rise", row.rise.si(), "dK"));
        const std::string coolant(model::kCoolantNames[static_cast<std::size_t>(row.coolant)]);
        for (const std::string& id : {"cooling.density." + coolant, "cooling.specific_heat." + coolant})
            if (std::none_of(inputs.begin(), inputs.end(), [&](const Input& i) {
                    return i.name == assumptionInput(id, q.get<AssumptionOf>(id)).name;
                }))
                inputs.push_back(assumptionInput(id, q.get<AssumptionOf>(id)));
        if (!loop.flow) {
            warnings.push_back(row.name + " has no design rise above zero, so its flow is left out");
            continue;
        }
        flow += *loop.flow;
        parts.push_back({row.name, *loop.flow});
        if (loop.minFlow > *loop.flow * (1 + 1e-9))
            warnings.push_back(row.name + " carries its heat with less flow than the sum of the minimum "
                                          "flows its devices state; see the inputs");
        if (loop.minFlow > 0)
            inputs.push_back(
                drawnInput(row.name + ": sum of minimum flows of devices", loop.minFlow, "m3/s"));
    }
    const CoveredSum& all = medium == CoolingMedium::Liquid ? state.liquid : state.air;
    if (parts.empty() && all.counted > 0 && all.complete() == 0.0) return countValue(0);
    if (parts.empty()) return unknownValue(std::string(nothing));
    MetricValue value = coveredValue(q, heat);
    if (value.known()) value.lower = value.upper = flow;
    value.contributions = std::move(parts);
    sortLargestFirst(value.contributions);
    value.inputs = std::move(inputs);
    value.warnings = std::move(warnings);
    return value;
}

MetricValue liquidFlow(Query& q) {
    return flowOf(q, CoolingMedium::Liquid, "no rack hangs on a liquid loop");
}
MetricValue airFlow(Query& q) {
    return flowOf(q, CoolingMedium::Air, "no rack hangs on an air loop");
}

void addCapacityInputs(Query& q, MetricValue& value) {
    for (const auto& [id, unit] : *q.get<CoolingUnits>()) {
        const model::DeviceType& type = *q.get<TypeOf>(unit.type);
        if (!type.heatRemoval || !unit.loop.isValid()) continue;
        Input input = figureInput(type.name + ": capacity", type.heatRemoval->capacity, "W");
        if (std::none_of(value.inputs.begin(), value.inputs.end(),
                         [&](const Input& i) { return i.name == input.name; }))
            value.inputs.push_back(std::move(input));
    }
}

/// The worst liquid loop by heat over one of its capacities.
MetricValue worstLoad(Query& q) {
    const CoolingState& state = *q.get<CoolingSolve>();
    MetricValue value = unknownValue("no liquid loop has units of known capacity");
    int loops = 0, known = 0;
    for (const LoopState& loop : state.loops) {
        if (loop.medium != CoolingMedium::Liquid || loop.heat.counted == 0) continue;
        ++loops;
        if (!loop.capacity || !(*loop.capacity > 0) || loop.heat.known == 0) continue;
        ++known;
        const double load = loop.heat.sum / *loop.capacity;
        value.contributions.push_back({loopName(q, loop.loop), load});
        if (!value.known() || load > value.value()) value.lower = value.upper = load;
    }
    if (value.known()) value.unknownReason.clear();
    value.coverage = loops > 0 ? static_cast<double>(known) / loops : 1;
    sortLargestFirst(value.contributions);
    addCapacityInputs(q, value);
    return value;
}

/// Capacity left in the loop with the least margin once units are lost.
MetricValue capacityAfterLoss(Query& q) {
    const CoolingState& state = *q.get<CoolingSolve>();
    MetricValue value = unknownValue("no liquid loop has units of known capacity");
    std::optional<double> margin;
    for (const LoopState& loop : state.loops) {
        if (loop.medium != CoolingMedium::Liquid || !loop.capacityAfterLoss || loop.heat.known == 0) continue;
        const double left = *loop.capacityAfterLoss - loop.heat.sum;
        if (margin && left >= *margin) continue;
        margin = left;
        value = countValue(*loop.capacityAfterLoss);
        value.inputs.push_back(drawnInput(loopName(q, loop.loop) + ": heat", loop.heat.sum, "W"));
        value.inputs.push_back(drawnInput(loopName(q, loop.loop) + ": margin after the loss", left, "W"));
        value.inputs.push_back(drawnInput("Units lost", std::max(1, loop.redundant), "1",
                                          "the largest ones; as many as the drawing calls redundant"));
    }
    addCapacityInputs(q, value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Cooling;
    i.higherIsBetter = false;
    i.source = "Facility reference B1, B3, B5; liquid fractions and capacities from the catalogue.";
    i.validFor = "Steady state at the planning power; units at the approach they are rated at.";
    i.ignores = "Hydraulics, dew point, recirculation, heat of power shelves and pumps; not a flow field.";
    return i;
}

}  // namespace

std::vector<Metric> coolingHeatMetrics() {
    MetricInfo left = info("cooling.capacity_after_loss", "CDU capacity after a loss", "W",
                           "What the units of the tightest liquid loop can take after losing its redundant "
                           "units, at least one.",
                           "Sum of unit capacities without the largest max(1, redundant) units.");
    left.higherIsBetter = true;
    return {
        {info("cooling.liquid_heat", "Liquid heat", "W", "Heat that devices give to liquid.",
              "Sum over devices of planning power × liquid fraction."),
         liquidHeat},
        {info("cooling.air_heat", "Air heat", "W", "Heat that devices give to the air of the hall.",
              "Sum over devices of planning power × (1 − liquid fraction)."),
         airHeat},
        {info("cooling.flow", "Coolant flow", "m3/s", "Flow that carries the liquid heat at the design rise.",
              "Sum over liquid loops of Q / (ρ cp ΔT)."),
         liquidFlow},
        {info("cooling.airflow", "Air flow", "m3/s", "Flow of air that carries the air heat.",
              "Sum over air loops of Q / (ρ cp ΔT), ρ thinned with altitude as exp(−h / 8,400 m)."),
         airFlow},
        {info("cooling.cdu_load", "Worst CDU load", "1",
              "Heat over installed capacity of the fullest liquid loop.",
              "Largest over liquid loops of heat / sum of unit capacities."),
         worstLoad},
        {left, capacityAfterLoss},
    };
}

}  // namespace rackloom::analytics
