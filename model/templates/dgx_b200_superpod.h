// SPDX-License-Identifier: GPL-3.0-or-later
// DGX B200 SuperPOD: the H100 network with two nodes per rack. Sources: hardware reference
// 6, superpod_tables.csv.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfDgxB200Superpod();
Result<Snapshot> buildDgxB200Superpod(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
