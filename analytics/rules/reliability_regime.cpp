// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs that are interrupted so often that the closed form is only a guide: the banner of reliability
// reference 5.
#include "analytics/inputs/work.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "reliability.regime",
                     .title = "Interruptions as frequent as recovery",
                     .severity = Severity::Warning,
                     .pattern = "{0}: x = {1}; {2}",
                     .remedy =
                         "Recover faster, fail more rarely, or split the job into replica groups; and run "
                         "the simulation.",
                     .source = "Reliability reference 5."};

constexpr double kFrom = 0.3;

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const auto& [id, job] : *q.get<Jobs>()) {
        const DrawnJobState& state = *q.get<DrawnJob>(id);
        if (!state.problem.empty() || state.answer.regime <= kFrom) continue;
        findings.push_back(findingOf(kInfo, {ObjectRef{ObjectRef::Kind::Job, id.value}},
                                     {textArgument(job.name), numberArgument(state.answer.regime, "1"),
                                      textArgument(regimeWarning(state.answer.regime))}));
    }
}

}  // namespace

const Rule& reliabilityRegimeRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
