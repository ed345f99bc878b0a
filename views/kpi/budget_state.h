// SPDX-License-Identifier: GPL-3.0-or-later
// BudgetState: how a metric stands against its budget: within, near the limit, or beyond it, whichever way is
// good for that metric. One place, so that tiles and lists use the same words and colours. Knows no widget.
#pragma once

#include "analytics/report.h"
#include "views/theme/theme.h"

#include <optional>

namespace rackloom::views {

struct BudgetState {
    enum class Level { Within, Near, Beyond };
    double limit = 0;
    double share = 0;  ///< value / limit
    Level level = Level::Within;

    const QColor& colour(const Theme& theme) const;
    /// "87 %", with a sign when it is beyond: never colour alone.
    QString text() const;
    /// "1.2 MW of 1.4 MW, 190 kW left".
    QString sentence(std::string_view unit) const;
};

/// Nothing without a budget, a value or a limit above zero.
std::optional<BudgetState> budgetState(const model::Site& site, const analytics::MetricInfo& info,
                                       const analytics::MetricValue& value);

}  // namespace rackloom::views
