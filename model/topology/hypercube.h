// SPDX-License-Identifier: GPL-3.0-or-later
// Hypercube: routers whose numbers differ in one bit are joined. Rule: fabric reference 2.
// Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> hypercubeParameters();
FabricPlan planHypercube(const GeneratorInput&);

}  // namespace rackloom::model
