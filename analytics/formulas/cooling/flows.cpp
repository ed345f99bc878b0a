// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of heat and coolant flow.
#include "analytics/cooling/flow.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB1 = "Rackloom facility reference, B1";

Fluid fluid(Arguments& a) {
    return {Density::si(a.number("rho", 1e-3, 1e5)), SpecificHeat::si(a.number("cp", 1, 1e5))};
}
Power heat(Arguments& a) {
    return a.number("Q_kW", 0, 1e9) * unit::kW;
}
VolumeFlow carried(Arguments& a) {
    return flowFor(heat(a), fluid(a), a.number("dT", 1e-6, 1e3) * unit::K).value_or(VolumeFlow{});
}
FormulaAnswer flowEach(Arguments& a) {
    return {carried(a).in(unit::litrePerMinute) / a.number("Q_kW", 1e-9, 1e9), {}};
}
FormulaAnswer flow(Arguments& a) {
    return {carried(a).in(unit::litrePerMinute), {}};
}
FormulaAnswer riseAt(Arguments& a) {
    const VolumeFlow given =
        a.has("lpm") ? a.number("lpm", 1e-9, 1e9) * unit::litrePerMinute
                     : a.number("lpm_per_kW", 1e-9, 1e9) * heat(a).in(unit::kW)*unit::litrePerMinute;
    return {riseFor(heat(a), fluid(a), given).value_or(TemperatureDifference{}).in(unit::K), {}};
}
FormulaAnswer liquidShare(Arguments& a) {
    return {a.number("liquid_kW", 0, 1e9) / a.number("tray_kW", 1e-9, 1e9), {}};
}
FormulaAnswer least(Arguments& a) {
    return {leastFlow(a.number("lpm_warmest", 1e-9, 1e9) * unit::litrePerMinute,
                      Temperature::celsius(a.number("T_warmest_C", -100, 200)),
                      Temperature::celsius(a.number("T_supply_C", -100, 200)), heat(a), fluid(a))
                .in(unit::litrePerMinute),
            {}};
}

}  // namespace

std::vector<Formula> coolantFlowFormulas() {
    return {
        {"cooling.flow_each",
         "Flow for each kilowatt",
         "V = Q / (ρ cp ΔT)",
         "LPM_per_kW",
         "L/min/kW",
         kB1,
         "A single-phase coolant.",
         {{"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."},
          {"dT", "Rise in K."},
          {"Q_kW", "Heat in kW.", "1"}},
         flowEach},
        {"cooling.flow",
         "Flow for a heat",
         "V = Q / (ρ cp ΔT)",
         "LPM",
         "L/min",
         kB1,
         "A single-phase coolant.",
         {{"Q_kW", "Heat in kW."},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."},
          {"dT", "Rise in K."}},
         flow},
        {"cooling.rise",
         "Rise of a coolant",
         "ΔT = Q / (ρ cp V)",
         "K",
         "K",
         kB1,
         "A single-phase coolant; the flow in L/min or for each kW.",
         {{"Q_kW", "Heat in kW."},
          {"lpm", "Flow in L/min.", "1"},
          {"lpm_per_kW", "Flow in L/min for each kW.", "1"},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."}},
         riseAt},
        {"cooling.liquid_share",
         "Share of heat into liquid",
         "φ = Q_liquid / Q",
         "fraction",
         "1",
         kB1,
         "Steady heat.",
         {{"liquid_kW", "Heat into liquid in kW."}, {"tray_kW", "All heat in kW."}},
         liquidShare},
        {"cooling.least_flow",
         "Least flow at a colder supply",
         "V = V_w ΔT_w / (ΔT_w + T_w − T_s), ΔT_w = Q / (ρ cp V_w)",
         "LPM",
         "L/min",
         kB1,
         "A device whose return may stay as warm as at its warmest supply.",
         {{"lpm_warmest", "Flow stated at the warmest supply in L/min."},
          {"T_warmest_C", "Warmest supply in °C."},
          {"T_supply_C", "Supply in °C."},
          {"Q_kW", "Heat in kW."},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."}},
         least},
    };
}

}  // namespace rackloom::analytics
