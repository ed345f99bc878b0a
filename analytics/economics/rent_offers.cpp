// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/rent_offers.h"

#include "analytics/economics/csv_table.h"
#include "model/base/letter_case.h"

#include <algorithm>
#include <limits>
#include <map>

namespace rackloom::analytics {

namespace {

/// Machines of Google Cloud that belong to an accelerator, with # for the number of accelerators.
struct HostFamily {
    std::string_view accelerator, machine;
    int count = 0;  ///< 0 = any
};
constexpr HostFamily kHostFamilies[] = {
    {"a100", "a2-megagpu-16g", 16}, {"a100", "a2-highgpu-#g"},      {"a100-80gb", "a2-ultragpu-#g"},
    {"h100", "a3-highgpu-#g"},      {"h100-mega", "a3-megagpu-#g"}, {"h200", "a3-ultragpu-#g"},
    {"b200", "a4-highgpu-#g"},      {"gb200", "a4x-highgpu-#g"},    {"l4", "g2-standard-4", 1},
    {"l4", "g2-standard-24", 2},    {"l4", "g2-standard-48", 4},    {"l4", "g2-standard-96", 8},
};

std::optional<std::string> hostOf(const RentOffer& offer) {
    const int count = static_cast<int>(offer.count);
    for (const HostFamily& f : kHostFamilies) {
        if (f.accelerator != lowered(offer.accelerator) || (f.count != 0 && f.count != count)) continue;
        std::string machine(f.machine);
        if (const auto at = machine.find('#'); at != std::string::npos)
            machine.replace(at, 1, std::to_string(count));
        return machine;
    }
    return std::nullopt;
}

std::optional<double> sum(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional(*a + *b) : std::nullopt;
}

struct HostPrice {
    std::optional<double> onDemand, spot;
};
using Hosts = std::map<std::pair<std::string, std::string>, HostPrice>;  ///< machine, zone

void addHost(RentOffer& offer, const Hosts& hosts) {
    const auto machine = hostOf(offer);
    const auto host = machine ? hosts.find({*machine, offer.zone}) : hosts.end();
    if (host == hosts.end()) {
        offer.note = "accelerator alone: its machine is not in the catalogue";
        return;
    }
    offer.instance = *machine;
    offer.onDemand = sum(offer.onDemand, host->second.onDemand);
    offer.spot = sum(offer.spot, host->second.spot);
}

Result<std::optional<double>> countOf(const CsvTable& table, std::size_t row,
                                      std::optional<std::size_t> column) {
    auto count = table.amount(row, column);
    if (!count || !count.value()) return count;
    if (*count.value() > 1e6)
        return Error{table.place(row), "a machine with more than a million accelerators", "Correct it."};
    return count;
}

}  // namespace

std::optional<double> RentOffer::onDemandEach() const {
    return onDemand && count > 0 ? std::optional(*onDemand / count) : std::nullopt;
}

std::optional<double> RentOffer::spotEach() const {
    return spot && count > 0 ? std::optional(*spot / count) : std::nullopt;
}

Result<std::vector<RentOffer>> readOfferTable(std::string_view text, const std::string& place) {
    const auto read = CsvTable::read(text, place);
    if (!read) return read.error();
    const CsvTable& table = read.value();
    if (const auto good =
            table.require({"accelerator", "count", "cloud", "price_usd_h", "spot_usd_h", "date", "licence"});
        !good)
        return good.error();
    const auto name = [&](std::size_t row, const char* column) {
        return table.cell(row, table.column(column));
    };
    std::vector<RentOffer> offers;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto count = countOf(table, i, table.column("count"));
        const auto price = table.amount(i, table.column("price_usd_h"));
        const auto spot = table.amount(i, table.column("spot_usd_h"));
        for (const auto* amount : {&count, &price, &spot})
            if (!*amount) return amount->error();
        RentOffer offer{name(i, "accelerator"),
                        name(i, "cloud"),
                        name(i, "instance"),
                        name(i, "region"),
                        {},
                        count.value().value_or(1),
                        price.value(),
                        spot.value(),
                        name(i, "date"),
                        name(i, "origin"),
                        name(i, "licence"),
                        name(i, "note")};
        offers.push_back(std::move(offer));
    }
    return offers;
}

Result<std::vector<RentOffer>> readSkyCatalog(std::string_view text, const std::string& place,
                                              const std::string& cloud, const std::string& date) {
    const auto read = CsvTable::read(text, place);
    if (!read) return read.error();
    const CsvTable& table = read.value();
    if (const auto good =
            table.require({"InstanceType", "AcceleratorName", "AcceleratorCount", "Region", "Price"});
        !good)
        return good.error();
    const auto machine = table.column("InstanceType"), accelerator = table.column("AcceleratorName"),
               region = table.column("Region"), zone = table.column("AvailabilityZone");
    Hosts hosts;
    std::vector<RentOffer> offers;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto count = countOf(table, i, table.column("AcceleratorCount"));
        const auto price = table.amount(i, table.column("Price"));
        const auto spot = table.amount(i, table.column("SpotPrice"));
        for (const auto* amount : {&count, &price, &spot})
            if (!*amount) return amount->error();
        if (table.cell(i, accelerator).empty()) {
            hosts[{table.cell(i, machine), table.cell(i, zone)}] = {price.value(), spot.value()};
            continue;
        }
        RentOffer offer{table.cell(i, accelerator),
                        cloud,
                        table.cell(i, machine),
                        table.cell(i, region),
                        table.cell(i, zone),
                        count.value().value_or(1),
                        price.value(),
                        spot.value(),
                        date,
                        place,
                        "the user's own copy",
                        {}};
        offers.push_back(std::move(offer));
    }
    for (RentOffer& offer : offers)
        if (offer.instance.empty()) addHost(offer, hosts);
    std::erase_if(offers, [](const RentOffer& o) { return (!o.onDemand && !o.spot) || !(o.count > 0); });
    return offers;
}

std::vector<RentOffer> offersOf(std::vector<RentOffer> offers, std::string_view name) {
    const std::string wanted = lowered(name);
    if (!wanted.empty())
        std::erase_if(offers, [&](const RentOffer& o) {
            const std::string is = lowered(o.accelerator);
            return is != wanted && !is.starts_with(wanted + '-');
        });
    const auto key = [](const RentOffer& o) {
        return o.onDemandEach().value_or(o.spotEach().value_or(std::numeric_limits<double>::max()));
    };
    std::stable_sort(offers.begin(), offers.end(),
                     [&](const RentOffer& a, const RentOffer& b) { return key(a) < key(b); });
    return offers;
}

}  // namespace rackloom::analytics
