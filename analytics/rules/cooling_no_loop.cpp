// SPDX-License-Identifier: GPL-3.0-or-later
// A rack that gives heat to liquid but hangs on no liquid loop, or on one that no unit cools.
#include "analytics/inputs/place.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cooling.no_loop",
                     .title = "Liquid heat without cooling",
                     .severity = Severity::Error,
                     .pattern = "{0} gives {1} to liquid, but {2}",
                     .remedy = "Hang the rack on a liquid loop, and give the loop a CDU.",
                     .source = "Facility reference B1, B2."};

bool anyLiquidLoop(const CoolingState& state) {
    return std::any_of(state.loops.begin(), state.loops.end(),
                       [](const LoopState& l) { return l.medium == model::CoolingMedium::Liquid; });
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const CoolingState& state = *q.get<CoolingSolve>();
    const auto& loads = *q.get<RackLoads>();
    if (!anyLiquidLoop(state)) {
        if (!state.liquidWithoutLoop.empty())
            notChecked.push_back(counted(state.liquidWithoutLoop.size(), "rack gives", "racks give") +
                                 " heat to liquid, but no liquid loop is drawn, so cooling was not checked.");
        return;
    }
    for (const RackId rack : state.liquidWithoutLoop)
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::Rack, rack.value}},
                      {textArgument(rackName(q, rack)), numberArgument((*loads.find(rack))->liquid.sum, "W"),
                       textArgument("hangs on no liquid loop")}));
    for (const LoopState& loop : state.loops)
        if (loop.medium == model::CoolingMedium::Liquid && loop.units == 0 && loop.heat.sum > 0)
            findings.push_back(
                findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                          {textArgument("What hangs on " + loopName(q, loop.loop)),
                           numberArgument(loop.heat.sum, "W"), textArgument("no unit cools that loop")}));
}

}  // namespace

const Rule& coolingNoLoopRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
