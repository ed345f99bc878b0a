// SPDX-License-Identifier: GPL-3.0-or-later
// An element of the power tree that carries more than its breaker or rating allows for hours, with nothing
// lost.
#include "analytics/inputs/facility.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "power.feed_over_limit",
                     .title = "Feed over its limit",
                     .severity = Severity::Error,
                     .pattern = "{0} carries {1}, more than the {2} it may carry for hours: set its count to "
                                "{3}, or take {4} off it",
                     .remedy =
                         "Put more units in parallel, choose a larger one, or move racks to another feed.",
                     .source = "Facility reference A2 (continuous-load rule) and A5."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const PowerState& state = *q.get<PowerSolve>();
    const auto& nodes = *q.get<PowerNodes>();
    std::size_t unlimited = 0;
    for (const NodeState& node : state.nodes) {
        if (!node.live || !(node.load > 0)) continue;
        if (!node.limit || !(*node.limit > 0)) {
            ++unlimited;
            continue;
        }
        if (node.load <= *node.limit * (1 + kTolerance)) continue;
        const double each = *node.limit / std::max(nodes.find(node.node)->count, 1);
        const double needed = std::ceil(node.load / each - kTolerance);
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::PowerNode, node.node.value}},
                      {textArgument(powerNodeName(q, node.node)), numberArgument(node.load, "W"),
                       numberArgument(*node.limit, "W"), numberArgument(needed, "1"),
                       numberArgument(node.load - *node.limit, "W")}));
    }
    if (unlimited > 0)
        notChecked.push_back("The limit of " + counted(unlimited, "power element is", "power elements is") +
                             " unknown, so their load was not checked.");
    if (state.nodes.empty() && state.planning.counted > 0)
        notChecked.push_back("No power tree is drawn, so feeds were not checked.");
}

}  // namespace

const Rule& powerFeedOverLimitRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
