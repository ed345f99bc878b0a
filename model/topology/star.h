// SPDX-License-Identifier: GPL-3.0-or-later
// Star of switches for out-of-band management: every port on a switch of its own rack or of the next rack
// that has one, those uplinked to core switches. Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> starParameters();
FabricPlan planStar(const GeneratorInput&);

}  // namespace rackloom::model
