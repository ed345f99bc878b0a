// SPDX-License-Identifier: GPL-3.0-or-later
// Power that is planned for racks and that they all but never draw together.
#include "analytics/loads/power_quantile.h"
#include "analytics/loads/power_words.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kMost = 0.2;

const RuleInfo kInfo{
    .id = "power.stranded",
    .title = "Stranded power",
    .severity = Severity::Info,
    .pattern = "{0} of the {1} planned for the racks is all but never drawn: they stay below "
               "{2} together",
    .remedy = "Plan at a lower figure and cap, or place more racks where capping reacts in "
              "time.",
    .source = "Facility reference A7; mean and spread of the draw are assumptions of the site."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const QuantileState& state = q.get<PowerQuantile>();
    if (state.racks == 0 || state.stranded <= kMost * (1 + 1e-9)) return;
    findings.push_back(findingOf(kInfo, {ObjectRef{}},
                                 {textArgument(percentText(state.stranded)),
                                  numberArgument(state.planned, "W"), numberArgument(state.quantile, "W")}));
}

}  // namespace

const Rule& powerStrandedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
