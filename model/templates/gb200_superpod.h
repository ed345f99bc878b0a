// SPDX-License-Identifier: GPL-3.0-or-later
// GB200 SuperPOD of any number of racks: eight NVL72 racks per scalable unit, four rails,
// two or three tiers. Sources: hardware reference 6, fabric reference 3.2, FV082, FV083, FV085.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfGb200Superpod();
Result<Snapshot> buildGb200Superpod(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
