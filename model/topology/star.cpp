// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/star.h"

#include "model/base/large_array.h"
#include "model/topology/clos_wiring.h"
#include "model/topology/leaf_choice.h"

#include <algorithm>

namespace rackloom::model {

std::vector<ParameterSpec> starParameters() {
    return {{"uplinks", "Uplinks per switch", "Spread over the core switches.", 2, 1, 8, true}};
}

FabricPlan planStar(const GeneratorInput& in) {
    FabricPlan plan;
    const bool cores = in.tiers.size() > 1 && !in.tiers[1].empty();
    LeafRules rules;
    rules.ownRack = true;
    rules.uplinks = cores ? std::max(1u, countParameter(in, "uplinks")) : 0;
    reserveLarge(plan.cables, in.endpoints.size() + (cores ? in.tiers[0].size() * rules.uplinks : 0));
    wireToLeaves(in, rules, plan);
    wireLeafUplinks(in, rules, "core", plan);
    return plan;
}

}  // namespace rackloom::model
