// SPDX-License-Identifier: GPL-3.0-or-later
// ChartScale: one axis of a chart: which values it spans, where they lie on it, and ticks at round numbers of
// a readable unit. Linear or logarithmic. Knows no pixel and no widget.
#pragma once

#include "analytics/report.h"

#include <QString>

#include <vector>

namespace rackloom::views {

class ChartScale {
public:
    struct Tick {
        double at = 0;  ///< 0 … 1 along the axis
        QString text;   ///< empty for a minor one
    };

    /// Spans [low, high], widened to round numbers; a logarithmic axis without positive values is linear.
    ChartScale(const analytics::ChartAxis& axis, double low, double high);

    bool logarithmic() const { return logarithmic_; }
    double low() const { return low_; }
    double high() const { return high_; }
    /// Where a value lies, 0 … 1; beyond that when it is outside. Never NaN.
    double at(double si) const;
    /// False for what a logarithmic axis cannot show.
    bool shows(double si) const { return !logarithmic_ || si > 0; }
    std::vector<Tick> ticks(int wanted) const;
    /// "Power, kW".
    QString title() const;

private:
    void widenLinear();
    void widenLogarithmic();
    std::vector<Tick> decades(int wanted) const;

    QString label_, unit_;
    double factor_ = 1, zero_ = 0;  ///< shown = SI / factor - zero
    double low_ = 0, high_ = 1;
    bool logarithmic_ = false;
};

/// Numbers of this axis are shares of a whole and read better in per cent.
bool isShare(const analytics::ChartAxis& axis);
/// "12.3 kW", "91.5 %": a value with the unit that suits it alone.
QString chartValue(const analytics::ChartAxis& axis, double si);

}  // namespace rackloom::views
