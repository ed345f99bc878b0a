// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a report: each drawn with its sentence and notes; those that cannot be made are named with
// the reason, so that nobody takes their absence for good news.
#include "views/report/report_sections.h"

namespace rackloom::views {

ReportSection chartsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Charts"), QStringLiteral("charts"), {}};
    const auto& charts = subject.report.charts;
    ReportTable missing;
    missing.caption = reportTr("Not drawn");
    missing.columns = {{reportTr("Chart"), 3}, {reportTr("Reason"), 5}};
    for (std::size_t i = 0; i < charts.size(); ++i) {
        const analytics::ChartInfo* info = analytics::chartInfo(charts[i]->id);
        if (info == nullptr) continue;
        if (charts[i]->empty()) {
            missing.rows.push_back(
                {{fromUtf8(info->title)}, {fromUtf8(charts[i]->unknownReason), Tone::Muted}});
            continue;
        }
        section.blocks.emplace_back(
            ReportDrawings{{{ReportDrawing::Kind::Chart, static_cast<std::uint32_t>(i), fromUtf8(info->title),
                             fromUtf8(info->sentence)}},
                           1});
        for (const std::string& note : charts[i]->notes)
            section.blocks.emplace_back(ReportParagraph{fromUtf8(note), Tone::Muted});
    }
    if (!missing.rows.empty()) section.blocks.emplace_back(std::move(missing));
    return section;
}

}  // namespace rackloom::views
