// SPDX-License-Identifier: GPL-3.0-or-later
// A job whose racks hang below an element that a failure overloads, while the job has no cap that would take
// the load back under the limit in time.
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_jobs.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "power.failover_without_cap",
                     .title = "No cap for a failover",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0} runs below {1}, which is at {2} of its limit after losing {3}: a cap of {4} "
                         "would do",
                     .remedy = "Give the job a cap, or enlarge the element.",
                     .source = "Facility reference A7: capping must react within the short-time curve."};

/// The overloaded elements above each load, fullest first, as one index or none.
std::optional<std::size_t> fullestAbove(const PowerTree& tree, const SweepState& sweep, std::size_t load) {
    std::vector<std::size_t> above;
    for (const PowerCord& cord : tree.loads[load].cords)
        above.push_back(cord.element);
    std::optional<std::size_t> fullest;
    for (std::size_t i = 0; i < above.size(); ++i) {
        const auto& worst = sweep.result.worst[above[i]].loadShare;
        if (worst && *worst > 1 + kTolerance &&
            (!fullest || *worst > *sweep.result.worst[*fullest].loadShare))
            fullest = above[i];
        for (const std::size_t p : tree.elements[above[i]].parents)
            if (std::find(above.begin(), above.end(), p) == above.end()) above.push_back(p);
    }
    return fullest;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepState& sweep = *q.get<PowerSweep>();
    const auto& rows = *q.get<Jobs>();
    const auto& draws = q.get<PowerJobs>()->jobs;
    for (std::size_t j = 0; j < draws.size(); ++j) {
        const JobDraw& job = draws[j];
        if (job.phases.cap && *job.phases.cap < 1) continue;
        std::optional<std::size_t> fullest;
        for (std::size_t i = 0; i < drawing.racks.size(); ++i) {
            const bool runs = std::any_of(drawing.racks[i].begin(), drawing.racks[i].end(), [&](RackId r) {
                return std::binary_search(job.racks.begin(), job.racks.end(), r);
            });
            if (!runs) continue;
            const auto found = fullestAbove(drawing.tree, sweep, i);
            if (found &&
                (!fullest || *sweep.result.worst[*found].loadShare > *sweep.result.worst[*fullest].loadShare))
                fullest = found;
        }
        if (!fullest) continue;
        const WorstAfter& worst = sweep.result.worst[*fullest];
        findings.push_back(findingOf(
            kInfo,
            {{ObjectRef::Kind::Job, rows.rows[j].first.value},
             {ObjectRef::Kind::PowerNode, drawing.nodes[*fullest].value}},
            {textArgument(job.name), textArgument(powerNodeName(q, drawing.nodes[*fullest])),
             textArgument(percentText(*worst.loadShare)), textArgument(failedName(q, drawing, worst.cause)),
             textArgument(percentText(1 / *worst.loadShare))}));
    }
}

}  // namespace

const Rule& powerFailoverWithoutCapRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
