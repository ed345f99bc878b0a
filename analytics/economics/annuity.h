// SPDX-License-Identifier: GPL-3.0-or-later
// The price of money: capital recovery, sinking fund, weighted cost of capital, straight-line depreciation.
// Source: facility reference C1. Rates and lives are per year. Must not know what is paid for.
#pragma once

#include "analytics/economics/money.h"

#include <optional>

namespace rackloom::analytics {

/// r (1 + r)^n / ((1 + r)^n − 1), or 1 / n for r = 0. Absent for a life that is not positive or a rate of −1
/// and below.
std::optional<double> capitalRecovery(double rate, double years);
/// What to put aside each year to have 1 at the end: recovery − rate.
std::optional<double> sinkingFund(double rate, double years);
/// Share of the price to pay each year when the share `salvage` comes back at the end.
std::optional<double> annualShare(double rate, double years, double salvage);

/// e k_e + (1 − e) k_d (1 − tax).
double weightedCapitalCost(double equityShare, double equityCost, double debtCost, double tax);

/// Price over life and units, every hour counted; absent without life or units.
std::optional<MoneyRate> straightLine(Money price, double years, double units);

}  // namespace rackloom::analytics
