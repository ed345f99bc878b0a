// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of lost cooling, and of water.
#include "analytics/cooling/clocks.h"
#include "analytics/cooling/evaporation.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB7 = "Rackloom facility reference, B7";
constexpr std::string_view kB8 = "Rackloom facility reference, B8";

Fluid fluid(Arguments& a) {
    return {Density::si(a.number("rho", 1e-3, 1e5)), SpecificHeat::si(a.number("cp", 1, 1e5))};
}
HeatCapacity lump(Arguments& a) {
    return heatCapacity(fluid(a), a.number("V_L", 0, 1e9) * unit::litre,
                        a.number("m_cu_kg", 0, 1e9) * unit::kg, SpecificHeat::si(a.number("cp_cu", 0, 1e5)));
}
FormulaAnswer loopClock(Arguments& a) {
    return {timeToRise(lump(a), a.number("dT_K", 0, 1e3) * unit::K, a.number("Q_kW", 1e-9, 1e9) * unit::kW)
                .value_or(Duration{})
                .in(unit::s),
            {}};
}
FormulaAnswer plateClock(Arguments& a) {
    const Power draw = a.number("P_W", 1e-9, 1e9) * unit::W;
    const TemperatureDifference margin = a.number("margin_K", 0, 1e3) * unit::K;
    const double floor = a.number("floor", 0, 1);
    const auto time = floor < 1
                          ? timeToRise(lump(a), margin, draw,
                                       Throttling{margin * a.number("throttle_at", 0, 1), 1, draw * floor})
                          : timeToRise(lump(a), margin, draw);
    if (!time) a.fail("floor", "the margin is never used up", "Choose a higher floor.");
    return {time.value_or(Duration{}).in(unit::s), {}};
}
FormulaAnswer tank(Arguments& a) {
    return {bufferTank(a.number("Q_kW", 0, 1e9) * unit::kW, a.number("t_s", 0, 1e9) * unit::s, fluid(a),
                       a.number("dT_K", 1e-6, 1e3) * unit::K)
                .value_or(Volume{})
                .in(unit::m3),
            {}};
}
FormulaAnswer makeUp(Arguments& a) {
    return {
        makeUpWater(a.number("hfg_MJ_kg", 1e-6, 100) * 1e6 * unit::J / unit::kg, a.number("coc", 1.0001, 1e6))
            .value_or(WaterPerHeat{})
            .in(unit::litre / unit::kWh),
        {}};
}

}  // namespace

std::vector<Formula> outageFormulas() {
    return {
        {"outage.facility_water",
         "Time without facility water",
         "t = (ρ cp V + m c) ΔT / Q",
         "s",
         "s",
         kB7,
         "Pumps keep running; one lump.",
         {{"V_L", "Coolant in L."},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."},
          {"m_cu_kg", "Wetted copper in kg."},
          {"cp_cu", "Specific heat of the metal in J/kg/K.", "385"},
          {"dT_K", "Rise allowed in K."},
          {"Q_kW", "Heat in kW."}},
         loopClock},
        {"outage.flow",
         "Time without flow",
         "t = (m c + ρ cp V) ΔT / P",
         "s",
         "s",
         kB7,
         "One device, one lump; stepped by 0.1 s where it throttles.",
         {{"P_W", "Draw in W."},
          {"m_cu_kg", "Cold plate in kg."},
          {"cp_cu", "Specific heat of the metal in J/kg/K.", "385"},
          {"V_L", "Coolant in L."},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."},
          {"margin_K", "Rise allowed in K."},
          {"floor", "Draw it throttles to, as a share.", "1"},
          {"throttle_at", "Share of the margin at which it throttles.", "0.5"}},
         plateClock},
        {"outage.buffer_tank",
         "Tank that bridges a gap",
         "V = Q t / (ρ cp ΔT)",
         "m3",
         "m³",
         kB7,
         "Perfect layers.",
         {{"Q_kW", "Heat in kW."},
          {"t_s", "Gap in s."},
          {"dT_K", "Usable difference in K."},
          {"rho", "Density in kg/m³."},
          {"cp", "Specific heat in J/kg/K."}},
         tank},
        {"water.make_up",
         "Make-up water",
         "3.6 / h_fg · COC / (COC − 1)",
         "L_per_kWh",
         "L/kWh",
         kB8,
         "Evaporation and blow-down; no drift.",
         {{"hfg_MJ_kg", "Latent heat in MJ/kg.", "2.43"}, {"coc", "Cycles of concentration.", "5"}},
         makeUp},
    };
}

}  // namespace rackloom::analytics
