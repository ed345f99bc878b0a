// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of capital.
#include "analytics/economics/annuity.h"
#include "analytics/economics/ownership.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kC1 = "Rackloom facility reference, C1";
constexpr std::string_view kC2 = "Rackloom facility reference, C2";

double rate(Arguments& a) {
    return a.number("r", 0, 10);
}
double years(Arguments& a) {
    return a.number("n", 1e-6, 1e3);
}
FormulaAnswer recovery(Arguments& a) {
    return {capitalRecovery(rate(a), years(a)).value_or(0), {}};
}
FormulaAnswer share(Arguments& a) {
    return {annualShare(rate(a), years(a), a.number("salvage", 0, 1)).value_or(0), {}};
}
FormulaAnswer weighted(Arguments& a) {
    return {weightedCapitalCost(a.number("equity", 0, 1), a.number("k_e", 0, 10), a.number("k_d", 0, 10),
                                a.number("tax", 0, 1)),
            {}};
}
FormulaAnswer book(Arguments& a) {
    return {straightLine(a.number("capex_usd", 0, 1e15) * unit::usd, a.number("life_y", 1e-6, 1e3),
                         a.number("N", 1e-6, 1e12))
                .value_or(MoneyRate{})
                .in(kUsdPerHour),
            {}};
}
FormulaAnswer lease(Arguments& a) {
    return {rentFrom(a.number("usd_MW_y", 0, 1e12) * kUsdPerYear, 1 * unit::MW).in(kUsdPerKwMonth), {}};
}

}  // namespace

std::vector<Formula> capitalFormulas() {
    return {
        {"cost.capital_recovery",
         "Capital recovery factor",
         "r (1 + r)^n / ((1 + r)^n − 1)",
         "crf",
         "1",
         kC1,
         "1 / n for r = 0.",
         {{"r", "Cost of capital a year."}, {"n", "Years."}},
         recovery},
        {"cost.annual_share",
         "Share of the price to pay each year",
         "CRF − s (CRF − r)",
         "annual",
         "1",
         kC1,
         "The share s comes back at the end.",
         {{"r", "Cost of capital a year."}, {"n", "Years."}, {"salvage", "Share that comes back."}},
         share},
        {"cost.capital_rate",
         "Weighted cost of capital",
         "e k_e + (1 − e) k_d (1 − tax)",
         "r",
         "1",
         kC1,
         "Interest is deducted from tax.",
         {{"equity", "Share of equity."},
          {"k_e", "Cost of equity."},
          {"k_d", "Cost of debt."},
          {"tax", "Tax rate.", "0"}},
         weighted},
        {"cost.depreciation",
         "Straight-line depreciation of a GPU-hour",
         "capex / (life · N · 8,760 h)",
         "usd_gpu_h",
         "USD/h",
         kC1,
         "Every hour counted; no interest.",
         {{"capex_usd", "Price in USD."}, {"life_y", "Life in years."}, {"N", "GPUs."}},
         book},
        {"cost.lease",
         "Lease by the kilowatt and month",
         "rent / 12",
         "usd_kW_mo",
         "USD/kW/month",
         kC2,
         "Contracted power.",
         {{"usd_MW_y", "Rent in USD/MW/year."}},
         lease},
    };
}

}  // namespace rackloom::analytics
