// SPDX-License-Identifier: GPL-3.0-or-later
// A liquid loop with heat but nothing that flows: no design rise, or units that move nothing.
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cooling.zero_flow",
                     .title = "Heat without flow",
                     .severity = Severity::Error,
                     .pattern = "{0} has to carry {1}, but {2}",
                     .remedy = "Give the loop a rise above zero and units that move coolant.",
                     .source = "Facility reference B1."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (!(loop.heat > 0)) continue;
        const bool noRise = !loop.demand;
        const bool noPump = loop.units > 0 && loop.available && !(*loop.available > 0);
        if (!noRise && !noPump) continue;
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
            {textArgument(loopName(q, loop.loop)), numberArgument(loop.heat, "W"),
             textArgument(noRise ? "its design rise is not above zero" : "its units move nothing")}));
    }
}

}  // namespace

const Rule& coolingZeroFlowRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
