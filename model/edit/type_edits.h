// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing catalogue entries into a design, and editing the figures of those it holds. A design embeds what
// it uses, parts included, so that it opens without the catalogue. Templates and palettes use the same
// pieces.
#pragma once

#include "model/catalog/catalog.h"
#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// Finds the embedded type by its key, or embeds it. What the user changed on an embedded one stays.
DeviceTypeId embedType(Transaction&, const DeviceType&);
/// The same by key, with every part it contains.
Result<DeviceTypeId> embedType(Transaction&, const Catalog&, std::string_view key);
/// Embeds a rack design of the catalogue with all its types, or finds the one that still is as the catalogue
/// has it; a design the user changed is left alone.
Result<RackDesignId> embedRackDesign(Transaction&, const Catalog&, std::string_view key);
/// The part of a catalogue that these keys (of devices or racks) need: small enough to travel in an edit.
Catalog excerpt(const Catalog&, const std::vector<std::string>& keys);

/// What a palette drop does.
Edit placeCatalogRack(const Catalog&, std::string key, Rack rack);
Edit addCatalogDevice(const Catalog&, std::string key, RackDesignId design, Slot slot);
Edit changeToCatalogDevice(const Catalog&, std::string key, RackDesignId design, std::vector<SlotId> slots);
Edit embedCatalogTypes(const Catalog&, std::vector<std::string> keys);

/// Sets a figure of an embedded type by path (model/site/type_figures.h), marked as the user's own; the value
/// it had is kept as a rival. No value makes it unknown, for the reason given as note.
Edit setFigure(DeviceTypeId type, std::string path, std::optional<double> si, std::string note = {});
/// Puts an embedded type back to what the catalogue says.
Edit resetType(const Catalog&, std::string key);
/// Removes embedded types that nothing uses.
Edit removeUnusedTypes();

}  // namespace rackloom::model
