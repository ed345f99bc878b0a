// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drawn_report.h"

#include "model/storage/text_file.h"
#include "views/report/report_html.h"
#include "views/report/report_pdf.h"

namespace rackloom::app {

Result<void> DrawnReport::write(const model::Snapshot& snapshot, const analytics::Report& report,
                                const model::Catalog& catalog, const ReportOrder& order) {
    const views::ReportDocument document =
        views::buildReportDocument(snapshot, report, catalog, views::reportDate());
    const views::DrawingSource source{snapshot, report};
    QByteArray bytes;
    if (order.path.ends_with(".pdf"))
        bytes =
            views::reportPdf(document, source, order.paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter);
    else
        bytes = views::reportHtml(document, [&](const views::ReportDrawing& drawing) {
                    return views::drawingSvg(drawing, source);
                }).toUtf8();
    return model::writeTextFile(order.path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace rackloom::app
