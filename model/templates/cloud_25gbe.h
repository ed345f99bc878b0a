// SPDX-License-Identifier: GPL-3.0-or-later
// A general cloud cluster with 25 Gb/s Ethernet, the yardstick for the others.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfCloud25Gbe();
Result<Snapshot> buildCloud25Gbe(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
