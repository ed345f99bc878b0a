// SPDX-License-Identifier: GPL-3.0-or-later
// Foresight: bounds for metrics of the next design from what is known of the present one, before anything is
// computed. Only for edits whose effect is bounded at once: cables and switches taken out of compute fabrics
// or put back. Every interval contains the value that the report will settle on.
// Must not wait for anything: it reads what the memo remembers of the design before.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/report.h"

#include <vector>

namespace rackloom::analytics {

/// Stale values with bounds for `next`; empty when the edit is of another kind. The interactive part of the
/// report of `before` was the last thing that the memo answered.
std::vector<MetricValue> foresee(Memo& memo, const model::Snapshot& before, const model::Snapshot& next);

}  // namespace rackloom::analytics
