// SPDX-License-Identifier: GPL-3.0-or-later
// Charts as drawings: any chart painted into any painter (window, PDF, SVG) with the theme's roles. Painting
// also tells where things are, for tooltips, clicks and tests. Knows no widget, no page and no particular
// chart.
#pragma once

#include "analytics/report.h"
#include "views/theme/theme.h"

#include <QPainterPath>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

class QPainter;

namespace rackloom::views {

/// Something in the drawing that can be pointed at.
struct ChartSpot {
    QPainterPath shape;
    QString text;    ///< for a tooltip: its name and numbers
    QString object;  ///< key of the drawn thing it stands for, or empty
};
using ChartSpots = std::vector<ChartSpot>;

struct ChartSubject {
    const analytics::ChartInfo& info;
    const analytics::Chart& chart;
    const Theme& theme;

    /// The hue of the chart's topic.
    QColor hue() const;
};

/// Paints a chart that is not empty into `area`, in pixels of the painter.
ChartSpots paintChart(QPainter& painter, const QRectF& area, const ChartSubject& subject);

/// The height at which `width` shows everything at reading size.
double chartHeight(const analytics::ChartInfo& info, const analytics::Chart& chart, double width);

/// Which topic a chart belongs to, by the first part of its id.
Domain chartDomain(std::string_view id);

/// The spot at a point, topmost first; null when there is none.
const ChartSpot* spotAt(const ChartSpots& spots, QPointF at);

}  // namespace rackloom::views
