// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of a cold plate on one processor.
#include "analytics/cooling/cold_plate.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB4 = "Rackloom facility reference, B4";

ColdPlateState state(Arguments& a) {
    ColdPlate plate;
    plate.channels = static_cast<int>(a.number("channels", 1, 1e6));
    plate.hydraulicDiameter = Length::si(a.number("d_mm", 1e-3, 1e3) * 1e-3);
    plate.length = Length::si(a.number("length_mm", 1e-3, 1e5) * 1e-3);
    plate.wetted = Area::si(a.number("wetted_cm2", 1e-3, 1e6) * 1e-4);
    plate.junctionToCase = a.number("R_jc", 0, 1e3);
    plate.interface = a.number("R_tim", 0, 1e3);
    plate.base = a.number("R_base", 0, 1e3);
    const ColdPlateFluid fluid{a.number("rho", 1e-3, 1e5), a.number("cp", 1, 1e5), a.number("k", 1e-6, 1e3),
                               a.number("mu", 1e-9, 1e3)};
    return coldPlateAt(plate, fluid, a.number("P_W", 0, 1e6) * unit::W,
                       a.number("lpm", 1e-9, 1e6) * unit::litrePerMinute)
        .value_or(ColdPlateState{});
}
FormulaAnswer junction(Arguments& a) {
    return {state(a).junctionOverInlet.si() + a.number("T_in_C", -100, 200), {}};
}
FormulaAnswer drop(Arguments& a) {
    return {state(a).drop.si() / 1e3, {}};
}

std::vector<FormulaParameter> plateParameters(const std::vector<FormulaParameter>& besides = {}) {
    std::vector<FormulaParameter> all{{"P_W", "Heat in W."},
                                      {"lpm", "Coolant in L/min."},
                                      {"channels", "Channels side by side."},
                                      {"d_mm", "Their hydraulic diameter in mm."},
                                      {"length_mm", "Their length in mm."},
                                      {"wetted_cm2", "Wetted area of all in cm²."},
                                      {"R_jc", "Resistance from junction to case in K/W.", "0"},
                                      {"R_tim", "Of the interface in K/W.", "0"},
                                      {"R_base", "Of the base in K/W.", "0"},
                                      {"rho", "Density in kg/m³.", "997"},
                                      {"cp", "Specific heat in J/kg/K.", "4180"},
                                      {"k", "Conductivity in W/m/K.", "0.6"},
                                      {"mu", "Viscosity in Pa s.", "0.00089"}};
    all.insert(all.end(), besides.begin(), besides.end());
    return all;
}

}  // namespace

std::vector<Formula> coldPlateFormulas() {
    return {
        {"cooling.junction", "Junction on a cold plate",
         "T_j = T_in + Q (R_jc + R_tim + R_base + 1 / (h A)) + ½ Q / (ρ cp V); Nu 4.36, or 0.023 Re^0.8 "
         "Pr^0.4 from "
         "Re 4,000",
         "T_j_C", "°C", kB4, "Parallel channels, heat spread evenly; linear between Re 2,300 and 4,000.",
         plateParameters({{"T_in_C", "Inlet in °C."}}), junction},
        {"cooling.cold_plate_drop", "Pressure drop of a cold plate",
         "ΔP = f (L / d) ρ v² / 2; f = 64 / Re, or 0.3164 Re^(−0.25) from Re 4,000", "kPa", "kPa", kB4,
         "Straight channels; without couplings and headers.", plateParameters(), drop},
    };
}

}  // namespace rackloom::analytics
