// SPDX-License-Identifier: GPL-3.0-or-later
// The parts a report document is put together from, one function a section. Internal to this folder.
#pragma once

#include "views/report/report_document.h"

#include <string_view>

namespace rackloom::views {

/// What every section may look at.
struct ReportSubject {
    const model::Snapshot& snapshot;
    const analytics::Report& report;
    const model::Catalog& catalog;
};

QString reportTr(const char* text);
QString fromUtf8(std::string_view text);
/// A metric for print: shares as per cent, intervals with both ends, or "unknown".
QString metricShown(const analytics::MetricValue& metric);
/// "S19", or the text of a source that is not in the catalogue's list.
QString sourceShown(const std::string& source);

ReportSection summarySection(const ReportSubject& subject);
ReportSection drawingsSection(const ReportSubject& subject);
ReportSection metricsSection(const ReportSubject& subject);
ReportSection chartsSection(const ReportSubject& subject);
ReportSection materialsSection(const ReportSubject& subject);
/// Part of the bill of materials.
ReportTable priceTable(const ReportSubject& subject);
ReportSection powerSection(const ReportSubject& subject);
ReportSection coolingSection(const ReportSubject& subject);
ReportSection cablesSection(const ReportSubject& subject);
ReportSection findingsSection(const ReportSubject& subject);
ReportSection assumptionsSection(const ReportSubject& subject);
ReportSection limitsSection(const ReportSubject& subject);
ReportSection sourcesSection(const ReportSubject& subject);

}  // namespace rackloom::views
