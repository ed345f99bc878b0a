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

namespace {

template <class Row, class IdT> Row* rowOf(std::vector<Row>& rows, IdT Row::*id, IdT wanted) {
    const auto it = std::lower_bound(rows.begin(), rows.end(), wanted,
                                     [id](const Row& row, IdT w) { return row.*id < w; });
    return it != rows.end() && (*it).*id == wanted ? &*it : nullptr;
}

/// Whether every rack and power element that a finding names is still there.
bool stands(const Finding& finding, Report& now) {
    using Kind = ObjectRef::Kind;
    return std::all_of(finding.objects.begin(), finding.objects.end(), [&](const ObjectRef& object) {
        if (object.kind == Kind::PowerNode)
            return rowOf(now.powerNodes, &PowerNodeResult::node, PowerNodeId{object.id}) != nullptr;
        if (object.kind == Kind::Rack || object.kind == Kind::Device)
            return rowOf(now.racks, &RackResult::rack, RackId{object.id}) != nullptr;
        return true;
    });
}

void addSlowFindings(const Report& slow, Report& merged) {
    const bool stale = slow.revision != merged.revision;
    for (const Finding& finding : slow.findings)
        if (!stale || stands(finding, merged)) merged.findings.push_back(finding);
    std::stable_sort(merged.findings.begin(), merged.findings.end(), findingBefore);
    for (const std::string& line : slow.notChecked)
        if (std::find(merged.notChecked.begin(), merged.notChecked.end(), line) == merged.notChecked.end())
            merged.notChecked.push_back(line);
}

}  // namespace

void addFailureColumns(const Report& slow, Report& report) {
    for (const RackResult& row : slow.racks)
        if (RackResult* rack = rowOf(report.racks, &RackResult::rack, row.rack)) {
            rack->redundancy = row.redundancy;
            rack->sharedElement = row.sharedElement;
        }
    for (const PowerNodeResult& row : slow.powerNodes)
        if (PowerNodeResult* node = rowOf(report.powerNodes, &PowerNodeResult::node, row.node)) {
            node->worstLoad = row.worstLoad;
            node->worstFailure = row.worstFailure;
        }
}

void markRacks(Report& report) {
    for (RackResult& rack : report.racks) {
        rack.anyFinding = false;
        rack.worst = Severity::Info;
    }
    for (const Finding& finding : report.findings) {
        if (finding.waived) continue;
        for (const ObjectRef& object : finding.objects) {
            if (object.kind != ObjectRef::Kind::Rack && object.kind != ObjectRef::Kind::Device) continue;
            RackResult* rack = rowOf(report.racks, &RackResult::rack, RackId{object.id});
            if (!rack) continue;
            rack->worst = rack->anyFinding ? std::max(rack->worst, finding.severity) : finding.severity;
            rack->anyFinding = true;
        }
    }
}

Report mergedReport(const Report& interactive, const Report* slow) {
    Report merged = interactive;
    if (!slow) return merged;
    const bool stale = slow->revision != interactive.revision;
    for (const MetricValue& value : slow->metrics) {
        const auto place = std::find_if(merged.metrics.begin(), merged.metrics.end(),
                                        [&](const MetricValue& m) { return m.id == value.id; });
        if (place == merged.metrics.end()) continue;
        // A better answer of before to what the interactive lane knows of now is none.
        if (stale && place->state != State::Stale) continue;
        *place = value;
        if (stale && place->state == State::Fresh) place->state = State::Stale;
    }
    addSlowFindings(*slow, merged);
    addFailureColumns(*slow, merged);
    markRacks(merged);
    if (!stale && !slow->fabrics.empty()) merged.fabrics = slow->fabrics;
    merged.charts = slow->charts;
    merged.powerFailures = slow->powerFailures;
    merged.slowRevision = slow->revision;
    return merged;
}

}  // namespace rackloom::analytics
