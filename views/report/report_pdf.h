// SPDX-License-Identifier: GPL-3.0-or-later
// A report as PDF: selectable text in embedded fonts, vector drawings, running header with the design's name
// and edition, page numbers, headings that stay with what follows, table headers repeated on each page.
#pragma once

#include "views/report/report_document.h"
#include "views/report/report_drawing.h"

#include <QByteArray>
#include <QPageSize>

namespace rackloom::views {

/// The whole file. Needs a QGuiApplication, for fonts.
QByteArray reportPdf(const ReportDocument& document, const DrawingSource& source,
                     QPageSize::PageSizeId paper);

}  // namespace rackloom::views
