// SPDX-License-Identifier: GPL-3.0-or-later
// Torus or mesh of up to six dimensions, of switches or of nodes that carry the links themselves; also blocks
// (cubes) joined by optical circuit switches. Rules: fabric reference 2. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> torusParameters();
FabricPlan planTorus(const GeneratorInput&);

}  // namespace rackloom::model
