// SPDX-License-Identifier: GPL-3.0-or-later
// One price out of a table of offers: what the middle provider asks for an accelerator. Each provider counts
// once, with its cheapest row; prices of the last ninety days come before older ones. The rows beside it stay
// known, so that a reader sees how far apart they are.
// Must not know where the table comes from, nor the clock.
#pragma once

#include "analytics/economics/rent_offers.h"

#include <optional>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct MarketPrice {
    RentOffer offer;  ///< the row that speaks for the market
    double each = 0;  ///< USD an hour for one accelerator
    bool old = false;
    RentOffer cheapest, dearest;  ///< of the providers compared
    double low = 0, high = 0;
    int providers = 0;
    friend bool operator==(const MarketPrice&, const MarketPrice&) = default;
};

/// `today` in days since 1970; absent leaves age out of it. Absent when nobody offers exactly this
/// accelerator (capitals aside).
std::optional<MarketPrice> marketOnDemand(const std::vector<RentOffer>&, std::string_view accelerator,
                                          std::optional<long> today);
/// Of spot machines cheaper than `below`: dearer ones nobody would take.
std::optional<MarketPrice> marketSpot(const std::vector<RentOffer>&, std::string_view accelerator,
                                      std::optional<long> today, double below);

}  // namespace rackloom::analytics
