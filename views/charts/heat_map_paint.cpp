// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_parts.h"

#include <QCoreApplication>
#include <QLinearGradient>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

using analytics::ChartCell;

constexpr double kRow = 22, kLegend = 46, kWidest = 110, kMostHead = 140;
constexpr std::size_t kMostRows = 80, kMostColumns = 48;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QColor inkOn(const QColor& fill) {
    return fill.lightnessF() > 0.55 ? QColor(Qt::black) : QColor(Qt::white);
}

/// The width that all but the longest few of the columns' names need: one odd name must not turn them all.
double headWidth(const analytics::Chart& chart, std::size_t columns) {
    std::vector<double> widths;
    for (std::size_t i = 0; i < columns; ++i)
        widths.push_back(textWidth(themeFont(TextSize::Small), chartText(chart.columns[i])));
    if (widths.empty()) return 0;
    const std::size_t at = (widths.size() - 1) * 4 / 5;
    std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(at), widths.end());
    return widths[at];
}

class HeatMapPainter {
public:
    HeatMapPainter(QPainter& painter, const QRectF& area, const ChartSubject& s)
        : painter_(painter),
          area_(area),
          s_(s),
          rows_(std::min(s.chart.rows.size(), kMostRows)),
          columns_(std::min(s.chart.columns.size(), kMostColumns)) {
        for (const ChartCell& cell : s.chart.cells) {
            low_ = std::min(low_, cell.value);
            high_ = std::max(high_, cell.value);
        }
        arrange();
    }

    ChartSpots paint() && {
        drawHeads();
        drawGrid();
        for (const ChartCell& cell : s_.chart.cells)
            if (cell.row < rows_ && cell.column < columns_) drawCell(cell);
        drawLegend();
        return std::move(spots_);
    }

private:
    void arrange() {
        double names = 0;
        for (std::size_t i = 0; i < rows_; ++i)
            names = std::max(names, textWidth(small_, chartText(s_.chart.rows[i])));
        names = std::min(names + 2, area_.width() * 0.32);
        cellWidth_ = std::min(kWidest, (area_.width() - names - 12) /
                                           static_cast<double>(std::max<std::size_t>(columns_, 1)));
        const double widest = headWidth(s_.chart, columns_);
        upright_ = widest > cellWidth_ - 6;
        const double head = upright_ ? std::min(widest, kMostHead) + 8 : 22;
        // On a page there may be room for fewer rows than on screen.
        const auto fits =
            static_cast<std::size_t>(std::max(1.0, (area_.height() - head - kLegend) / kRow + 0.01));
        rows_ = std::min(rows_, fits);
        grid_ = QRectF(area_.left() + names + 10, area_.top() + head,
                       cellWidth_ * static_cast<double>(columns_), kRow * static_cast<double>(rows_));
    }

    QRectF cellBox(std::size_t row, std::size_t column) const {
        return {grid_.left() + cellWidth_ * static_cast<double>(column),
                grid_.top() + kRow * static_cast<double>(row), cellWidth_, kRow};
    }

    double fraction(double value) const { return high_ > low_ ? (value - low_) / (high_ - low_) : 0; }

    void drawHeads() {
        for (std::size_t c = 0; c < columns_; ++c) {
            const QRectF below = cellBox(0, c);
            const QString name = chartText(s_.chart.columns[c]);
            if (!upright_) {
                drawText(painter_, QRectF(below.left() + 2, below.top() - 20, cellWidth_ - 4, 18), name,
                         s_.theme.textMuted, small_, Qt::AlignCenter);
                continue;
            }
            const double length = grid_.top() - area_.top() - 6;
            painter_.save();
            painter_.translate(below.center().x(), grid_.top() - 5);
            painter_.rotate(-90);
            drawText(painter_, QRectF(0, -8, length, 16), name, s_.theme.textMuted, small_,
                     Qt::AlignLeft | Qt::AlignVCenter, Qt::ElideMiddle);
            painter_.restore();
        }
        for (std::size_t r = 0; r < rows_; ++r)
            drawText(painter_,
                     QRectF(area_.left(), cellBox(r, 0).top(), grid_.left() - area_.left() - 8, kRow),
                     chartText(s_.chart.rows[r]), s_.theme.text, small_, Qt::AlignRight | Qt::AlignVCenter,
                     Qt::ElideMiddle);
    }

    /// Cells that say nothing stay empty; the lines show that they were looked at.
    void drawGrid() {
        for (std::size_t c = 0; c <= columns_; ++c)
            painter_.fillRect(QRectF(cellBox(0, c).left() - 0.5, grid_.top(), 1, grid_.height()),
                              gridColour(s_.theme));
        for (std::size_t r = 0; r <= rows_; ++r)
            painter_.fillRect(QRectF(grid_.left(), cellBox(r, 0).top() - 0.5, grid_.width(), 1),
                              gridColour(s_.theme));
    }

    void drawCell(const ChartCell& cell) {
        const QRectF box = cellBox(cell.row, cell.column).adjusted(1, 1, -1, -1);
        const QColor fill = s_.theme.heat(fraction(cell.value));
        painter_.fillRect(box, fill);
        const QString value = chartValue(s_.info.y, cell.value);
        if (cell.bad) {
            painter_.setPen(QPen(s_.theme.error, 2));
            painter_.setBrush(Qt::NoBrush);
            painter_.drawRect(box.adjusted(1, 1, -1, -1));
        }
        // What is beyond a limit is marked by a sign too.
        const QString shown = cell.bad ? QStringLiteral("▲") + value : value;
        if (textWidth(small_, shown) < box.width() - 6)
            drawText(painter_, box, shown, inkOn(fill), small_, Qt::AlignCenter);
        else if (cell.bad && box.width() > 10)
            drawText(painter_, box, QStringLiteral("▲"), inkOn(fill), small_, Qt::AlignCenter);
        spots_.push_back(
            {boxPath(box),
             QStringLiteral("%1, %2\n%3%4")
                 .arg(chartText(s_.chart.rows[cell.row]), chartText(s_.chart.columns[cell.column]), value,
                      cell.bad ? tr(" (beyond the limit)") : QString()),
             objectOf(cell)});
    }

    QString objectOf(const ChartCell& cell) const {
        const auto key = [](const std::vector<std::string>& keys, std::size_t i) {
            return i < keys.size() ? chartText(keys[i]) : QString();
        };
        const QString row = key(s_.chart.rowObjects, cell.row);
        return row.isEmpty() ? key(s_.chart.columnObjects, cell.column) : row;
    }

    void drawLegend() {
        const double top = grid_.bottom() + 20, width = std::min(180.0, area_.width() * 0.3);
        const QString low = chartValue(s_.info.y, low_), high = chartValue(s_.info.y, high_);
        double x = area_.left();
        const auto write = [&](const QString& text, const QColor& colour) {
            const double w = std::min(textWidth(small_, text), std::max(0.0, area_.right() - x));
            drawText(painter_, QRectF(x, top - 3, w, 16), text, colour, small_,
                     Qt::AlignLeft | Qt::AlignVCenter);
            x += w + 8;
        };
        if (!s_.info.y.label.empty()) write(chartText(s_.info.y.label), s_.theme.textMuted);
        write(low, s_.theme.text);
        QLinearGradient ramp(x, 0, x + width, 0);
        for (int i = 0; i <= 8; ++i)
            ramp.setColorAt(i / 8.0, s_.theme.heat(i / 8.0));
        painter_.fillRect(QRectF(x, top, width, 10), ramp);
        x += width + 8;
        write(high, s_.theme.text);
        if (std::any_of(s_.chart.cells.begin(), s_.chart.cells.end(),
                        [](const ChartCell& c) { return c.bad; }))
            write(tr("▲ beyond a limit"), s_.theme.error);
        if (rows_ < s_.chart.rows.size() || columns_ < s_.chart.columns.size())
            write(tr("not all rows are shown"), s_.theme.textMuted);
    }

    QPainter& painter_;
    QRectF area_, grid_;
    const ChartSubject& s_;
    std::size_t rows_, columns_;
    double low_ = 0, high_ = 0, cellWidth_ = 0;
    bool upright_ = false;
    const QFont small_ = themeFont(TextSize::Small);
    ChartSpots spots_;
};

}  // namespace

double heatMapHeight(const analytics::Chart& chart, double width) {
    const auto rows = static_cast<double>(std::clamp<std::size_t>(chart.rows.size(), 1, kMostRows));
    const auto columns = static_cast<double>(std::clamp<std::size_t>(chart.columns.size(), 1, kMostColumns));
    const QFont font = themeFont(TextSize::Small);
    double names = 0;
    for (const std::string& row : chart.rows)
        names = std::max(names, textWidth(font, chartText(row)));
    const double heads = headWidth(chart, std::min(chart.columns.size(), kMostColumns));
    const double cell = std::min(kWidest, (width - std::min(names + 2, width * 0.32) - 12) / columns);
    const double head = heads > cell - 6 ? std::min(heads, kMostHead) + 8 : 22;
    return head + kRow * rows + kLegend;
}

ChartSpots paintHeatMap(QPainter& painter, const QRectF& area, const ChartSubject& subject) {
    return HeatMapPainter(painter, area, subject).paint();
}

}  // namespace rackloom::views
