// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/graph_network.h"
#include "app/cli/design_source.h"
#include "app/cli/import_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/text_source.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <memory>

namespace rackloom::app {

namespace {

struct Options {
    std::string format, file, output, plan, fabric;
    bool force = false, json = false;
};

/// Thrown after Ctrl-C.
struct Interrupted {};

void pollInterrupt() {
    if (interruptWanted()) throw Interrupted{};
}

std::string nameOf(const std::string& file) {
    if (file == "-") return "Imported network";
    const std::size_t slash = file.find_last_of("/\\");
    const std::string base = slash == std::string::npos ? file : file.substr(slash + 1);
    return "Imported from " + base;
}

Result<FabricId> fabricNamed(const model::Snapshot& plan, const std::string& name) {
    FabricId found;
    plan.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        if (fabric->name == name) found = id;
    });
    if (name.empty() || found.isValid()) return found;
    return Error{"--fabric " + name, "there is no such fabric in the plan",
                 "Leave it out for all compute fabrics."};
}

Exit compare(const Options& options, const model::IbDump& dump, const Console& console) {
    const auto plan = readDesign(options.plan, console);
    if (!plan) return console.fail(plan.error());
    const auto fabric = fabricNamed(*plan.value(), options.fabric);
    if (!fabric) return console.fail(fabric.error(), Exit::Usage);
    const auto comparison = model::compared(dump, *plan.value(), fabric.value());
    if (!comparison) return console.fail(comparison.error());
    console.print(options.json ? jsonText(comparisonJson(comparison.value()))
                               : comparisonText(comparison.value()));
    return Exit::Fine;
}

Exit draw(const Options& options, const model::IbDump& dump, const Console& console) {
    if (!options.output.empty()) {
        const auto drawn = model::drawnFrom(dump, nameOf(options.file));
        if (!drawn) return console.fail(drawn.error());
        const auto written = writeDesign(drawn.value(), options.output, options.force, console);
        if (!written) return console.fail(written.error());
        if (options.output == "-") return Exit::Fine;
    }
    console.print(options.json ? jsonText(dumpJson(dump)) : dumpText(dump));
    return Exit::Fine;
}

/// The format that a word names; nothing for "graph", which is told from the text.
struct Format {
    bool known = false;
    std::optional<analytics::GraphFormat> format;
};

Format formatOf(const std::string& word) {
    if (word == "graph") return {true, std::nullopt};
    for (std::size_t i = 0; i < std::size(analytics::kGraphFormatNames); ++i)
        if (analytics::kGraphFormatNames[i] == word) return {true, static_cast<analytics::GraphFormat>(i)};
    return {};
}

Exit importFile(const Options& options, const Console& console) {
    const auto text = readText(options.file, model::IbLimits().bytes, console, pollInterrupt);
    if (!text) return console.fail(text.error());
    const auto dump =
        analytics::readNetwork(text.value(), options.file == "-" ? "standard input" : options.file,
                               formatOf(options.format).format, pollInterrupt);
    if (!dump) return console.fail(dump.error());
    console.note(oddText(dump.value()));
    return options.plan.empty() ? draw(options, dump.value(), console)
                                : compare(options, dump.value(), console);
}

Exit run(const Options& options, const VerbContext& context) {
    if (!formatOf(options.format).known)
        return context.console.fail({options.format, "this is no format that can be imported",
                                     "Write ibnetdiscover, edges, dot, graphml, string, or graph for any."},
                                    Exit::Usage);
    if (!options.plan.empty() && !options.output.empty())
        return context.console.fail({"--compare", "it writes no design", "Leave out -o, or call it twice."},
                                    Exit::Usage);
    if (options.plan == "-" && options.file == "-")
        return context.console.fail({"--compare", "both are standard input", "Name one of the two files."},
                                    Exit::Usage);
    const InterruptGuard guard;
    try {
        return importFile(options, context.console);
    } catch (const Interrupted&) {
        return context.console.fail({options.file, "interrupted", "Nothing was written."});
    }
}

}  // namespace

VerbAction declareImport(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FORMAT", options->format, "ibnetdiscover, edges, dot, graphml, string, or graph for any")
        ->required();
    app.add_option("FILE", options->file, "What the program printed, or - for standard input")->required();
    app.add_option("-o,--output", options->output, "Design to write, or - for standard output")
        ->type_name("OUT");
    app.add_flag("--force", options->force, "Replace OUT when it exists");
    app.add_option("--compare", options->plan, "Compare with this planned design instead of drawing")
        ->type_name("DESIGN");
    app.add_option("--fabric", options->fabric, "Fabric of the plan; all compute fabrics when left out")
        ->type_name("NAME");
    app.add_flag("--json", options->json, "Print JSON");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
