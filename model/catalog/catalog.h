// SPDX-License-Identifier: GPL-3.0-or-later
// Catalog: everything that ships (or that the user added) and may be placed: device types, rack designs,
// sources. A design embeds the types it uses, so it opens without this; the catalogue only feeds the palette
// and templates. Immutable after loading; see model/storage/catalog_loader.h.
#pragma once

#include "model/catalog/device_type.h"
#include "model/catalog/rack_design.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rackloom::model {

/// One entry of the source list that figures point to.
struct SourceEntry {
    std::string title, url, licence;
    friend bool operator==(const SourceEntry&, const SourceEntry&) = default;
};

/// A slot of a catalogue rack design, naming its type by key (ids exist only inside a design document).
struct CatalogSlot {
    std::uint32_t id = 0;
    std::string type;
    int u = 1;
    Face face = Face::Front;
    PowerSide side = PowerSide::None;
    std::string label;
    friend bool operator==(const CatalogSlot&, const CatalogSlot&) = default;
};

struct CatalogDomain {
    std::string name;
    std::vector<std::uint32_t> slots;
    friend bool operator==(const CatalogDomain&, const CatalogDomain&) = default;
};

struct CatalogRack {
    std::string key, name, enclosure, summary, notes;
    std::vector<CatalogSlot> slots;
    std::vector<CatalogDomain> domains;
    friend bool operator==(const CatalogRack&, const CatalogRack&) = default;
};

struct Catalog {
    std::map<std::string, std::shared_ptr<const DeviceType>, std::less<>> devices;
    std::map<std::string, CatalogRack, std::less<>> racks;
    std::map<std::string, SourceEntry, std::less<>> sources;

    const DeviceType* device(std::string_view key) const;
    const CatalogRack* rack(std::string_view key) const;
};

}  // namespace rackloom::model
