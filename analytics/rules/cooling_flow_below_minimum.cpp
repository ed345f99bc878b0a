// SPDX-License-Identifier: GPL-3.0-or-later
// A loop whose units cannot move the least flow of its devices, or whose plumbing starves one of them.
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "cooling.flow_below_minimum",
                     .title = "Less coolant than the devices need",
                     .severity = Severity::Error,
                     .pattern = "{0} moves {1} {2}, but its devices need {3} at this supply",
                     .remedy = "Add a unit to the loop, choose larger pumps, cool the supply, or balance the "
                               "branches.",
                     .source = "Facility reference B1, B3, B4."};

Finding finding(Query& q, const LoopNetwork& loop, double flow, double needed, std::string when) {
    return findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                     {textArgument(loopName(q, loop.loop)), numberArgument(flow, "m3/s"),
                      textArgument(std::move(when)), numberArgument(needed, "m3/s")});
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const CoolingState& heat = *q.get<CoolingSolve>();
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != model::CoolingMedium::Liquid || loop.racks == 0 || loop.units == 0) continue;
        if (!loop.available || !loop.needed) {
            notChecked.push_back(loopName(q, loop.loop) +
                                 (loop.available
                                      ? ": no device states its least flow, so the flow was not "
                                        "checked."
                                      : ": the flow of a unit is unknown, so it was not checked."));
            continue;
        }
        const LoopState* state = heat.loop(loop.loop);
        if (*loop.available < *loop.needed * (1 - kTolerance))
            findings.push_back(finding(q, loop, *loop.available, *loop.needed, "with all units running"));
        else if (state && state->redundant > 0 && loop.afterLoss && loop.neededAfterLoss &&
                 *loop.afterLoss < *loop.neededAfterLoss * (1 - kTolerance))
            findings.push_back(
                finding(q, loop, *loop.afterLoss, *loop.neededAfterLoss,
                        "after losing " + counted(static_cast<std::size_t>(loop.lost), "unit", "units")));
        else if (loop.balance && loop.flow && *loop.balance < 1 - 1e-6 &&
                 *loop.flow * *loop.balance < *loop.needed * (1 - 1e-6))
            findings.push_back(finding(q, loop, *loop.flow, *loop.flow / *loop.balance,
                                       "so that one device gets " +
                                           std::to_string(static_cast<int>(*loop.balance * 100)) +
                                           " % of what it states"));
    }
}

}  // namespace

const Rule& coolingFlowBelowMinimumRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
