// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/assembly.h"

#include "analytics/inputs/work.h"
#include "analytics/metrics/metrics.h"
#include "analytics/rules/rules.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

bool wants(Part part, Lane lane) {
    return !part || *part == lane;
}

Finding metricFailure(const Metric& metric, const MetricValue& value) {
    return findingOf(metricFailedRule(), {ObjectRef{}},
                     {textArgument(std::string(metric.info.label)), textArgument(value.unknownReason)});
}

MetricValue awaited(const Metric& metric) {
    MetricValue value;
    value.id = metric.info.id;
    value.state = State::Stale;
    value.unknownReason = "being computed";
    return value;
}

void addMetrics(Memo& memo, Part part, const std::vector<Metric>& metrics, Report& report) {
    for (const Metric& metric : metrics) {
        if (wants(part, metric.info.lane)) {
            memo.step(metric.info.label);
            const MetricValue& value = *memo.demand<MetricRun>(&metric);
            report.metrics.push_back(value);
            if (value.state == State::Failed) report.findings.push_back(metricFailure(metric, value));
        } else if (wants(part, Lane::Interactive)) {
            report.metrics.push_back(awaited(metric));
        }
    }
}

void addFindings(Memo& memo, const std::vector<Rule>& rules, Report& report) {
    for (const Rule& rule : rules) {
        memo.step(rule.info.title);
        const RuleOutcome& outcome = *memo.demand<RuleRun>(&rule);
        report.findings.insert(report.findings.end(), outcome.findings.begin(), outcome.findings.end());
        for (const std::string& line : outcome.notChecked)
            if (std::find(report.notChecked.begin(), report.notChecked.end(), line) ==
                report.notChecked.end())
                report.notChecked.push_back(line);
    }
}

using WaiverKey = std::pair<std::string_view, std::vector<std::string>>;

std::vector<std::string> objectKeys(const Finding& finding) {
    std::vector<std::string> keys;
    for (const ObjectRef& object : finding.objects)
        keys.push_back(object.key());
    std::sort(keys.begin(), keys.end());
    return keys;
}

void applyWaivers(const Column<WaiverId, model::Waiver>& waivers, std::vector<Finding>& findings) {
    if (waivers.empty()) return;
    std::map<WaiverKey, const model::Waiver*> accepted;
    for (const auto& [id, waiver] : waivers) {
        std::vector<std::string> keys = waiver.objects;
        std::sort(keys.begin(), keys.end());
        accepted.try_emplace({waiver.rule, std::move(keys)}, &waiver);
    }
    for (Finding& finding : findings) {
        const auto waiver = accepted.find({finding.rule, objectKeys(finding)});
        if (waiver == accepted.end()) continue;
        finding.waived = true;
        finding.waiverReason = waiver->second->reason;
    }
}

}  // namespace

Report assembleLists(Memo& memo, Part part, const std::vector<Metric>& metrics,
                     const std::vector<Rule>& rules) {
    Report report;
    report.bundles = std::make_shared<const std::vector<Bundle>>();
    addMetrics(memo, part, metrics, report);
    if (wants(part, Lane::Interactive)) addFindings(memo, rules, report);
    applyWaivers(*memo.demand<Waivers>(NoKey{}), report.findings);
    std::stable_sort(report.findings.begin(), report.findings.end(), findingBefore);
    return report;
}

Report assembleReport(Memo& memo, Part part) {
    return assembleLists(memo, part, metrics(), rules());
}

}  // namespace rackloom::analytics
