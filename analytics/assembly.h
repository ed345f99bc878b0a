// SPDX-License-Identifier: GPL-3.0-or-later
// Assembly: which metrics and rules make a report, and how their answers are put together. Sits above engine,
// metrics and rules, so that none of them knows the others. Tests bring their own lists.
#pragma once

#include "analytics/engine/evaluate.h"
#include "analytics/metrics/metric.h"
#include "analytics/rules/rule.h"

#include <vector>

namespace rackloom::analytics {

/// A report from these metrics and rules; the lists must outlive the memo. Not the per-rack and per-node
/// tables of a report.
Report assembleLists(Memo& memo, Part part, const std::vector<Metric>& metrics,
                     const std::vector<Rule>& rules);

}  // namespace rackloom::analytics
