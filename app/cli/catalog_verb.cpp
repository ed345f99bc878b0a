// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/catalog_text.h"
#include "app/cli/design_source.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <memory>
#include <set>

namespace rackloom::app {

namespace {

struct Options {
    std::string key, kind, search;
    bool json = false;
};

/// One line of the list, whatever it is.
struct Entry {
    std::string key, kind, name, vendor, summary;
    int year = 0;
};

std::vector<Entry> entriesOf(const model::Catalog& catalog) {
    std::vector<Entry> out;
    for (const auto& [key, type] : catalog.devices)
        out.push_back({key, type->kind, type->name, type->vendor, type->summary, type->year});
    for (const auto& [key, rack] : catalog.racks)
        out.push_back({key, std::string(kRackDesignKind), rack.name, "", rack.summary, 0});
    std::stable_sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.kind < b.kind; });
    return out;
}

std::string lowered(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// Every word of the search must occur somewhere.
bool matches(const Entry& entry, const std::string& search) {
    const std::string all =
        lowered(entry.key + ' ' + entry.kind + ' ' + entry.name + ' ' + entry.vendor + ' ' + entry.summary);
    const std::string words = lowered(search);
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (all.find(words.substr(at, end - at)) == std::string::npos) return false;
        at = end + 1;
    }
    return true;
}

Exit list(const model::Catalog& catalog, const Options& options, const Console& console) {
    const std::vector<Entry> all = entriesOf(catalog);
    std::set<std::string_view> kinds;
    for (const Entry& entry : all)
        kinds.insert(entry.kind);
    if (!options.kind.empty() && !kinds.contains(options.kind)) {
        std::string known;
        for (const std::string_view kind : kinds)
            known += (known.empty() ? "" : ", ") + std::string(kind);
        const std::vector<std::string_view> names(kinds.begin(), kinds.end());
        const std::string near = didYouMean(options.kind, names);
        return console.fail({"--kind " + options.kind, "the catalogue has no such kind",
                             (near.empty() ? "" : near.substr(1) + ' ') + "It has " + known + "."},
                            Exit::Usage);
    }
    TextTable table("lll");
    Json json = Json::array();
    for (const Entry& entry : all) {
        if (!options.kind.empty() && entry.kind != options.kind) continue;
        if (!matches(entry, options.search)) continue;
        table.add({entry.key, entry.kind, entry.name});
        json.push_back({{"key", entry.key},
                        {"kind", entry.kind},
                        {"name", entry.name},
                        {"vendor", entry.vendor},
                        {"year", entry.year},
                        {"summary", entry.summary}});
    }
    if (options.json)
        console.print(jsonText({{"format", kJsonFormat}, {"entries", json}}));
    else if (table.empty())
        console.note("rackloom: nothing in the catalogue matches \"" + options.search + "\".\n");
    else
        console.print(table.text());
    return Exit::Fine;
}

Exit showOne(const model::Catalog& catalog, const Options& options, const Console& console) {
    if (const model::DeviceType* type = catalog.device(options.key)) {
        console.print(options.json ? jsonText({{"format", kJsonFormat}, {"entry", deviceJson(*type)}})
                                   : deviceText(*type, catalog));
        return Exit::Fine;
    }
    if (const model::CatalogRack* rack = catalog.rack(options.key)) {
        console.print(options.json ? jsonText({{"format", kJsonFormat}, {"entry", rackJson(*rack)}})
                                   : rackText(*rack, catalog));
        return Exit::Fine;
    }
    std::vector<std::string_view> keys;
    for (const auto& [key, type] : catalog.devices)
        keys.push_back(key);
    for (const auto& [key, rack] : catalog.racks)
        keys.push_back(key);
    const std::string near = didYouMean(options.key, keys);
    return console.fail(
        {options.key, "the catalogue has no such entry",
         (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom catalog --search WORD\" finds entries."},
        Exit::Usage);
}

}  // namespace

VerbAction declareCatalog(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("KEY", options->key, "Show this entry with every figure and its source");
    app.add_option("--kind", options->kind, "List only this kind, such as accelerator or rack_design")
        ->type_name("KIND");
    app.add_option("--search", options->search, "List only entries that hold all these words")
        ->type_name("WORDS");
    app.add_flag("--json", options->json, "Print JSON in SI units");
    return [options](const VerbContext& context) {
        const auto catalog = readCatalog();
        if (!catalog) return context.console.fail(catalog.error());
        return options->key.empty() ? list(*catalog.value(), *options, context.console)
                                    : showOne(*catalog.value(), *options, context.console);
    };
}

}  // namespace rackloom::app
