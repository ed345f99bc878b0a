// SPDX-License-Identifier: GPL-3.0-or-later
// A report as one HTML page: no script, no outside resource, drawings inline. Light and dark by the reader's
// choice, tables with headers that screen readers understand, a print style. Also valid XML.
#pragma once

#include "views/report/report_document.h"

#include <QString>

#include <functional>

namespace rackloom::views {

/// Gives one <svg> element for a drawing.
using DrawingMarkup = std::function<QString(const ReportDrawing&)>;

QString reportHtml(const ReportDocument& document, const DrawingMarkup& drawing);

}  // namespace rackloom::views
