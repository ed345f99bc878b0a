// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of heat exchangers and groups of units.
#include "analytics/cooling/exchanger.h"
#include "analytics/formulas/formula.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB2 = "Rackloom facility reference, B2";
constexpr std::string_view kB3 = "Rackloom facility reference, B3";

CapacityRate rate(Arguments& a, std::string_view lpm, std::string_view rho, std::string_view cp) {
    return capacityRate({Density::si(a.number(rho, 1e-3, 1e5)), SpecificHeat::si(a.number(cp, 1, 1e5))},
                        a.number(lpm, 1e-9, 1e9) * unit::litrePerMinute);
}
CapacityRate hot(Arguments& a) {
    return rate(a, "lpm_hot", "rho_h", "cp_h");
}
CapacityRate cold(Arguments& a) {
    return rate(a, "lpm_cold", "rho_c", "cp_c");
}
/// Kelvin of approach for each watt, from a stated effectiveness.
double kelvinPerWatt(Arguments& a) {
    const double eps = a.number("eps", 1e-6, 1);
    return 1 / (eps * std::min(hot(a), cold(a)).si()) - 1 / hot(a).si();
}
FormulaAnswer calibrate(Arguments& a) {
    const auto eps = effectivenessOf(
        {a.number("Q_kW", 1e-9, 1e9) * unit::kW, a.number("ATD_K", 1e-6, 1e3) * unit::K, hot(a), cold(a)});
    return {eps.value_or(0), {}};
}
FormulaAnswer capacity(Arguments& a) {
    return {a.number("ATD_K", 0, 1e3) / kelvinPerWatt(a) / 1e3, {}};
}
FormulaAnswer effectiveness(Arguments& a) {
    return {counterflowEffectiveness(a.number("NTU", 0, 1e6), a.number("Cr", 0, 1)), {}};
}
FormulaAnswer group(Arguments& a) {
    const double left = a.number("n", 1, 1e6) - a.number("failed", 0, 1e6);
    if (left < 1) a.fail("failed", "no unit is left", "Leave one of them.");
    const double each = a.number("Q_kW", 0, 1e9) * 1e3 / std::max(left, 1.0);
    return {a.number("T_fws_C", -50, 100) + each * kelvinPerWatt(a), {}};
}

/// What one formula takes, and the flows on both sides that all of them take.
std::vector<FormulaParameter> withFlows(std::vector<FormulaParameter> own) {
    own.insert(own.end(), {{"lpm_hot", "Flow of the technology loop in L/min."},
                           {"rho_h", "Its density in kg/m³.", "1018"},
                           {"cp_h", "Its specific heat in J/kg/K.", "3950"},
                           {"lpm_cold", "Facility flow in L/min."},
                           {"rho_c", "Its density in kg/m³.", "995"},
                           {"cp_c", "Its specific heat in J/kg/K.", "4180"}});
    return own;
}

}  // namespace

std::vector<Formula> exchangerFormulas() {
    return {
        {"cooling.effectiveness_needed", "Effectiveness of a rated point",
         "ε = Q / (C_min (ATD + Q / C_hot))", "eps", "1", kB2, "Counterflow; the rated point of a datasheet.",
         withFlows({{"Q_kW", "Heat in kW."}, {"ATD_K", "Approach in K."}}), calibrate},
        {"cooling.capacity_at_approach", "Capacity at another approach",
         "Q = ATD / (1 / (ε C_min) − 1 / C_hot)", "kW", "kW", kB2, "Flows as rated.",
         withFlows({{"eps", "Effectiveness."}, {"ATD_K", "Approach in K."}}), capacity},
        {"cooling.effectiveness",
         "Effectiveness of counterflow",
         "ε = (1 − e^(−NTU (1 − Cr))) / (1 − Cr e^(−NTU (1 − Cr)))",
         "eps",
         "1",
         kB2,
         "Counterflow; NTU / (1 + NTU) at Cr = 1.",
         {{"NTU", "Number of transfer units."}, {"Cr", "Smaller capacity rate over the larger."}},
         effectiveness},
        {"cooling.group_supply", "Supply of a group of units",
         "T = T_fws + (Q / n) (1 / (ε C_min) − 1 / C_hot)", "T_tcs_C", "°C", kB3,
         "Equal units on one header, flows of each unchanged by a loss.",
         withFlows({{"n", "Units."},
                    {"failed", "Units lost.", "0"},
                    {"Q_kW", "Heat in kW."},
                    {"eps", "Effectiveness."},
                    {"T_fws_C", "Facility water in °C."}}),
         group},
    };
}

}  // namespace rackloom::analytics
