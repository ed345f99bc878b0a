// SPDX-License-Identifier: GPL-3.0-or-later
// Clos network of two or three tiers with any oversubscription: nodes on leaves in order, leaves to the
// spines of their pod, spines to cores. Rule: fabric reference 2 (leaf-spine, clos3). Must not know where
// anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> closParameters();
FabricPlan planClos(const GeneratorInput&);

}  // namespace rackloom::model
