// SPDX-License-Identifier: GPL-3.0-or-later
// Jellyfish: a random graph in which every router has equally many links. The seed is a parameter and the
// generator uses no library's random numbers, so one seed is one cable list on every machine.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> jellyfishParameters();
FabricPlan planJellyfish(const GeneratorInput&);

}  // namespace rackloom::model
