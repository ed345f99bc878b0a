// SPDX-License-Identifier: GPL-3.0-or-later
// Power elements that feed each other in a ring: nothing can be computed for them or below them.
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.tree_cycle",
                     .title = "Ring in the power tree",
                     .severity = Severity::Error,
                     .pattern = "{0} feed each other in a ring, or hang below one, and carry nothing: {1}",
                     .remedy = "Remove one of the connections so that power runs from the sources down.",
                     .source = "Facility reference A4: the power tree has no rings."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    std::vector<ObjectRef> objects;
    std::string names;
    for (const NodeState& node : q.get<PowerSolve>()->nodes) {
        if (!node.inCycle) continue;
        objects.push_back({ObjectRef::Kind::PowerNode, node.node.value});
        names += (names.empty() ? "" : ", ") + powerNodeName(q, node.node);
    }
    if (objects.empty()) return;
    const std::string count = counted(objects.size(), "power element", "power elements");
    findings.push_back(findingOf(kInfo, std::move(objects), {textArgument(count), textArgument(names)}));
}

}  // namespace

const Rule& powerTreeCycleRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
