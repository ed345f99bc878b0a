// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/formulas/formula.h"
#include "analytics/report_text.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <memory>

namespace rackloom::app {

namespace {

using analytics::Formula;
using analytics::FormulaAnswer;
using analytics::FormulaParameter;
using Given = std::map<std::string, std::string, std::less<>>;

struct Options {
    std::string id;
    std::vector<std::string> arguments;
    bool json = false;
};

std::string_view familyOf(std::string_view id) {
    return id.substr(0, std::min(id.find('.'), id.size()));
}

// A formula may be named by the part after its dot when only one ends like that.
Result<const Formula*> findByName(const std::string& id) {
    if (const Formula* formula = analytics::findFormula(id)) return formula;
    std::vector<std::string_view> ids, ending;
    for (const Formula& formula : analytics::formulas()) {
        ids.push_back(formula.id);
        if (formula.id.ends_with('.' + id)) ending.push_back(formula.id);
    }
    if (ending.size() == 1) return analytics::findFormula(ending.front());
    const std::string near = didYouMean(id, ids);
    return Error{"formula " + id, "there is no such formula",
                 (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom formula\" lists them all."};
}

Result<Given> assignments(const Formula& formula, const std::vector<std::string>& words) {
    std::vector<std::string_view> names;
    for (const FormulaParameter& p : formula.parameters)
        names.push_back(p.name);
    Given given;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == word.npos)
            return Error{word, "it is no assignment", "Write name=value, such as tau_h=1."};
        const std::string name = word.substr(0, equals);
        const bool known = std::find(names.begin(), names.end(), name) != names.end();
        if (!known && !formula.anyArguments) {
            const std::string near = didYouMean(name, names);
            return Error{name, "the formula has no such parameter",
                         (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom formula " +
                             std::string(formula.id) + "\" lists them."};
        }
        if (!given.emplace(name, word.substr(equals + 1)).second)
            return Error{name, "it is given twice", "Give each parameter once."};
    }
    return given;
}

std::string listText() {
    std::string out;
    std::string_view family;
    TextTable table("ll");
    const auto flush = [&] {
        if (!table.empty()) out += (out.empty() ? "" : "\n") + std::string(family) + '\n' + table.text(2);
        table = TextTable("ll");
    };
    for (const Formula& formula : analytics::formulas()) {
        if (familyOf(formula.id) != family) flush();
        family = familyOf(formula.id);
        table.add({std::string(formula.id), std::string(formula.title)});
    }
    flush();
    return out.empty() ? "no formulas\n" : out;
}

std::string headed(std::string_view title, const std::string& body) {
    return body.empty() ? body : '\n' + std::string(title) + '\n' + body;
}

std::string aboutText(const Formula& formula) {
    TextTable table("lll");
    for (const FormulaParameter& p : formula.parameters)
        table.add({std::string(p.name),
                   p.initial.empty() ? std::string("must be given") : "default " + std::string(p.initial),
                   std::string(p.sentence)});
    std::string parameters = table.text(2);
    if (formula.anyArguments) parameters += wrapped("and any further name=value", 2);
    const std::string unit =
        formula.unit.empty() || formula.unit == "1" ? "" : " in " + std::string(formula.unit);
    return std::string(formula.title) + " (" + std::string(formula.id) + ")\n" +
           headed("Formula", wrapped(formula.formula, 2)) +
           headed("Gives", wrapped(std::string(formula.output) + unit, 2)) +
           headed("Parameters", parameters) + headed("Valid for", wrapped(formula.validFor, 2)) +
           headed("Source", wrapped(formula.source, 2));
}

std::string plain(double value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 12).ptr;
    return {text, end};
}

std::string answerText(const Formula& formula, const FormulaAnswer& answer) {
    std::string out = std::string(formula.output) + " = ";
    if (!answer.text.empty()) return out + answer.text + '\n';
    out += plain(answer.value);
    const bool bare = formula.unit.empty() || formula.unit == "1";
    return out + (bare ? "" : ' ' + std::string(formula.unit)) + '\n';
}

Json aboutJson(const Formula& formula) {
    Json parameters = Json::array();
    for (const FormulaParameter& p : formula.parameters) {
        Json json{{"name", p.name}, {"sentence", p.sentence}};
        if (!p.initial.empty()) json["default"] = p.initial;
        parameters.push_back(std::move(json));
    }
    return {{"id", formula.id},
            {"title", formula.title},
            {"formula", formula.formula},
            {"output", formula.output},
            {"unit", formula.unit},
            {"parameters", std::move(parameters)},
            {"any_arguments", formula.anyArguments},
            {"valid_for", formula.validFor},
            {"source", formula.source}};
}

Json listJson() {
    Json list = Json::array();
    for (const Formula& formula : analytics::formulas())
        list.push_back(aboutJson(formula));
    return {{"format", kJsonFormat}, {"formulas", std::move(list)}};
}

Json answerJson(const Formula& formula, const Given& given, const FormulaAnswer& answer) {
    Json json{{"format", kJsonFormat}, {"id", formula.id}, {"given", given}, {"output", formula.output}};
    if (answer.text.empty())
        json["value"] = jsonNumber(answer.value);
    else
        json["text"] = answer.text;
    json["unit"] = formula.unit;
    return json;
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    if (options.id.empty()) {
        console.print(options.json ? jsonText(listJson()) : listText());
        return Exit::Fine;
    }
    const auto formula = findByName(options.id);
    if (!formula) return console.fail(formula.error(), Exit::Usage);
    const Formula& f = *formula.value();
    if (options.arguments.empty() && (!f.parameters.empty() || f.anyArguments)) {
        console.print(options.json ? jsonText({{"format", kJsonFormat}, {"formula", aboutJson(f)}})
                                   : aboutText(f));
        return Exit::Fine;
    }
    const auto given = assignments(f, options.arguments);
    if (!given) return console.fail(given.error(), Exit::Usage);
    const auto answer = analytics::evaluateFormula(f, given.value());
    if (!answer) return console.fail(answer.error(), Exit::Usage);
    console.print(options.json ? jsonText(answerJson(f, given.value(), answer.value()))
                               : answerText(f, answer.value()));
    return Exit::Fine;
}

}  // namespace

VerbAction declareFormula(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("ID", options->id, "Formula, or the part of its id after the dot; none: the list");
    app.add_option("NAME=VALUE", options->arguments,
                   "Numbers to try it with, in the unit its name ends with; none: what it takes");
    app.add_flag("--json", options->json, "Print JSON");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
