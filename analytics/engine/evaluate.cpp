// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"

#include <algorithm>
#include <tuple>

namespace rackloom::analytics {

Report Evaluator::evaluate(const model::SnapshotPtr& snapshot, Part part) {
    memo_.advance(snapshot);
    return assembly_(memo_, part);
}

Report evaluate(const model::Snapshot& snapshot) {
    return Evaluator().evaluate(std::make_shared<const model::Snapshot>(snapshot));
}

bool findingBefore(const Finding& a, const Finding& b) {
    return std::tie(b.severity, a.rule, a.objects) < std::tie(a.severity, b.rule, b.objects);
}

Report mergedReport(const Report& interactive, const Report* slow) {
    Report merged = interactive;
    if (!slow) return merged;
    for (const MetricValue& value : slow->metrics) {
        const auto place = std::find_if(merged.metrics.begin(), merged.metrics.end(),
                                        [&](const MetricValue& m) { return m.id == value.id; });
        if (place == merged.metrics.end()) continue;
        *place = value;
        if (slow->revision != interactive.revision && place->state == State::Fresh)
            place->state = State::Stale;
    }
    merged.findings.insert(merged.findings.end(), slow->findings.begin(), slow->findings.end());
    std::stable_sort(merged.findings.begin(), merged.findings.end(), findingBefore);
    if (!slow->fabrics.empty()) merged.fabrics = slow->fabrics;
    merged.charts = slow->charts;
    merged.powerFailures = slow->powerFailures;
    merged.slowRevision = slow->revision;
    return merged;
}

}  // namespace rackloom::analytics
