// SPDX-License-Identifier: GPL-3.0-or-later
// What a fabric's generator could not cable, in its own words: too few ports, missing switches, unknown
// generator.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{
    .id = "fabric.generator_problem",
    .title = "Fabric cannot be cabled as asked",
    .severity = Severity::Error,
    .pattern = "{0}: {1}",
    .remedy = "Change the parameters of the fabric, or add the switches and ports that are missing.",
    .source = "The wiring rule of the fabric's generator."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : *q.get<FabricIds>())
        for (const std::string& problem : q.get<FabricPlanNode>(id)->problems)
            findings.push_back(findingOf(kInfo, {{ObjectRef::Kind::Fabric, id.value}},
                                         {textArgument(q.get<FabricRow>(id)->name), textArgument(problem)}));
}

}  // namespace

const Rule& fabricGeneratorProblemRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
