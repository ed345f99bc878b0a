// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs that ask for more processors, domains or trays than their racks hold: reliability is then told of what
// there is.
#include "analytics/inputs/work.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "reliability.job_too_large",
                     .title = "Job larger than the design",
                     .severity = Severity::Error,
                     .pattern = "{0} asks for {1} processors and its racks hold {2}",
                     .remedy = "Draw more racks, name more racks for the job, or make it smaller.",
                     .source = "Reliability reference 3.8: a job needs K of N domains with K ≤ N."};

/// Processors asked for, by whichever of its numbers asks for most.
double wantedOf(const DrawnJobState& state) {
    const JobModel& m = state.model;
    const double perTray = m.gpusPerTray;
    double wanted = state.job.gpus.value_or(0);
    const double trays = state.job.traysPerDomain.value_or(m.traysNeeded);
    const double domains = state.job.domains.value_or(m.needed);
    if (trays > m.trays || domains > m.domains) wanted = std::max(wanted, domains * trays * perTray);
    return wanted;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const auto& [id, job] : *q.get<Jobs>()) {
        const DrawnJobState& state = *q.get<DrawnJob>(id);
        const JobModel& m = state.model;
        const double held = static_cast<double>(m.domains) * m.trays * m.gpusPerTray;
        const double wanted = wantedOf(state);
        if (wanted <= held * (1 + 1e-9)) continue;
        findings.push_back(
            findingOf(kInfo, {ObjectRef{ObjectRef::Kind::Job, id.value}},
                      {textArgument(job.name), numberArgument(wanted, "1"), numberArgument(held, "1")}));
    }
}

}  // namespace

const Rule& reliabilityJobTooLargeRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
