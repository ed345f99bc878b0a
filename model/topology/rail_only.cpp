// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/rail_only.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/rail_optimized.h"

#include <algorithm>

namespace rackloom::model {

std::vector<ParameterSpec> railOnlyParameters() {
    return {
        {"rails", "Rails", "Leaves of a group: one per rail. 0 takes the ports of a node.", 0, 0, 64, true},
        {"racks_per_group", "Racks per group", "Racks whose nodes share one set of leaves. 0: all racks do.",
         0, 0, 4096, true},
        {"nodes_per_group", "Nodes per group", "Groups by number of nodes instead of racks. 0 turns it off.",
         0, 0, 65536, true},
    };
}

FabricPlan planRailOnly(const GeneratorInput& in) {
    GeneratorInput leaves = in;
    bool spines = false;
    for (std::size_t t = 1; t < in.tiers.size(); ++t)
        spines = spines || !in.tiers[t].empty();
    if (leaves.tiers.size() > 1) leaves.tiers.resize(1);
    if (countParameter(in, "nodes_per_group") == 0 && countParameter(in, "racks_per_group") == 0)
        leaves.parameters["racks_per_group"] = std::max(1.0, static_cast<double>(in.firstNode.size()));
    FabricPlan plan = planRailOptimized(leaves);
    if (spines)
        plan.problems.push_back("A rail-only network has no spines, and its upper tiers stay uncabled. "
                                "Remove those tiers, or choose the rail-optimised Clos.");
    return plan;
}

}  // namespace rackloom::model
