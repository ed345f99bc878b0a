// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/assembly.h"

#include "analytics/charts/charts.h"
#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/fabric_bisection.h"
#include "analytics/fabric/tight_bisection.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/bill.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/rack_results.h"
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

void addFindings(Memo& memo, Part part, const std::vector<Rule>& rules, Report& report) {
    for (const Rule& rule : rules) {
        if (!wants(part, rule.lane)) continue;
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

// The same object behind a plain pointer, kept alive by a copy of the handle.
template <class T> std::shared_ptr<const T> pointerTo(const Shared<T>& value) {
    const auto owner = std::make_shared<const Shared<T>>(value);
    return {owner, &**owner};
}

// A table whose node failed stays empty: the metrics that read the same node say what went wrong.
template <class Node>
const typename Node::Value* answerOf(Memo& memo, const typename Node::Key& key = typename Node::Key{}) {
    try {
        return &memo.demand<Node>(key);
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        return nullptr;
    }
}

void addFacility(Memo& memo, Report& report) {
    if (const auto* racks = answerOf<RackResults>(memo)) report.racks = **racks;
    if (const auto* power = answerOf<PowerSolve>(memo)) report.powerNodes = nodeResults(**power);
    if (const auto* cooling = answerOf<CoolingSolve>(memo)) {
        report.coolingLoops = loopResults(**cooling);
        if (const auto* network = answerOf<CoolantNetwork>(memo)) {
            report.coolingLoops = loopResults(**network, std::move(report.coolingLoops));
            report.coolingUnits = unitResults(**network, **cooling);
        }
    }
    if (const auto* bill = answerOf<Bill>(memo)) report.materials = (*bill)->lines;
    if (const auto* jobs = answerOf<JobResults>(memo)) report.jobs = **jobs;
}

void addFabrics(Memo& memo, Report& report) {
    if (const auto* bundles = answerOf<CableBundles>(memo)) report.bundles = pointerTo(*bundles);
    for (const FabricId id : *memo.demand<FabricIds>(NoKey{}))
        if (const auto* fabric = answerOf<FabricBisection>(memo, id))
            report.fabrics.push_back(pointerTo(*fabric));
}

}  // namespace

Report assembleLists(Memo& memo, Part part, const std::vector<Metric>& metrics,
                     const std::vector<Rule>& rules) {
    Report report;
    report.bundles = std::make_shared<const BundleTable>();
    addMetrics(memo, part, metrics, report);
    addFindings(memo, part, rules, report);
    applyWaivers(*memo.demand<Waivers>(NoKey{}), report.findings);
    std::stable_sort(report.findings.begin(), report.findings.end(), findingBefore);
    return report;
}

namespace {

void addCharts(Memo& memo, Report& report) {
    for (const ChartMaker& maker : chartMakers()) {
        memo.step(maker.info.title);
        report.charts.push_back(pointerTo(memo.demand<ChartRun>(&maker)));
    }
}

/// What the failures do, and what they say about the supply of each rack and the worst of each element.
void addPowerFailures(Memo& memo, Report& report) {
    const auto* drawing = answerOf<DrawnPower>(memo);
    const auto* sweep = answerOf<PowerSweep>(memo);
    if (!drawing || !sweep) return;
    report.powerFailures = failureResults(**drawing, **sweep);
    report.powerNodes = worstResults(**drawing, **sweep);
    if (const auto* supplies = answerOf<RackSupplies>(memo)) report.racks = supplyResults(**supplies);
}

/// What more patience found about the cuts takes the place of the quick answers.
void addTightBisections(Memo& memo, Report& report) {
    memo.step(tightScaleOutBisection().info.label);
    const MetricValue& value = *memo.demand<MetricRun>(&tightScaleOutBisection());
    const auto quick = std::find_if(report.metrics.begin(), report.metrics.end(),
                                    [&](const MetricValue& m) { return m.id == value.id; });
    if (quick == report.metrics.end())
        report.metrics.push_back(value);
    else
        *quick = value;
    for (const FabricId id : *memo.demand<FabricIds>(NoKey{})) {
        const auto* tight = answerOf<TightFabricBisection>(memo, id);
        if (!tight) continue;
        const auto row = std::find_if(report.fabrics.begin(), report.fabrics.end(),
                                      [&](const auto& fabric) { return fabric->fabric == id; });
        if (row == report.fabrics.end())
            report.fabrics.push_back(pointerTo(*tight));
        else
            *row = pointerTo(*tight);
    }
}

}  // namespace

Report assembleReport(Memo& memo, Part part) {
    Report report = assembleLists(memo, part, metrics(), rules());
    Report worst;
    if (wants(part, Lane::Slow)) {
        addPowerFailures(memo, worst);
        addCharts(memo, report);
        report.powerFailures = std::move(worst.powerFailures);
    }
    if (!wants(part, Lane::Interactive)) {
        addTightBisections(memo, report);
        report.racks = std::move(worst.racks);
        report.powerNodes = std::move(worst.powerNodes);
        return report;
    }
    memo.step("Tables");
    addFacility(memo, report);
    addFabrics(memo, report);
    if (wants(part, Lane::Slow)) addTightBisections(memo, report);
    addFailureColumns(worst, report);
    markRacks(report);
    return report;
}

}  // namespace rackloom::analytics
