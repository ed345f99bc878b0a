// SPDX-License-Identifier: GPL-3.0-or-later
// What an owned cluster costs in a year and for an hour of one accelerator: capital, building, energy,
// maintenance, staff. Source: facility reference C2. Before tax; a building is owned or leased, or both in
// parts. Must not know of the drawing.
#pragma once

#include "analytics/economics/money.h"

#include <optional>

namespace rackloom::analytics {

struct Ownership {
    Money hardware;
    double hardwareRate = 0.1, hardwareYears = 5, salvage = 0;
    Money facility;  ///< owned building and plant
    double facilityRate = 0.08, facilityYears = 15;
    Power contracted;  ///< leased, whether drawn or not
    PowerRent lease;
    Power it;         ///< at full load, at the boundary that `pue` is over
    double load = 1;  ///< share of it over the year
    double pue = 1;
    EnergyPrice energy;
    double maintenance = 0;  ///< share of hardware a year
    MoneyRate staff;
};

struct AnnualCost {
    MoneyRate hardware, facility, lease, energy, maintenance, staff;
    MoneyRate operating() const { return lease + energy + maintenance + staff; }
    MoneyRate total() const { return hardware + facility + operating(); }
    friend bool operator==(const AnnualCost&, const AnnualCost&) = default;
};

/// Absent when a life is not positive.
std::optional<AnnualCost> annualCost(const Ownership&);

/// Of one accelerator for one hour used: total / (N · utilisation · availability). Absent when no hour is
/// used.
std::optional<MoneyRate> costOfHour(MoneyRate total, double accelerators, double utilisation,
                                    double availability);
/// $/MW-year as a rent.
PowerRent rentFrom(MoneyRate perYear, Power);

}  // namespace rackloom::analytics
