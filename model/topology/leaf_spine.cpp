// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/leaf_spine.h"

#include "model/base/large_array.h"
#include "model/topology/clos_wiring.h"
#include "model/topology/leaf_choice.h"
#include "model/topology/pod_wiring.h"

namespace rackloom::model {

std::vector<ParameterSpec> leafSpineParameters() {
    return {
        {"homes", "Homes per node", "Leaves over which the ports of one node are spread.", 1, 1, 8, true},
        {"own_rack", "Leaves in the rack",
         "1: nodes use the leaves of their own rack, or else of the next rack that has some. 0: nodes are "
         "dealt evenly over all leaves.",
         0, 0, 1, true},
        {"downlinks", "Endpoint ports per leaf", "0 takes the access ports, or half of equal ports.", 0, 0,
         1024, true},
        {"uplinks", "Uplinks per leaf",
         "Fewer than face down oversubscribe. 0 takes the uplink ports, or half.", 0, 0, 1024, true},
    };
}

FabricPlan planLeafSpine(const GeneratorInput& in) {
    FabricPlan plan;
    const bool spines = in.tiers.size() > 1 && !in.tiers[1].empty();
    LeafRules rules;
    rules.homes = countParameter(in, "homes");
    if (rules.homes == 0) rules.homes = 1;
    rules.ownRack = countParameter(in, "own_rack") > 0;
    rules.down = countParameter(in, "downlinks");
    rules.uplinks = spines ? countParameter(in, "uplinks") : 0;
    if (spines && rules.uplinks == 0 && !in.tiers[0].empty()) {
        const FabricSwitch& leaf = in.tiers[0].front();
        rules.uplinks = leaf.uniform() ? leaf.ports / 2 : leaf.ports - leaf.access;
    }
    reserveLarge(plan.cables, in.endpoints.size() + (spines ? in.tiers[0].size() * rules.uplinks : 0));
    wireToLeaves(in, rules, plan);
    wireLeafUplinks(in, rules, "spine", plan);
    if (plan.wanted.size() > 1) plan.wanted[1] = divisorAtLeast(rules.uplinks, plan.wanted[1]);
    if (spines && rules.uplinks % in.tiers[1].size() != 0)
        plan.problems.push_back(std::to_string(rules.uplinks) +
                                " uplinks of a leaf do not divide evenly over " +
                                counted(in.tiers[1].size(), "spine", "spines") +
                                ". Choose a number of spines that divides the uplinks.");
    return plan;
}

}  // namespace rackloom::model
