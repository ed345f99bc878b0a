// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/renting.h"

#include <cmath>

namespace rackloom::analytics {

MoneyRate reservedPrice(MoneyRate onDemand, double discount, double prepaid, double rate) {
    return onDemand * reservationBreakEven(discount, prepaid, rate);
}

double reservationBreakEven(double discount, double prepaid, double rate) {
    return (1 - discount) * (prepaid * (1 + rate) + 1 - prepaid);
}

double spotUseful(const SpotTerms& t) {
    if (!(t.interval.si() > 0)) return 0;
    return 1 - t.checkpoint / t.interval - t.preemptions * (t.interval / 2.0 + t.restart);
}

std::optional<MoneyRate> spotPrice(MoneyRate listed, const SpotTerms& terms) {
    const double useful = spotUseful(terms);
    if (!(useful > 0.5)) return std::nullopt;
    return listed / useful;
}

std::optional<double> breakEvenUtilisation(MoneyRate ownedTotal, double accelerators, double availability,
                                           MoneyRate rent) {
    const double all = accelerators * availability * rent.si();
    if (!(all > 0)) return std::nullopt;
    return ownedTotal.si() / all;
}

std::optional<Duration> payback(Money capex, MoneyRate rentSaved, MoneyRate operating) {
    const MoneyRate saved = rentSaved - operating;
    if (!(saved.si() > 0)) return std::nullopt;
    return capex / saved;
}

std::optional<Money> netPresentValue(const OwnOrRent& o) {
    if (!(o.rate > -1) || o.years < 0) return std::nullopt;
    Money sum = -o.capex;
    double rent = 1, discount = 1;
    for (int year = 0; year < o.years; ++year) {
        discount /= 1 + o.rate;
        sum += (o.rentSaved * rent - o.operating) * unit::year * discount;
        rent *= 1 - o.rentDecline;
    }
    return sum + o.salvage * discount;
}

std::optional<MoneyRate> spreadOverUse(MoneyRate perHourPaid, double utilisation) {
    if (!(utilisation > 0)) return std::nullopt;
    return perHourPaid / utilisation;
}

}  // namespace rackloom::analytics
