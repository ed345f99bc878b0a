// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a design as content: sections of paragraphs, tables, headline numbers, drawings and findings,
// built once from snapshot, report and catalogue. The PDF and the HTML writer lay the same content out, so
// that both say the same. Knows no page, no markup and no widget.
#pragma once

#include "analytics/report.h"
#include "model/catalog/catalog.h"
#include "views/theme/theme.h"

#include <QDate>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace rackloom::views {

enum class Tone { Plain, Muted, Ok, Warn, Error };

struct ReportCell {
    QString text;
    Tone tone = Tone::Plain;
};

struct ReportColumn {
    QString title;
    double weight = 1;  ///< share of the width
    bool numeric = false;
};

struct ReportTable {
    QString caption;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<ReportCell>> rows;
};

struct ReportParagraph {
    QString text;
    Tone tone = Tone::Plain;
    bool heading = false;  ///< a subheading inside the section
};

/// A headline number.
struct ReportKpi {
    QString label, value, unit, note;
    Tone tone = Tone::Plain;
    Domain domain = Domain::Compute;
    std::optional<double> budgetShare;  ///< value / limit
};
struct ReportKpis {
    std::vector<ReportKpi> items;
};

/// A drawing that the writers have painted by report_drawing.h.
struct ReportDrawing {
    enum class Kind { Hall, Elevation, Fabric, Chart };
    Kind kind = Kind::Hall;
    std::uint32_t id = 0;  ///< the rack of an elevation, the fabric of a diagram, the place of a chart
    QString title;
    QString description;  ///< for readers who cannot see it
};
struct ReportDrawings {
    std::vector<ReportDrawing> items;
    int columns = 1;
};

struct ReportFinding {
    Tone tone = Tone::Error;
    QString severity, title, message, remedy, waiver;
};
struct ReportFindings {
    std::vector<ReportFinding> items;
};

using ReportBlock = std::variant<ReportParagraph, ReportTable, ReportKpis, ReportDrawings, ReportFindings>;

struct ReportSection {
    QString title, anchor;
    std::vector<ReportBlock> blocks;
};

struct ReportDocument {
    QString title, subtitle, edition;  ///< edition: "22 November 2026, revision 12", for page headers
    QString notes, producer;
    std::vector<ReportSection> sections;
};

/// `date` is printed; it comes from outside so that equal designs give equal reports.
ReportDocument buildReportDocument(const model::Snapshot& snapshot, const analytics::Report& report,
                                   const model::Catalog& catalog, const QDate& date);
/// Today, or the day of $SOURCE_DATE_EPOCH where builds must repeat.
QDate reportDate();

}  // namespace rackloom::views
