// SPDX-License-Identifier: GPL-3.0-or-later
// One GB300 NVL72 rack, drawn like the GB200 one. Its 142 kW exceed what four shelves
// carry, which the rules must find.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfGb300Nvl72();
Result<Snapshot> buildGb300Nvl72(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
