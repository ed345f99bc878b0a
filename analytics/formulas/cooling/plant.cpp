// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of the facility plant.
#include "analytics/cooling/plant.h"
#include "analytics/energy/effectiveness.h"
#include "analytics/formulas/formula.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB6 = "Rackloom facility reference, B6";

TemperatureDifference kelvin(Arguments& a, std::string_view name) {
    return a.number(name, 0, 1e3) * unit::K;
}
PlantModel model(Arguments& a) {
    PlantModel plant;
    plant.supply = Temperature::celsius(a.number("T_fws_C", -50, 100));
    plant.rise = kelvin(a, "rise_K");
    plant.approach = kelvin(a, "approach_K");
    plant.carnot = a.number("carnot", 1e-6, 1);
    plant.evaporatorDrop = kelvin(a, "dTe");
    plant.condenserRise = kelvin(a, "dTc");
    plant.leastLift = kelvin(a, "min_lift");
    plant.fan = a.number("fan", 0, 1);
    plant.pump = a.number("pump", 0, 1);
    return plant;
}
FormulaAnswer cop(Arguments& a) {
    const auto value =
        chillerCop(Temperature::celsius(a.number("Te_C", -100, 200)),
                   Temperature::celsius(a.number("Tc_C", -100, 200)), a.number("eta", 1e-6, 1));
    if (!value) a.fail("Tc_C", "it is not above Te_C", "Condense warmer than you evaporate.");
    return {value.value_or(0), {}};
}
FormulaAnswer freeHours(Arguments& a) {
    const auto time = gaussianFreeTime(Temperature::celsius(a.number("mu_C", -100, 100)),
                                       a.number("sd_C", 1e-6, 100) * unit::K,
                                       Temperature::celsius(a.number("T_fws_C", -100, 100)),
                                       kelvin(a, "approach_K"), a.number("hours", 0, 1e6) * unit::hour);
    return {time.value_or(Duration{}).in(unit::hour), {}};
}
FormulaAnswer year(Arguments& a) {
    std::vector<WeatherBin> weather;
    for (const auto& [at, hours] : a.pairs("bins"))
        weather.push_back({Temperature::celsius(at), Temperature::celsius(at), hours * unit::hour});
    return {plantYear(model(a), a.number("Q_kW", 0, 1e9) * unit::kW, weather).electrical().in(unit::kWh), {}};
}
FormulaAnswer part(Arguments& a) {
    const double it = a.number("it_kW", 1e-9, 1e9) * a.number("hours", 1e-9, 1e9);
    return {usageEffectiveness(it, a.number("kWh", 0, 1e15), 0, it).value_or(0), {}};
}
FormulaAnswer tons(Arguments& a) {
    return {inTons(a.number("it_MW", 0, 1e6) * unit::MW), {}};
}

}  // namespace

std::vector<Formula> plantFormulas() {
    return {
        {"plant.cop",
         "COP of a chiller",
         "COP = η (T_e + 273.15) / (T_c − T_e)",
         "COP",
         "1",
         kB6,
         "A share of the ideal.",
         {{"Te_C", "Evaporating in °C."}, {"Tc_C", "Condensing in °C."}, {"eta", "Share of the ideal."}},
         cop},
        {"plant.free_hours",
         "Hours of free cooling",
         "h Φ((T_fws − approach − μ) / σ)",
         "h",
         "h",
         kB6,
         "Dry bulb normally distributed over the year.",
         {{"mu_C", "Mean outdoors in °C."},
          {"sd_C", "Deviation in K."},
          {"T_fws_C", "Facility water in °C."},
          {"approach_K", "Free cooler outlet over outdoor air in K."},
          {"hours", "Hours of the year.", "8760"}},
         freeHours},
        {"plant.year",
         "Energy of a plant in a year",
         "Σ h (Q_m / COP + fan (Q + Q_m / COP) + pump Q)",
         "kWh",
         "kWh",
         kB6,
         "Bins of outdoor temperature; dry coolers.",
         {{"bins", "Outdoor °C:hours, as 0:1500|8:2200."},
          {"T_fws_C", "Facility water in °C."},
          {"rise_K", "Its rise in K."},
          {"approach_K", "Free cooler outlet over outdoor air in K."},
          {"Q_kW", "Heat in kW."},
          {"carnot", "Share of the ideal COP."},
          {"fan", "Fan power for each watt rejected."},
          {"pump", "Pump power for each watt moved."},
          {"dTe", "Evaporating under the supply in K."},
          {"dTc", "Condensing over outdoor air in K."},
          {"min_lift", "Least lift in K."}},
         year},
        {"plant.pue_part",
         "Cooling's part of PUE",
         "1 + E / (IT h)",
         "ppue",
         "1",
         kB6,
         "One load over the year.",
         {{"kWh", "Plant energy in kWh."}, {"it_kW", "IT power in kW."}, {"hours", "Hours.", "8760"}},
         part},
        {"plant.tons",
         "Refrigeration tons",
         "Q / 3.517 kW",
         "RT",
         "tons",
         kB6,
         "A unit of the trade.",
         {{"it_MW", "Heat in MW."}, {"kW_per_RT", "Kilowatts of a ton; always 3.517.", "3.517"}},
         tons},
    };
}

}  // namespace rackloom::analytics
