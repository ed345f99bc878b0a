// SPDX-License-Identifier: GPL-3.0-or-later
// The drawings of a report: the same scenes as on screen, painted as vectors at print size. Light colours
// always, since paper is white. Knows no page and no markup.
#pragma once

#include "views/report/report_document.h"

#include <QSizeF>

class QPainter;

namespace rackloom::views {

/// What drawings are made from; the references live as long as the writer runs.
struct DrawingSource {
    const model::Snapshot& snapshot;
    const analytics::Report& report;
};

/// Width and height in pixels at which the drawing's labels have their screen size.
QSizeF drawingSize(const ReportDrawing& drawing, const DrawingSource& source);
/// Paints it into `target` with its proportions kept, centred.
void paintDrawing(QPainter& painter, const QRectF& target, const ReportDrawing& drawing,
                  const DrawingSource& source);
/// One <svg> element for a page of HTML, named by the drawing's title and description.
QString drawingSvg(const ReportDrawing& drawing, const DrawingSource& source);

}  // namespace rackloom::views
