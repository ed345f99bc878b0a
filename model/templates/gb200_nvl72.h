// SPDX-License-Identifier: GPL-3.0-or-later
// One GB200 NVL72 rack with power on two sides and liquid cooling, and nothing else: the
// figures of a report are those of the rack.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfGb200Nvl72();
Result<Snapshot> buildGb200Nvl72(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
