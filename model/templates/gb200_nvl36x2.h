// SPDX-License-Identifier: GPL-3.0-or-later
// Two half racks of 36 GPUs whose NVLink switch trays are cabled to each other: one domain of 72.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfGb200Nvl36x2();
Result<Snapshot> buildGb200Nvl36x2(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
