// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/shipped_prices.h"

#include "analytics/economics/csv_table.h"

#include <map>
#include <utility>

namespace rackloom::analytics {

namespace {

std::map<std::string, std::string, std::less<>> readNames() {
    std::map<std::string, std::string, std::less<>> names;
    const auto table = CsvTable::read(acceleratorTableText(), "accelerators.csv");
    if (!table) return names;
    const auto type = table.value().column("type"), accelerator = table.value().column("accelerator");
    for (std::size_t i = 0; i < table.value().size(); ++i)
        names.emplace(table.value().cell(i, type), table.value().cell(i, accelerator));
    return names;
}

}  // namespace

const std::vector<RentOffer>& shippedOffers() {
    static const std::vector<RentOffer> kOffers = [] {
        auto read = readOfferTable(offerTableText(), std::string(kOfferTable));
        return read ? std::move(read).value() : std::vector<RentOffer>{};
    }();
    return kOffers;
}

std::string acceleratorOf(std::string_view typeKey) {
    static const auto kNames = readNames();
    const auto it = kNames.find(typeKey);
    return it == kNames.end() ? std::string() : it->second;
}

}  // namespace rackloom::analytics
