// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/report_document.h"

#include "analytics/report_text.h"
#include "model/base/version.h"
#include "model/templates/templates.h"
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace rackloom::views {

namespace {

// Shares read better as per cent than as 0.963.
bool isShare(std::string_view id) {
    return id == "reliability.goodput" || id == "workload.mfu";
}

struct Headline {
    std::string_view metric;
    const char* label;
    Domain domain;
};
constexpr Headline kHeadlines[] = {
    {"capacity.gpus", QT_TRANSLATE_NOOP("Report", "GPUs"), Domain::Compute},
    {"delivered.flops", QT_TRANSLATE_NOOP("Report", "Delivered FLOP/s"), Domain::Compute},
    {"fabric.scale_out.bisection", QT_TRANSLATE_NOOP("Report", "Scale-out bisection"), Domain::ScaleOut},
    {"fabric.scale_up.bisection", QT_TRANSLATE_NOOP("Report", "Scale-up bisection"), Domain::ScaleUp},
    {"power.it", QT_TRANSLATE_NOOP("Report", "IT power"), Domain::Power},
    {"cooling.liquid_heat", QT_TRANSLATE_NOOP("Report", "Liquid heat"), Domain::Cooling},
    {"reliability.mtti", QT_TRANSLATE_NOOP("Report", "Time to interruption"), Domain::Reliability},
    {"reliability.goodput", QT_TRANSLATE_NOOP("Report", "Goodput"), Domain::Reliability},
};

void addBudget(ReportKpi& kpi, const ReportSubject& subject, const analytics::MetricInfo& info,
               const analytics::MetricValue& metric) {
    const auto& budgets = subject.snapshot.site->budgets;
    const auto it = budgets.find(std::string(info.id));
    if (it == budgets.end() || !metric.known() || !(it->second > 0)) return;
    kpi.budgetShare = metric.value() / it->second;
    const bool over = info.higherIsBetter ? *kpi.budgetShare < 1 : *kpi.budgetShare > 1;
    kpi.note = (over ? reportTr("misses the budget of %1") : reportTr("within the budget of %1"))
                   .arg(quantity(it->second, info.unit));
    kpi.tone = over ? Tone::Error : Tone::Ok;
}

ReportKpis headlines(const ReportSubject& subject) {
    ReportKpis out;
    for (const Headline& headline : kHeadlines) {
        const analytics::MetricInfo* info = analytics::metricInfo(headline.metric);
        const analytics::MetricValue* metric = subject.report.find(headline.metric);
        if (info == nullptr || metric == nullptr) continue;
        ReportKpi kpi;
        kpi.label = reportTr(headline.label);
        kpi.domain = headline.domain;
        if (!metric->known()) {
            kpi.value = reportTr("unknown");
            kpi.note = fromUtf8(metric->unknownReason);
            kpi.tone = Tone::Muted;
        } else if (isShare(headline.metric)) {
            kpi.value = numberText(metric->value() * 100, "1").value;
            kpi.unit = QStringLiteral("%");
        } else {
            const NumberText text = metricNumber(*metric, info->unit);
            kpi.value = text.value;
            kpi.unit = text.unit;
        }
        if (metric->known() && metric->coverage < 1)
            kpi.note = reportTr("covers %1 %").arg(static_cast<int>(metric->coverage * 100));
        addBudget(kpi, subject, *info, *metric);
        out.items.push_back(std::move(kpi));
    }
    return out;
}

QString counted(std::size_t n, const char* one, const char* many) {
    return reportTr(n == 1 ? one : many).arg(quantity(static_cast<double>(n), "1"));
}

QString verdict(const analytics::Report& report) {
    std::size_t errors = 0, warnings = 0, waived = 0;
    for (const analytics::Finding& f : report.findings) {
        if (f.waived)
            ++waived;
        else if (f.severity == analytics::Severity::Error)
            ++errors;
        else if (f.severity == analytics::Severity::Warning)
            ++warnings;
    }
    QString text = errors == 0 ? reportTr("No rule is broken at error level.")
                               : counted(errors, "%1 rule violation at error level.",
                                         "%1 rule violations at error level.");
    text += QLatin1Char(' ') + counted(warnings, "%1 warning", "%1 warnings");
    text += reportTr(", ") + reportTr("%1 waived").arg(waived) + reportTr(", ");
    return text + counted(report.notChecked.size(), "%1 check not possible.", "%1 checks not possible.");
}

}  // namespace

QString reportTr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString metricShown(const analytics::MetricValue& metric) {
    const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
    if (!metric.known()) return reportTr("unknown");
    if (isShare(metric.id)) return numberText(metric.value() * 100, "1").value + QStringLiteral(" %");
    return fromUtf8(analytics::metricText(metric, info ? info->unit : std::string_view("1")));
}

QString sourceShown(const std::string& source) {
    return source.empty() ? reportTr("the drawing") : fromUtf8(source);
}

ReportSection summarySection(const ReportSubject& subject) {
    ReportSection section{reportTr("Summary"), QStringLiteral("summary"), {}};
    section.blocks.emplace_back(headlines(subject));
    section.blocks.emplace_back(ReportParagraph{verdict(subject.report)});
    return section;
}

QDate reportDate() {
    bool fixed = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&fixed);
    return fixed ? QDateTime::fromSecsSinceEpoch(epoch, Qt::UTC).date() : QDate::currentDate();
}

ReportDocument buildReportDocument(const model::Snapshot& snapshot, const analytics::Report& report,
                                   const model::Catalog& catalog, const QDate& date) {
    const ReportSubject subject{snapshot, report, catalog};
    ReportDocument document;
    document.title = fromUtf8(snapshot.site->name);
    const model::Template* origin = model::findTemplate(snapshot.site->templateId);
    document.subtitle =
        origin == nullptr ? reportTr("Design report")
                          : reportTr("Design report, made from the template %1").arg(fromUtf8(origin->label));
    document.edition = QLocale(QLocale::English).toString(date, QStringLiteral("d MMMM yyyy"));
    if (report.revision > 0) document.edition += reportTr(", revision %1").arg(report.revision);
    document.notes = fromUtf8(snapshot.site->notes);
    document.producer = fromUtf8(model::programName()) + QLatin1Char(' ') + fromUtf8(model::programVersion());
    for (const auto section :
         {summarySection, drawingsSection, metricsSection, chartsSection, findingsSection, materialsSection,
          powerSection, coolingSection, cablesSection, assumptionsSection, limitsSection, sourcesSection}) {
        ReportSection made = section(subject);
        if (!made.blocks.empty()) document.sections.push_back(std::move(made));
    }
    return document;
}

}  // namespace rackloom::views
