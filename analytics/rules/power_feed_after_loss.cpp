// SPDX-License-Identifier: GPL-3.0-or-later
// An element of the power tree that would carry more than it may for hours once all of the other side is
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
constexpr std::array<std::string_view, 2> kSideNames{"A", "B"};

const RuleInfo kInfo{
    .id = "power.feed_after_loss",
    .title = "Feed over its limit after losing a side",
    .severity = Severity::Error,
    .pattern = "{0} would carry {1} after losing side {2}, more than the {3} it may carry for "
               "hours: set its count to {4}, or move {5} of racks elsewhere",
    .remedy = "Put more units in parallel, choose a larger one, or spread racks over more feeds.",
    .source = "Facility reference A5."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const PowerState& state = *q.get<PowerSolve>();
    if (!state.bothSides) {
        if (!state.nodes.empty())
            notChecked.push_back(
                "The power tree does not have two sides, so the loss of one was not checked.");
        return;
    }
    const auto& nodes = *q.get<PowerNodes>();
    for (const NodeState& node : state.nodes) {
        if (!node.limit || !(*node.limit > 0) || node.load > *node.limit * (1 + kTolerance)) continue;
        const std::size_t lost = node.loadAfterLoss[0] >= node.loadAfterLoss[1] ? 0 : 1;
        const double load = node.loadAfterLoss[lost];
        if (load <= *node.limit * (1 + kTolerance)) continue;
        const double each = *node.limit / std::max(nodes.find(node.node)->count, 1);
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::PowerNode, node.node.value}},
                      {textArgument(powerNodeName(q, node.node)), numberArgument(load, "W"),
                       textArgument(std::string(kSideNames[lost])), numberArgument(*node.limit, "W"),
                       numberArgument(std::ceil(load / each - kTolerance), "1"),
                       numberArgument(load - *node.limit, "W")}));
    }
}

}  // namespace

const Rule& powerFeedAfterLossRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
