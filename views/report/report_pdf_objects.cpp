// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/report_pdf_objects.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr int kKpiColumns = 4;
constexpr double kKpiHeight = 16, kKpiNote = 4.5, kKpiGap = 3, kCaption = 9, kDrawingGap = 6;  // millimetres

QString elided(const QString& text, const QFont& font, QPaintDevice* device, double width) {
    return QFontMetricsF(font, device).elidedText(text, Qt::ElideRight, width);
}

}  // namespace

QFont reportFont(double points, bool bold) {
    QFont font = themeFont(TextSize::Body, bold);
    font.setPointSizeF(points);
    return font;
}

QColor toneColour(const Theme& theme, Tone tone) {
    switch (tone) {
    case Tone::Muted:
        return theme.textMuted;
    case Tone::Ok:
        return theme.ok;
    case Tone::Warn:
        return theme.warn;
    case Tone::Error:
        return theme.error;
    case Tone::Plain:
        break;
    }
    return theme.text;
}

ReportObjects::ReportObjects(const DrawingSource& source, QSizeF body, double dotsPerMm)
    : source_(source), body_(body), dotsPerMm_(dotsPerMm), theme_(makeTheme(ThemeMode::Light)) {}

int ReportObjects::add(ReportKpis kpis) {
    objects_.push_back({std::move(kpis), {}});
    return static_cast<int>(objects_.size()) - 1;
}

int ReportObjects::add(std::vector<ReportDrawing> row) {
    objects_.push_back({{}, std::move(row)});
    return static_cast<int>(objects_.size()) - 1;
}

// Tiles are lower when none has a note or a budget.
double ReportObjects::kpiHeight(const ReportKpis& kpis) const {
    const bool notes = std::any_of(kpis.items.begin(), kpis.items.end(), [](const ReportKpi& kpi) {
        return !kpi.note.isEmpty() || kpi.budgetShare.has_value();
    });
    return mm(kKpiHeight + (notes ? kKpiNote : 0));
}

// The tallest drawing of the row at its share of the width, but never more than most of a page.
double ReportObjects::rowHeight(const std::vector<ReportDrawing>& row) const {
    const double columns = static_cast<double>(row.size());
    const double width = (body_.width() - mm(kDrawingGap) * (columns - 1)) / columns;
    double height = 0;
    for (const ReportDrawing& drawing : row) {
        const QSizeF size = drawingSize(drawing, source_);
        // Labels must not grow beyond their size on screen: 11 pixels are 2.3 mm on paper.
        const double natural = size.height() * mm(0.21);
        height = std::max(height, std::min(natural, width * size.height() / size.width()));
    }
    return std::min(height + mm(kCaption), body_.height() * 0.86);
}

QSizeF ReportObjects::intrinsicSize(QTextDocument*, int, const QTextFormat& format) {
    const Object& object = objects_.at(static_cast<std::size_t>(format.intProperty(kIndex)));
    if (!object.row.empty()) return {body_.width(), rowHeight(object.row)};
    const double rows = std::ceil(static_cast<double>(object.kpis.items.size()) / kKpiColumns);
    return {body_.width(), rows * (kpiHeight(object.kpis) + mm(kKpiGap))};
}

void ReportObjects::drawObject(QPainter* painter, const QRectF& at, QTextDocument*, int,
                               const QTextFormat& format) {
    const Object& object = objects_.at(static_cast<std::size_t>(format.intProperty(kIndex)));
    painter->save();
    if (!object.row.empty()) {
        drawRow(*painter, at, object.row);
    } else {
        const double width = (at.width() - mm(kKpiGap) * (kKpiColumns - 1)) / kKpiColumns;
        for (std::size_t i = 0; i < object.kpis.items.size(); ++i) {
            const double x = static_cast<double>(i % kKpiColumns) * (width + mm(kKpiGap));
            const double y = static_cast<double>(i / kKpiColumns) * (kpiHeight(object.kpis) + mm(kKpiGap));
            drawKpi(*painter, QRectF(at.left() + x, at.top() + y, width, kpiHeight(object.kpis)),
                    object.kpis.items[i]);
        }
    }
    painter->restore();
}

void ReportObjects::drawKpi(QPainter& painter, const QRectF& at, const ReportKpi& kpi) const {
    painter.fillRect(at, theme_.surface);
    painter.fillRect(QRectF(at.topLeft(), QSizeF(mm(0.9), at.height())), theme_.domain(kpi.domain));
    const QRectF inner = at.adjusted(mm(3.2), mm(2), -mm(2), -mm(1.5));
    const auto line = [&](double top, double height, const QFont& font, const QColor& colour,
                          const QString& text) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(inner.left(), inner.top() + mm(top), inner.width(), mm(height)),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         elided(text, font, painter.device(), inner.width()));
    };
    line(0, 4, reportFont(7.5), theme_.textMuted, kpi.label);
    QFont figure = reportFont(15, true);
    const QFont unit = reportFont(8.5);
    const QFontMetricsF unitMetrics(unit, painter.device());
    const double unitWidth = kpi.unit.isEmpty() ? 0 : unitMetrics.horizontalAdvance(kpi.unit) + mm(1);
    double valueWidth = QFontMetricsF(figure, painter.device()).horizontalAdvance(kpi.value);
    if (valueWidth + unitWidth > inner.width()) {
        figure = reportFont(10.5, true);
        valueWidth = QFontMetricsF(figure, painter.device()).horizontalAdvance(kpi.value);
    }
    line(4, 8, figure, kpi.tone == Tone::Muted ? theme_.textMuted : theme_.text, kpi.value);
    painter.setFont(unit);
    painter.setPen(theme_.textMuted);
    painter.drawText(
        QRectF(inner.left() + valueWidth + mm(1), inner.top() + mm(4.9), unitWidth + mm(6), mm(7)),
        Qt::AlignLeft | Qt::AlignVCenter, kpi.unit);
    line(12, 3.6, reportFont(6.5), toneColour(theme_, kpi.tone == Tone::Plain ? Tone::Muted : kpi.tone),
         kpi.note);
    if (!kpi.budgetShare) return;
    const QRectF bar(inner.left(), at.bottom() - mm(1.9), inner.width(), mm(0.8));
    painter.fillRect(bar, theme_.line);
    painter.fillRect(
        QRectF(bar.topLeft(), QSizeF(bar.width() * std::clamp(*kpi.budgetShare, 0.0, 1.0), bar.height())),
        kpi.tone == Tone::Error ? theme_.error : theme_.domain(kpi.domain));
}

void ReportObjects::drawRow(QPainter& painter, const QRectF& at,
                            const std::vector<ReportDrawing>& row) const {
    const double columns = static_cast<double>(row.size());
    const double width = (at.width() - mm(kDrawingGap) * (columns - 1)) / columns;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const QRectF cell(at.left() + static_cast<double>(i) * (width + mm(kDrawingGap)), at.top(), width,
                          at.height());
        paintDrawing(painter, cell.adjusted(0, 0, 0, -mm(kCaption)), row[i], source_);
        const QRectF caption(cell.left(), cell.bottom() - mm(kCaption) + mm(1), width, mm(kCaption - 1));
        painter.setFont(reportFont(8, true));
        painter.setPen(theme_.text);
        painter.drawText(QRectF(caption.topLeft(), QSizeF(width, mm(3.8))), Qt::AlignHCenter | Qt::AlignTop,
                         elided(row[i].title, painter.font(), painter.device(), width));
        painter.setFont(reportFont(7));
        painter.setPen(theme_.textMuted);
        painter.drawText(QRectF(caption.left(), caption.top() + mm(3.9), width, mm(3.6)),
                         Qt::AlignHCenter | Qt::AlignTop,
                         elided(row[i].description, painter.font(), painter.device(), width));
    }
}

}  // namespace rackloom::views
