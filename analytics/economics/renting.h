// SPDX-License-Identifier: GPL-3.0-or-later
// Renting: on demand, reserved with prepayment, and spot that may be taken away; and the points where owning
// wins. Source: facility reference C4. Prices are per accelerator and hour unless said otherwise.
// Must not know of providers or files.
#pragma once

#include "analytics/economics/money.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// p (1 − d) (φ (1 + r) + 1 − φ): paid whether used or not, the share φ a year early at rate r.
MoneyRate reservedPrice(MoneyRate onDemand, double discount, double prepaid, double rate);
/// Utilisation above which a reservation beats on demand.
double reservationBreakEven(double discount, double prepaid, double rate);

/// How spot machines are lost and what each loss costs.
struct SpotTerms {
    Frequency preemptions;
    Duration checkpoint, interval, restart;
};
/// Share of spot time that does useful work: 1 − δ/τ − λ (τ/2 + R).
double spotUseful(const SpotTerms&);
/// Price of a useful hour; absent when half of the time or more is lost, where spot is no way to run a job.
std::optional<MoneyRate> spotPrice(MoneyRate listed, const SpotTerms&);

/// Utilisation at which an owned cluster costs what renting does: annual / (N · avail · p).
std::optional<double> breakEvenUtilisation(MoneyRate ownedTotal, double accelerators, double availability,
                                           MoneyRate rent);
/// Capex over what it saves: rent of the hours used less running costs. Absent when it saves nothing.
std::optional<Duration> payback(Money capex, MoneyRate rentSaved, MoneyRate operating);
/// Present value of owning against renting over whole years: −capex + Σ (rent (1 − g)^y − operating) /
/// (1 + r)^(y + 1) + salvage at the end. Absent for a rate of −1 and below.
struct OwnOrRent {
    Money capex, salvage;
    MoneyRate rentSaved, operating;
    double rate = 0.1, rentDecline = 0.2;
    int years = 3;
};
std::optional<Money> netPresentValue(const OwnOrRent&);

/// Cost of a used accelerator-hour over utilisation, for charts: a cost paid for every hour spread over those
/// used.
std::optional<MoneyRate> spreadOverUse(MoneyRate perHourPaid, double utilisation);

}  // namespace rackloom::analytics
