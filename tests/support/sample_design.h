// SPDX-License-Identifier: GPL-3.0-or-later
// A small complete design built by hand: types of every capability, two rack designs, racks, a fabric with
// leaves and spines, a power tree, cooling, a job. Exists so that edits are tested without catalogue files.
#pragma once

#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

#include <string_view>

namespace rackloom::test {

/// Hall "Hall 1" (20 × 12 m) with racks A1 … A4 of design "Compute" and N1 of design "Network", fabric
/// "Compute fabric" (rail-optimised, four leaves, two spines; one leaf and one spine of the rack are unused).
model::SnapshotPtr sampleDesign();

/// The same types and rack designs as a catalogue.
model::Catalog sampleCatalog();

RackId rackNamed(const model::Snapshot&, std::string_view name);
RackDesignId designNamed(const model::Snapshot&, std::string_view name);
DeviceTypeId typeNamed(const model::Snapshot&, std::string_view key);

}  // namespace rackloom::test
