// SPDX-License-Identifier: GPL-3.0-or-later
// Vector objects inside the text of a PDF report: the grid of headline numbers and rows of drawings. A text
// object is told by an index which one to draw. Internal to the PDF writer.
#pragma once

#include "views/report/report_document.h"
#include "views/report/report_drawing.h"

#include <QObject>
#include <QTextObjectInterface>

#include <vector>

namespace rackloom::views {

class ReportObjects : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    static constexpr int kType = QTextFormat::UserObject + 1;
    static constexpr int kIndex = QTextFormat::UserProperty + 1;

    /// `body` is the printable area in device pixels, `dotsPerMm` its resolution.
    ReportObjects(const DrawingSource& source, QSizeF body, double dotsPerMm);

    /// Keeps an object and gives its index.
    int add(ReportKpis kpis);
    int add(std::vector<ReportDrawing> row);

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& at, QTextDocument*, int,
                    const QTextFormat& format) override;

private:
    struct Object {
        ReportKpis kpis;
        std::vector<ReportDrawing> row;
    };

    double mm(double millimetres) const { return millimetres * dotsPerMm_; }
    double kpiHeight(const ReportKpis& kpis) const;
    double rowHeight(const std::vector<ReportDrawing>& row) const;
    void drawKpi(QPainter& painter, const QRectF& at, const ReportKpi& kpi) const;
    void drawRow(QPainter& painter, const QRectF& at, const std::vector<ReportDrawing>& row) const;

    DrawingSource source_;
    QSizeF body_;
    double dotsPerMm_;
    Theme theme_;
    std::vector<Object> objects_;
};

/// The report's family at a size in points; pixel sizes would change with the resolution.
QFont reportFont(double points, bool bold = false);
QColor toneColour(const Theme& theme, Tone tone);

}  // namespace rackloom::views
