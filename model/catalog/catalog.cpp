// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/catalog.h"

namespace rackloom::model {

const DeviceType* Catalog::device(std::string_view key) const {
    const auto it = devices.find(key);
    return it == devices.end() ? nullptr : it->second.get();
}

const CatalogRack* Catalog::rack(std::string_view key) const {
    const auto it = racks.find(key);
    return it == racks.end() ? nullptr : &it->second;
}

}  // namespace rackloom::model
