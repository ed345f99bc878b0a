// SPDX-License-Identifier: GPL-3.0-or-later
// A loop that calls units redundant but cannot do without them.
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "cooling.after_loss",
                     .title = "Cooling over its capacity after losing a unit",
                     .severity = Severity::Error,
                     .pattern = "{0} has to take {1}, but holds only {2} after losing {3}, which the drawing "
                                "calls redundant: add a unit, or move {4} of heat elsewhere",
                     .remedy = "Add a unit to the loop, choose larger ones, or lower the redundancy stated.",
                     .source = "Facility reference B3."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    for (const LoopState& loop : q.get<CoolingSolve>()->loops) {
        if (!loop.capacity || !loop.capacityAfterLoss || loop.heat.counted == 0) continue;
        if (loop.redundant < 1) {
            notChecked.push_back(loopName(q, loop.loop) +
                                 " states no redundant unit, so the loss of one was not checked.");
            continue;
        }
        const double missing = loop.heat.sum - *loop.capacityAfterLoss;
        const bool overAnyway = loop.heat.sum > *loop.capacity * (1 + kTolerance);
        if (overAnyway || missing <= *loop.capacityAfterLoss * kTolerance) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                      {textArgument(loopName(q, loop.loop)), numberArgument(loop.heat.sum, "W"),
                       numberArgument(*loop.capacityAfterLoss, "W"),
                       textArgument(counted(static_cast<std::size_t>(loop.redundant), "unit", "units")),
                       numberArgument(missing, "W")}));
    }
}

}  // namespace

const Rule& coolingAfterLossRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
