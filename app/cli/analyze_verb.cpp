// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "analytics/report_text.h"
#include "app/cli/design_source.h"
#include "app/cli/finding_text.h"
#include "app/cli/json_report.h"
#include "app/cli/metric_choice.h"
#include "app/cli/settings.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>
#include <optional>

namespace rackloom::app {

namespace {

struct Options {
    std::string file;
    std::vector<std::string> settings, metrics;
    bool json = false;
};

// What a reader must know beside the number.
std::string remark(const analytics::MetricValue& metric) {
    std::string out;
    const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
    if (!metric.known()) add(metric.unknownReason);
    if (metric.known() && metric.coverage < 1)
        add("covers " + std::to_string(static_cast<int>(std::floor(metric.coverage * 100))) + " %");
    if (metric.state != analytics::State::Fresh)
        add(std::string(analytics::kStateNames[static_cast<int>(metric.state)]));
    if (!metric.warnings.empty()) add("outside its validity, see explain");
    return out;
}

std::string metricsText(const analytics::Report& report, const MetricChoice& choice) {
    std::string out;
    TextTable table("llll");
    std::optional<analytics::Family> family;
    const auto flush = [&] {
        if (table.empty()) return;
        out += (out.empty() ? "" : "\n") + std::string(familyTitle(*family)) + '\n' + table.text(2);
        table = TextTable("llll");
    };
    for (const analytics::MetricValue& metric : report.metrics) {
        const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
        if (info == nullptr || !choice.contains(metric.id)) continue;
        if (family != info->family) flush();
        family = info->family;
        table.add({std::string(metric.id), std::string(info->label),
                   metric.known() ? analytics::metricText(metric, info->unit) : "unknown", remark(metric)});
    }
    flush();
    return out;
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const Result<MetricChoice> choice = MetricChoice::parse(options.metrics);
    if (!choice) return console.fail(choice.error(), Exit::Usage);
    const auto read = readDesign(options.file, console);
    if (!read) return console.fail(read.error());
    const auto design = withSettings(read.value(), options.settings);
    if (!design) return console.fail(design.error(), Exit::Usage);
    const analytics::Report report = analytics::evaluate(*design.value());
    if (const auto fits = jobsFit(options.settings, *design.value(), report); !fits)
        return console.fail(fits.error(), Exit::Usage);
    if (options.json) {
        console.print(jsonText(reportJson(*design.value(), report,
                                          [&](std::string_view id) { return choice.value().contains(id); })));
        return Exit::Fine;
    }
    std::string out = metricsText(report, choice.value());
    if (options.metrics.empty())
        out = shown(design.value()->site->name) + "\n\n" + out + '\n' + findingsText(report);
    console.print(out);
    return Exit::Fine;
}

}  // namespace

VerbAction declareAnalyze(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option("--set", options->settings, "For this run only; repeat it for more")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    app.add_option("--metric", options->metrics,
                   "Print only this metric or family (power); repeat it for more")
        ->type_name("ID")
        ->allow_extra_args(false);
    app.add_flag("--json", options->json, "Print JSON in SI units");
    app.footer("What --set takes:\n" + settingsHelp() + '\n' + app.get_footer());
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
