// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/gb200_nvl36x2.h"

#include "model/templates/parts/single_rack.h"

namespace rackloom::model {

namespace {

constexpr const char* kNotes =
    "Two racks of 36 GPUs each, side by side. Eighteen cables of 1.6 Tb/s from each of nine switch trays to "
    "the "
    "tray at the same height in the other rack, 162 in all, make one domain of 72 GPUs: a link of every GPU "
    "to each of the 18 chips of its rack, and 36 links from each chip to its partner. Which cage leads to "
    "which chip is an assumption; so are shelf positions and all power and cooling outside the racks. The "
    "network ports are not cabled.";

}  // namespace

std::vector<ParameterSpec> parametersOfGb200Nvl36x2() {
    return {};
}

Result<Snapshot> buildGb200Nvl36x2(const Catalog& catalog, const ParameterValues&) {
    Site site;
    site.name = "GB200 NVL36x2";
    site.notes = kNotes;
    site.templateId = "gb200-nvl36x2";
    return buildRackPair(catalog, "gb200-nvl36x2", std::move(site));
}

}  // namespace rackloom::model
