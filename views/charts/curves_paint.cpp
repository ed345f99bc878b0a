// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace rackloom::views {

namespace {

using analytics::ChartMark;
using analytics::ChartPoint;
using analytics::ChartSeries;

struct Extent {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    void add(double v, bool logarithmic) {
        if (logarithmic && !(v > 0)) return;
        low = std::min(low, v);
        high = std::max(high, v);
    }
    bool any() const { return low <= high; }
};

struct Axes {
    ChartScale x, y;
};

Axes axesOf(const ChartSubject& s) {
    Extent x, y;
    const bool logX = s.info.x.logarithmic, logY = s.info.y.logarithmic;
    for (const ChartSeries& series : s.chart.series) {
        for (const ChartPoint& p : series.data) {
            x.add(p.x, logX);
            y.add(p.y, logY);
        }
        for (const auto* band : {&series.low, &series.high})
            for (const double v : *band)
                y.add(v, logY);
    }
    for (const ChartMark& mark : s.chart.marks) {
        if (mark.x) x.add(*mark.x, logX);
        if (mark.y) y.add(*mark.y, logY);
    }
    // A linear scale stands on zero unless that would squeeze the curves into the upper edge.
    if (!logY && y.any() && y.low > 0 && y.low < 0.6 * y.high) y.low = 0;
    if (!x.any()) x = {0, 1};
    if (!y.any()) y = {0, 1};
    return {ChartScale(s.info.x, x.low, x.high), ChartScale(s.info.y, y.low, y.high)};
}

class CurvesPainter {
public:
    CurvesPainter(QPainter& painter, const QRectF& area, const ChartSubject& subject)
        : painter_(painter), subject_(subject), axes_(axesOf(subject)) {
        const double legend = drawLegend(area);
        const double left = yAxisWidth(axes_.y, area.height() - 80);
        plot_ = area.adjusted(left, legend + 24, -14, -38);
    }

    ChartSpots paint() && {
        drawXAxis(painter_, plot_, axes_.x, subject_.theme);
        drawYAxis(painter_, plot_, axes_.y, subject_.theme);
        painter_.save();
        painter_.setClipRect(plot_.adjusted(-6, -6, 6, 6), Qt::IntersectClip);
        for (std::size_t i = 0; i < subject_.chart.series.size(); ++i)
            drawBand(subject_.chart.series[i], seriesStyle(subject_, i));
        for (std::size_t i = 0; i < subject_.chart.series.size(); ++i)
            drawSeries(subject_.chart.series[i], seriesStyle(subject_, i));
        painter_.restore();
        drawMarks();
        drawNames();
        return std::move(spots_);
    }

private:
    QPointF at(double x, double y) const {
        return {plot_.left() + axes_.x.at(x) * plot_.width(),
                plot_.bottom() - axes_.y.at(y) * plot_.height()};
    }
    bool shows(const ChartPoint& p) const { return axes_.x.shows(p.x) && axes_.y.shows(p.y); }

    /// Entries in rows, with a piece of line or the marker; answers their height.
    double drawLegend(const QRectF& area) {
        const QFont font = themeFont(TextSize::Small);
        if (subject_.chart.series.size() < 2) return 0;
        double x = area.left(), y = area.top();
        for (std::size_t i = 0; i < subject_.chart.series.size(); ++i) {
            const ChartSeries& series = subject_.chart.series[i];
            const QString name = chartText(series.name);
            const double width = std::min(textWidth(font, name), area.width() - 34);
            if (x > area.left() && x + width + 30 > area.right()) {
                x = area.left();
                y += 18;
            }
            const SeriesStyle style = seriesStyle(subject_, i);
            if (series.points) {
                drawMarker(painter_, QPointF(x + 11, y + 8), style, subject_.theme.panel);
            } else {
                painter_.setPen(QPen(style.colour, 2, style.line));
                painter_.drawLine(QPointF(x, y + 8), QPointF(x + 22, y + 8));
            }
            drawText(painter_, QRectF(x + 28, y, width, 16), name, subject_.theme.text, font,
                     Qt::AlignLeft | Qt::AlignVCenter);
            x += width + 46;
        }
        return y - area.top() + 22;
    }

    void drawBand(const ChartSeries& series, const SeriesStyle& style) {
        if (series.low.size() != series.data.size() || series.high.size() != series.data.size()) return;
        QPolygonF band;
        for (std::size_t i = 0; i < series.data.size(); ++i)
            band << at(series.data[i].x, series.high[i]);
        for (std::size_t i = series.data.size(); i-- > 0;)
            band << at(series.data[i].x, series.low[i]);
        QColor tint = style.colour;
        tint.setAlpha(50);
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(tint);
        painter_.drawPolygon(band);
        painter_.setBrush(Qt::NoBrush);
    }

    void drawSeries(const ChartSeries& series, const SeriesStyle& style) {
        QPolygonF line;
        for (const ChartPoint& p : series.data) {
            if (!shows(p)) continue;
            const QPointF where = at(p.x, p.y);
            line << where;
            if (series.points || !p.label.empty()) {
                named_.push_back({where, chartText(p.label), style});
                places_.push_back(QRectF(where - QPointF(5, 5), QSizeF(10, 10)));
            }
            const QString name = chartText(p.label.empty() ? series.name : p.label);
            spots_.push_back(
                {around(where, 7),
                 QStringLiteral("%1\n%2: %3\n%4: %5")
                     .arg(name, chartText(subject_.info.x.label), chartValue(subject_.info.x, p.x),
                          chartText(subject_.info.y.label), chartValue(subject_.info.y, p.y)),
                 {}});
        }
        if (series.points) return;
        painter_.setPen(QPen(style.colour, 2, style.line, Qt::RoundCap, Qt::RoundJoin));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawPolyline(line);
    }

    void drawMarks() {
        const QFont font = themeFont(TextSize::Small);
        const Theme& t = subject_.theme;
        painter_.setPen(QPen(t.textMuted, 1, Qt::DashLine));
        for (const ChartMark& mark : subject_.chart.marks) {
            if (mark.x && axes_.x.shows(*mark.x)) {
                const double x = plot_.left() + axes_.x.at(*mark.x) * plot_.width();
                painter_.setPen(QPen(t.textMuted, 1, Qt::DashLine));
                painter_.drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
                names_.push_back({QPointF(x, plot_.top() + 8), chartText(mark.label), t.textMuted, true});
            }
            if (mark.y && axes_.y.shows(*mark.y)) {
                const double y = plot_.bottom() - axes_.y.at(*mark.y) * plot_.height();
                painter_.setPen(QPen(t.textMuted, 1, Qt::DashLine));
                painter_.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
                names_.push_back({QPointF(plot_.right(), y - 9), chartText(mark.label), t.textMuted, false});
            }
        }
        for (const Name& name : names_)
            placeMark(name.at, name.text, font);
    }

    /// A mark's name moves down (or up) until nothing lies under it.
    void placeMark(QPointF anchor, const QString& text, const QFont& font) {
        const double width = std::min(textWidth(font, text), plot_.width() * 0.6);
        double left = anchor.x() + 5;
        if (left + width > plot_.right()) left = anchor.x() - 5 - width;
        QRectF box(std::max(left, plot_.left() + 4), anchor.y() - 8, width, 16);
        for (int tries = 0; tries < 12 && taken(box); ++tries)
            box.translate(0, 16);
        places_.push_back(box);
        drawHaloText(painter_, box, text, subject_.theme.text, subject_.theme.panel, font,
                     Qt::AlignLeft | Qt::AlignVCenter);
    }

    bool taken(const QRectF& box) const {
        return std::any_of(places_.begin(), places_.end(),
                           [&](const QRectF& other) { return other.intersects(box); });
    }

    /// Names of single points on the first free side; where none is, the tooltip still tells.
    void drawNames() {
        const QFont font = themeFont(TextSize::Small);
        for (const NamedPoint& point : named_)
            drawMarker(painter_, point.at, point.style, subject_.theme.panel);
        for (const NamedPoint& point : named_) {
            if (point.text.isEmpty()) continue;
            const double w = std::min(textWidth(font, point.text), 220.0);
            const QPointF p = point.at;
            const QRectF sides[] = {{p.x() + 9, p.y() - 8, w, 16},      {p.x() - 9 - w, p.y() - 8, w, 16},
                                    {p.x() - w / 2, p.y() - 24, w, 16}, {p.x() - w / 2, p.y() + 8, w, 16},
                                    {p.x() + 7, p.y() - 22, w, 16},     {p.x() + 7, p.y() + 6, w, 16},
                                    {p.x() - 7 - w, p.y() - 22, w, 16}, {p.x() - 7 - w, p.y() + 6, w, 16}};
            for (const QRectF& box : sides) {
                if (!plot_.adjusted(0, -8, 8, 0).contains(box) || taken(box)) continue;
                places_.push_back(box);
                drawHaloText(painter_, box, point.text, subject_.theme.text, subject_.theme.panel, font,
                             Qt::AlignLeft | Qt::AlignVCenter);
                break;
            }
        }
    }

    struct NamedPoint {
        QPointF at;
        QString text;
        SeriesStyle style;
    };
    struct Name {
        QPointF at;
        QString text;
        QColor colour;
        bool vertical = false;
    };

    QPainter& painter_;
    const ChartSubject& subject_;
    Axes axes_;
    QRectF plot_;
    ChartSpots spots_;
    std::vector<NamedPoint> named_;
    std::vector<Name> names_;
    std::vector<QRectF> places_;  ///< where markers and names are already
};

}  // namespace

ChartSpots paintCurves(QPainter& painter, const QRectF& area, const ChartSubject& subject) {
    return CurvesPainter(painter, area, subject).paint();
}

}  // namespace rackloom::views
