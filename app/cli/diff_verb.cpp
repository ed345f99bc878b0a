// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "analytics/report_text.h"
#include "app/cli/design_diff.h"
#include "app/cli/design_source.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

namespace rackloom::app {

namespace {

using analytics::MetricInfo;
using analytics::MetricValue;

struct Options {
    std::string before, after;
    bool json = false;
};

constexpr std::size_t kNamesShown = 6;

// "rack A1, A2, A3 and 5 more": equal changes of one kind read as one.
std::string changesText(const std::vector<DesignChange>& changes) {
    std::string out;
    for (std::size_t i = 0; i < changes.size();) {
        const DesignChange& first = changes[i];
        std::size_t end = i;
        std::string names;
        while (end < changes.size() && changes[end].what == first.what && changes[end].kind == first.kind &&
               changes[end].details == first.details) {
            if (end - i < kNamesShown) names += (end > i ? ", " : "") + shown(changes[end].name);
            ++end;
        }
        if (end - i > kNamesShown) names += " and " + std::to_string(end - i - kNamesShown) + " more";
        out += "  " + std::string(kChangeNames[static_cast<int>(first.what)]) + ' ' + first.kind + ' ' +
               names + '\n';
        for (const std::string& detail : first.details)
            out += wrapped(detail, 6);
        i = end;
    }
    return out;
}

bool isNumber(const MetricValue& metric) {
    return metric.known() && metric.exact && metric.lower == metric.upper;
}

/// The prefix and the unit that a row is written in: those of the larger of its two numbers.
struct RowUnit {
    double perSi = 1;  ///< what one SI unit is in it
    std::string symbol;
};

RowUnit rowUnit(double a, double b, std::string_view unit) {
    const double larger = std::fabs(a) > std::fabs(b) ? a : b;
    constexpr int kAllDigits = 15;
    std::string text = analytics::quantityText(larger, unit, kAllDigits);
    std::erase(text, ',');
    double scaled = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), scaled);
    RowUnit out;
    out.symbol = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error == std::errc() && larger != 0 && scaled != 0) out.perSi = scaled / larger;
    return out;
}

std::string inUnit(double value, const RowUnit& unit, int digits) {
    return analytics::quantityText(value * unit.perSi, "", digits) + unit.symbol;
}

std::string shareOf(double delta, double before) {
    if (before == 0) return {};
    return " (" + std::string(delta > 0 ? "+" : "") + analytics::quantityText(delta / before * 100, "1", 3) +
           " %)";
}

struct RowTexts {
    std::string before, after, change;
};

// One unit a row, and as many digits as it takes to see that two numbers differ.
RowTexts rowTexts(const MetricValue& a, const MetricValue& b, const MetricInfo& info) {
    if (!isNumber(a) || !isNumber(b))
        return {analytics::metricText(a, info.unit), analytics::metricText(b, info.unit), {}};
    const double was = *a.lower, is = *b.lower;
    const RowUnit unit = rowUnit(was, is, info.unit);
    int digits = 4;
    while (digits < 12 && inUnit(was, unit, digits) == inUnit(is, unit, digits))
        ++digits;
    return {inUnit(was, unit, digits), inUnit(is, unit, digits),
            (is > was ? "+" : "") + inUnit(is - was, unit, 4) + shareOf(is - was, was)};
}

// Sums in another order may differ in the last bits; that is no difference between designs.
bool sameBound(const std::optional<double>& a, const std::optional<double>& b) {
    constexpr double kLastBits = 1e-12;
    return a == b || (a && b && std::abs(*a - *b) <= kLastBits * std::max(std::abs(*a), std::abs(*b)));
}

bool sameNumber(const MetricValue& a, const MetricValue& b) {
    return sameBound(a.lower, b.lower) && sameBound(a.upper, b.upper) && a.unknownReason == b.unknownReason;
}

struct MetricChange {
    const MetricInfo* info = nullptr;
    const MetricValue *before = nullptr, *after = nullptr;
};

std::vector<MetricChange> metricChanges(const analytics::Report& a, const analytics::Report& b) {
    std::vector<MetricChange> out;
    for (const MetricInfo& info : analytics::metricInfos()) {
        const MetricValue *before = a.find(info.id), *after = b.find(info.id);
        if (before != nullptr && after != nullptr && !sameNumber(*before, *after))
            out.push_back({&info, before, after});
    }
    return out;
}

std::string metricsText(const std::vector<MetricChange>& changes) {
    TextTable table("lrllr");
    for (const MetricChange& change : changes) {
        const RowTexts texts = rowTexts(*change.before, *change.after, *change.info);
        table.add({std::string(change.info->label), texts.before, "→", texts.after, texts.change});
    }
    return table.text(2);
}

Json asJson(const model::Snapshot& before, const model::Snapshot& after,
            const std::vector<DesignChange>& changes, const std::vector<MetricChange>& metrics) {
    Json changeList = Json::array(), metricList = Json::array();
    for (const DesignChange& change : changes)
        changeList.push_back({{"change", kChangeNames[static_cast<int>(change.what)]},
                              {"kind", change.kind},
                              {"name", change.name},
                              {"details", change.details}});
    for (const MetricChange& change : metrics) {
        Json was = Json::object(), is = Json::object();
        addMetricValue(was, *change.before);
        addMetricValue(is, *change.after);
        metricList.push_back(
            {{"id", change.info->id}, {"unit", change.info->unit}, {"before", was}, {"after", is}});
    }
    return {{"format", kJsonFormat},
            {"before", before.site->name},
            {"after", after.site->name},
            {"changes", changeList},
            {"metrics", metricList}};
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    if (options.before == "-" && options.after == "-")
        return console.fail({"diff", "only one of the two can come from standard input", "Name a file."},
                            Exit::Usage);
    const auto before = readDesign(options.before, console);
    if (!before) return console.fail(before.error());
    const auto after = readDesign(options.after, console);
    if (!after) return console.fail(after.error());
    const std::vector<DesignChange> changes = designChanges(*before.value(), *after.value());
    // The changes point into the reports, which therefore have to outlive them.
    const analytics::Report was = analytics::evaluate(*before.value()),
                            is = analytics::evaluate(*after.value());
    const auto metrics = metricChanges(was, is);
    if (options.json) {
        console.print(jsonText(asJson(*before.value(), *after.value(), changes, metrics)));
        return Exit::Fine;
    }
    if (changes.empty()) console.print("The designs are the same.\n");
    if (!changes.empty()) console.print("Design\n" + changesText(changes));
    if (!metrics.empty()) console.print("\nMetrics\n" + metricsText(metrics));
    if (!changes.empty() && metrics.empty()) console.print("\nNo metric changes.\n");
    return Exit::Fine;
}

}  // namespace

VerbAction declareDiff(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("BEFORE", options->before, "Design, or - for standard input")->required();
    app.add_option("AFTER", options->after, "Design to compare it with")->required();
    app.add_flag("--json", options->json, "Print JSON");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
