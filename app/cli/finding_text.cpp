// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/finding_text.h"

#include "analytics/report_text.h"
#include "app/cli/console.h"

namespace rackloom::app {

namespace {

using analytics::Finding;
using analytics::Severity;

std::string counted(int n, std::string_view one) {
    return std::to_string(n) + ' ' + std::string(one) + (n == 1 ? "" : "s");
}

std::string findingText(const Finding& finding) {
    const analytics::RuleInfo* rule = analytics::ruleInfo(finding.rule);
    const std::string severity(analytics::kSeverityNames[static_cast<int>(finding.severity)]);
    std::string out =
        (finding.waived ? "waived " + severity : severity) + "  " + std::string(finding.rule) + '\n';
    out += wrapped(analytics::findingMessage(finding), 2);
    if (finding.waived)
        out += wrapped("Waived: " + finding.waiverReason, 2);
    else if (rule != nullptr && !rule->remedy.empty())
        out += wrapped("Remedy: " + std::string(rule->remedy), 2);
    return out;
}

}  // namespace

FindingCounts countFindings(const analytics::Report& report) {
    FindingCounts counts;
    for (const Finding& finding : report.findings) {
        if (finding.waived)
            ++counts.waived;
        else if (finding.severity == Severity::Error)
            ++counts.errors;
        else if (finding.severity == Severity::Warning)
            ++counts.warnings;
        else
            ++counts.infos;
    }
    return counts;
}

std::string findingsText(const analytics::Report& report) {
    std::string out;
    for (const Finding& finding : report.findings)
        out += findingText(finding);
    const FindingCounts counts = countFindings(report);
    if (!out.empty()) out += '\n';
    out += counted(counts.errors, "error") + ", " + counted(counts.warnings, "warning") + ", " +
           counted(counts.infos, "remark") + ", " + std::to_string(counts.waived) + " waived\n";
    if (!report.notChecked.empty()) {
        out += "Not checked:\n";
        for (const std::string& text : report.notChecked)
            out += wrapped("- " + text, 2);
    }
    return out;
}

}  // namespace rackloom::app
