// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold between the files of a catalogue: parts exist and do not contain themselves, rack designs
// fill their enclosure without two devices in one place. The parsed text is kept beside the values only so
// that each complaint names a line. Must not read files.
#pragma once

#include "model/base/result.h"
#include "model/catalog/catalog.h"
#include "model/storage/json_value.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rackloom::model {

/// Figures typed in by the user name this instead of an entry of the source list.
inline constexpr std::string_view kUserSource = "user";

/// Where an entry was read from.
struct CatalogOrigin {
    std::string path;
    JsonValue json;
};

struct CatalogDraft {
    Catalog catalog;
    std::map<std::string, CatalogOrigin, std::less<>> devices, racks;
};

Result<void> checkComponents(const CatalogDraft&);
Result<void> checkRacks(const CatalogDraft&);

}  // namespace rackloom::model
