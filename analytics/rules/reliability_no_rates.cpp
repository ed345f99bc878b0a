// SPDX-License-Identifier: GPL-3.0-or-later
// Parts that may interrupt a job but whose failure rate nobody stated: reliability is then too kind.
#include "analytics/loads/job_outcome.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "reliability.no_rates",
                     .title = "Failure rate unknown",
                     .severity = Severity::Info,
                     .pattern =
                         "{0} of {1} parts have no known failure rate, so goodput is stated too high: {2}",
                     .remedy = "Type a failure rate into the device type, with where you have it from.",
                     .source = "Reliability reference 3.1 and 6."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const JobState& job = *q.get<JobOutcome>();
    const DrawnJobState& state = job.jobs > 0 ? *job.drawn : *q.get<WholeSiteJob>();
    std::vector<ObjectRef> objects;
    std::string names;
    for (std::size_t i = 0; i < state.origins.size(); ++i) {
        if (state.origins[i].knownRate) continue;
        const ObjectRef object{ObjectRef::Kind::Type, state.origins[i].type.value};
        if (state.origins[i].type.isValid()) objects.push_back(object);
        names += (names.empty() ? "" : ", ") + state.model.causes[i].name;
    }
    if (names.empty()) return;
    if (objects.empty()) objects.push_back(ObjectRef{});
    findings.push_back(findingOf(kInfo, std::move(objects),
                                 {numberArgument(state.parts - state.known, "1"),
                                  numberArgument(state.parts, "1"), textArgument(names)}));
}

}  // namespace

const Rule& reliabilityNoRatesRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
