// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_scale.h"

#include "analytics/report_text.h"
#include "views/format/number_text.h"

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// 1, 2 or 5 times a power of ten, at least `rough`.
double roundStep(double rough) {
    const double decade = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double m : {1.0, 2.0, 5.0})
        if (m * decade >= rough * (1 - 1e-9)) return m * decade;
    return 10 * decade;
}

}  // namespace

bool isShare(const analytics::ChartAxis& axis) {
    if (axis.unit != "1") return false;
    const QString label = fromUtf8(axis.label).toLower();
    return label.contains(QLatin1String("share")) || label.contains(QLatin1String("goodput"));
}

QString chartValue(const analytics::ChartAxis& axis, double si) {
    QString text = isShare(axis) ? numberText(si * 100, "1").value + QChar(0x2009) + QLatin1Char('%')
                                 : numberText(si, axis.unit).joined();
    if (text.startsWith(QLatin1Char('-'))) text[0] = QChar(0x2212);
    return text;
}

ChartScale::ChartScale(const analytics::ChartAxis& axis, double low, double high)
    : label_(fromUtf8(axis.label)), low_(low), high_(high), logarithmic_(axis.logarithmic) {
    if (logarithmic_ && !(high_ > 0)) logarithmic_ = false;
    if (logarithmic_ && !(low_ > 0)) low_ = high_ / 1000;
    if (isShare(axis)) {
        factor_ = 0.01;
        unit_ = QStringLiteral("%");
    } else {
        // Over many decades the middle one decides: hours rather than years for a span of minutes to years.
        const double typical =
            logarithmic_ ? std::sqrt(low_ * high_) : std::max(std::abs(low_), std::abs(high_));
        const analytics::UnitScale scale = analytics::unitScale(typical, axis.unit);
        factor_ = scale.factor;
        zero_ = logarithmic_ ? 0 : scale.zero;
        unit_ = fromUtf8(scale.text);
    }
    if (logarithmic_)
        widenLogarithmic();
    else
        widenLinear();
}

void ChartScale::widenLinear() {
    double low = low_ / factor_ - zero_, high = high_ / factor_ - zero_;
    if (!(high > low)) {
        const double room = low == 0 ? 1 : std::abs(low) * 0.5;
        low = low == 0 ? 0 : low - room;
        high += room;
    }
    const double step = roundStep((high - low) / 8);
    low_ = (std::floor(low / step + 1e-9) * step + zero_) * factor_;
    high_ = (std::ceil(high / step - 1e-9) * step + zero_) * factor_;
}

void ChartScale::widenLogarithmic() {
    const double span = std::log10(high_ / low_);
    if (span > 1) {
        // Whole decades only where that wastes little.
        const double floor = std::floor(std::log10(low_ / factor_)),
                     ceil = std::ceil(std::log10(high_ / factor_));
        if (std::log10(low_ / factor_) - floor < 0.35) low_ = std::pow(10, floor) * factor_;
        if (ceil - std::log10(high_ / factor_) < 0.35) high_ = std::pow(10, ceil) * factor_;
        return;
    }
    low_ /= 1.2;
    high_ *= 1.2;
}

double ChartScale::at(double si) const {
    if (!logarithmic_) return (si - low_) / (high_ - low_);
    if (!(si > 0)) return 0;
    return std::log(si / low_) / std::log(high_ / low_);
}

std::vector<ChartScale::Tick> ChartScale::decades(int wanted) const {
    const double from = low_ / factor_, to = high_ / factor_;
    const int first = static_cast<int>(std::floor(std::log10(from))),
              last = static_cast<int>(std::ceil(std::log10(to)));
    const int stride = std::max(1, (last - first + wanted - 1) / std::max(1, wanted));
    std::vector<Tick> out;
    for (int e = first; e <= last; ++e)
        for (const int m : {1, 2, 5}) {
            const double v = m * std::pow(10.0, e);
            if (v < from * (1 - 1e-9) || v > to * (1 + 1e-9)) continue;
            const bool named = last - first <= 2 || (m == 1 && (e - first) % stride == 0);
            out.push_back({at(v * factor_), named ? numberText(v, "1", 3).joined() : QString()});
        }
    return out;
}

std::vector<ChartScale::Tick> ChartScale::ticks(int wanted) const {
    wanted = std::max(2, wanted);
    if (logarithmic_) return decades(wanted);
    const double step = roundStep((high_ - low_) / factor_ / wanted);
    std::vector<Tick> out;
    const auto first = static_cast<long long>(std::ceil((low_ / factor_ - zero_) / step - 1e-9));
    const auto last = static_cast<long long>(std::floor((high_ / factor_ - zero_) / step + 1e-9));
    for (long long i = first; i <= last && out.size() < 50; ++i) {
        const double shown = static_cast<double>(i) * step;
        out.push_back({at((shown + zero_) * factor_), numberText(shown, "1", 5).joined()});
    }
    return out;
}

QString ChartScale::title() const {
    if (label_.isEmpty() || unit_.isEmpty()) return label_ + unit_;
    return label_ + QStringLiteral(", ") + unit_;
}

}  // namespace rackloom::views
