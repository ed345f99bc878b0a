// SPDX-License-Identifier: GPL-3.0-or-later
// A rack that draws power although no live source reaches it.
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.unfed_rack",
                     .title = "Rack without power",
                     .severity = Severity::Error,
                     .pattern = "{0} draws {1}, but no source reaches it",
                     .remedy =
                         "Connect the rack's side A and side B to feeds that lead up to a source; a side "
                         "counts only where the rack has supplies on it.",
                     .source = "Facility reference A4."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const PowerState& state = *q.get<PowerSolve>();
    if (state.nodes.empty()) return;  // the rule on feed limits says that no tree is drawn
    const auto& loads = *q.get<RackLoads>();
    for (const RackId rack : state.unfed)
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::Rack, rack.value}},
            {textArgument(rackName(q, rack)), numberArgument((*loads.find(rack))->planning.sum, "W")}));
    for (const PowerNodeId node : state.topWithoutSource)
        notChecked.push_back(
            powerNodeName(q, node) +
            " stands at the top of the power tree without being a source; it was taken to be "
            "supplied without limit.");
}

}  // namespace

const Rule& powerUnfedRackRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
