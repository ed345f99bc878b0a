// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_cables.h"
#include "app/cli/design_source.h"
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
    std::string file, fabric;
    bool json = false;
};

Result<FabricId> fabricNamed(const model::Snapshot& s, const std::string& name) {
    FabricId found;
    if (name.empty()) return found;
    std::string names;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        if (fabric->name == name) found = id;
        names += (names.empty() ? "" : ", ") + ('"' + fabric->name + '"');
    });
    if (found.isValid()) return found;
    return Error{"--fabric " + name, "there is no such fabric",
                 names.empty() ? "This design has none." : "It has " + names + "."};
}

Json endJson(const analytics::PortPlace& place) {
    Json end{{"rack", place.rack}, {"device", place.device}, {"port", place.port}};
    end["u"] = place.u > 0 ? Json(place.u) : Json(nullptr);
    end["cage"] = place.cage.empty() ? Json(nullptr) : Json(place.cage);
    return end;
}

Json wayJson(const std::optional<analytics::CableWay>& way) {
    if (!way) return nullptr;
    return {{"up", jsonNumber(way->up.si())},         {"along", jsonNumber(way->along.si())},
            {"across", jsonNumber(way->across.si())}, {"down", jsonNumber(way->down.si())},
            {"spare", jsonNumber(way->spare.si())},   {"needed", jsonNumber(way->needed.si())}};
}

Json scheduleJson(const model::Snapshot& s, const std::vector<analytics::CableLine>& lines) {
    Json list = Json::array();
    for (const analytics::CableLine& line : lines)
        list.push_back({{"fabric", s.fabrics.at(line.fabric)->name},
                        {"tier", line.tier},
                        {"a", endJson(analytics::portPlace(s, line.a))},
                        {"b", endJson(analytics::portPlace(s, line.b))},
                        {"rate", line.rate > 0 ? jsonNumber(line.rate) : Json(nullptr)},
                        {"length", line.way ? jsonNumber(line.way->sold.si()) : Json(nullptr)},
                        {"way", wayJson(line.way)},
                        {"medium", line.medium.empty() ? Json(nullptr) : Json(line.medium)},
                        {"origin", analytics::kCableOriginNames[static_cast<std::size_t>(line.origin)]}});
    return {{"format", kJsonFormat}, {"design", s.site->name}, {"cables", std::move(list)}};
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const auto read = readDesign(options.file, console);
    if (!read) return console.fail(read.error());
    const model::Snapshot& design = *read.value();
    const Result<FabricId> fabric = fabricNamed(design, options.fabric);
    if (!fabric) return console.fail(fabric.error(), Exit::Usage);
    const auto lines = analytics::cableSchedule(design, fabric.value());
    console.print(options.json ? jsonText(scheduleJson(design, lines))
                               : analytics::cableScheduleCsv(design, lines));
    return Exit::Fine;
}

}  // namespace

VerbAction declareCables(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option("--fabric", options->fabric, "Only the cables of this fabric")->type_name("NAME");
    app.add_flag("--json", options->json, "Print JSON in SI units instead of comma-separated values");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
