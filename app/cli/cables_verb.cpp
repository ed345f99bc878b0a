// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_cable_bill.h"
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
    bool json = false, bill = false;
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

Json viaJson(const model::Snapshot& s, const std::optional<model::LightPath>& path) {
    if (!path) return nullptr;
    return {{"in", endJson(analytics::portPlace(s, path->in))},
            {"out", endJson(analytics::portPlace(s, path->out))}};
}

Json sideJson(const analytics::CableBill::Side& side) {
    return {{"cages", side.cages}, {"transceivers", side.transceivers}, {"heads", side.heads}};
}

Json billJson(const model::Snapshot& s, const analytics::CableBill& bill) {
    Json media = Json::array(), mixed = Json::array();
    for (const analytics::CableBill::Medium& m : bill.media)
        media.push_back({{"medium", m.key.empty() ? Json(nullptr) : Json(m.key)},
                         {"cables", m.cables},
                         {"items", m.items},
                         {"length", jsonNumber(m.metres)}});
    for (const analytics::CableBill::Mixed& m : bill.mixed) {
        mixed.push_back(endJson(analytics::portPlace(s, m.port)));
        mixed.back()["media"] = {m.first, m.other};
    }
    return {{"cables", bill.cables},         {"items", bill.items},
            {"nodes", sideJson(bill.nodes)}, {"switches", sideJson(bill.switches)},
            {"media", std::move(media)},     {"mixed_cages", std::move(mixed)}};
}

std::string billText(const analytics::CableBill& bill) {
    TextTable table("rl");
    const auto add = [&](std::size_t n, std::string what) {
        table.add({std::to_string(n), std::move(what)});
    };
    add(bill.cables, "cables");
    add(bill.items, "items to order, where the legs of a cable that splits are one");
    for (const auto& [side, name] :
         {std::pair(&bill.nodes, "nodes"), std::pair(&bill.switches, "switches")}) {
        add(side->cages, std::string("cages in use at ") + name);
        add(side->transceivers, "  with a transceiver");
        add(side->heads, "  with the end of a copper or active cable");
    }
    for (const analytics::CableBill::Medium& m : bill.media)
        add(m.cables, (m.key.empty() ? std::string("of no known medium") : std::string(m.key)) + ", " +
                          std::to_string(m.items) + " items, " + jsonNumber(m.metres).dump() + " m");
    if (!bill.mixed.empty()) add(bill.mixed.size(), "cages whose ports ask for different media");
    return table.text();
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
                        {"via", viaJson(s, line.via)},
                        {"medium", line.medium.empty() ? Json(nullptr) : Json(line.medium)},
                        {"origin", analytics::kCableOriginNames[static_cast<std::size_t>(line.origin)]}});
    return {{"format", kJsonFormat},
            {"design", s.site->name},
            {"bill", billJson(s, analytics::cableBill(s, lines))},
            {"cables", std::move(list)}};
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const auto read = readDesign(options.file, console);
    if (!read) return console.fail(read.error());
    const model::Snapshot& design = *read.value();
    const Result<FabricId> fabric = fabricNamed(design, options.fabric);
    if (!fabric) return console.fail(fabric.error(), Exit::Usage);
    const auto lines = analytics::cableSchedule(design, fabric.value());
    if (options.bill && !options.json) {
        console.print(billText(analytics::cableBill(design, lines)));
        return Exit::Fine;
    }
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
    app.add_flag("--bill", options->bill,
                 "Print what the schedule adds up to instead: cages, modules, items");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
