// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules, in the order documents show them, and the node that runs one of them.
// To add one: write analytics/rules/<stem>.cpp and add a line to rules.cpp.
#pragma once

#include "analytics/rules/rule.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

/// All rules, each id once. The addresses hold for the life of the program.
const std::vector<Rule>& rules();

/// What one rule found, sorted; waivers are not applied yet.
struct RuleOutcome {
    std::vector<Finding> findings;
    std::vector<std::string> notChecked;
    friend bool operator==(const RuleOutcome&, const RuleOutcome&) = default;
};

/// One rule, remembered. Whatever it throws becomes a line of notChecked and reaches nobody else.
struct RuleRun {
    using Key = const Rule*;
    using Value = Shared<RuleOutcome>;
    static constexpr std::string_view kName = "rule";
    static Value compute(const Key& rule, Query& query);
};
std::string keyText(const Rule* rule);

/// The finding made for a metric that threw: {0} its label, {1} what it said.
const RuleInfo& metricFailedRule();

}  // namespace rackloom::analytics
