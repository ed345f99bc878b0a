// SPDX-License-Identifier: GPL-3.0-or-later
// Coolant so cold that the air of the room condenses on pipes and manifolds.
#include "analytics/inputs/work.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cooling.dew_point",
                     .title = "Coolant near the dew point of the room",
                     .severity = Severity::Error,
                     .pattern = "{0} supplies {1}, but the room's dew point is {2}: supply at least {3}",
                     .remedy = "Supply warmer coolant, or dry the air of the room.",
                     .source = "Facility reference B3: 2 to 3 K over the dew point."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const double margin = q.get<AssumptionOf>("cooling.dew_point_margin").value;
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != model::CoolingMedium::Liquid || loop.racks == 0 || !loop.dewPoint) continue;
        const double supply = loop.supply.value_or(loop.setPoint);
        if (supply >= *loop.dewPoint + margin) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                      {textArgument(loopName(q, loop.loop)), numberArgument(supply, "K"),
                       numberArgument(*loop.dewPoint, "K"), numberArgument(*loop.dewPoint + margin, "K")}));
    }
}

}  // namespace

const Rule& coolingDewPointRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
