// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_paint.h"

#include "views/charts/chart_parts.h"

#include <algorithm>
#include <utility>

namespace rackloom::views {

using analytics::ChartKind;

Domain chartDomain(std::string_view id) {
    static constexpr std::pair<std::string_view, Domain> kTopics[] = {
        {"power.", Domain::Power},     {"cooling.", Domain::Cooling}, {"reliability.", Domain::Reliability},
        {"economics.", Domain::Cost},  {"cost.", Domain::Cost},       {"fabric.", Domain::ScaleOut},
        {"capacity.", Domain::Compute}};
    for (const auto& [prefix, domain] : kTopics)
        if (id.starts_with(prefix)) return domain;
    return Domain::Facility;
}

QColor ChartSubject::hue() const {
    return theme.domain(chartDomain(info.id));
}

ChartSpots paintChart(QPainter& painter, const QRectF& area, const ChartSubject& subject) {
    if (subject.chart.empty() || area.width() < 40 || area.height() < 40) return {};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    ChartSpots spots;
    switch (subject.info.kind) {
    case ChartKind::Curves:
        spots = paintCurves(painter, area, subject);
        break;
    case ChartKind::Waterfall:
    case ChartKind::Bars:
        spots = paintBars(painter, area, subject);
        break;
    case ChartKind::HeatMap:
        spots = paintHeatMap(painter, area, subject);
        break;
    case ChartKind::Flows:
        spots = paintFlows(painter, area, subject);
        break;
    }
    painter.restore();
    return spots;
}

double chartHeight(const analytics::ChartInfo& info, const analytics::Chart& chart, double width) {
    switch (info.kind) {
    case ChartKind::Waterfall:
    case ChartKind::Bars:
        return barsHeight(chart);
    case ChartKind::HeatMap:
        return heatMapHeight(chart, width);
    case ChartKind::Flows:
        return flowsHeight(chart);
    case ChartKind::Curves:
        break;
    }
    return std::clamp(width * 0.5, 260.0, 460.0);
}

const ChartSpot* spotAt(const ChartSpots& spots, QPointF at) {
    const auto it =
        std::find_if(spots.rbegin(), spots.rend(), [&](const ChartSpot& s) { return s.shape.contains(at); });
    return it == spots.rend() ? nullptr : &*it;
}

}  // namespace rackloom::views
