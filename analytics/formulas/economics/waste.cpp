// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of what failures waste, in first order.
#include "analytics/economics/failure_waste.h"
#include "analytics/formulas/formula.h"
#include "analytics/reliability/checkpoint.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kC5 = "Rackloom facility reference, C5";

Duration mean(Arguments& a) {
    return a.number("M_h", 1e-9, 1e9) * unit::hour;
}
FormulaAnswer young(Arguments& a) {
    return {
        youngInterval(1 / mean(a), a.number("delta_s", 1e-9, 1e9) * unit::s).value_or(Duration{}).in(unit::s),
        {}};
}
FormulaAnswer lost(Arguments& a) {
    return {lostShare(a.number("delta_s", 0, 1e9) * unit::s, a.number("R_s", 0, 1e9) * unit::s, mean(a),
                      a.number("tau_s", 1e-9, 1e9) * unit::s)
                .value_or(0),
            {}};
}
FormulaAnswer series(Arguments& a) {
    const Frequency perNode = a.number("fail_per_1000_node_days", 1e-12, 1e9) / 1000 / (1 * unit::day);
    return {seriesMeanTime(perNode, a.number("n_gpu", 1, 1e12) / a.number("gpus_per_node", 1, 1e6))
                .value_or(Duration{})
                .in(unit::hour),
            {}};
}
FormulaAnswer scaled(Arguments& a) {
    return {scaledMeanTime(a.number("M1_h", 0, 1e9) * unit::hour, a.number("n1", 1e-9, 1e12),
                           a.number("n2", 1e-9, 1e12))
                .value_or(Duration{})
                .in(unit::hour),
            {}};
}
FormulaAnswer waste(Arguments& a) {
    return {wasteCost(a.number("lost", 0, 1), a.number("N", 0, 1e12), a.number("days", 0, 1e6) * unit::day,
                      a.number("usd_gpu_h", 0, 1e6) * kUsdPerHour)
                .in(unit::usd),
            {}};
}
FormulaAnswer between(Arguments& a) {
    return {a.number("days", 0, 1e6) * 24 / a.number("events", 1e-9, 1e12), {}};
}
FormulaAnswer loadShare(Arguments& a) {
    return {a.number("TWh", 0, 1e9) * 1e3 / (a.number("GW", 1e-9, 1e9) * 8760), {}};
}

}  // namespace

std::vector<Formula> wasteFormulas() {
    return {
        {"waste.young_interval",
         "Checkpoint interval by Young",
         "√(2 δ M)",
         "s",
         "s",
         kC5,
         "First order.",
         {{"delta_s", "Checkpoint in s."}, {"M_h", "Mean time to interrupt in h."}},
         young},
        {"waste.lost_share",
         "Lost share of time",
         "δ/τ + (τ/2 + R)/M",
         "fraction",
         "1",
         kC5,
         "First order.",
         {{"delta_s", "Checkpoint in s."},
          {"R_s", "Restart in s."},
          {"M_h", "Mean time to interrupt in h."},
          {"tau_s", "Interval in s."}},
         lost},
        {"waste.mean_time",
         "Mean time to interrupt of a fleet",
         "1 / (n λ)",
         "h",
         "h",
         kC5,
         "Nodes fail independently.",
         {{"n_gpu", "GPUs."},
          {"gpus_per_node", "GPUs of a node.", "8"},
          {"fail_per_1000_node_days", "Failures for 1,000 node-days."}},
         series},
        {"waste.scaled_mean_time",
         "Mean time scaled to another size",
         "M₁ n₁ / n₂",
         "h",
         "h",
         kC5,
         "One rate for every size.",
         {{"M1_h", "Mean time in h."}, {"n1", "Units there."}, {"n2", "Units here."}},
         scaled},
        {"waste.cost",
         "Cost of lost time",
         "lost · N · hours · price",
         "usd",
         "USD",
         kC5,
         "One price.",
         {{"days", "Days."},
          {"N", "GPUs."},
          {"lost", "Lost share."},
          {"usd_gpu_h", "Price of a GPU-hour in USD."}},
         waste},
        {"waste.between",
         "Hours between interruptions",
         "24 days / events",
         "h",
         "h",
         kC5,
         "A count of a past run.",
         {{"days", "Days."}, {"events", "Interruptions."}},
         between},
        {"energy.load_factor",
         "Load factor",
         "energy / (power · 8,760 h)",
         "fraction",
         "1",
         "Rackloom facility reference, E",
         "A year.",
         {{"TWh", "Energy of a year in TWh."}, {"GW", "Power in GW."}},
         loadShare},
    };
}

}  // namespace rackloom::analytics
