// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/gb200_nvl72.h"

#include "model/templates/parts/single_rack.h"

namespace rackloom::model {

namespace {

constexpr const char* kNotes =
    "One GB200 NVL72 rack. Eight shelves of 33 kW, four per side: 131.4 kW at tray maxima fit the 132 kW "
    "left "
    "after one side is lost. Shelf positions are not published and are an assumption; so are power and "
    "cooling "
    "outside the rack. The network ports are not cabled: a rack alone has no fabric to join.";

}  // namespace

std::vector<ParameterSpec> parametersOfGb200Nvl72() {
    return {};
}

Result<Snapshot> buildGb200Nvl72(const Catalog& catalog, const ParameterValues&) {
    Site site;
    site.name = "GB200 NVL72";
    site.notes = kNotes;
    site.templateId = "gb200-nvl72";
    return buildSingleRack(catalog, "gb200-nvl72", std::move(site));
}

}  // namespace rackloom::model
