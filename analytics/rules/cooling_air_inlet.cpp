// SPDX-License-Identifier: GPL-3.0-or-later
// Air that reaches the racks warmer than one of their devices takes, once exhaust mixes in.
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cooling.air_inlet",
                     .title = "Air too warm for the devices",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0} reaches its racks at {1}, exhaust mixed in, but a device takes at most {2}",
                     .remedy = "Contain the aisle, lower the supply, or lower the rise.",
                     .source = "Facility reference B5."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != model::CoolingMedium::Air || !loop.rackInlet || !loop.limit) continue;
        if (*loop.rackInlet <= *loop.limit) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::CoolingLoop, loop.loop.value}},
                      {textArgument(loopName(q, loop.loop)), numberArgument(*loop.rackInlet, "K"),
                       numberArgument(*loop.limit, "K")}));
    }
}

}  // namespace

const Rule& coolingAirInletRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
