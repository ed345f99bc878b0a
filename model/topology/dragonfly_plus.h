// SPDX-License-Identifier: GPL-3.0-or-later
// Dragonfly+: groups of leaves and spines that are all joined, and cables between the spines of all groups.
// Rule: fabric reference 2. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> dragonflyPlusParameters();
FabricPlan planDragonflyPlus(const GeneratorInput&);

}  // namespace rackloom::model
