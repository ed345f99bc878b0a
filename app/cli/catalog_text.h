// SPDX-License-Identifier: GPL-3.0-or-later
// Catalogue entries as text and as JSON: every figure with unit, source, grade, rivals, or why it is unknown.
// Knows no verb.
#pragma once

#include "model/catalog/catalog.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace rackloom::app {

/// The kind under which rack designs are listed.
inline constexpr std::string_view kRackDesignKind = "rack_design";

std::string deviceText(const model::DeviceType& type, const model::Catalog& catalog);
std::string rackText(const model::CatalogRack& rack, const model::Catalog& catalog);
nlohmann::ordered_json deviceJson(const model::DeviceType& type);
nlohmann::ordered_json rackJson(const model::CatalogRack& rack);

}  // namespace rackloom::app
