// SPDX-License-Identifier: GPL-3.0-or-later
// A Cray-2 of 1985 in its room: four processors, 1.951 GFLOP/s, two GiB.
// Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfCray2();
Result<Snapshot> buildCray2(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
