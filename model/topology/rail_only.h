// SPDX-License-Identifier: GPL-3.0-or-later
// Rail-only: the leaves of the rail-optimised network without spines. Traffic from one rail to another stays
// within the scale-up domain of the nodes. Rule: fabric reference 2.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> railOnlyParameters();
FabricPlan planRailOnly(const GeneratorInput&);

}  // namespace rackloom::model
