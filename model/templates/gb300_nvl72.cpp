// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/gb300_nvl72.h"

#include "model/templates/parts/single_rack.h"

namespace rackloom::model {

namespace {

constexpr const char* kNotes =
    "One GB300 NVL72 rack at its planning figure of 142 kW, which exceeds the 132 kW left after one side is "
    "lost: it is not strictly N+N. Shelf positions are an assumption, so are power and cooling outside the "
    "rack. The network ports are not cabled: a rack alone has no fabric to join.";

}  // namespace

std::vector<ParameterSpec> parametersOfGb300Nvl72() {
    return {};
}

Result<Snapshot> buildGb300Nvl72(const Catalog& catalog, const ParameterValues&) {
    Site site;
    site.name = "GB300 NVL72";
    site.notes = kNotes;
    site.templateId = "gb300-nvl72";
    return buildSingleRack(catalog, "gb300-nvl72", std::move(site));
}

}  // namespace rackloom::model
