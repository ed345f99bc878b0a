// SPDX-License-Identifier: GPL-3.0-or-later
// The price table that ships, as part of the program: its rows, which accelerator of it a device type is, and
// who made it under which licence. Being part of the program, the same program says the same of a design
// everywhere.
// Must not choose among rows: market_price.h does.
#pragma once

#include "analytics/economics/rent_offers.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// The files as they ship.
std::string_view offerTableText();
std::string_view acceleratorTableText();
std::string_view priceSourcesText();

inline constexpr std::string_view kOfferTable = "gpu_prices.csv";

/// Empty only if the program was built from a table that does not read; a test sees to that.
const std::vector<RentOffer>& shippedOffers();
/// What tables of offers call this device type; empty when none does.
std::string acceleratorOf(std::string_view typeKey);

}  // namespace rackloom::analytics
