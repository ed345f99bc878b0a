// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/json_report.h"

#include "analytics/report_text.h"
#include "app/cli/console.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>

namespace rackloom::app {

namespace {

using analytics::Finding;
using analytics::MetricValue;

// Bounds belong to metrics that are cuts of a graph, whether or not the two meet.
bool isInterval(const MetricValue& metric) {
    return !metric.exact || metric.lower != metric.upper ||
           metric.id.find("bisection") != std::string_view::npos;
}

}  // namespace

Json jsonNumber(double value) {
    if (!std::isfinite(value)) return nullptr;
    if (value == std::floor(value) && std::fabs(value) < 9e15) return static_cast<std::int64_t>(value);
    return value;
}

void addMetricValue(Json& object, const MetricValue& metric) {
    if (!metric.lower || !metric.upper) {
        object["unknown"] = metric.unknownReason.empty() ? "no reason given" : metric.unknownReason;
        return;
    }
    const bool interval = isInterval(metric);
    if (!interval || (metric.exact && metric.lower == metric.upper))
        object["value"] = jsonNumber(*metric.lower);
    if (!interval) return;
    object["lower"] = jsonNumber(*metric.lower);
    object["upper"] = jsonNumber(*metric.upper);
    object["exact"] = metric.exact && metric.lower == metric.upper;
}

Json metricJson(const MetricValue& metric) {
    Json json{{"id", metric.id}};
    addMetricValue(json, metric);
    const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
    json["unit"] = info ? info->unit : std::string_view("1");
    json["state"] = analytics::kStateNames[static_cast<int>(metric.state)];
    json["coverage"] = jsonNumber(metric.coverage);
    if (!metric.missing.empty()) json["missing"] = metric.missing;
    if (!metric.warnings.empty()) json["warnings"] = metric.warnings;
    return json;
}

Json findingJson(const model::Snapshot& design, const Finding& finding) {
    Json names = Json::array(), keys = Json::array();
    for (const analytics::ObjectRef& object : finding.objects) {
        names.push_back(analytics::objectName(design, object));
        keys.push_back(object.key());
    }
    Json json{{"rule", finding.rule},
              {"severity", analytics::kSeverityNames[static_cast<int>(finding.severity)]},
              {"objects", names},
              {"keys", keys},
              {"message", analytics::findingMessage(finding)}};
    if (const analytics::RuleInfo* rule = analytics::ruleInfo(finding.rule)) json["remedy"] = rule->remedy;
    json["waived"] = finding.waived;
    if (finding.waived) json["waiver_reason"] = finding.waiverReason;
    return json;
}

namespace {

/// What failures leave of each job.
Json jobJson(const model::Snapshot& design, const analytics::JobResult& job) {
    const model::Job* row = design.jobs.find(job.job);
    Json json{{"job", row ? row->name : std::string()},
              {"key", analytics::ObjectRef{analytics::ObjectRef::Kind::Job, job.job.value}.key()}};
    if (!job.unknownReason.empty()) {
        json["unknown"] = job.unknownReason;
        return json;
    }
    const auto add = [&](const char* key, const std::optional<double>& value) {
        if (value) json[key] = jsonNumber(*value);
    };
    add("goodput", job.goodput);
    add("interruptions_per_s", job.rate);
    if (job.rate && *job.rate > 0) json["mtti_s"] = jsonNumber(1 / *job.rate);
    add("interval_s", job.interval);
    add("capacity", job.capacity);
    add("regime", job.regime);
    Json shares = Json::object(), causes = Json::array();
    for (const analytics::Contribution& share : job.waterfall)
        shares[share.name] = jsonNumber(share.value);
    for (const analytics::JobResult::Cause& cause : job.causes)
        causes.push_back({{"cause", cause.name},
                          {"interruptions_per_s", jsonNumber(cause.rate)},
                          {"down_s", jsonNumber(cause.down)},
                          {"elasticity", jsonNumber(cause.elasticity)}});
    json["shares"] = std::move(shares);
    json["causes"] = std::move(causes);
    return json;
}

}  // namespace

Json reportJson(const model::Snapshot& design, const analytics::Report& report,
                const std::function<bool(std::string_view)>& wanted) {
    Json metrics = Json::array(), findings = Json::array(), jobs = Json::array();
    for (const analytics::JobResult& job : report.jobs)
        jobs.push_back(jobJson(design, job));
    for (const MetricValue& metric : report.metrics)
        if (wanted(metric.id)) metrics.push_back(metricJson(metric));
    for (const Finding& finding : report.findings)
        findings.push_back(findingJson(design, finding));
    return {{"format", kJsonFormat}, {"design", design.site->name}, {"metrics", metrics},
            {"jobs", jobs},          {"findings", findings},        {"not_checked", report.notChecked}};
}

std::string jsonText(const Json& json) {
    // Names from files are checked UTF-8; anything else is replaced rather than thrown at.
    // JSON leaves C1 and the marks that reorder text as they are; a terminal obeys them.
    return shownLines(json.dump(1, ' ', false, Json::error_handler_t::replace)) + '\n';
}

}  // namespace rackloom::app
