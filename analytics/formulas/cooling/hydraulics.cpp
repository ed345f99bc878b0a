// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of pressure, flow and pumps.
#include "analytics/cooling/hydraulics.h"
#include "analytics/cooling/pump.h"
#include "analytics/formulas/formula.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr std::string_view kB4 = "Rackloom facility reference, B4";

FormulaAnswer coupling(Arguments& a) {
    const auto path = couplingOf(a.number("Kv_m3h", 1e-9, 1e9), a.number("sg", 1e-6, 100));
    const Pressure drop =
        path.value_or(FlowPath{}).pressure(a.number("q_lpm", 0, 1e9) * unit::litrePerMinute);
    return {drop.si() / 1e3, {}};
}
/// k is in kPa and L/min.
FlowNetwork branches(Arguments& a) {
    const double exponent = a.number("exp", 0.5, 3);
    const auto group = [&](std::string_view n, std::string_view k) {
        const double perSi = 1e3 * std::pow(6e4, exponent);
        return FlowNetwork::of({a.number(k, 1e-12, 1e12) * perSi, exponent},
                               static_cast<int>(a.number(n, 1, 1e6)));
    };
    return FlowNetwork::parallel({group("n1", "k1"), group("n2", "k2")});
}
Pressure across(Arguments& a) {
    return branches(a).pressure(a.number("Q_lpm", 0, 1e9) * unit::litrePerMinute);
}
FormulaAnswer commonDrop(Arguments& a) {
    return {across(a).si() / 1e3, {}};
}
FormulaAnswer branchFlow(Arguments& a) {
    FlowNetwork one = branches(a).parts[0];
    one.count = 1;
    return {one.flow(across(a)).value_or(VolumeFlow{}).in(unit::litrePerMinute), {}};
}
FormulaAnswer pump(Arguments& a) {
    const auto power = pumpPower(a.number("q_lpm", 0, 1e9) * unit::litrePerMinute,
                                 a.number("dp_kPa", 0, 1e9) * 1e3 * unit::Pa, a.number("eta", 1e-6, 1));
    return {power.value_or(Power{}).in(unit::kW), {}};
}
FormulaAnswer affinity(Arguments& a) {
    return {affinityPower(a.number("flow_ratio", 0, 100), a.number("exp", 0.1, 6)), {}};
}

std::vector<FormulaParameter> groupsOfBranches() {
    return {{"n1", "Branches of the first group."},  {"k1", "Their k."},
            {"n2", "Branches of the second group."}, {"k2", "Their k."},
            {"Q_lpm", "Flow of all in L/min."},      {"exp", "Exponent.", "2"}};
}

}  // namespace

std::vector<Formula> hydraulicsFormulas() {
    return {
        {"cooling.coupling_drop",
         "Pressure drop of a coupling",
         "ΔP[bar] = SG (q[m³/h] / Kv)²",
         "kPa",
         "kPa",
         kB4,
         "Turbulent flow; Kv = 0.865 Cv.",
         {{"q_lpm", "Flow in L/min."},
          {"Kv_m3h", "Flow coefficient in m³/h at 1 bar."},
          {"sg", "Density over water.", "1"}},
         coupling},
        {"cooling.branches_drop", "Pressure of two groups of branches", "ΔP = (Q / Σ n_i k_i^(−1/n))^n",
         "kPa", "kPa", kB4, "Branches of one exponent side by side, k in kPa and L/min.", groupsOfBranches(),
         commonDrop},
        {"cooling.branch_flow", "Flow of one branch", "q = (ΔP / k)^(1/n)", "LPM", "L/min", kB4,
         "As cooling.branches_drop; a branch of the first group.", groupsOfBranches(), branchFlow},
        {"cooling.pump_power",
         "Power of a pump",
         "P = ΔP q / η",
         "kW",
         "kW",
         kB4,
         "Wire to water.",
         {{"q_lpm", "Flow in L/min."}, {"dp_kPa", "Head in kPa."}, {"eta", "Efficiency."}},
         pump},
        {"cooling.pump_affinity",
         "Power at a share of flow",
         "P / P₀ = (q / q₀)^n",
         "ratio",
         "1",
         kB4,
         "One pump on one network.",
         {{"flow_ratio", "Share of flow."}, {"exp", "Exponent.", "3"}},
         affinity},
    };
}

}  // namespace rackloom::analytics
