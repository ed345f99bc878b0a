// SPDX-License-Identifier: GPL-3.0-or-later
// The published sample of a power management service: one utility of 750 kW, a switchboard of 1.6 MW, four
// PDUs of 450 kW and eight racks of eighteen nodes at 5.6 kW, which together ask for more than the utility
// gives. Must not know of files or of the window.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

std::vector<ParameterSpec> parametersOfPowerSample();
Result<Snapshot> buildPowerSample(const Catalog&, const ParameterValues&);

}  // namespace rackloom::model
