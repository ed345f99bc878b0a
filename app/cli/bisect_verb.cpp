// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/bisection.h"
#include "analytics/graph_files/graph_file.h"
#include "app/cli/interrupt.h"
#include "app/cli/json_report.h"
#include "app/cli/text_source.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

namespace rackloom::app {

namespace {

using analytics::Bisection;
using analytics::GraphFile;

constexpr std::string_view kConvention = "Gb/s per direction";
constexpr double kMaxBudget = 1e6;  // seconds
constexpr std::size_t kShownNames = 12;

struct Options {
    std::string file, format;
    double tolerance = 0, budget = 10;
    bool json = false;
};

std::optional<analytics::GraphFormat> formatOf(const std::string& name) {
    for (std::size_t i = 0; i < std::size(analytics::kGraphFormatNames); ++i)
        if (analytics::kGraphFormatNames[i] == name) return static_cast<analytics::GraphFormat>(i);
    return std::nullopt;
}

std::uint64_t totalWeight(const GraphFile& file) {
    std::uint64_t total = 0;
    for (const std::uint32_t w : file.graph.weight)
        total += w;
    return total;
}

/// Least weight of the smaller side that the tolerance allows, in the units of the graph.
std::uint64_t leastSide(const GraphFile& file, double tolerance) {
    const double total = static_cast<double>(totalWeight(file));
    const double least =
        std::ceil(total / 2 - tolerance * static_cast<double>(file.weightScale) - 1e-9 * total);
    return least > 0 ? static_cast<std::uint64_t>(least) : 0;
}

/// How far the smaller side may be, and was allowed to be, from half.
double toleranceUsed(const GraphFile& file, const Bisection& cut) {
    return (static_cast<double>(totalWeight(file)) / 2 - static_cast<double>(cut.leastSide)) /
           static_cast<double>(file.weightScale);
}

/// What of the question could not be taken as it was put.
void noteTolerance(GraphFile& file, const Bisection& cut, double asked) {
    const double used = toleranceUsed(file, cut);
    const double total = static_cast<double>(totalWeight(file)) / static_cast<double>(file.weightScale);
    if (cut.leastSide == 0 && asked > 0)
        file.notes.push_back("a tolerance of half the weight, " + jsonNumber(total / 2).dump() +
                             ", or more lets one side be empty");
    else if (used > asked + 1e-9 * total)
        file.notes.push_back("no sides were found that are closer to half than " + jsonNumber(used).dump() +
                             ": the most even ones count");
    if (file.graph.links.empty()) file.notes.push_back("no two nodes are joined by a link");
}

Json vertexJson(const GraphFile& file, std::uint32_t v) {
    if (file.names.empty()) return v;
    if (file.numbered) return std::stol(file.names[v]);  // up to nine digits
    return file.names[v];
}

Json resultJson(const GraphFile& file, const Bisection& cut) {
    const double scale = static_cast<double>(file.capacityScale);
    Json sides = Json::array({Json::array(), Json::array()}), links = Json::array(), notes = Json::array();
    for (std::uint32_t v = 0; v < file.graph.vertexCount(); ++v)
        sides[cut.sideA[v] ? 0 : 1].push_back(vertexJson(file, v));
    for (const auto& link : file.graph.links)
        if (cut.sideA[link.a] != cut.sideA[link.b])
            links.push_back(Json::array({vertexJson(file, link.a), vertexJson(file, link.b),
                                         jsonNumber(static_cast<double>(link.capacity) / scale)}));
    for (const std::string& note : file.notes)
        notes.push_back(note);
    const double weightScale = static_cast<double>(file.weightScale);
    const double total = static_cast<double>(totalWeight(file)) / weightScale;
    const double side = static_cast<double>(cut.sideWeight) / weightScale;
    return {{"format", kJsonFormat},
            {"convention", kConvention},
            {"lower", jsonNumber(static_cast<double>(cut.lower) / scale)},
            {"upper", jsonNumber(static_cast<double>(cut.upper) / scale)},
            {"exact", cut.exact()},
            {"method", cut.method},
            {"certificate", cut.certificate},
            {"tolerance", jsonNumber(toleranceUsed(file, cut))},
            {"weight", jsonNumber(total)},
            {"side_weights", Json::array({jsonNumber(side), jsonNumber(total - side)})},
            {"nodes", file.graph.vertexCount()},
            {"links", file.graph.links.size()},
            {"sides", sides},
            {"cut", links},
            {"notes", notes}};
}

std::string numberText(double value) {
    return jsonNumber(value).dump();
}

std::string sideText(const GraphFile& file, const Bisection& cut, bool sideA) {
    std::string out;
    std::size_t count = 0;
    for (std::uint32_t v = 0; v < file.graph.vertexCount(); ++v) {
        if (cut.sideA[v] != sideA) continue;
        if (++count <= kShownNames) out += (out.empty() ? "" : " ") + file.nameOf(v);
    }
    if (count > kShownNames) out += " … " + std::to_string(count) + " nodes";
    return out;
}

std::string cutText(const GraphFile& file, const Bisection& cut) {
    std::string out;
    std::size_t count = 0;
    for (const auto& link : file.graph.links) {
        if (cut.sideA[link.a] == cut.sideA[link.b]) continue;
        if (++count > kShownNames) continue;
        out += (out.empty() ? "" : " ") + file.nameOf(link.a) + "–" + file.nameOf(link.b) + ":" +
               numberText(static_cast<double>(link.capacity) / static_cast<double>(file.capacityScale));
    }
    if (count > kShownNames) out += " … " + std::to_string(count) + " links";
    return out.empty() ? "none" : out;
}

std::string resultText(const GraphFile& file, const Bisection& cut) {
    const double scale = static_cast<double>(file.capacityScale);
    const double weightScale = static_cast<double>(file.weightScale);
    const double total = static_cast<double>(totalWeight(file)) / weightScale;
    const double side = static_cast<double>(cut.sideWeight) / weightScale;
    const std::string low = numberText(static_cast<double>(cut.lower) / scale);
    const std::string high = numberText(static_cast<double>(cut.upper) / scale);
    TextTable table("ll");
    table.add(
        {"bisection", (cut.exact() ? low + ' ' + std::string(kConvention) + ", exact"
                                   : "between " + low + " and " + high + ' ' + std::string(kConvention))});
    table.add({"certificate", cut.certificate});
    table.add({"method", cut.method});
    table.add({"weight", numberText(total) + " = " + numberText(side) + " + " + numberText(total - side) +
                             ", tolerance " + numberText(toleranceUsed(file, cut))});
    table.add({"side A", sideText(file, cut, true)});
    table.add({"side B", sideText(file, cut, false)});
    table.add({"cut", cutText(file, cut)});
    return table.text();
}

Exit bisectFile(const Options& options, const Console& console) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::string> text = readText(options.file, analytics::GraphLimits().bytes, console);
    if (!text) return console.fail(text.error());
    const std::string place = options.file == "-" ? "standard input" : options.file;
    Result<GraphFile> file = analytics::readGraph(text.value(), place, formatOf(options.format));
    if (!file) return console.fail(file.error());
    if (totalWeight(file.value()) == 0)
        return console.fail({place, "no node has a weight", "Give endpoints a weight above 0."});
    analytics::BisectionOptions bisection;
    bisection.effort = analytics::BisectionEffort::Thorough;
    bisection.leastSide = leastSide(file.value(), options.tolerance);
    bisection.timeIsUp = [begin, &options] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() >
               options.budget;
    };
    const Bisection cut = analytics::bisect(file.value().graph, bisection);
    noteTolerance(file.value(), cut, options.tolerance);
    if (options.json) {
        console.print(jsonText(resultJson(file.value(), cut)));
        return Exit::Fine;
    }
    for (const std::string& note : file.value().notes)
        console.note("rackloom: note: " + note + ".\n");
    console.print(resultText(file.value(), cut));
    return Exit::Fine;
}

Exit run(const Options& options, const VerbContext& context) {
    if (!(options.tolerance >= 0) || !std::isfinite(options.tolerance))
        return context.console.fail(
            {"--tolerance", "it is not a weight from 0 on", "Give a number such as 2."}, Exit::Usage);
    if (!(options.budget >= 0 && options.budget <= kMaxBudget))
        return context.console.fail({"--budget", "it is not a time in seconds", "Give a number such as 10."},
                                    Exit::Usage);
    if (!options.format.empty() && !formatOf(options.format))
        return context.console.fail({"--format", "\"" + options.format + "\" is not a format",
                                     "Choose string, edges, dot, graphml or ibnetdiscover."},
                                    Exit::Usage);
    // Nothing is written before the answer, so that nothing is lost by ending at once.
    const Error interrupted{"bisect", "interrupted", "A smaller --budget gives an answer sooner"};
    const InterruptExit guard("rackloom: " + interrupted.text() + ".\n", static_cast<int>(Exit::Failed));
    return bisectFile(options, context.console);
}

}  // namespace

VerbAction declareBisect(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file,
                   "Graph string, edge list, DOT, GraphML or ibnetdiscover's output, or - for standard input")
        ->required();
    app.add_option("--tolerance", options->tolerance, "How much a side may weigh more or less than half")
        ->type_name("WEIGHT");
    app.add_option("--budget", options->budget, "Time to close the interval (10)")->type_name("SECONDS");
    app.add_option("--format", options->format,
                   "string, edges, dot, graphml or ibnetdiscover instead of looking")
        ->type_name("FORMAT");
    app.add_flag("--json", options->json, "Print JSON");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
