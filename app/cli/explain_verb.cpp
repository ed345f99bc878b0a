// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "analytics/report_text.h"
#include "app/cli/design_source.h"
#include "app/cli/metric_choice.h"
#include "app/cli/settings.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <cmath>
#include <memory>

namespace rackloom::app {

namespace {

using analytics::Input;
using analytics::MetricInfo;
using analytics::MetricValue;

struct Options {
    std::string file, metric;
    std::vector<std::string> settings;
};

constexpr std::size_t kPartsShown = 20;

std::string headed(std::string_view title, const std::string& body) {
    return body.empty() ? body : '\n' + std::string(title) + '\n' + body;
}

// Catalogue sources are short keys; the title is what a reader can look up.
std::string sourceText(const std::string& source, const model::Catalog* catalog) {
    if (catalog == nullptr) return source;
    const auto it = catalog->sources.find(source);
    return it == catalog->sources.end() ? source : source + ", " + it->second.title;
}

std::string inputText(const Input& input, const model::Catalog* catalog) {
    const std::string value = input.value ? analytics::quantityText(*input.value, input.unit) : "unknown";
    std::string out = wrapped(input.name + ": " + value, 2);
    std::string origin;
    if (!input.source.empty()) origin = sourceText(input.source, catalog);
    if (input.grade) origin += (origin.empty() ? "" : ", ") + std::string(model::gradeName(*input.grade));
    if (!input.note.empty()) origin += (origin.empty() ? "" : "; ") + input.note;
    out += wrapped(origin, 4);
    for (const Input::Rival& rival : input.rivals)
        out += wrapped("others say " + analytics::quantityText(rival.value, input.unit) + ": " +
                           sourceText(rival.source, catalog),
                       4);
    return out;
}

std::string contributionsText(const MetricValue& metric, std::string_view unit) {
    TextTable table("lrr");
    const double total = metric.known() ? *metric.lower : 0;
    for (std::size_t i = 0; i < metric.contributions.size() && i < kPartsShown; ++i) {
        const auto& part = metric.contributions[i];
        const std::string share =
            total != 0 ? analytics::quantityText(part.value / total * 100, "1", 3) + " %" : "";
        table.add({part.name, analytics::quantityText(part.value, unit), share});
    }
    std::string out = table.text(2);
    if (metric.contributions.size() > kPartsShown)
        out += "  and " + std::to_string(metric.contributions.size() - kPartsShown) + " smaller ones\n";
    return out;
}

std::string lines(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items)
        out += wrapped("- " + item, 2);
    return out;
}

std::string explained(const MetricInfo& info, const MetricValue& metric, const model::Catalog* catalog) {
    std::string out = std::string(info.label) + " (" + std::string(info.id) + ")\n  " +
                      analytics::metricText(metric, info.unit) + '\n';
    if (metric.known() && !metric.exact)
        out += "  a certified interval: the true value lies within these bounds\n";
    if (metric.known() && metric.coverage < 1)
        out += "  covers " + std::to_string(static_cast<int>(std::floor(metric.coverage * 100))) +
               " % of the devices; figures of the others are unknown\n";
    out += '\n' + wrapped(info.sentence);
    out += headed("Formula", wrapped(info.formula, 2));
    std::string inputs;
    for (const Input& input : metric.inputs)
        inputs += inputText(input, catalog);
    out += headed("Inputs", inputs);
    out += headed("Largest parts", contributionsText(metric, info.unit));
    out += headed("Unknown figures", lines(metric.missing));
    out += headed("Limits hit by this design", lines(metric.warnings));
    out += headed("Valid for", wrapped(info.validFor, 2));
    out += headed("Ignores", wrapped(info.ignores, 2));
    out += headed("Source", wrapped(info.source, 2));
    return out;
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const auto info = findMetric(options.metric);
    if (!info && findMetric(options.file))
        return console.fail({"explain", "the file comes first, then the metric",
                             "Write rackloom explain " + options.metric + ' ' + options.file + '.'},
                            Exit::Usage);
    if (!info) return console.fail(info.error(), Exit::Usage);
    const auto read = readDesign(options.file, console);
    if (!read) return console.fail(read.error());
    const auto design = withSettings(read.value(), options.settings);
    if (!design) return console.fail(design.error(), Exit::Usage);
    const analytics::Report report = analytics::evaluate(*design.value());
    if (const auto fits = jobsFit(options.settings, *design.value(), report); !fits)
        return console.fail(fits.error(), Exit::Usage);
    const MetricValue* metric = report.find(info.value()->id);
    if (metric == nullptr)
        return console.fail({"metric " + options.metric, "the report does not hold it", {}});
    const auto catalog = readCatalog();  // only for the titles of sources
    console.print(explained(*info.value(), *metric, catalog ? catalog.value().get() : nullptr));
    return Exit::Fine;
}

}  // namespace

VerbAction declareExplain(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option("METRIC", options->metric, "Id of the metric, such as power.it, or its last part")
        ->required();
    app.add_option("--set", options->settings, "For this run only, as for analyze")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
