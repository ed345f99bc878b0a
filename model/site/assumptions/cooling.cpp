// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";
constexpr std::string_view kNone = "no source";

constexpr AssumptionSpec kSpecs[] = {
    {"site.altitude_m", "Altitude", "m", 0, -430, 5000, "sea level", Grade::Unverified,
     "thins the air that cools what liquid does not"},
    {"cooling.density.pg25", "Density of PG25", "kg/m3", 1018, 900, 1200, kFacility, Grade::Relayed,
     "at about 30 °C"},
    {"cooling.specific_heat.pg25", "Specific heat of PG25", "J/kg/K", 3950, 3000, 4500, kFacility,
     Grade::Relayed, "at about 30 °C"},
    {"cooling.density.water", "Density of water", "kg/m3", 995, 900, 1100, kFacility, Grade::Relayed,
     "at about 30 °C"},
    {"cooling.specific_heat.water", "Specific heat of water", "J/kg/K", 4180, 3500, 4500, kFacility,
     Grade::Relayed, "at about 30 °C"},
    {"cooling.density.air", "Density of air", "kg/m3", 1.2, 0.5, 1.5, kFacility, Grade::Derived,
     "at sea level and about 20 °C"},
    {"cooling.specific_heat.air", "Specific heat of air", "J/kg/K", 1006, 900, 1100, kFacility,
     Grade::Derived, "dry air at constant pressure"},

    {"cooling.facility_water", "Facility water supply", "K", 299.15, 275.15, 323.15,
     "Rackloom facility reference, class W27", Grade::Relayed, "for loops that state none of their own"},
    {"cooling.facility_rise", "Rise of the facility water", "dK", 10, 0.5, 30, kFacility, Grade::Relayed, ""},
    {"cooling.facility_flow_ratio", "Facility flow over loop flow of a CDU", "1", 1, 0.1, 5, kNone,
     Grade::Unverified, "at the rated point, for types that state no flow on the side of the plant"},
    {"cooling.unit_conductance", "Conductance follows the flows (0 no, 1 turbulent)", "1", 0, 0, 1, kFacility,
     Grade::Derived, "0 keeps UA of the rated point, 1 lets both films follow flow^0.8"},
    {"cooling.room_temperature", "Room air", "K", 297.15, 278.15, 318.15, kNone, Grade::Unverified,
     "for the dew point that coolant must stay above"},
    {"cooling.room_humidity", "Relative humidity of the room", "1", 0.5, 0.01, 1, kNone, Grade::Unverified,
     ""},
    {"cooling.dew_point_margin", "Coolant above the dew point, at least", "dK", 2, 0, 10, kFacility,
     Grade::Relayed, "2 to 3 K are usual"},
    {"cooling.recirculation", "Share of exhaust air in the inlet", "1", 0.05, 0, 0.9, kFacility,
     Grade::Unverified, "contained 0.02 to 0.08, open 0.15 to 0.3"},
    {"cooling.path_exponent", "Exponent of flow in pressure drops", "1", 2, 1, 2, kFacility, Grade::Derived,
     "2 for fittings and couplings, 1.75 in smooth pipe, 1 where flow is laminar"},
    {"cooling.rack_manifold_drop", "Pressure drop of couplings and manifold of a rack", "Pa", 0, 0, 1e6,
     kNone, Grade::Unverified, "at the least flow of its devices; 0 leaves it out"},
    {"cooling.pump_efficiency", "Pump efficiency, wire to water", "1", 0.55, 0.05, 1, kFacility,
     Grade::Unverified, "for units whose power is unknown"},
    {"cooling.pump_shutoff", "Head of a pump without flow, over its rated head", "1", 1.25, 1.01, 3, kNone,
     Grade::Unverified, "the rise of its curve from the rated point"},
    {"cooling.loop_volume", "Coolant for each rack", "m3", 0.06, 0.001, 10, kFacility, Grade::Unverified,
     "of the loop, in racks and pipes"},
    {"cooling.loop_metal_kg", "Wetted metal for each rack", "kg", 25, 0, 1000, kFacility, Grade::Unverified,
     "counted as copper"},
    {"cooling.loop_rise_limit", "Rise that a loop may take in an outage", "dK", 10, 0.5, 40, kFacility,
     Grade::Unverified, "where no device states its warmest inlet"},
    {"cooling.plate_volume", "Coolant in a cold plate", "m3", 1e-4, 0, 0.01, kFacility, Grade::Unverified,
     "of one processor"},
    {"cooling.plate_metal_kg", "Metal of a cold plate", "kg", 0.8, 0, 20, kFacility, Grade::Unverified,
     "of one processor, counted as copper"},
    {"cooling.plate_margin", "Rise that a processor may take in an outage", "dK", 30, 1, 80, kFacility,
     Grade::Unverified, "from the running temperature to throttling"},
    {"cooling.shutdown_margin", "Rise from throttling to shutdown", "dK", 15, 1, 80, kNone, Grade::Unverified,
     "used where devices throttle"},
    {"cooling.throttle_floor", "Draw that a throttled device falls to", "1", 1, 0, 1, kFacility,
     Grade::Unverified, "as a share; 1 leaves throttling out"},
    {"cooling.metal_specific_heat", "Specific heat of copper", "J/kg/K", 385, 100, 1000, kFacility,
     Grade::Derived, ""},
    {"cooling.room_height_m", "Height of a hall", "m", 4, 2, 20, kNone, Grade::Unverified,
     "its air is what warms when air cooling stops"},
    {"cooling.air_rise_limit", "Rise that room air may take in an outage", "dK", 10, 1, 40, kNone,
     Grade::Unverified, ""},

    {"plant.approach", "Free cooler: outlet over outdoor air", "dK", 6, 0.5, 30, kFacility, Grade::Relayed,
     ""},
    {"plant.wet", "Free cooler sees the wet bulb (0 no, 1 yes)", "1", 0, 0, 1, kFacility, Grade::Derived,
     "1 for towers and adiabatic coolers"},
    {"plant.carnot", "Chiller: share of the ideal", "1", 0.55, 0.1, 0.9, kFacility, Grade::Derived,
     "gives the 0.6 to 0.8 kW per ton of chillers"},
    {"plant.evaporator_drop", "Chiller: evaporating under its outlet", "dK", 3, 0, 15, kFacility,
     Grade::Unverified, ""},
    {"plant.condenser_rise", "Chiller: condensing over outdoor air", "dK", 12, 0, 30, kFacility,
     Grade::Unverified, ""},
    {"plant.least_lift", "Chiller: least lift", "dK", 8, 1, 30, kFacility, Grade::Unverified, ""},
    {"plant.fan", "Fans, for each watt rejected", "1", 0.018, 0, 0.2, kFacility, Grade::Unverified, ""},
    {"plant.pump", "Facility pumps, for each watt moved", "1", 0.012, 0, 0.2, kFacility, Grade::Unverified,
     ""},
    {"plant.latent_heat", "Latent heat of evaporation", "J/kg", 2.43e6, 2.2e6, 2.5e6, kFacility,
     Grade::Derived, "at about 30 °C"},
    {"plant.cycles", "Cycles of concentration", "1", 5, 1.1, 20, kFacility, Grade::Relayed,
     "blow-down keeps salts in bounds"},
    {"plant.restart_s", "Restart of the chillers", "s", 120, 0, 3600, kNone, Grade::Unverified,
     "the gap that a buffer tank bridges"},

    {"climate.mean", "Mean outdoor temperature", "K", 286.15, 243.15, 313.15, kFacility, Grade::Unverified,
     "of the year, where the site holds no climate of its own"},
    {"climate.deviation", "Spread of the outdoor temperature", "dK", 9, 0.1, 25, kFacility, Grade::Unverified,
     "standard deviation over the hours of a year"},
    {"climate.humidity", "Relative humidity outdoors", "1", 0.6, 0.05, 1, kNone, Grade::Unverified,
     "for the wet bulb, where the climate states none"},
};

}  // namespace

std::span<const AssumptionSpec> coolingAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
