// SPDX-License-Identifier: GPL-3.0-or-later
// Slim Fly: the McKay-Miller-Siran graphs, 2 q² routers of degree (3q - d) / 2 no two of which are more than
// two links apart, for odd primes q = 4w + d. Rule: fabric reference 2.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> slimFlyParameters();
FabricPlan planSlimFly(const GeneratorInput&);

}  // namespace rackloom::model
