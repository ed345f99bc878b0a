// SPDX-License-Identifier: GPL-3.0-or-later
// Rail-optimised Clos: port r of every node of a group lands on leaf r of that group; leaves reach all spines
// of their pod, spines reach the cores of their position. Rules: fabric reference 3.1, 3.2, FV074, FV075,
// FV085. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> railOptimizedParameters();
FabricPlan planRailOptimized(const GeneratorInput&);

}  // namespace rackloom::model
