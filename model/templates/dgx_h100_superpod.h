// SPDX-License-Identifier: GPL-3.0-or-later
// DGX H100 SuperPOD: 32 nodes per scalable unit, eight rails, fabric managers on the
// compute fabric. Sources: hardware reference 6, superpod_tables.csv.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfDgxH100Superpod();
Result<Snapshot> buildDgxH100Superpod(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
