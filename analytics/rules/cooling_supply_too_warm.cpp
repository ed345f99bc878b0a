// SPDX-License-Identifier: GPL-3.0-or-later
// A loop that is warmer than one of its devices takes, now or after losing the units called redundant.
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-6;  // K

const RuleInfo kInfo{.id = "cooling.supply_too_warm",
                     .title = "Coolant too warm for its racks",
                     .severity = Severity::Error,
                     .pattern = "{0} supplies {1} {2}, but its racks take at most {3}: add a unit, cool the "
                                "facility water by {4}, or move heat elsewhere",
                     .remedy = "Add a unit to the loop, lower the facility water, or hang racks elsewhere.",
                     .source = "Facility reference B3."};

Finding finding(Query& q, const LoopNetwork& loop, double supply, std::string when) {
    return findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                     {textArgument(loopName(q, loop.loop)), numberArgument(supply, "K"),
                      textArgument(std::move(when)), numberArgument(*loop.limit, "K"),
                      numberArgument(supply - *loop.limit, "dK")});
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const CoolingState& heat = *q.get<CoolingSolve>();
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != model::CoolingMedium::Liquid || loop.racks == 0 || loop.units == 0) continue;
        if (!loop.limit) {
            notChecked.push_back(loopName(q, loop.loop) +
                                 ": no device states its warmest inlet, so its supply was not checked.");
            continue;
        }
        if (loop.supply && *loop.supply > *loop.limit + kTolerance) {
            findings.push_back(finding(q, loop, *loop.supply, "with all units running"));
            continue;
        }
        const LoopState* state = heat.loop(loop.loop);
        const bool judged = state && state->redundant > 0 && loop.supplyAfterLoss;
        if (judged && *loop.supplyAfterLoss > *loop.limit + kTolerance)
            findings.push_back(
                finding(q, loop, *loop.supplyAfterLoss,
                        "after losing " + counted(static_cast<std::size_t>(loop.lost), "unit", "units")));
    }
}

}  // namespace

const Rule& coolingSupplyTooWarmRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
