// SPDX-License-Identifier: GPL-3.0-or-later
// Bars and waterfalls: one row each, with the name on the left, so that long names stay readable.
#include "views/charts/chart_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace rackloom::views {

namespace {

using analytics::ChartBar;

constexpr double kRow = 26, kBar = 14, kAxisRoom = 42, kTop = 6;
constexpr std::size_t kMostBars = 80;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

struct Span {
    double from = 0, to = 0;
};

/// Where each bar begins and ends: on the ground, or where the one before it ended.
std::vector<Span> spansOf(const ChartSubject& s) {
    const bool waterfall = s.info.kind == analytics::ChartKind::Waterfall;
    std::vector<Span> out;
    double level = 0;
    for (const ChartBar& bar : s.chart.bars) {
        const bool stands = !waterfall || bar.total;
        out.push_back(stands ? Span{0, bar.value} : Span{level, level + bar.value});
        level = out.back().to;
    }
    return out;
}

ChartScale scaleOf(const ChartSubject& s, const std::vector<Span>& spans) {
    double low = 0, high = 0;
    for (const Span& span : spans) {
        low = std::min({low, span.from, span.to});
        high = std::max({high, span.from, span.to});
    }
    for (const ChartBar& bar : s.chart.bars)
        if (bar.limit) high = std::max(high, *bar.limit);
    analytics::ChartAxis linear = s.info.y;
    linear.logarithmic = false;
    return ChartScale(linear, low, high);
}

bool isOver(const ChartBar& bar) {
    return bar.limit && bar.value > *bar.limit;
}

bool isNear(const ChartBar& bar) {
    return bar.limit && *bar.limit > 0 && bar.value > 0.9 * *bar.limit && !isOver(bar);
}

QString valueText(const ChartSubject& s, const ChartBar& bar) {
    const QString value = chartValue(s.info.y, bar.value);
    if (!bar.limit) return value;
    const QString both = tr("%1 of %2").arg(value, chartValue(s.info.y, *bar.limit));
    return isOver(bar) ? QStringLiteral("▲ ") + both : isNear(bar) ? QStringLiteral("◆ ") + both : both;
}

QColor barColour(const ChartSubject& s, const ChartBar& bar) {
    const Theme& t = s.theme;
    if (s.info.kind == analytics::ChartKind::Waterfall) {
        if (bar.total) return s.hue();
        QColor lost = t.error;
        lost.setAlpha(170);
        return bar.value < 0 ? lost : t.ok;
    }
    if (isOver(bar)) return t.error;
    if (isNear(bar)) return t.warn;
    return s.hue();
}

struct Layout {
    QRectF plot;
    double nameWidth = 0, valueWidth = 0;
};

Layout layoutOf(const QRectF& area, const ChartSubject& s, std::size_t shown) {
    const QFont font = themeFont(TextSize::Small);
    Layout layout;
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartBar& bar = s.chart.bars[i];
        layout.nameWidth = std::max(layout.nameWidth,
                                    textWidth(themeFont(TextSize::Small, bar.total), chartText(bar.label)));
        layout.valueWidth = std::max(layout.valueWidth, textWidth(font, valueText(s, bar)));
    }
    layout.nameWidth = std::min(layout.nameWidth + 2, area.width() * 0.34);
    layout.valueWidth += 2;
    layout.plot =
        QRectF(area.left() + layout.nameWidth + 10, area.top() + kTop,
               area.width() - layout.nameWidth - layout.valueWidth - 34, kRow * static_cast<double>(shown));
    return layout;
}

/// On a page there may be room for fewer than on screen.
std::size_t shownIn(const analytics::Chart& chart, double height) {
    const std::size_t most = std::min(chart.bars.size(), kMostBars);
    if (barsHeight(chart) <= height + 1) return most;
    const auto fits = static_cast<std::size_t>(std::max(1.0, (height - kTop - kAxisRoom - kRow) / kRow));
    return std::min(most, fits);
}

void drawLimit(QPainter& painter, const ChartSubject& s, double x, double middle, bool over) {
    painter.fillRect(QRectF(x - 1, middle - kBar / 2 - 3, 2, kBar + 6), over ? s.theme.error : s.theme.text);
}

}  // namespace

double barsHeight(const analytics::Chart& chart) {
    const std::size_t shown = std::min(chart.bars.size(), kMostBars);
    return kTop + kRow * static_cast<double>(std::max<std::size_t>(shown, 1)) + kAxisRoom +
           (shown < chart.bars.size() ? kRow : 0);
}

ChartSpots paintBars(QPainter& painter, const QRectF& area, const ChartSubject& s) {
    const std::vector<Span> spans = spansOf(s);
    const ChartScale scale = scaleOf(s, spans);
    const std::size_t shown = shownIn(s.chart, area.height());
    const Layout layout = layoutOf(area, s, shown);
    const QRectF& plot = layout.plot;
    const QFont font = themeFont(TextSize::Small);
    const auto xOf = [&](double v) { return plot.left() + scale.at(v) * plot.width(); };
    drawXAxis(painter, plot, scale, s.theme);
    ChartSpots spots;
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartBar& bar = s.chart.bars[i];
        const double top = plot.top() + kRow * static_cast<double>(i), middle = top + kRow / 2;
        const double a = xOf(spans[i].from), b = xOf(spans[i].to);
        // A bar that is too short to see still leaves a trace.
        const QRectF box(std::min(a, b), middle - kBar / 2, std::max(1.5, std::abs(b - a)), kBar);
        painter.fillRect(box, barColour(s, bar));
        if (s.info.kind == analytics::ChartKind::Waterfall && i + 1 < shown)
            painter.fillRect(QRectF(b - 0.5, middle + kBar / 2, 1, kRow - kBar), s.theme.textMuted);
        if (bar.limit) drawLimit(painter, s, xOf(*bar.limit), middle, isOver(bar));
        const QString name = chartText(bar.label), value = valueText(s, bar);
        const QRectF row(area.left(), top, area.width(), kRow);
        drawText(painter, QRectF(row.left(), top, layout.nameWidth, kRow), name,
                 bar.total ? s.theme.text : s.theme.textMuted,
                 bar.total ? themeFont(TextSize::Small, true) : font, Qt::AlignLeft | Qt::AlignVCenter,
                 Qt::ElideMiddle);
        drawText(painter, QRectF(row.right() - layout.valueWidth, top, layout.valueWidth, kRow), value,
                 isOver(bar)   ? s.theme.error
                 : isNear(bar) ? s.theme.warn
                               : s.theme.text,
                 font, Qt::AlignRight | Qt::AlignVCenter);
        spots.push_back({boxPath(row), name + QLatin1Char('\n') + value, chartText(bar.object)});
    }
    painter.fillRect(QRectF(xOf(0) - 0.5, plot.top(), 1, plot.height()), s.theme.line);
    if (shown < s.chart.bars.size())
        drawText(painter, QRectF(area.left(), plot.bottom() + kAxisRoom - 4, area.width(), kRow - 6),
                 tr("and %1 more").arg(s.chart.bars.size() - shown), s.theme.textMuted, font,
                 Qt::AlignLeft | Qt::AlignVCenter);
    return spots;
}

}  // namespace rackloom::views
