// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/ownership.h"

#include "analytics/economics/annuity.h"

namespace rackloom::analytics {

std::optional<AnnualCost> annualCost(const Ownership& o) {
    const auto hardware = annualShare(o.hardwareRate, o.hardwareYears, o.salvage);
    const auto facility = capitalRecovery(o.facilityRate, o.facilityYears);
    if (!hardware || !facility) return std::nullopt;
    AnnualCost cost;
    cost.hardware = o.hardware * *hardware / unit::year;
    cost.facility = o.facility * *facility / unit::year;
    cost.lease = o.contracted * o.lease;
    cost.energy = o.it * (o.load * o.pue) * o.energy;
    cost.maintenance = o.hardware * o.maintenance / unit::year;
    cost.staff = o.staff;
    return cost;
}

std::optional<MoneyRate> costOfHour(MoneyRate total, double accelerators, double utilisation,
                                    double availability) {
    const double used = accelerators * utilisation * availability;
    if (!(used > 0)) return std::nullopt;
    return total / used;
}

PowerRent rentFrom(MoneyRate perYear, Power power) {
    return perYear / power;
}

}  // namespace rackloom::analytics
