// SPDX-License-Identifier: GPL-3.0-or-later
// Sections that say how far to trust the numbers: findings, what was not checked, assumptions, weak figures,
// limits of the model, sources.
#include "analytics/report_text.h"
#include "model/site/assumptions.h"
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <algorithm>
#include <map>
#include <set>

namespace rackloom::views {

namespace {

using analytics::Input;

ReportFinding findingOf(const analytics::Finding& finding) {
    const analytics::RuleInfo* rule = analytics::ruleInfo(finding.rule);
    ReportFinding out;
    switch (finding.severity) {
    case analytics::Severity::Error:
        out.tone = Tone::Error;
        out.severity = reportTr("Error");
        break;
    case analytics::Severity::Warning:
        out.tone = Tone::Warn;
        out.severity = reportTr("Warning");
        break;
    case analytics::Severity::Info:
        out.tone = Tone::Muted;
        out.severity = reportTr("Remark");
        break;
    }
    out.title = rule ? fromUtf8(rule->title) : fromUtf8(finding.rule);
    out.message = fromUtf8(analytics::findingMessage(finding));
    if (rule != nullptr) out.remedy = fromUtf8(rule->remedy);
    if (finding.waived) {
        out.tone = Tone::Muted;
        out.severity = reportTr("Waived");
        out.waiver = fromUtf8(finding.waiverReason);
        out.remedy.clear();
    }
    return out;
}

ReportTable assumptionTable(const model::Site& site) {
    ReportTable table;
    table.caption = reportTr("Site assumptions");
    table.columns = {{reportTr("Assumption"), 3},
                     {reportTr("Value"), 1.4, true},
                     {reportTr("Source"), 3},
                     {reportTr("Note"), 3}};
    for (const model::AssumptionSpec& spec : model::assumptionSpecs()) {
        const auto own = site.assumptions.find(std::string(spec.id));
        const bool changed = own != site.assumptions.end();
        const double value = changed ? own->second.value : spec.initial;
        QString note = fromUtf8(spec.note);
        if (changed) note = reportTr("changed; by default %1").arg(quantity(spec.initial, spec.unit));
        const QString source = changed ? fromUtf8(own->second.source)
                                       : fromUtf8(spec.source) + QStringLiteral(" (") +
                                             fromUtf8(model::gradeName(spec.grade)) + QLatin1Char(')');
        table.rows.push_back({{fromUtf8(spec.label)},
                              {quantity(value, spec.unit)},
                              {source, Tone::Muted},
                              {note, changed ? Tone::Warn : Tone::Muted}});
    }
    return table;
}

ReportTable jobTable(const model::Snapshot& s) {
    ReportTable table;
    table.caption = reportTr("Jobs");
    table.columns = {{reportTr("Job"), 2},
                     {reportTr("GPUs"), 1, true},
                     {reportTr("Precision"), 1},
                     {reportTr("MFU"), 1, true},
                     {reportTr("Checkpoint stall"), 1.3, true},
                     {reportTr("Drain"), 1, true},
                     {reportTr("Detect"), 1, true},
                     {reportTr("Restore"), 1, true}};
    s.jobs.forEach([&](JobId, const model::Job& job) {
        table.rows.push_back({{fromUtf8(job.name)},
                              {job.gpus ? quantity(job.gpus, "1") : reportTr("all")},
                              {fromUtf8(precisionName(job.precision)).toUpper()},
                              {QString::number(job.mfu * 100, 'g', 3) + QStringLiteral(" %")},
                              {quantity(job.checkpointStall.si(), "s")},
                              {quantity(job.checkpointDrain.si(), "s")},
                              {quantity(job.detect.si(), "s")},
                              {quantity(job.restore.si(), "s")}});
    });
    return table;
}

QString rivalsShown(const Input& input) {
    QStringList out;
    for (const Input::Rival& rival : input.rivals)
        out << quantity(rival.value, input.unit) + QStringLiteral(" (") + sourceShown(rival.source) +
                   QLatin1Char(')');
    return out.join(QStringLiteral(", "));
}

bool isWeak(const Input& input) {
    return input.grade && (*input.grade == model::Grade::Unverified ||
                           *input.grade == model::Grade::ThirdParty || !input.rivals.empty());
}

// Figures that metrics used and that a careful reader would ask about, each once.
ReportTable weakTable(const analytics::Report& report) {
    ReportTable table;
    table.caption = reportTr("Figures with weak or contested evidence that metrics use");
    table.columns = {{reportTr("Figure"), 3},   {reportTr("Value used"), 1.6, true}, {reportTr("Grade"), 1.2},
                     {reportTr("Source"), 1.2}, {reportTr("Others say"), 2},         {reportTr("Note"), 3}};
    std::set<std::pair<std::string, std::string>> seen;
    for (const analytics::MetricValue& metric : report.metrics)
        for (const Input& input : metric.inputs) {
            if (!input.value || !isWeak(input) || !seen.insert({input.name, input.source}).second) continue;
            table.rows.push_back(
                {{fromUtf8(input.name)},
                 {quantity(input.value, input.unit)},
                 {input.grade ? fromUtf8(model::gradeName(*input.grade)) : QString(), Tone::Muted},
                 {sourceShown(input.source), Tone::Muted},
                 {rivalsShown(input), Tone::Muted},
                 {fromUtf8(input.note), Tone::Muted}});
        }
    return table;
}

// Figures that nobody publishes, gathered by the reason: prices alone would fill a page.
ReportTable unknownTable(const analytics::Report& report) {
    std::vector<std::pair<std::string, QStringList>> groups;
    std::set<std::pair<std::string, std::string>> seen;
    for (const analytics::MetricValue& metric : report.metrics) {
        const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
        for (const Input& input : metric.inputs) {
            if (input.value || input.source == "drawing" || !seen.insert({input.name, input.note}).second)
                continue;
            const std::string reason = (info ? std::string(info->label) + ": " : std::string()) +
                                       (input.note.empty() ? "not known" : input.note);
            const auto it =
                std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == reason; });
            if (it == groups.end())
                groups.push_back({reason, {fromUtf8(input.name)}});
            else
                it->second << fromUtf8(input.name);
        }
    }
    ReportTable table;
    table.caption = reportTr("Figures that are unknown");
    table.columns = {{reportTr("For"), 2}, {reportTr("Figures of"), 5}};
    for (const auto& [reason, names] : groups)
        table.rows.push_back({{fromUtf8(reason)}, {names.join(QStringLiteral(", ")), Tone::Muted}});
    return table;
}

// Every source that a number of this report leans on.
std::set<std::string> usedSources(const analytics::Report& report) {
    std::set<std::string> out;
    for (const analytics::MetricValue& metric : report.metrics)
        for (const Input& input : metric.inputs) {
            if (!input.source.empty()) out.insert(input.source);
            for (const Input::Rival& rival : input.rivals)
                out.insert(rival.source);
        }
    return out;
}

}  // namespace

ReportSection findingsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Findings"), QStringLiteral("findings"), {}};
    ReportFindings findings;
    for (const analytics::Finding& finding : subject.report.findings)
        findings.items.push_back(findingOf(finding));
    if (findings.items.empty())
        section.blocks.emplace_back(ReportParagraph{reportTr("No rule found anything to complain about.")});
    else
        section.blocks.emplace_back(std::move(findings));
    section.blocks.emplace_back(ReportParagraph{reportTr("What was not checked"), Tone::Plain, true});
    if (subject.report.notChecked.empty())
        section.blocks.emplace_back(ReportParagraph{reportTr("Every rule could judge the whole design.")});
    for (const std::string& text : subject.report.notChecked)
        section.blocks.emplace_back(ReportParagraph{fromUtf8(text)});
    return section;
}

ReportSection assumptionsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Assumptions"), QStringLiteral("assumptions"), {}};
    if (ReportTable jobs = jobTable(subject.snapshot); !jobs.rows.empty())
        section.blocks.emplace_back(std::move(jobs));
    section.blocks.emplace_back(assumptionTable(*subject.snapshot.site));
    if (ReportTable weak = weakTable(subject.report); !weak.rows.empty())
        section.blocks.emplace_back(std::move(weak));
    if (ReportTable unknown = unknownTable(subject.report); !unknown.rows.empty())
        section.blocks.emplace_back(std::move(unknown));
    return section;
}

ReportSection limitsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Limits of the model"), QStringLiteral("limits"), {}};
    section.blocks.emplace_back(ReportParagraph{reportTr(
        "Cooling is a mass and energy balance, not CFD: it says nothing of hot spots or of air that "
        "takes a short cut. Networks are judged at flow level, not packet level: a bisection is what a "
        "perfect routing could carry. Power is a steady state at the planning figure of each device. "
        "Reliability follows a renewal model with constant rates.")});
    ReportTable table;
    table.caption = reportTr("What single metrics ignore");
    table.columns = {{reportTr("Metric"), 2}, {reportTr("Valid for"), 3}, {reportTr("Ignores"), 3}};
    std::set<std::string_view> seen;
    for (const analytics::MetricValue& metric : subject.report.metrics) {
        const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
        if (info == nullptr || (info->ignores.empty() && info->validFor.empty())) continue;
        // Families such as one metric per precision share their words.
        if (!seen.insert(info->ignores).second && !info->ignores.empty()) continue;
        table.rows.push_back({{fromUtf8(info->label)},
                              {fromUtf8(info->validFor), Tone::Muted},
                              {fromUtf8(info->ignores), Tone::Muted}});
    }
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    return section;
}

ReportSection sourcesSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Sources"), QStringLiteral("sources"), {}};
    ReportTable table;
    table.columns = {{reportTr("Key"), 1.4}, {reportTr("Title"), 5}, {reportTr("Address"), 4}};
    for (const std::string& key : usedSources(subject.report)) {
        const auto it = subject.catalog.sources.find(key);
        if (it == subject.catalog.sources.end()) continue;
        table.rows.push_back(
            {{fromUtf8(key)}, {fromUtf8(it->second.title)}, {fromUtf8(it->second.url), Tone::Muted}});
    }
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    return section;
}

}  // namespace rackloom::views
