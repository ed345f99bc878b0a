// SPDX-License-Identifier: GPL-3.0-or-later
// A catalogue rack design as JSON. Its slots name device types by key.
// Exists beside device_codec.h so that the loader only deals with files and cross-references.
// Must not know whether the types it names exist.
#pragma once

#include "model/catalog/catalog.h"
#include "model/storage/decoder.h"

namespace rackloom::model {

void describe(ObjectReader& in, CatalogSlot& slot);
void describe(ObjectReader& in, CatalogDomain& domain);
void describe(ObjectReader& in, CatalogRack& rack);

}  // namespace rackloom::model
