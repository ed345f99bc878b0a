// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the catalogue that ships with the program: device types, rack designs, sources. Strict: a key nobody
// knows, a source that is not listed, a part that does not exist or contains itself is an error with file and
// line, so that a catalogue that loads can be trusted. Must not know who uses it.
#pragma once

#include "model/base/result.h"
#include "model/catalog/catalog.h"

#include <string>

namespace rackloom::model {

/// Where the program's resources lie: $RACKLOOM_RESOURCES, else ../share/rackloom beside the program's
/// folder, else resources/ of the source tree it was built from. Without slash at the end.
std::string resourcePath();

/// Loads `directory`/devices/*.json, `directory`/racks/*.json and `directory`/sources.json.
Result<Catalog> loadCatalog(const std::string& directory);
/// The catalogue that ships: loadCatalog(resourcePath() + "/catalog").
Result<Catalog> loadCatalog();

}  // namespace rackloom::model
