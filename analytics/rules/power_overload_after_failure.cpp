// SPDX-License-Identifier: GPL-3.0-or-later
// An element of the power tree that a single failure anywhere would put over what it may carry for hours.
// What is over its limit already, or after a whole side is lost, other rules say.
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"
#include "analytics/power/ride_through.h"
#include "analytics/report_text.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{
    .id = "power.overload_after_failure",
    .title = "Overload after a single failure",
    .severity = Severity::Error,
    .pattern = "{0} would be at {1} of what it may carry for hours after losing {2}{3}",
    .remedy = "Spread the load over more elements, put more units in parallel, or cap the racks below it.",
    .source = "Facility reference A5: every element of the tree is lost once."};

/// ", and stand it for 38 s" where a short-time curve is known.
std::string standing(const PowerTree& tree, std::size_t v, double share) {
    const PowerElement& e = tree.elements[v];
    if (!e.overload) return {};
    const auto time = shortTime(tree.overload[*e.overload], share / e.ratingOverLimit);
    if (!time) return {};
    return time->si() > 0 ? ", and stand it for " + quantityText(time->si(), "s", 2)
                          : ", more than it stands for any time";
}

bool saidElsewhere(const PowerState& state, std::size_t v) {
    const NodeState& node = state.nodes[v];
    if (!node.limit) return true;
    const double most = *node.limit * (1 + kTolerance);
    return node.load > most || std::max(node.loadAfterLoss[0], node.loadAfterLoss[1]) > most;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const PowerState& state = *q.get<PowerSolve>();
    const auto& worst = q.get<PowerSweep>()->result.worst;
    for (std::size_t v = 0; v < worst.size(); ++v) {
        if (!worst[v].loadShare || *worst[v].loadShare <= 1 + kTolerance || saidElsewhere(state, v)) continue;
        findings.push_back(findingOf(kInfo,
                                     {{ObjectRef::Kind::PowerNode, drawing.nodes[v].value},
                                      {ObjectRef::Kind::PowerNode, drawing.nodes[worst[v].cause].value}},
                                     {textArgument(powerNodeName(q, drawing.nodes[v])),
                                      textArgument(percentText(*worst[v].loadShare)),
                                      textArgument(failedName(q, drawing, worst[v].cause)),
                                      textArgument(standing(drawing.tree, v, *worst[v].loadShare))}));
    }
}

}  // namespace

const Rule& powerOverloadAfterFailureRule() {
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
