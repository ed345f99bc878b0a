// SPDX-License-Identifier: GPL-3.0-or-later
// Leaf-spine network: nodes on leaves in order, or on the leaves of their own rack; each leaf reaches each
// spine. For storage, in-band and general Ethernet. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> leafSpineParameters();
FabricPlan planLeafSpine(const GeneratorInput&);

}  // namespace rackloom::model
