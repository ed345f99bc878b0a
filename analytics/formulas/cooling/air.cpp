// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of residual air and moisture.
#include "analytics/cooling/air.h"
#include "analytics/cooling/humidity.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB3 = "Rackloom facility reference, B3";
constexpr std::string_view kB5 = "Rackloom facility reference, B5";

FormulaAnswer cfm(Arguments& a) {
    return {
        tradeCfm(a.number("W", 0, 1e12) * unit::W, a.number("dT_F", 1e-6, 1e3) / 1.8 * unit::K).value_or(0),
        {}};
}
FormulaAnswer airflow(Arguments& a) {
    const Fluid air{Density::si(a.number("rho", 1e-3, 1e5)), SpecificHeat::si(a.number("cp", 1, 1e5))};
    return {flowFor(a.number("Q_kW", 0, 1e9) * unit::kW, air, a.number("dT_K", 1e-6, 1e3) * unit::K)
                .value_or(VolumeFlow{})
                .si(),
            {}};
}
FormulaAnswer inlet(Arguments& a) {
    return {inletWithRecirculation(Temperature::celsius(a.number("T_supply_C", -100, 200)),
                                   a.number("dT_it_K", 0, 1e3) * unit::K, a.number("beta", 0, 0.999))
                .value_or(Temperature{})
                .inCelsius(),
            {}};
}
FormulaAnswer fans(Arguments& a) {
    const auto power = fanPower(VolumeFlow::si(a.number("m3_s", 0, 1e9)),
                                Pressure::si(a.number("dp_Pa", 0, 1e9)), a.number("eta", 1e-6, 1));
    return {power.value_or(Power{}).in(unit::kW), {}};
}
FormulaAnswer dew(Arguments& a) {
    return {dewPoint(Temperature::celsius(a.number("T_C", -100, 200)), a.number("RH", 1e-6, 1))
                .value_or(Temperature{})
                .inCelsius(),
            {}};
}
FormulaAnswer wet(Arguments& a) {
    return {wetBulb(Temperature::celsius(a.number("T_C", -20, 50)), a.number("RH", 0.05, 1))
                .value_or(Temperature{})
                .inCelsius(),
            {}};
}

}  // namespace

std::vector<Formula> residualAirFormulas() {
    return {
        {"cooling.cfm",
         "Air flow by the rule of the trade",
         "CFM = 3.16 W / ΔT[°F]",
         "CFM",
         "ft³/min",
         kB5,
         "Sea level.",
         {{"W", "Heat in W."}, {"dT_F", "Rise in °F."}},
         cfm},
        {"cooling.airflow",
         "Air flow",
         "V = Q / (ρ cp ΔT)",
         "m3_s",
         "m³/s",
         kB5,
         "Dry air.",
         {{"Q_kW", "Heat in kW."},
          {"dT_K", "Rise in K."},
          {"rho", "Density in kg/m³.", "1.2"},
          {"cp", "Specific heat in J/kg/K.", "1006"}},
         airflow},
        {"cooling.rack_inlet",
         "Rack inlet with recirculation",
         "T_in = T_s + ΔT β / (1 − β)",
         "T_in_C",
         "°C",
         kB5,
         "A share β of exhaust in the inlet.",
         {{"T_supply_C", "Supply in °C."},
          {"dT_it_K", "Rise over the equipment in K."},
          {"beta", "Share of exhaust in the inlet."}},
         inlet},
        {"cooling.fan_power",
         "Power of a fan wall",
         "P = ΔP V / η",
         "kW",
         "kW",
         kB5,
         "Steady flow.",
         {{"m3_s", "Air in m³/s."}, {"dp_Pa", "Pressure in Pa."}, {"eta", "Efficiency, wire to air."}},
         fans},
        {"cooling.dew_point",
         "Dew point",
         "γ = ln RH + 17.625 T / (T + 243.04); T_dp = 243.04 γ / (17.625 − γ)",
         "T_dp_C",
         "°C",
         kB3,
         "Magnus formula, −40 to 50 °C.",
         {{"T_C", "Air in °C."}, {"RH", "Relative humidity, 0 to 1."}},
         dew},
        {"cooling.wet_bulb",
         "Wet bulb",
         "fit of Stull",
         "T_wb_C",
         "°C",
         "Stull 2011, as in Rackloom facility reference, B6",
         "Sea level, −20 to 50 °C, 5 to 99 %.",
         {{"T_C", "Air in °C."}, {"RH", "Relative humidity, 0 to 1."}},
         wet},
    };
}

}  // namespace rackloom::analytics
