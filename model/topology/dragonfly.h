// SPDX-License-Identifier: GPL-3.0-or-later
// Dragonfly: groups of routers that are all joined with each other, and cables between all groups, dealt in
// order of the pairs of groups (consecutive wiring). Rule: fabric reference 2.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> dragonflyParameters();
FabricPlan planDragonfly(const GeneratorInput&);

}  // namespace rackloom::model
