// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/rules/rules.h"
#include "analytics/engine/node_store.h"

#include <algorithm>
#include <exception>
#include <tuple>

namespace rackloom::analytics {

// Declared here and not in headers: nobody else asks for a single rule.
// const Rule& exampleRule();             analytics/rules/example.cpp
const Rule& slotCollisionRule();
const Rule& slotOffRackRule();
const Rule& rackOverlapRule();
const Rule& rackOutsideHallRule();
const Rule& rackWeightRule();
const Rule& portDoubleUseRule();
const Rule& portSpeedMismatchRule();
const Rule& cableReachRule();
const Rule& fabricGeneratorProblemRule();
const Rule& fabricUnconnectedRackRule();
const Rule& railCrossedRule();
const Rule& railMixedLeafRule();
const Rule& leafOversubscribedRule();
const Rule& trunkUnevenRule();
const Rule& nodeSingleLeafRule();
const Rule& planesSharedSwitchRule();
const Rule& endpointStrandedRule();
const Rule& cableDanglingRule();
const Rule& cableConnectorRule();
const Rule& figuresUnknownRule();
const Rule& powerShelfAfterLossRule();
const Rule& powerFeedOverLimitRule();
const Rule& powerFeedAfterLossRule();
const Rule& powerUnfedRackRule();
const Rule& powerNoRatingRule();
const Rule& powerTreeCycleRule();
const Rule& powerOverloadAfterFailureRule();
const Rule& powerSharedCutRule();
const Rule& powerPumpsWithoutStoreRule();
const Rule& powerTransientRule();
const Rule& powerPhaseImbalanceRule();
const Rule& powerVoltageDropRule();
const Rule& powerVoltageDropTotalRule();
const Rule& powerStrandedRule();
const Rule& powerRideThroughRule();
const Rule& powerFailoverWithoutCapRule();
const Rule& powerTwoVoltagesRule();
const Rule& coolingCduOverCapacityRule();
const Rule& coolingAfterLossRule();
const Rule& coolingNoLoopRule();
const Rule& coolingSupplyTooWarmRule();
const Rule& coolingFlowBelowMinimumRule();
const Rule& coolingDewPointRule();
const Rule& coolingFacilityWaterWarmRule();
const Rule& coolingNotCalibratedRule();
const Rule& coolingZeroFlowRule();
const Rule& coolingAirInletRule();
const Rule& priceRowOldRule();
const Rule& budgetExceededRule();
const Rule& budgetExceededLaterRule();
const Rule& reliabilityCalibrationRule();
const Rule& reliabilityCheckpointBandwidthRule();
const Rule& reliabilityJobTooLargeRule();
const Rule& reliabilityNoRatesRule();
const Rule& reliabilityRegimeRule();

namespace {

std::vector<Rule> listed() {
    std::vector<Rule> list;
    [[maybe_unused]] const auto one = [&list](const Rule& rule) { list.push_back(rule); };
    // In the order documents show them: one(exampleRule());
    one(slotCollisionRule());
    one(slotOffRackRule());
    one(rackOverlapRule());
    one(rackOutsideHallRule());
    one(rackWeightRule());
    one(portDoubleUseRule());
    one(portSpeedMismatchRule());
    one(cableReachRule());
    one(fabricGeneratorProblemRule());
    one(fabricUnconnectedRackRule());
    one(railCrossedRule());
    one(railMixedLeafRule());
    one(leafOversubscribedRule());
    one(trunkUnevenRule());
    one(nodeSingleLeafRule());
    one(planesSharedSwitchRule());
    one(endpointStrandedRule());
    one(cableDanglingRule());
    one(cableConnectorRule());
    one(figuresUnknownRule());
    one(powerShelfAfterLossRule());
    one(powerFeedOverLimitRule());
    one(powerFeedAfterLossRule());
    one(powerUnfedRackRule());
    one(powerNoRatingRule());
    one(powerTreeCycleRule());
    one(powerOverloadAfterFailureRule());
    one(powerSharedCutRule());
    one(powerPumpsWithoutStoreRule());
    one(powerTransientRule());
    one(powerPhaseImbalanceRule());
    one(powerVoltageDropRule());
    one(powerVoltageDropTotalRule());
    one(powerStrandedRule());
    one(powerRideThroughRule());
    one(powerFailoverWithoutCapRule());
    one(powerTwoVoltagesRule());
    one(coolingCduOverCapacityRule());
    one(coolingAfterLossRule());
    one(coolingNoLoopRule());
    one(coolingSupplyTooWarmRule());
    one(coolingFlowBelowMinimumRule());
    one(coolingDewPointRule());
    one(coolingFacilityWaterWarmRule());
    one(coolingNotCalibratedRule());
    one(coolingZeroFlowRule());
    one(coolingAirInletRule());
    one(priceRowOldRule());
    one(budgetExceededRule());
    one(budgetExceededLaterRule());
    one(reliabilityJobTooLargeRule());
    one(reliabilityCheckpointBandwidthRule());
    one(reliabilityCalibrationRule());
    one(reliabilityNoRatesRule());
    one(reliabilityRegimeRule());
    return list;
}

RuleOutcome failed(const RuleInfo& info, const char* reason) {
    RuleOutcome outcome;
    outcome.notChecked.push_back(std::string(info.title) + ": the check failed: " + reason + ".");
    return outcome;
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> kAll = listed();
    return kAll;
}

Finding findingOf(const RuleInfo& info, std::vector<ObjectRef> objects, std::vector<Argument> arguments) {
    Finding finding;
    finding.rule = info.id;
    finding.severity = info.severity;
    finding.objects = std::move(objects);
    finding.arguments = std::move(arguments);
    return finding;
}

Argument textArgument(std::string text) {
    return {std::move(text), std::nullopt, {}};
}

Argument numberArgument(double value, std::string_view unit) {
    return {{}, value, std::string(unit)};
}

RuleRun::Value RuleRun::compute(const Key& rule, Query& query) {
    RuleOutcome outcome;
    try {
        rule->check(query, outcome.findings, outcome.notChecked);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& e) {
        outcome = failed(rule->info, e.what());
    } catch (...) {
        outcome = failed(rule->info, "an exception without a text");
    }
    for (Finding& finding : outcome.findings)
        finding.rule = rule->info.id;
    std::stable_sort(outcome.findings.begin(), outcome.findings.end(),
                     [](const Finding& a, const Finding& b) {
                         return std::tie(b.severity, a.objects) < std::tie(a.severity, b.objects);
                     });
    return outcome;
}

std::string keyText(const Rule* rule) {
    return std::string(rule->info.id);
}

const RuleInfo& metricFailedRule() {
    static const RuleInfo kInfo{
        "engine.metric_failed",
        "A metric could not be computed",
        Severity::Error,
        "{0} could not be computed: {1}",
        "Undo the last edit, or save the design and report it together with this message.",
        "Rackloom: a failure inside one metric never stops the others"};
    return kInfo;
}

const std::vector<RuleInfo>& ruleInfos() {
    static const std::vector<RuleInfo> kAll = [] {
        std::vector<RuleInfo> infos;
        for (const Rule& rule : rules())
            infos.push_back(rule.info);
        infos.push_back(metricFailedRule());
        return infos;
    }();
    return kAll;
}

const RuleInfo* ruleInfo(std::string_view id) {
    for (const RuleInfo& info : ruleInfos())
        if (info.id == id) return &info;
    return nullptr;
}

template const RuleRun::Value& Query::get<RuleRun>(const RuleRun::Key&);

}  // namespace rackloom::analytics
