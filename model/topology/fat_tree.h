// SPDX-License-Identifier: GPL-3.0-or-later
// Fat tree of switches of k ports: k/2 edge and k/2 aggregation switches per pod, fewer pods and thicker
// cables to fewer cores where wanted. Rule: fabric reference 2. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> fatTreeParameters();
FabricPlan planFatTree(const GeneratorInput&);

}  // namespace rackloom::model
