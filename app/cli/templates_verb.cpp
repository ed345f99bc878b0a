// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"
#include "model/templates/templates.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace rackloom::app {

namespace {

std::string plain(double v) {
    char text[40];
    std::snprintf(text, sizeof text, "%.15g", v);
    return text;
}

Json asJson() {
    Json list = Json::array();
    for (const model::Template& t : model::templates()) {
        Json parameters = Json::array();
        for (const ParameterSpec& p : t.parameters())
            parameters.push_back({{"key", p.key},
                                  {"label", p.label},
                                  {"help", p.help},
                                  {"default", jsonNumber(p.initial)},
                                  {"minimum", jsonNumber(p.minimum)},
                                  {"maximum", jsonNumber(p.maximum)},
                                  {"integer", p.integer}});
        list.push_back(
            {{"id", t.id}, {"label", t.label}, {"summary", t.summary}, {"parameters", parameters}});
    }
    return {{"format", kJsonFormat}, {"templates", list}};
}

std::string asText() {
    std::string out;
    for (const model::Template& t : model::templates()) {
        out += (out.empty() ? "" : "\n") + std::string(t.id) + "  " + std::string(t.label) + '\n';
        out += wrapped(t.summary, 2);
        TextTable table("llll");
        for (const ParameterSpec& p : t.parameters())
            table.add(
                {p.key + '=' + plain(p.initial), plain(p.minimum) + "…" + plain(p.maximum), p.label, p.help});
        out += table.text(4);
    }
    return out;
}

}  // namespace

VerbAction declareTemplates(CLI::App& app) {
    const auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "Print JSON");
    return [json](const VerbContext& context) {
        context.console.print(*json ? jsonText(asJson()) : asText());
        return Exit::Fine;
    };
}

}  // namespace rackloom::app
