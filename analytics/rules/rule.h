// SPDX-License-Identifier: GPL-3.0-or-later
// Rule: one check of the design. A rule file analytics/rules/<stem>.cpp defines `const Rule& <stem>Rule()`;
// rules.cpp lists it. What a rule cannot judge (an unknown figure, say) it writes to `notChecked` as a whole
// sentence instead of staying silent.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct Rule {
    RuleInfo info;
    void (*check)(Query&, std::vector<Finding>& findings, std::vector<std::string>& notChecked) = nullptr;
    /// The slow lane for rules that need more than an edit may take, such as every failure tried in turn.
    Lane lane = Lane::Interactive;
};

/// A finding of this rule at the rule's own severity.
Finding findingOf(const RuleInfo&, std::vector<ObjectRef> objects, std::vector<Argument> arguments);

/// Arguments of a finding's sentence.
Argument textArgument(std::string text);
Argument numberArgument(double value, std::string_view unit);

}  // namespace rackloom::analytics
