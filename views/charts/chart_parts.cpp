// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_parts.h"

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr double kTickRoom = 64, kTickRow = 34;  // px between ticks

}  // namespace

QString chartText(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

double textWidth(const QFont& font, const QString& text) {
    return QFontMetricsF(font).horizontalAdvance(text);
}

void drawText(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour,
              const QFont& font, int flags, Qt::TextElideMode elide) {
    painter.setFont(font);
    painter.setPen(colour);
    // A pixel of grace: a text measured to the box must not lose its last letter.
    const QString shown = QFontMetricsF(font).elidedText(text, elide, box.width() + 1);
    painter.drawText(box.adjusted(-1, 0, 1, 0), flags | Qt::TextDontClip | Qt::TextSingleLine, shown);
}

void drawHaloText(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour,
                  const QColor& ground, const QFont& font, int flags) {
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, box.width() + 1);
    const double width = metrics.horizontalAdvance(shown), height = metrics.height();
    double left = box.left();
    if (flags & Qt::AlignRight) left = box.right() - width;
    if (flags & Qt::AlignHCenter) left = box.center().x() - width / 2;
    QColor veil = ground;
    veil.setAlpha(200);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(QRectF(left - 2, box.center().y() - height / 2, width + 4, height), 2, 2);
    painter.setBrush(Qt::NoBrush);
    drawText(painter, box, shown, colour, font, flags);
}

QColor gridColour(const Theme& theme) {
    QColor colour = theme.line;
    colour.setAlpha(theme.mode == ThemeMode::Light ? 120 : 150);
    return colour;
}

void drawXAxis(QPainter& painter, const QRectF& plot, const ChartScale& scale, const Theme& theme) {
    const QFont font = themeFont(TextSize::Small);
    const QFontMetricsF metrics(font);
    double free = plot.left() - kTickRoom;
    for (const ChartScale::Tick& tick : scale.ticks(static_cast<int>(plot.width() / kTickRoom))) {
        const double x = plot.left() + tick.at * plot.width();
        if (x < plot.left() - 0.5 || x > plot.right() + 0.5) continue;
        painter.fillRect(QRectF(x - 0.5, plot.top(), 1, plot.height()), gridColour(theme));
        const double width = metrics.horizontalAdvance(tick.text);
        if (tick.text.isEmpty() || x - width / 2 < free) continue;
        drawText(painter, QRectF(x - width / 2, plot.bottom() + 4, width, 14), tick.text, theme.textMuted,
                 font, Qt::AlignCenter);
        free = x + width / 2 + 8;
    }
    painter.fillRect(QRectF(plot.left(), plot.bottom() - 0.5, plot.width(), 1), theme.line);
    drawText(painter, QRectF(plot.left(), plot.bottom() + 20, plot.width(), 16), scale.title(),
             theme.textMuted, font, Qt::AlignRight | Qt::AlignVCenter);
}

void drawYAxis(QPainter& painter, const QRectF& plot, const ChartScale& scale, const Theme& theme) {
    const QFont font = themeFont(TextSize::Small);
    double free = plot.bottom() + kTickRow;
    for (const ChartScale::Tick& tick : scale.ticks(static_cast<int>(plot.height() / kTickRow))) {
        const double y = plot.bottom() - tick.at * plot.height();
        if (y < plot.top() - 0.5 || y > plot.bottom() + 0.5) continue;
        painter.fillRect(QRectF(plot.left(), y - 0.5, plot.width(), 1), gridColour(theme));
        if (tick.text.isEmpty() || y + 7 > free) continue;
        drawText(painter,
                 QRectF(plot.left() - 8 - textWidth(font, tick.text), y - 7, textWidth(font, tick.text), 14),
                 tick.text, theme.textMuted, font, Qt::AlignRight | Qt::AlignVCenter);
        free = y - 9;
    }
    painter.fillRect(QRectF(plot.left() - 0.5, plot.top(), 1, plot.height()), theme.line);
    drawText(painter,
             QRectF(plot.left() - yAxisWidth(scale, plot.height()), plot.top() - 22, plot.width() * 0.7, 16),
             scale.title(), theme.textMuted, font, Qt::AlignLeft | Qt::AlignVCenter);
}

double yAxisWidth(const ChartScale& scale, double height) {
    double widest = 0;
    for (const ChartScale::Tick& tick : scale.ticks(static_cast<int>(height / kTickRow)))
        widest = std::max(widest, textWidth(themeFont(TextSize::Small), tick.text));
    return std::ceil(widest) + 10;
}

SeriesStyle seriesStyle(const ChartSubject& subject, std::size_t index) {
    static constexpr Qt::PenStyle kLines[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    // Neighbours in this order differ in hue and in lightness.
    static constexpr Domain kOthers[] = {Domain::ScaleOut, Domain::Power,   Domain::Reliability,
                                         Domain::Compute,  Domain::ScaleUp, Domain::Cooling,
                                         Domain::Cost};
    const Domain own = chartDomain(subject.info.id);
    SeriesStyle style{subject.hue(), kLines[index % 4], static_cast<int>(index % 4)};
    if (index == 0) return style;
    std::vector<Domain> rest;
    std::copy_if(std::begin(kOthers), std::end(kOthers), std::back_inserter(rest),
                 [&](Domain d) { return d != own; });
    style.colour = subject.theme.domain(rest[(index - 1) % rest.size()]);
    return style;
}

void drawMarker(QPainter& painter, QPointF at, const SeriesStyle& style, const QColor& ground) {
    painter.setPen(QPen(ground, 1));
    painter.setBrush(style.colour);
    const double r = 4.5;
    QPolygonF shape;
    switch (style.marker) {
    case 0:
        painter.drawEllipse(at, r, r);
        break;
    case 1:
        painter.drawRect(QRectF(at - QPointF(r - 0.5, r - 0.5), QSizeF(2 * r - 1, 2 * r - 1)));
        break;
    case 2:
        shape << at + QPointF(0, -r) << at + QPointF(r, r * 0.8) << at + QPointF(-r, r * 0.8);
        break;
    default:
        shape << at + QPointF(0, -r - 1) << at + QPointF(r + 1, 0) << at + QPointF(0, r + 1)
              << at + QPointF(-r - 1, 0);
        break;
    }
    if (!shape.isEmpty()) painter.drawPolygon(shape);
    painter.setBrush(Qt::NoBrush);
}

QPainterPath around(QPointF at, double radius) {
    QPainterPath path;
    path.addEllipse(at, radius, radius);
    return path;
}

QPainterPath boxPath(const QRectF& box) {
    QPainterPath path;
    path.addRect(box);
    return path;
}

}  // namespace rackloom::views
