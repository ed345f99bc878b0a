// SPDX-License-Identifier: GPL-3.0-or-later
// Several networks side by side that meet only in the nodes: port p of a node belongs to plane p mod planes,
// and switch i of a tier to plane i mod planes. Each plane is a Clos with rails or without.
// Rules: fabric reference 2, 3.1 (twin-plane Ethernet). Must not know where anything stands.
#pragma once

#include "model/topology/plan.h"

namespace rackloom::model {

std::vector<ParameterSpec> multiPlaneParameters();
FabricPlan planMultiPlane(const GeneratorInput&);

}  // namespace rackloom::model
