// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/rent_market.h"

#include "analytics/capacity/parts.h"
#include "analytics/economics/market_price.h"
#include "analytics/economics/price_date.h"
#include "analytics/economics/renting.h"
#include "analytics/economics/shipped_prices.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"

namespace rackloom::analytics {

namespace {

constexpr double kHour = 3600;

/// The GPU of which most are drawn.
DeviceTypeId mostDrawnGpu(Query& q) {
    DeviceTypeId most;
    std::int64_t count = 0;
    for (const auto& [id, n] : q.get<SiteParts>()->parts) {
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (!type.compute || type.compute->role != model::ComputeRole::Gpu || n <= count) continue;
        most = id;
        count = n;
    }
    return most;
}

std::string rowText(const RentOffer& offer) {
    std::string text = offer.cloud + ", " + offer.accelerator;
    if (!offer.region.empty() && offer.region != "any") text += ", " + offer.region;
    return text + ", " + offer.date;
}

Input inputOf(const MarketPrice& price, std::string_view name) {
    Input input;
    input.name = std::string(name) + ": " + rowText(price.offer);
    input.value = price.each / kHour;
    input.unit = "USD/s";
    input.source = std::string(kOfferTable) + ": " + price.offer.origin + " (" + price.offer.licence + ')';
    input.grade = model::Grade::ThirdParty;
    input.note = price.providers > 1 ? "the middle of " + std::to_string(price.providers) +
                                           " providers, each with its cheapest"
                                     : "the only provider in the table";
    if (price.old) input.note += "; older than " + std::to_string(kFreshDays) + " days";
    if (!price.offer.note.empty()) input.note += "; " + price.offer.note;
    if (price.providers > 1)
        for (const auto& [offer, each] :
             {std::pair(&price.cheapest, price.low), std::pair(&price.dearest, price.high)})
            input.rivals.push_back({each / kHour, rowText(*offer)});
    return input;
}

/// As the site states it; the default, which means "look it up", is no rival of it.
Input statedInput(const char* id, const model::Assumption& assumption) {
    Input input = assumptionInput(id, assumption);
    input.rivals.clear();
    input.note.clear();
    return input;
}

/// From the shipped table, for the GPU of which most are drawn.
void takeMarket(RentPrices& rent, Query& q) {
    rent.gpu = mostDrawnGpu(q);
    if (!rent.gpu.isValid()) {
        rent.problem = "no GPU is drawn, so there is no rent to look up";
        return;
    }
    const model::DeviceType& type = *q.get<TypeOf>(rent.gpu);
    const std::string listed = acceleratorOf(type.key);
    const std::string& name = listed.empty() ? type.name : listed;
    const auto today = dayFromNumber(assumed(q, "prices.judged_on"));
    const auto price = marketOnDemand(shippedOffers(), name, today);
    if (!price) {
        rent.problem = "the shipped price table holds no rent of " + type.name + "; set rent.on_demand";
        return;
    }
    rent.listed = inputOf(*price, "Rent on demand");
    rent.row = rowText(price->offer);
    if (price->old) rent.old = price->offer.date;
    if (const auto spot = marketSpot(shippedOffers(), name, today, price->each)) {
        rent.spotListed = inputOf(*spot, "Rent on spot");
        rent.spotRow = rowText(spot->offer);
        if (spot->old) rent.spotOld = spot->offer.date;
    }
}

void takeSpot(RentPrices& rent, double speed, Query& q) {
    if (!rent.spotListed.value) {
        rent.spotProblem = !rent.problem.empty() ? rent.problem
                           : rent.row.empty()
                               ? "no spot price is stated, and none was looked up: set rent.spot"
                               : "the shipped price table holds no spot price below on demand";
        return;
    }
    const SpotTerms terms{
        Frequency::si(assumed(q, "rent.preemptions")), Duration::si(assumed(q, "rent.checkpoint_s")),
        Duration::si(assumed(q, "rent.interval_s")), Duration::si(assumed(q, "rent.restart_s"))};
    if (const auto useful = spotPrice(MoneyRate::si(*rent.spotListed.value / speed), terms))
        rent.spot = useful->si();
    else
        rent.spotProblem = "half of the time or more would be lost to preemptions";
}

}  // namespace

RentMarket::Value RentMarket::compute(const Key&, Query& q) {
    RentPrices rent;
    const model::Assumption& stated = q.get<AssumptionOf>("rent.on_demand");
    const model::Assumption& statedSpot = q.get<AssumptionOf>("rent.spot");
    if (stated.value > 0)
        rent.listed = statedInput("rent.on_demand", stated);
    else
        takeMarket(rent, q);
    if (statedSpot.value > 0) {
        rent.spotListed = statedInput("rent.spot", statedSpot);
        rent.spotRow.clear();
        rent.spotOld.clear();
    }
    const double speed = assumed(q, "rent.performance");
    const double discount = assumed(q, "rent.discount"), prepaid = assumed(q, "rent.prepaid");
    const double rate = assumed(q, "economics.capital_rate");
    rent.reservedFrom = reservationBreakEven(discount, prepaid, rate);
    if (rent.listed.value) {
        const MoneyRate list = MoneyRate::si(*rent.listed.value / speed);
        rent.onDemand = list.si();
        rent.reserved = reservedPrice(list, discount, prepaid, rate).si();
    }
    takeSpot(rent, speed, q);
    return rent;
}

}  // namespace rackloom::analytics
