// SPDX-License-Identifier: GPL-3.0-or-later
// Cooling: temperatures, flow, pressure and clocks of the coolant network as drawn, now and after losing
// units. Formula: T_supply = max(set point, T_facility + Q / Σ (W/K of units)), a unit's W/K from one rated
// point by counterflow ε–NTU; needed flow from the devices' least flows; ΔP = k q^n in series and parallel;
// t = C ΔT / Q. Unit: K, m³/s, Pa, s, 1. Source: facility reference B2 to B5, B7. Valid for: steady state at
// the planning figure, units at their rated flows, equal supply to all racks of a loop. Ignores: pipes
// between units and racks, transients of controls, where heat sits; a balance, not a flow field.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/names.h"
#include "analytics/metrics/metric.h"

#include <algorithm>
#include <initializer_list>

namespace rackloom::analytics {
namespace {

using model::CoolingMedium;

/// One number of a loop; the worst loop speaks for the design.
struct LoopNumber {
    std::optional<double> (*read)(const LoopNetwork&);
    CoolingMedium medium = CoolingMedium::Liquid;
    bool largest = true;  ///< the worst is the largest, else the smallest
    std::string_view unknown;
};

void addUncalibrated(Query& q, const LoopNetwork& loop, MetricValue& value) {
    for (const DeviceTypeId id : loop.uncalibrated) {
        const std::string& name = q.get<TypeOf>(id)->name;
        if (std::find(value.missing.begin(), value.missing.end(), name) == value.missing.end())
            value.missing.push_back(name);
    }
}

MetricValue worstLoop(Query& q, const LoopNumber& number) {
    MetricValue value = unknownValue(std::string(number.unknown));
    int loops = 0, known = 0;
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != number.medium || loop.racks == 0) continue;
        ++loops;
        const auto here = number.read(loop);
        if (!here) {
            addUncalibrated(q, loop, value);
            continue;
        }
        ++known;
        value.contributions.push_back({loopName(q, loop.loop), *here});
        const bool worse = number.largest ? *here > value.value() : *here < value.value();
        if (!value.known() || worse) value.lower = value.upper = *here;
    }
    if (loops == 0)
        value.unknownReason = number.medium == CoolingMedium::Liquid ? "no rack hangs on a liquid loop"
                                                                     : "no rack hangs on an air loop";
    if (value.known()) value.unknownReason.clear();
    value.coverage = loops > 0 ? static_cast<double>(known) / loops : 1;
    return value;
}

constexpr std::string_view kNotCalibrated =
    "no unit of a liquid loop has a rated point: capacity, approach and flow";

MetricValue withWater(Query& q, MetricValue value) {
    addAssumptions(q, value,
                   {"cooling.facility_water", "cooling.facility_flow_ratio", "cooling.unit_conductance"});
    return value;
}

MetricValue supply(Query& q) {
    return withWater(q, worstLoop(q, {[](const LoopNetwork& n) { return n.supply; }, CoolingMedium::Liquid,
                                      true, kNotCalibrated}));
}
MetricValue supplyAfterLoss(Query& q) {
    return withWater(
        q, worstLoop(q, {[](const LoopNetwork& n) { return n.supplyAfterLoss; }, CoolingMedium::Liquid, true,
                         "no unit is left after a loss, or none "
                         "has a rated point"}));
}
MetricValue returns(Query& q) {
    return worstLoop(
        q, {[](const LoopNetwork& n) { return n.returns; }, CoolingMedium::Liquid, true, kNotCalibrated});
}
MetricValue approach(Query& q) {
    return withWater(q, worstLoop(q, {[](const LoopNetwork& n) { return n.approach; }, CoolingMedium::Liquid,
                                      true, kNotCalibrated}));
}
MetricValue temperatureMargin(Query& q) {
    const auto margin = [](const LoopNetwork& n) -> std::optional<double> {
        if (!n.limit || !n.supplyAfterLoss) return std::nullopt;
        return *n.limit - *n.supplyAfterLoss;
    };
    return withWater(q, worstLoop(q, {margin, CoolingMedium::Liquid, false,
                                      "no device states its warmest inlet, or no unit is left"}));
}
MetricValue warmestFacility(Query& q) {
    return worstLoop(q, {[](const LoopNetwork& n) { return n.warmestFacility; }, CoolingMedium::Liquid, false,
                         "no device states its warmest inlet, or no unit is left"});
}
MetricValue dewPointMargin(Query& q) {
    const auto margin = [](const LoopNetwork& n) -> std::optional<double> {
        if (!n.dewPoint) return std::nullopt;
        return n.supply.value_or(n.setPoint) - *n.dewPoint;
    };
    MetricValue value = worstLoop(q, {margin, CoolingMedium::Liquid, false, "no room air is assumed"});
    addAssumptions(q, value, {"cooling.room_temperature", "cooling.room_humidity"});
    return value;
}

MetricValue flowMargin(Query& q) {
    MetricValue value = worstLoop(q, {[](const LoopNetwork& n) { return n.flowMargin; },
                                      CoolingMedium::Liquid, false, "no unit states its flow"});
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops)
        if (n.medium == CoolingMedium::Liquid && n.racks > 0 && n.units > 0 && !n.pumpSpeed)
            value.warnings.push_back(loopName(q, n.loop) +
                                     ": the head of its pumps or the resistance of its "
                                     "racks is unknown, so units count with rated flow");
    addAssumptions(q, value, {"cooling.pump_shutoff", "cooling.path_exponent", "cooling.rack_manifold_drop"});
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops)
        if (n.medium == CoolingMedium::Liquid && n.devices > 0 && n.statedFlow < n.devices)
            value.warnings.push_back(loopName(q, n.loop) + ": " + std::to_string(n.devices - n.statedFlow) +
                                     " devices state no least flow, so theirs is not counted");
    return value;
}
MetricValue neededFlowOf(Query& q) {
    MetricValue value = unknownValue("no device on a liquid loop states its least flow");
    int devices = 0, stated = 0;
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops) {
        if (n.medium != CoolingMedium::Liquid) continue;
        devices += n.devices;
        stated += n.statedFlow;
        if (!n.needed) continue;
        value.contributions.push_back({loopName(q, n.loop), *n.needed});
        value.lower = value.upper = value.value() + *n.needed;
        value.unknownReason.clear();
    }
    value.coverage = devices > 0 ? static_cast<double>(stated) / devices : 1;
    sortLargestFirst(value.contributions);
    return value;
}

constexpr std::string_view kNoDrop = "a liquid-cooled device does not state its pressure drop";

MetricValue withHydraulics(Query& q, MetricValue value) {
    addAssumptions(q, value, {"cooling.path_exponent", "cooling.rack_manifold_drop"});
    return value;
}
MetricValue pressureDrop(Query& q) {
    return withHydraulics(q, worstLoop(q, {[](const LoopNetwork& n) { return n.pressureDrop; },
                                           CoolingMedium::Liquid, true, kNoDrop}));
}
MetricValue balance(Query& q) {
    return withHydraulics(q, worstLoop(q, {[](const LoopNetwork& n) { return n.balance; },
                                           CoolingMedium::Liquid, false, kNoDrop}));
}

MetricValue powerOf(Query& q, CoolingMedium medium, std::string_view nothing) {
    MetricValue value = unknownValue(std::string(nothing));
    int loops = 0, known = 0;
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops) {
        if (n.medium != medium || n.units == 0) continue;
        ++loops;
        if (!n.pumpPower) continue;
        ++known;
        value.contributions.push_back({loopName(q, n.loop), *n.pumpPower});
        value.lower = value.upper = value.value() + *n.pumpPower;
        value.unknownReason.clear();
    }
    value.coverage = loops > 0 ? static_cast<double>(known) / loops : 1;
    sortLargestFirst(value.contributions);
    return value;
}
MetricValue pumpPowerOf(Query& q) {
    MetricValue value =
        powerOf(q, CoolingMedium::Liquid, "no liquid loop has units whose power or head is known");
    addAssumptions(q, value, {"cooling.pump_efficiency"});
    return value;
}
MetricValue pumpSpeedOf(Query& q) {
    MetricValue value =
        worstLoop(q, {[](const LoopNetwork& n) { return n.pumpSpeed; }, CoolingMedium::Liquid, true,
                      "no liquid loop has pumps of known head before racks of known resistance"});
    for (const LoopNetwork& n : q.get<CoolantNetwork>()->loops)
        if (n.pumpHead && n.flow) {
            value.inputs.push_back(drawnInput(loopName(q, n.loop) + ": head", *n.pumpHead, "Pa"));
            value.inputs.push_back(drawnInput(loopName(q, n.loop) + ": flow", *n.flow, "m3/s"));
        }
    addAssumptions(q, value, {"cooling.pump_shutoff", "cooling.path_exponent", "cooling.rack_manifold_drop"});
    return value;
}
MetricValue fanPowerOf(Query& q) {
    return powerOf(q, CoolingMedium::Air, "no air loop has units whose power is known");
}

MetricValue rideFacility(Query& q) {
    MetricValue value = worstLoop(q, {[](const LoopNetwork& n) { return n.rideFacility; },
                                      CoolingMedium::Liquid, false, "no heat is known"});
    addAssumptions(q, value, {"cooling.loop_volume", "cooling.loop_metal_kg", "cooling.loop_rise_limit"});
    return value;
}
MetricValue rideFlow(Query& q) {
    MetricValue value = worstLoop(q, {[](const LoopNetwork& n) { return n.rideFlow; }, CoolingMedium::Liquid,
                                      false, "the power of no processor on a liquid loop is known"});
    addAssumptions(
        q, value,
        {"cooling.plate_volume", "cooling.plate_metal_kg", "cooling.plate_margin", "cooling.throttle_floor"});
    return value;
}
MetricValue rideAir(Query& q) {
    const auto& state = *q.get<CoolantNetwork>();
    MetricValue value = state.rideAir ? countValue(*state.rideAir)
                                      : unknownValue("no hall is drawn, or nothing gives heat to its air");
    addAssumptions(q, value, {"cooling.room_height_m", "cooling.air_rise_limit"});
    return value;
}
MetricValue airInlet(Query& q) {
    MetricValue value = worstLoop(q, {[](const LoopNetwork& n) { return n.rackInlet; }, CoolingMedium::Air,
                                      true, "no rack hangs on an air loop"});
    addAssumptions(q, value, {"cooling.recirculation"});
    return value;
}

Metric make(std::string_view id, std::string_view label, std::string_view unit, bool higherIsBetter,
            std::string_view sentence, std::string_view formula, MetricValue (*compute)(Query&)) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Cooling;
    i.higherIsBetter = higherIsBetter;
    i.source = "Facility reference B2 to B5, B7; rated points and limits from the catalogue.";
    i.validFor = "Steady state at the planning power; variable speed, units at most at their rated flows.";
    i.ignores = "Pipes between units and racks, controls, where heat sits; a balance, not a flow field.";
    return {i, compute};
}

}  // namespace

std::vector<Metric> coolingNetworkMetrics() {
    return {
        make("cooling.supply", "Coolant supply", "K", false,
             "How warm the coolant reaches the racks of the warmest liquid loop.",
             "max(set point, T_facility + Q / Σ W/K of units).", supply),
        make("cooling.supply_after_loss", "Coolant supply after a loss", "K", false,
             "The same after losing the redundant units, at least one.",
             "max(set point, T_facility + Q / Σ W/K of the units left).", supplyAfterLoss),
        make("cooling.return", "Coolant return", "K", false,
             "How warm the coolant leaves the racks of the warmest liquid loop.", "T_supply + Q / (ρ cp V̇).",
             returns),
        make("cooling.approach", "Approach", "dK", false,
             "How far the warmest loop's supply must stay over the facility water.", "Q / Σ W/K of units.",
             approach),
        make("cooling.temperature_margin", "Temperature margin after a loss", "dK", true,
             "What is left to the warmest inlet that the devices take, after losing units.",
             "Least over loops of warmest inlet − supply after a loss.", temperatureMargin),
        make("cooling.warmest_facility_water", "Warmest facility water", "K", true,
             "How warm the facility water may be while the supply after a loss still suits every device.",
             "Warmest inlet − approach after a loss.", warmestFacility),
        make("cooling.dew_point_margin", "Margin over the dew point", "dK", true,
             "How far the coolest loop stays over the dew point of the room.",
             "Supply − 243.04 γ / (17.625 − γ), γ = ln RH + 17.625 T / (T + 243.04).", dewPointMargin),
        make("cooling.needed_flow", "Least flow of the devices", "m3/s", false,
             "What the devices need at the present supply: less than they state where coolant is colder than "
             "they could take.",
             "Sum of stated flow × rise / (rise + warmest inlet − supply).", neededFlowOf),
        make("cooling.flow_margin", "Flow margin after a loss", "1", true,
             "What the units left can move beyond what the racks need.",
             "Least over loops of flow after a loss / max(design flow, least flow) − 1; the flow where pump "
             "curves "
             "H₀ s² − a q² meet ΔP of the racks at full speed, and no more than rated.",
             flowMargin),
        make("cooling.pressure_drop", "Pressure drop of the racks", "Pa", false,
             "Pressure across the racks of the loop that resists most.",
             "ΔP = k q^n of all devices side by side, behind their manifolds.", pressureDrop),
        make("cooling.flow_balance", "Flow balance", "1", true,
             "Flow of the device that gets least, over the least it states.",
             "Least over devices of flow / least flow at the common pressure.", balance),
        make("cooling.pump_power", "Pumps of liquid loops", "W", false,
             "What the units of liquid loops draw at this heat.",
             "Rated power × (flow / rated flow) × speed², s³ on one curve; ΔP · V̇ / η where no power is "
             "stated; "
             "rated power × share of the load where no curve is known.",
             pumpPowerOf),
        make("cooling.pump_speed", "Pump speed", "1", false,
             "How fast the pumps of the busiest liquid loop run to move its flow, as a share of full speed.",
             "s with H₀ s² − a (V̇ / n)² = ΔP of the racks at V̇, for n equal pumps side by side.",
             pumpSpeedOf),
        make("cooling.fan_power", "Fans of air loops", "W", false,
             "What the units of air loops draw at this heat.", "Rated power × share of the load.",
             fanPowerOf),
        make("cooling.ride_facility_water", "Time without facility water", "s", true,
             "How long the coolant of the tightest loop lasts while its pumps run.", "(ρ cp V + m c) ΔT / Q.",
             rideFacility),
        make("cooling.ride_flow", "Time without flow", "s", true,
             "How long the hottest processor lasts when its coolant stands still.",
             "(m c + ρ cp V) ΔT / P; stepped by 0.1 s where devices throttle.", rideFlow),
        make("cooling.ride_air", "Time without air cooling", "s", true,
             "How long the air of the halls lasts when every air cooler stops.", "ρ cp V ΔT / Q.", rideAir),
        make("cooling.air_inlet", "Air inlet", "K", false,
             "How warm the air reaches the racks, exhaust that returns mixed in.", "T_s + ΔT β / (1 − β).",
             airInlet),
    };
}

}  // namespace rackloom::analytics
