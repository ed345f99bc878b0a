// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/market_price.h"

#include "analytics/economics/price_date.h"
#include "model/base/letter_case.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

struct Candidate {
    const RentOffer* offer;
    double each;
    bool old;
};

bool isOld(const RentOffer& offer, std::optional<long> today) {
    const auto day = newestDay(offer.date);
    return !day || (today && *today - *day > kFreshDays);
}

/// The cheapest of each provider, or only of those with a price that is not old where there are any.
std::vector<Candidate> ofProviders(const std::vector<Candidate>& all) {
    const bool anyFresh = std::any_of(all.begin(), all.end(), [](const Candidate& c) { return !c.old; });
    std::map<std::string, Candidate> cheapest;
    for (const Candidate& c : all) {
        if (anyFresh && c.old) continue;
        const auto [it, isNew] = cheapest.try_emplace(c.offer->cloud, c);
        if (!isNew && c.each < it->second.each) it->second = c;
    }
    std::vector<Candidate> out;
    for (const auto& [cloud, candidate] : cheapest)
        out.push_back(candidate);
    std::stable_sort(out.begin(), out.end(),
                     [](const Candidate& a, const Candidate& b) { return a.each < b.each; });
    return out;
}

std::optional<MarketPrice> middleOf(const std::vector<Candidate>& all) {
    const std::vector<Candidate> providers = ofProviders(all);
    if (providers.empty()) return std::nullopt;
    // Of an even number the cheaper of the two in the middle: a row that exists, not a mean that nobody asks.
    const Candidate& middle = providers[(providers.size() - 1) / 2];
    const Candidate &low = providers.front(), &high = providers.back();
    return MarketPrice{*middle.offer, middle.each, middle.old, *low.offer,
                       *high.offer,   low.each,    high.each,  static_cast<int>(providers.size())};
}

template <class Price>
std::vector<Candidate> candidates(const std::vector<RentOffer>& offers, std::string_view accelerator,
                                  std::optional<long> today, const Price& price) {
    std::vector<Candidate> out;
    const std::string wanted = lowered(accelerator);
    for (const RentOffer& offer : offers)
        if (lowered(offer.accelerator) == wanted)
            if (const std::optional<double> each = price(offer); each && *each > 0)
                out.push_back({&offer, *each, isOld(offer, today)});
    return out;
}

}  // namespace

std::optional<MarketPrice> marketOnDemand(const std::vector<RentOffer>& offers, std::string_view accelerator,
                                          std::optional<long> today) {
    return middleOf(
        candidates(offers, accelerator, today, [](const RentOffer& o) { return o.onDemandEach(); }));
}

std::optional<MarketPrice> marketSpot(const std::vector<RentOffer>& offers, std::string_view accelerator,
                                      std::optional<long> today, double below) {
    return middleOf(candidates(offers, accelerator, today, [below](const RentOffer& o) {
        const auto each = o.spotEach();
        return each && *each < below ? each : std::nullopt;
    }));
}

}  // namespace rackloom::analytics
