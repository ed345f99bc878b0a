// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "app/cli/design_source.h"
#include "app/cli/finding_text.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace rackloom::app {

namespace {

struct Options {
    std::string file;
    bool json = false, strict = false;
};

Exit run(const Options& options, const VerbContext& context) {
    const auto design = readDesign(options.file, context.console);
    if (!design) return context.console.fail(design.error());
    const analytics::Report report = analytics::evaluate(*design.value());
    if (options.json) {
        Json json = reportJson(*design.value(), report, [](std::string_view) { return false; });
        json.erase("metrics");
        json.erase("jobs");
        context.console.print(jsonText(json));
    } else {
        context.console.print(findingsText(report));
    }
    const FindingCounts counts = countFindings(report);
    const bool broken = counts.errors > 0 || (options.strict && counts.warnings > 0);
    return broken ? Exit::RuleBroken : Exit::Fine;
}

}  // namespace

VerbAction declareCheck(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_flag("--json", options->json, "Print JSON");
    app.add_flag("--warnings-as-errors", options->strict, "Exit with 3 on warnings as well");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
