// SPDX-License-Identifier: GPL-3.0-or-later
// HyperX: a grid of routers where all of one line are joined with each other, by K cables along each
// dimension. All K = 1 is the flattened butterfly, one dimension the full mesh. Rule: fabric reference 2.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> hyperxParameters();
FabricPlan planHyperx(const GeneratorInput&);

}  // namespace rackloom::model
