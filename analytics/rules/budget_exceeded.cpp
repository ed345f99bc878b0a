// SPDX-License-Identifier: GPL-3.0-or-later
// A metric beyond the budget of the site: above it where less is better, below it where more is better.
#include "analytics/inputs/work.h"
#include "analytics/metrics/metrics.h"
#include "analytics/rules/rule.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "budget.exceeded",
                     .title = "Budget not kept",
                     .severity = Severity::Error,
                     .pattern = "{0} is {1}, {2} the budget of {3} by {4}",
                     .remedy = "Change the design until the metric keeps its budget, or change the budget.",
                     .source = "Budgets of the site."};

const Metric* find(std::string_view id) {
    for (const Metric& metric : metrics())
        if (metric.info.id == id) return &metric;
    return nullptr;
}

void judge(const MetricInfo& info, const MetricValue& value, double budget, std::vector<Finding>& findings,
           std::vector<std::string>& notChecked) {
    const std::string label(info.label);
    if (!value.known()) {
        notChecked.push_back("The budget of " + label + " was not checked: " + value.unknownReason + ".");
        return;
    }
    // Of an interval, the end that certainly breaks the budget counts.
    const double number = info.higherIsBetter ? value.upper.value_or(0) : value.value();
    const double excess = info.higherIsBetter ? budget - number : number - budget;
    if (excess > std::abs(budget) * 1e-9)
        findings.push_back(findingOf(kInfo, {ObjectRef{}},
                                     {textArgument(label), numberArgument(number, info.unit),
                                      textArgument(info.higherIsBetter ? "below" : "above"),
                                      numberArgument(budget, info.unit), numberArgument(excess, info.unit)}));
    else if (value.coverage < 1 && !info.higherIsBetter)
        notChecked.push_back(label + " keeps its budget as far as figures are known; some are not.");
}

void checkLane(Query& q, Lane lane, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const Shared<model::Site> site = q.get<SiteInput>();
    for (const auto& [id, budget] : site->budgets) {
        const Metric* metric = find(id);
        if (!metric) {
            if (lane == Lane::Interactive)
                notChecked.push_back("The budget of " + id + " was not checked: no metric has this id.");
            continue;
        }
        if (metric->info.lane != lane) continue;  // the other rule's
        judge(metric->info, *q.get<MetricRun>(metric), budget, findings, notChecked);
    }
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    checkLane(q, Lane::Interactive, findings, notChecked);
}
void checkSlow(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    checkLane(q, Lane::Slow, findings, notChecked);
}

RuleInfo slowInfo() {
    RuleInfo info = kInfo;
    info.id = "budget.exceeded_later";
    info.title = "Budget exceeded by a figure that comes later";
    return info;
}

}  // namespace

const Rule& budgetExceededRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

const Rule& budgetExceededLaterRule() {
    static const Rule kRule{slowInfo(), checkSlow, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
