// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/annuity.h"

#include <cmath>

namespace rackloom::analytics {

std::optional<double> capitalRecovery(double rate, double years) {
    if (!(years > 0) || !(rate > -1) || !std::isfinite(years)) return std::nullopt;
    // expm1 keeps the digits that (1 + r)^n − 1 loses for a small rate.
    const double growth = std::expm1(years * std::log1p(rate));
    if (growth == 0) return 1 / years;
    const double share = rate * (growth + 1) / growth;
    return std::isfinite(share) ? share : rate;
}

std::optional<double> sinkingFund(double rate, double years) {
    const auto recovery = capitalRecovery(rate, years);
    return recovery ? std::optional(*recovery - rate) : std::nullopt;
}

std::optional<double> annualShare(double rate, double years, double salvage) {
    const auto recovery = capitalRecovery(rate, years), fund = sinkingFund(rate, years);
    return recovery && fund ? std::optional(*recovery - salvage * *fund) : std::nullopt;
}

double weightedCapitalCost(double equityShare, double equityCost, double debtCost, double tax) {
    return equityShare * equityCost + (1 - equityShare) * debtCost * (1 - tax);
}

std::optional<MoneyRate> straightLine(Money price, double years, double units) {
    if (!(years > 0) || !(units > 0)) return std::nullopt;
    return price / (years * unit::year * units);
}

}  // namespace rackloom::analytics
