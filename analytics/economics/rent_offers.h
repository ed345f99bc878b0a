// SPDX-License-Identifier: GPL-3.0-or-later
// Offers of rented accelerators, from the table that ships or from SkyPilot's catalogue of one cloud
// (vms.csv, v7 and v8). Columns are found by name; those that are not known are passed over.
// Must not read files: the caller hands in text.
#pragma once

#include "model/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// One machine at one place. Prices are USD an hour for the whole machine; absent = not offered.
struct RentOffer {
    std::string accelerator, cloud, instance, region, zone;
    double count = 1;
    std::optional<double> onDemand, spot;
    std::string date, origin, licence, note;

    std::optional<double> onDemandEach() const;
    std::optional<double> spotEach() const;
    friend bool operator==(const RentOffer&, const RentOffer&) = default;
};

/// The shipped table.
Result<std::vector<RentOffer>> readOfferTable(std::string_view text, const std::string& place);

/// A vms.csv of SkyPilot. Where machine and accelerator are rows of their own (Google Cloud) they are added
/// up zone by zone; an accelerator whose machine is not there keeps a note. Rows without an accelerator, and
/// rows without any price, are left out.
Result<std::vector<RentOffer>> readSkyCatalog(std::string_view text, const std::string& place,
                                              const std::string& cloud, const std::string& date);

/// Offers whose accelerator is `name`, capitals and dashes aside, or begins with it and a dash ("H100" finds
/// "H100-PCIe"); cheapest on demand first.
std::vector<RentOffer> offersOf(std::vector<RentOffer> offers, std::string_view name);

}  // namespace rackloom::analytics
