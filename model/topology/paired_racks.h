// SPDX-License-Identifier: GPL-3.0-or-later
// Racks in pairs: each port joined with the same port in the other rack. The scale-up cables between the
// switch trays of two half racks. Must not know what the ports lead to.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> pairedRacksParameters();
FabricPlan planPairedRacks(const GeneratorInput&);

}  // namespace rackloom::model
