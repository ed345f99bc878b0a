// SPDX-License-Identifier: GPL-3.0-or-later
// A job whose racks hang below an element that a failure overloads, while the job has no cap that would take
// the load back under the limit in time.
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_jobs.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"
#include "analytics/power/tree_order.h"
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

/// For each element the fullest of itself and all above it that some failure overloads; the number of
/// elements where there is none.
std::vector<std::size_t> fullestAbove(const PowerTree& tree, const SweepState& sweep) {
    const std::size_t none = tree.elements.size();
    const auto& worst = sweep.result.worst;
    std::vector<std::size_t> fullest(none, none);
    const auto fuller = [&](std::size_t a, std::size_t b) {
        if (a == none || b == none) return a == none ? b : a;
        return *worst[a].loadShare >= *worst[b].loadShare ? a : b;
    };
    for (const std::size_t v : topDown(tree)) {
        if (worst[v].loadShare && *worst[v].loadShare > 1 + kTolerance) fullest[v] = v;
        eachFeed(tree.elements[v], [&](std::size_t p) { fullest[v] = fuller(fullest[v], fullest[p]); });
    }
    return fullest;
}

/// By load: the fullest above any of its cords.
std::vector<std::optional<std::size_t>> fullestOfLoads(const PowerTree& tree, const SweepState& sweep) {
    const std::vector<std::size_t> above = fullestAbove(tree, sweep);
    std::vector<std::optional<std::size_t>> out;
    for (const PowerLoad& load : tree.loads) {
        std::optional<std::size_t> fullest;
        for (const PowerCord& cord : load.cords) {
            const std::size_t v = above[cord.element];
            if (v < above.size() &&
                (!fullest || *sweep.result.worst[v].loadShare > *sweep.result.worst[*fullest].loadShare))
                fullest = v;
        }
        out.push_back(fullest);
    }
    return out;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepState& sweep = *q.get<PowerSweep>();
    const auto& rows = *q.get<Jobs>();
    const auto& draws = q.get<PowerJobs>()->jobs;
    const auto fullestOf = fullestOfLoads(drawing.tree, sweep);
    for (std::size_t j = 0; j < draws.size(); ++j) {
        const JobDraw& job = draws[j];
        if (job.phases.cap && *job.phases.cap < 1) continue;
        std::optional<std::size_t> fullest;
        for (std::size_t i = 0; i < drawing.racks.size(); ++i) {
            const auto& found = fullestOf[i];
            if (!found || !std::binary_search(job.racks.begin(), job.racks.end(), drawing.racks[i])) continue;
            if (!fullest || *sweep.result.worst[*found].loadShare > *sweep.result.worst[*fullest].loadShare)
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
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
