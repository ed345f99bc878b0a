// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of circuits, supplies and bars.
#include "analytics/formulas/formula.h"
#include "analytics/power/circuit.h"
#include "analytics/power/efficiency_curve.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kA2 = "Rackloom facility reference, A2";
constexpr std::string_view kA3 = "Rackloom facility reference, A3";

Voltage lineVolts(Arguments& a) {
    return a.number("V_ll", 1, 1e6) * unit::V;
}

LossModel losses(Arguments& a) {
    const Power rating = a.has("S_kW") ? a.number("S_kW", 1e-9, 1e9) * unit::kW : 1 * unit::kW;
    return {rating, a.number("k0", 0, 1), a.number("k1", 0, 1), a.number("k2", 0, 1)};
}

FormulaAnswer circuit(Arguments& a) {
    const CircuitLimits c{lineVolts(a), a.number("I_brk", 0, 1e6) * unit::A, 3, a.number("cont", 0, 1),
                          a.number("pf", 0, 1)};
    return {usablePower(c).in(unit::kW), {}};
}

FormulaAnswer phaseVolts(Arguments& a) {
    return {lineToNeutral(lineVolts(a)).in(unit::V), {}};
}

FormulaAnswer supplyAmps(Arguments& a) {
    const Power drawn = losses(a).input(a.number("P_dc_kW", 0, 1e9) * unit::kW);
    return {phaseCurrent(drawn, lineVolts(a), 3, a.number("pf", 1e-6, 1)).in(unit::A), {}};
}

FormulaAnswer efficiency(Arguments& a) {
    const LossModel model = losses(a);
    return {model.efficiency(model.rating * a.number("x", 0, 10)), {}};
}

LossModel fitted(Arguments& a) {
    const auto model = fitLossModel(1 * unit::kW, {{0.25, a.number("eta25", 1e-6, 1)},
                                                   {0.5, a.number("eta50", 1e-6, 1)},
                                                   {1, a.number("eta100", 1e-6, 1)}});
    return model.value_or(LossModel{});
}
FormulaAnswer fitK0(Arguments& a) {
    return {fitted(a).k0, {}};
}
FormulaAnswer fitK1(Arguments& a) {
    return {fitted(a).k1, {}};
}
FormulaAnswer fitK2(Arguments& a) {
    return {fitted(a).k2, {}};
}

FormulaAnswer table(Arguments& a) {
    std::vector<EfficiencyPoint> points;
    for (const auto& [load, eta] : a.pairs("curve"))
        points.push_back({load, eta});
    const EfficiencyCurve curve(1 * unit::kW, std::move(points));
    if (curve.empty())
        a.fail("curve", "it has no point that means anything", "Write it as 0.1:0.9|0.5:0.96.");
    return {curve.efficiency(a.number("x", 0, 10)), {}};
}

FormulaAnswer busAmps(Arguments& a) {
    return {busCurrent(a.number("P_kW", 0, 1e9) * unit::kW, a.number("V", 1e-3, 1e6) * unit::V).in(unit::A),
            {}};
}

FormulaAnswer busHeat(Arguments& a) {
    const Current amps = busCurrent(a.number("P_kW", 0, 1e9) * unit::kW, a.number("V", 1e-3, 1e6) * unit::V);
    return {busLoss(amps, a.number("R_uohm", 0, 1e9) * 1e-6 * unit::ohm).in(unit::W), {}};
}

FormulaAnswer voltageRatio(Arguments& a) {
    const double low = a.number("V1", 1e-3, 1e6), high = a.number("V2", 1e-3, 1e6);
    return {(low / high) * (low / high), {}};
}

using Parameters = std::vector<FormulaParameter>;
const FormulaParameter kVolts{"V_ll", "Voltage between lines, V."};
const FormulaParameter kFactor{"pf", "Power factor.", "1"};
const FormulaParameter kK0{"k0", "No-load loss, share of the rating."};
const FormulaParameter kK1{"k1", "Proportional loss."};
const FormulaParameter kK2{"k2", "Resistive loss at full load."};
const Parameters kThreePoints{{"eta25", "Efficiency at a quarter of the rating."},
                              {"eta50", "At half of it."},
                              {"eta100", "At all of it."}};
const FormulaParameter kBusPower{"P_kW", "Power on the bar, kW."}, kBusVolts{"V", "Voltage of the bar, V."};
constexpr std::string_view kBalanced = "Balanced three phases.";
constexpr std::string_view kFit = "x (1/η − 1) = k0 + k1 x + k2 x² through three points";

std::vector<Formula> acFormulas() {
    return {
        {"power.circuit",
         "Usable power of a circuit",
         "√3 · V · I · continuous · pf",
         "kW",
         "kW",
         kA2,
         kBalanced,
         {kVolts, {"I_brk", "Rating of the breaker, A."}, kFactor, {"cont", "Share of it for hours.", "0.8"}},
         circuit},
        {"power.phase_voltage",
         "Voltage from phase to neutral",
         "V / √3",
         "V_ln",
         "V",
         kA2,
         kBalanced,
         {kVolts},
         phaseVolts},
        {"power.supply_amps",
         "Input current of a power supply",
         "(P + loss) / (√3 · V · pf)",
         "A",
         "A",
         kA3,
         kBalanced,
         {{"P_dc_kW", "Power that it gives, kW."},
          {"S_kW", "Its rating, kW."},
          kK0,
          kK1,
          kK2,
          kVolts,
          kFactor},
         supplyAmps},
        {"power.efficiency",
         "Efficiency of a converter",
         "x / (x + k0 + k1 x + k2 x²)",
         "eta",
         "1",
         kA3,
         "Loads up to the rating.",
         {{"x", "Load, share of the rating."}, kK0, kK1, kK2},
         efficiency},
    };
}

std::vector<Formula> lossFormulas() {
    return {
        {"power.fit_k0", "No-load loss from three efficiencies", kFit, "k0", "1", kA3, "Three points, exact.",
         kThreePoints, fitK0},
        {"power.fit_k1", "Proportional loss from three efficiencies", kFit, "k1", "1", kA3,
         "Three points, exact.", kThreePoints, fitK1},
        {"power.fit_k2", "Resistive loss from three efficiencies", kFit, "k2", "1", kA3,
         "Three points, exact.", kThreePoints, fitK2},
        {"power.efficiency_table",
         "Efficiency from a certification table",
         "straight between the points, held outside them",
         "eta",
         "1",
         kA3,
         "Tables such as 80 PLUS.",
         {{"x", "Load, share of the rating."}, {"curve", "Points as load:efficiency|load:efficiency."}},
         table},
    };
}

std::vector<Formula> barFormulas() {
    return {
        {"power.bus_amps",
         "Current of a bar",
         "P / V",
         "A",
         "A",
         kA2,
         "Direct current.",
         {kBusPower, kBusVolts},
         busAmps},
        {"power.bus_loss",
         "Heat of a bar",
         "(P / V)² R",
         "W",
         "W",
         kA2,
         "Direct current.",
         {kBusPower, kBusVolts, {"R_uohm", "Resistance of the bar, µΩ."}},
         busHeat},
        {"power.voltage_ratio",
         "Conduction loss at another voltage",
         "(V1 / V2)²",
         "ratio",
         "1",
         "Rackloom facility reference, A8",
         "The same conductor and power.",
         {{"V1", "Voltage now, V."}, {"V2", "Voltage instead, V."}},
         voltageRatio},
    };
}

}  // namespace

std::vector<Formula> circuitFormulas() {
    std::vector<Formula> all;
    for (const auto part : {acFormulas, lossFormulas, barFormulas})
        for (Formula& f : part())
            all.push_back(std::move(f));
    return all;
}

}  // namespace rackloom::analytics
