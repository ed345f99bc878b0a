// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kpi/budget_state.h"

#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr double kNear = 0.1;  // within this share of the limit a planner should look

QString tr(const char* text) {
    return QCoreApplication::translate("Budget", text);
}

}  // namespace

const QColor& BudgetState::colour(const Theme& theme) const {
    switch (level) {
    case Level::Near:
        return theme.warn;
    case Level::Beyond:
        return theme.error;
    case Level::Within:
        break;
    }
    return theme.ok;
}

QString BudgetState::text() const {
    // Rounded towards the limit's far side, so that 100 % is never shown for what is beyond it.
    const double percent =
        level == Level::Beyond && share > 1 ? std::ceil(share * 100) : std::floor(share * 100 + 1e-9);
    const QString number = numberText(percent, "1").value + QStringLiteral(" %");
    switch (level) {
    case Level::Beyond:
        return QStringLiteral("▲ ") + number;
    case Level::Near:
        return QStringLiteral("◆ ") + number;
    case Level::Within:
        break;
    }
    return number;
}

QString BudgetState::sentence(std::string_view unit) const {
    const double value = share * limit, gap = limit - value;
    const QString both = tr("%1 of %2").arg(quantity(value, unit), quantity(limit, unit));
    const QString rest = quantity(std::abs(gap), unit, 3);
    return both + QStringLiteral(", ") + (gap >= 0 ? tr("%1 below").arg(rest) : tr("%1 above").arg(rest));
}

std::optional<BudgetState> budgetState(const model::Site& site, const analytics::MetricInfo& info,
                                       const analytics::MetricValue& value) {
    const auto it = site.budgets.find(std::string(info.id));
    if (it == site.budgets.end() || !(it->second > 0) || !value.known()) return std::nullopt;
    // Of an interval, the end that certainly breaks the budget counts.
    const double number = info.higherIsBetter ? value.upper.value_or(value.value()) : value.value();
    BudgetState state{it->second, number / it->second, BudgetState::Level::Within};
    const double over = info.higherIsBetter ? 1 - state.share : state.share - 1;
    if (over > 1e-9)
        state.level = BudgetState::Level::Beyond;
    else if (over > -kNear)
        state.level = BudgetState::Level::Near;
    return state;
}

}  // namespace rackloom::views
