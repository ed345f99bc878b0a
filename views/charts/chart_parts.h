// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawings of all kinds of chart share: text in a box, axes with their grid, colours of series.
// Used by all that paints numbers.
#pragma once

#include "views/charts/chart_paint.h"
#include "views/charts/chart_scale.h"

#include <QPainter>

namespace rackloom::views {

/// One painter for each kind.
ChartSpots paintCurves(QPainter& painter, const QRectF& area, const ChartSubject& subject);
ChartSpots paintBars(QPainter& painter, const QRectF& area, const ChartSubject& subject);
ChartSpots paintHeatMap(QPainter& painter, const QRectF& area, const ChartSubject& subject);
ChartSpots paintFlows(QPainter& painter, const QRectF& area, const ChartSubject& subject);

double barsHeight(const analytics::Chart& chart);
double heatMapHeight(const analytics::Chart& chart, double width);
double flowsHeight(const analytics::Chart& chart);

QString chartText(std::string_view utf8);
double textWidth(const QFont& font, const QString& text);
/// Text in a box, elided where it does not fit; `flags` are Qt::Alignment bits.
void drawText(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour,
              const QFont& font, int flags, Qt::TextElideMode elide = Qt::ElideRight);
/// Text with a ground of its own, readable on top of lines and ribbons.
void drawHaloText(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour,
                  const QColor& ground, const QFont& font, int flags);

/// Lines behind the drawing: present, never in the way.
QColor gridColour(const Theme& theme);
/// Lines and numbers of the horizontal axis below `plot`, its title at the right end underneath.
void drawXAxis(QPainter& painter, const QRectF& plot, const ChartScale& scale, const Theme& theme);
/// Of the vertical axis left of `plot`, its title above the plot.
void drawYAxis(QPainter& painter, const QRectF& plot, const ChartScale& scale, const Theme& theme);
/// Room that the numbers of a vertical axis take.
double yAxisWidth(const ChartScale& scale, double height);

struct SeriesStyle {
    QColor colour;
    Qt::PenStyle line = Qt::SolidLine;
    int marker = 0;  ///< 0 disc, 1 square, 2 triangle, 3 diamond
};
/// The first in the hue of the topic, others apart from it by colour, dashes and marker.
SeriesStyle seriesStyle(const ChartSubject& subject, std::size_t index);
void drawMarker(QPainter& painter, QPointF at, const SeriesStyle& style, const QColor& ground);

QPainterPath around(QPointF at, double radius);
QPainterPath boxPath(const QRectF& box);

}  // namespace rackloom::views
