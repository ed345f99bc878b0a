// SPDX-License-Identifier: GPL-3.0-or-later
// Owning against renting. Formula: reserved p (1 − d)(φ (1 + r) + 1 − φ); spot p_s / (1 − [δ/τ + λ (τ/2 +
// R)]); break-even utilisation annual / (N · 8,760 h · availability · p); payback capex / (rent − running
// cost); NPV with rents that fall. Unit: USD/s, 1, s, USD. Source: facility reference C4; rents from the
// shipped price table for the GPU drawn most often, or as the site states. Valid for: rents of the same GPU,
// or with a stated ratio of speed. Ignores: egress, storage, support and whatever else a provider bills.
#include "analytics/capacity/figure_total.h"
#include "analytics/economics/price_date.h"
#include "analytics/economics/renting.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/rent_market.h"
#include "analytics/loads/site_cost.h"
#include "analytics/metrics/metric.h"

#include <cmath>
#include <initializer_list>

namespace rackloom::analytics {
namespace {

void warnOld(const std::string& date, MetricValue& value) {
    if (!date.empty())
        value.warnings.push_back("the rent is of " + date + ", more than " + std::to_string(kFreshDays) +
                                 " days ago");
}

/// What each kind of rent rests on: the list price, with the row or assumption it comes from, and its terms.
void addOnDemand(Query& q, MetricValue& value) {
    const RentPrices& rent = *q.get<RentMarket>();
    if (rent.listed.value) value.inputs.push_back(rent.listed);
    warnOld(rent.old, value);
    addAssumptions(q, value, {"rent.performance"});
}
void addReservation(Query& q, MetricValue& value) {
    addAssumptions(q, value, {"rent.discount", "rent.prepaid", "economics.capital_rate"});
}
void addReserved(Query& q, MetricValue& value) {
    addOnDemand(q, value);
    addReservation(q, value);
}
void addSpot(Query& q, MetricValue& value) {
    const RentPrices& rent = *q.get<RentMarket>();
    if (rent.spotListed.value) value.inputs.push_back(rent.spotListed);
    warnOld(rent.spotOld, value);
    addAssumptions(
        q, value,
        {"rent.performance", "rent.preemptions", "rent.checkpoint_s", "rent.interval_s", "rent.restart_s"});
}

MetricValue rentValue(const std::optional<double>& price, const std::string& problem) {
    return price ? countValue(*price) : unknownValue(problem);
}
MetricValue reserved(Query& q) {
    const RentPrices& rent = *q.get<RentMarket>();
    MetricValue value = rentValue(rent.reserved, rent.problem);
    addReserved(q, value);
    return value;
}
MetricValue onDemand(Query& q) {
    const RentPrices& rent = *q.get<RentMarket>();
    MetricValue value = rentValue(rent.onDemand, rent.problem);
    addOnDemand(q, value);
    return value;
}
MetricValue spot(Query& q) {
    const RentPrices& rent = *q.get<RentMarket>();
    MetricValue value = rentValue(rent.spot, rent.spotProblem);
    addSpot(q, value);
    return value;
}
MetricValue reservedFrom(Query& q) {
    MetricValue value = countValue(q.get<RentMarket>()->reservedFrom);
    addReservation(q, value);
    return value;
}

void warnPrices(const CostState& s, MetricValue& value) {
    value.coverage = s.pricedShare;
    if (s.pricedShare < 1)
        value.warnings.push_back("prices are known for a part of the equipment only; owning looks too cheap");
}

/// Why owning and renting cannot be compared, or nothing.
std::string obstacle(Query& q) {
    const CostState& s = *q.get<SiteCost>();
    return s.problem.empty() ? q.get<RentMarket>()->problem : s.problem;
}

MetricValue breakEvenAt(Query& q, const std::optional<double>& rent, void (*addRent)(Query&, MetricValue&)) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    const CostState& s = *q.get<SiteCost>();
    const auto share =
        breakEvenUtilisation(s.year.total(), s.gpus, s.availability, MoneyRate::si(rent.value_or(0)));
    if (!share) return unknownValue("the rent is zero");
    MetricValue value = countValue(*share);
    warnPrices(s, value);
    if (*share > 1) value.warnings.push_back("renting is cheaper even when every hour is used");
    addRent(q, value);
    addAssumptions(q, value, {"economics.availability"});
    return value;
}
MetricValue breakEvenReserved(Query& q) {
    return breakEvenAt(q, q.get<RentMarket>()->reserved, addReserved);
}
MetricValue breakEvenOnDemand(Query& q) {
    return breakEvenAt(q, q.get<RentMarket>()->onDemand, addOnDemand);
}

MoneyRate rentSaved(Query& q, const CostState& s) {
    return MoneyRate::si(q.get<RentMarket>()->reserved.value_or(0) * s.gpus * s.utilisation);
}

MetricValue paybackTime(Query& q) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    const CostState& s = *q.get<SiteCost>();
    const auto time = payback(Money::si(s.hardware + s.building), rentSaved(q, s), s.year.operating());
    if (!time) return unknownValue("running the cluster costs as much as renting, so it never pays back");
    MetricValue value = countValue(time->si());
    warnPrices(s, value);
    addReserved(q, value);
    addAssumptions(q, value, {"economics.utilisation"});
    return value;
}

MetricValue presentValue(Query& q) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    const CostState& s = *q.get<SiteCost>();
    OwnOrRent o;
    o.capex = Money::si(s.hardware + s.building);
    o.salvage = Money::si(s.hardware * q.get<AssumptionOf>("economics.salvage").value);
    o.rentSaved = rentSaved(q, s);
    o.operating = s.year.operating();
    o.rate = q.get<AssumptionOf>("economics.capital_rate").value;
    o.rentDecline = q.get<AssumptionOf>("rent.decline").value;
    o.years = static_cast<int>(std::lround(q.get<AssumptionOf>("rent.years").value));
    const auto worth = netPresentValue(o);
    if (!worth) return unknownValue("the cost of capital is not above −1");
    MetricValue value = countValue(worth->si());
    warnPrices(s, value);
    addReserved(q, value);
    addAssumptions(q, value, {"economics.utilisation", "rent.decline", "rent.years", "economics.salvage"});
    return value;
}

Metric make(std::string_view id, std::string_view label, std::string_view unit, bool higherIsBetter,
            std::string_view sentence, std::string_view formula, MetricValue (*compute)(Query&)) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Economics;
    i.higherIsBetter = higherIsBetter;
    i.source = "Facility reference C4; rents from the shipped price table, or as the site states.";
    i.validFor = "Rents of the same GPU, or with the stated ratio of speed.";
    i.ignores = "Egress, storage, support and whatever else a provider bills.";
    return {i, compute};
}

}  // namespace

std::vector<Metric> costRentMetrics() {
    return {
        make("cost.rent_on_demand", "Rent on demand", "USD/s", false,
             "What an hour of one drawn GPU would cost on demand.", "p / ratio of speed.", onDemand),
        make("cost.rent_reserved", "Rent reserved", "USD/s", false,
             "What an hour would cost reserved, paid whether used or not.", "p (1 − d) (φ (1 + r) + 1 − φ).",
             reserved),
        make("cost.rent_spot", "Rent on spot", "USD/s", false,
             "What a useful hour would cost on spot, lost work counted in.",
             "p_s / (1 − [δ/τ + λ (τ/2 + R)]).", spot),
        make("cost.reserved_from", "Reserved beats on demand above", "1", false,
             "Utilisation above which a reservation is cheaper than on demand.",
             "(1 − d) (φ (1 + r) + 1 − φ).", reservedFrom),
        make("cost.break_even_reserved", "Owning beats reserved above", "1", false,
             "Utilisation above which owning is cheaper than reserved rent for the hours used.",
             "Annual cost / (GPUs · 8,760 h · availability · reserved rent).", breakEvenReserved),
        make("cost.break_even_on_demand", "Owning beats on demand above", "1", false,
             "Utilisation above which owning is cheaper than rent on demand.",
             "Annual cost / (GPUs · 8,760 h · availability · rent on demand).", breakEvenOnDemand),
        make("cost.payback", "Payback against reserved rent", "s", false,
             "How long the price of the cluster takes to come back from rent saved.",
             "Capital / (GPUs · utilisation · reserved rent − running cost).", paybackTime),
        make("cost.net_present_value", "Owning over renting, present value", "USD", true,
             "What owning is worth over reserved rent that falls year by year; negative: rent.",
             "−capital + Σ (rent (1 − g)^y − running cost) / (1 + r)^(y+1) + salvage.", presentValue),
    };
}

}  // namespace rackloom::analytics
