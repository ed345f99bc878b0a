// SPDX-License-Identifier: GPL-3.0-or-later
// Tori made of cubes of chips whose faces meet in optical circuit switches: those pass light from port to
// port and switch no packets, so the link through them is what is cabled, and they are noted beside it.
// Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> torusCubesParameters();
FabricPlan planTorusCubes(const GeneratorInput&);

}  // namespace rackloom::model
