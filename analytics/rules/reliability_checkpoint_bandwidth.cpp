// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs whose checkpoints drain through storage that cannot be: no bandwidth, or so little that one drain
// outlasts the time between interruptions.
#include "analytics/inputs/work.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "reliability.checkpoint_bandwidth",
                     .title = "Storage too slow for checkpoints",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1}",
                     .remedy = "Draw storage that writes faster, save less, or copy to the memory of peers.",
                     .source = "Reliability reference 3.4: one drain at a time."};

std::string problemOf(Query& q, const DrawnJobState& state) {
    const std::optional<double>& write = q.get<StorageWrite>();
    if (state.job.checkpointSize && write && !(*write > 0))
        return "the drawn storage writes nothing, so no checkpoint ever becomes durable";
    if (state.job.checkpointSize && !write)
        return "the checkpoint has a size, and no drawn storage states its write bandwidth";
    const Frequency rate = state.answer.interruptions;
    if (rate.si() > 0 && rate * state.model.checkpoint.drain > 1)
        return "draining one checkpoint takes longer than the mean time between interruptions";
    return {};
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const auto& [id, job] : *q.get<Jobs>()) {
        const DrawnJobState& state = *q.get<DrawnJob>(id);
        if (!state.problem.empty()) continue;
        const std::string problem = problemOf(q, state);
        if (!problem.empty())
            findings.push_back(findingOf(kInfo, {ObjectRef{ObjectRef::Kind::Job, id.value}},
                                         {textArgument(job.name), textArgument(problem)}));
    }
}

}  // namespace

const Rule& reliabilityCheckpointBandwidthRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
