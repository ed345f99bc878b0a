// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of what jobs draw, of caps, of many racks together, of stores, and of whole sites.
#include "analytics/energy/effectiveness.h"
#include "analytics/formulas/formula.h"
#include "analytics/power/capping.h"
#include "analytics/power/oversubscription.h"
#include "analytics/power/ride_through.h"
#include "analytics/power/workload_power.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kA6 = "Rackloom facility reference, A6";
constexpr std::string_view kA7 = "Rackloom facility reference, A7";
constexpr std::string_view kA9 = "Rackloom facility reference, A9";

Power kilowatts(Arguments& a, std::string_view name) {
    return a.number(name, 0, 1e9) * unit::kW;
}

StepPower step(Arguments& a) {
    return {kilowatts(a, "P_idle_kW"), kilowatts(a, "P_max_kW"), a.number("f_compute", 0, 1),
            a.number("u_compute", 0, 1), a.number("u_comm", 0, 1)};
}
FormulaAnswer stepMean(Arguments& a) {
    return {step(a).mean().in(unit::kW), {}};
}
FormulaAnswer stepSwing(Arguments& a) {
    return {step(a).swing().in(unit::kW), {}};
}

FormulaAnswer store(Arguments& a) {
    const SquareWave wave{kilowatts(a, "dP_kW"), a.number("duty", 0, 1), a.number("T_s", 0, 1e9) * unit::s};
    return {wave.storeEnergy().si() / 1e3, {}};
}
FormulaAnswer harmonic(Arguments& a) {
    const SquareWave wave{kilowatts(a, "dP_kW"), a.number("duty", 0, 1), {}};
    return {wave.harmonic(static_cast<int>(a.number("k", 1, 1e6))).in(unit::kW), {}};
}
FormulaAnswer together(Arguments& a) {
    return {
        aggregateSwing(kilowatts(a, "dP_kW"), static_cast<int>(a.number("n", 0, 1e9)), a.number("rho", 0, 1))
            .in(unit::kW),
        {}};
}

FormulaAnswer speed(Arguments& a) {
    return {cappedPerformance(a.number("P_W", 0, 1e9) / a.number("P0_W", 1e-6, 1e9), a.number("alpha", 0, 2)),
            {}};
}
FormulaAnswer cap(Arguments& a) {
    return {bestCap(a.number("P_overhead_W", 0, 1e9) * unit::W, a.number("alpha", 0, 0.999)).in(unit::W), {}};
}

std::vector<Power> shed(Arguments& a) {
    const std::vector<double> weights = a.list("w"), full = a.list("P0_kW");
    if (weights.size() != full.size() || weights.size() < 2)
        a.fail("w", "there are not as many weights as groups, or fewer than two",
               "Give one weight for each power, two or more.");
    std::vector<ShedGroup> groups;
    for (std::size_t i = 0; i < weights.size() && i < full.size(); ++i)
        groups.push_back({weights[i], full[i] * unit::kW});
    std::vector<Power> out = shedByWeight(groups, kilowatts(a, "limit_kW"), a.number("alpha", 0.01, 0.99));
    out.resize(std::max<std::size_t>(out.size(), 2));
    return out;
}
FormulaAnswer shedFirst(Arguments& a) {
    return {shed(a)[0].in(unit::kW), {}};
}
FormulaAnswer shedSecond(Arguments& a) {
    return {shed(a)[1].in(unit::kW), {}};
}

Power quantileOf(Arguments& a) {
    return demandQuantile({static_cast<int>(a.number("n", 1, 1e9)), kilowatts(a, "mu_kW"),
                           kilowatts(a, "sd_kW"), a.number("rho", 0, 1)},
                          a.number("z", -10, 10));
}
FormulaAnswer quantile(Arguments& a) {
    return {quantileOf(a).in(unit::kW), {}};
}
FormulaAnswer stranded(Arguments& a) {
    return {strandedFraction(quantileOf(a), a.number("n", 1, 1e9) * kilowatts(a, "prov_kW")), {}};
}

FormulaAnswer ride(Arguments& a) {
    const auto time = rideThrough(a.number("E_kWh", 0, 1e9) * (unit::kW * unit::hour), a.number("dod", 0, 1),
                                  a.number("eta", 0, 1), a.number("P_kW", 1e-9, 1e9) * unit::kW);
    return {time.value_or(Duration{}).in(unit::s), {}};
}

FormulaAnswer effectiveness(Arguments& a) {
    const auto pue =
        usageEffectiveness(kilowatts(a, "utility_for_it_kW").si(), kilowatts(a, "cool_kW").si(),
                           kilowatts(a, "misc_kW").si(), (a.number("it_kW", 1e-9, 1e9) * unit::kW).si());
    return {pue.value(), {}};  // no IT load is refused above
}
FormulaAnswer siteCarbon(Arguments& a) {
    const Energy it = a.number("it_MW", 0, 1e6) * unit::MW * (a.number("hours", 0, 1e6) * unit::hour);
    const Energy bought = it * (a.number("pue", 1, 10) * a.number("load", 0, 1));
    return {carbon(bought, a.number("ci_g_kWh", 0, 1e5) * 1e-3 * kKgPerKwh).in(unit::tonne), {}};
}

FormulaAnswer gpus(Arguments& a) {
    return {processorsWithin(a.number("site_MW", 0, 1e6) * unit::MW, a.number("tdp_W", 1e-3, 1e6) * unit::W,
                             a.number("server", 1, 100), a.number("pue", 1, 10)),
            {}};
}
FormulaAnswer share(Arguments& a) {
    return {nameplateShare(kilowatts(a, "obs_kW"), a.number("nameplate_kW", 1e-9, 1e9) * unit::kW), {}};
}
FormulaAnswer siteEach(Arguments& a) {
    return {sitePowerEach(a.number("MW", 0, 1e6) * unit::MW, a.number("gpus", 1, 1e9)).in(unit::W), {}};
}
FormulaAnswer shelves(Arguments& a) {
    return {shelvesLeft(static_cast<int>(a.number("shelves", 0, 1e6)),
                        static_cast<int>(a.number("lost", 0, 1e6)),
                        static_cast<int>(a.number("psus", 0, 1e6)), kilowatts(a, "psu_kW"))
                .in(unit::kW),
            {}};
}

using Parameters = std::vector<FormulaParameter>;
const Parameters kStep{{"P_idle_kW", "Draw when idle, kW."},
                       {"P_max_kW", "Full draw, kW."},
                       {"f_compute", "Share of the step spent computing."},
                       {"u_compute", "Activity while computing."},
                       {"u_comm", "Activity while waiting."}};
const Parameters kShed{{"w", "Weights, 1.2|1."},
                       {"P0_kW", "Full draws, 60|60."},
                       {"limit_kW", "What may be drawn together, kW."},
                       {"alpha", "Exponent of speed over cap.", "0.6"}};
Parameters quantileParameters() {
    return {{"n", "Racks."},
            {"mu_kW", "Mean draw of one, kW."},
            {"sd_kW", "Its standard deviation, kW."},
            {"rho", "Correlation of two racks."},
            {"z", "Standard deviations provided for.", "3.090232306"}};
}
Parameters strandedParameters() {
    Parameters p = quantileParameters();
    p.push_back({"prov_kW", "Provided for each, kW."});
    return p;
}
const FormulaParameter kSwing{"dP_kW", "From trough to peak, kW."};
const FormulaParameter kDuty{"duty", "Share of the period at the peak."};
const FormulaParameter kAlpha{"alpha", "Exponent of speed over cap.", "0.6"};
constexpr std::string_view kTwoPhases = "Steps of two phases.";
constexpr std::string_view kCaps = "Caps from 0.6 of full draw up.";

std::vector<Formula> drawFormulas() {
    return {
        {"power.step_mean", "Mean draw of a training step", "f P_c + (1 − f) P_m", "P_mean_kW", "kW", kA6,
         kTwoPhases, kStep, stepMean},
        {"power.step_swing", "Swing of a training step", "(P_max − P_idle)(u_c − u_m)", "dP_kW", "kW", kA6,
         kTwoPhases, kStep, stepSwing},
        {"power.swing_store",
         "Store that flattens a square wave",
         "ΔP d (1 − d) T",
         "kJ",
         "kJ",
         kA6,
         "Square waves.",
         {kSwing, kDuty, {"T_s", "Period, s."}},
         store},
        {"power.harmonic",
         "Harmonic of a square wave",
         "(2 ΔP / k π) |sin k π d|",
         "kW",
         "kW",
         kA6,
         "Square waves.",
         {kSwing, kDuty, {"k", "Number of the harmonic.", "1"}},
         harmonic},
        {"power.swings_together",
         "Swing of many loads together",
         "ΔP √(n + n (n − 1) ρ)",
         "kW",
         "kW",
         kA6,
         "Equal loads.",
         {{"n", "Loads."}, kSwing, {"rho", "Correlation of two of them."}},
         together},
    };
}

std::vector<Formula> rackFormulas() {
    return {
        {"power.quantile", "Draw that many racks all but never exceed", "n μ + z σ √(n + n (n − 1) ρ)", "kW",
         "kW", kA7, "Equal racks.", quantileParameters(), quantile},
        {"power.stranded", "Stranded share of what is provided", "1 − quantile / provided", "fraction", "1",
         kA7, "Equal racks.", strandedParameters(), stranded},
    };
}

std::vector<Formula> capFormulas() {
    return {
        {"power.capped_speed",
         "Speed under a cap",
         "(P / P0)^α",
         "perf",
         "1",
         kA7,
         kCaps,
         {{"P_W", "The cap, W."}, {"P0_W", "Full draw, W."}, kAlpha},
         speed},
        {"power.best_cap",
         "Best cap where site power is scarce",
         "α P_overhead / (1 − α)",
         "P_cap_W",
         "W",
         kA7,
         "Not yet held between 0.6 and 1 of full draw.",
         {kAlpha, {"P_overhead_W", "Everything else for each processor, W."}},
         cap},
        {"power.shed_first", "First group's share of a limit", "water-filling of Σ w (P / P0)^α", "P1_kW",
         "kW", kA7, kCaps, kShed, shedFirst},
        {"power.shed_second", "Second group's share of a limit", "water-filling of Σ w (P / P0)^α", "P2_kW",
         "kW", kA7, kCaps, kShed, shedSecond},
    };
}

std::vector<Formula> siteFormulas() {
    return {
        {"power.ride_through",
         "Ride-through of a store",
         "E · depth · η / P",
         "s",
         "s",
         "Rackloom facility reference, A8",
         "Constant power.",
         {{"E_kWh", "Energy, kWh."},
          {"dod", "Depth of discharge.", "0.8"},
          {"eta", "Efficiency.", "0.96"},
          {"P_kW", "Load, kW."}},
         ride},
        {"power.pue",
         "Power usage effectiveness",
         "(supply of IT + cooling + other) / IT",
         "pue",
         "1",
         kA9,
         "Boundary: where it_kW is measured.",
         {{"it_kW", "IT power, kW."},
          {"utility_for_it_kW", "Supply of it with all losses, kW."},
          {"cool_kW", "Cooling, kW.", "0"},
          {"misc_kW", "Everything else, kW.", "0"}},
         effectiveness},
        {"power.carbon",
         "Carbon of a site",
         "MWh · intensity",
         "t_CO2",
         "t",
         kA9,
         "Location based.",
         {{"it_MW", "IT power, MW."},
          {"pue", "PUE."},
          {"load", "Mean load, share of it.", "1"},
          {"ci_g_kWh", "Carbon intensity, g/kWh.", "370"},
          {"hours", "Hours.", "8760"}},
         siteCarbon},
    };
}

std::vector<Formula> machineFormulas() {
    return {
        {"power.gpus_within",
         "GPUs within a site's power",
         "site / (TDP · server · PUE)",
         "gpus",
         "1",
         kA9,
         "Whole GPUs.",
         {{"site_MW", "Power of the site, MW."},
          {"tdp_W", "A GPU, W."},
          {"server", "Server over its GPUs.", "1.3"},
          {"pue", "PUE.", "1.2"}},
         gpus},
        {"power.nameplate_share",
         "Observed share of the nameplate",
         "observed / nameplate",
         "fraction",
         "1",
         kA7,
         "One machine.",
         {{"obs_kW", "Observed, kW."}, {"nameplate_kW", "Nameplate, kW."}},
         share},
        {"power.site_each",
         "Site power for each GPU",
         "site / GPUs",
         "W",
         "W",
         kA7,
         "Any site.",
         {{"MW", "Power of the site, MW."}, {"gpus", "GPUs."}},
         siteEach},
        {"power.shelves_left",
         "What power shelves still give",
         "(shelves − lost) · supplies · rating",
         "kW",
         "kW",
         kA7,
         "Equal shelves.",
         {{"shelves", "Shelves."},
          {"psus", "Supplies of each.", "6"},
          {"psu_kW", "A supply, kW."},
          {"lost", "Shelves lost."}},
         shelves},
    };
}

}  // namespace

std::vector<Formula> workloadFormulas() {
    std::vector<Formula> all;
    for (const auto part : {drawFormulas, rackFormulas, capFormulas, siteFormulas, machineFormulas})
        for (Formula& f : part())
            all.push_back(std::move(f));
    return all;
}

}  // namespace rackloom::analytics
