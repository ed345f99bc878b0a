// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes of a kind on a compute fabric of any topology: racks of nodes, racks of switches, management, power
// and cooling. The place to start from when no reference design fits.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfCustomFabric();
Result<Snapshot> buildCustomFabric(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
