// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as the window shows them: value and unit apart, so that units can be muted, with a thin space
// between.
#pragma once

#include "analytics/report.h"

#include <QString>

#include <optional>
#include <string_view>

namespace rackloom::views {

struct NumberText {
    QString value;  ///< "131.4"
    QString unit;   ///< "kW", may be empty
    QString joined() const { return unit.isEmpty() ? value : value + QChar(0x2009) + unit; }
};

NumberText numberText(double si, std::string_view unit, int digits = 4);
/// "1 rack", "8 racks": the word that goes with a number.
QString counted(qint64 n, const QString& one, const QString& many);
/// A number with its unit; "unknown" when absent.
QString quantity(std::optional<double> si, std::string_view unit, int digits = 4);
/// A metric as text: a number, an interval, or "unknown".
NumberText metricNumber(const analytics::MetricValue& value, std::string_view unit, int digits = 4);
/// "+1.2 kW", "−3 %": the change between two values, empty when equal or unknown.
QString changeText(const analytics::MetricValue* before, const analytics::MetricValue& after,
                   std::string_view unit);

}  // namespace rackloom::views
