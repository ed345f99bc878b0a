// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/formulas/formula.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rackloom::analytics {

// Each in a folder of its own, with a list of its formulas.
std::vector<Formula> powerFormulas();
std::vector<Formula> coolingFormulas();
std::vector<Formula> economicsFormulas();
std::vector<Formula> reliabilityFormulas();

namespace {

std::optional<double> parsed(std::string_view text) {
    if (text == "inf") return HUGE_VAL;
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::isnan(value)) return std::nullopt;
    return value;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string shortText(double v) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, v, std::chars_format::general, 6).ptr;
    return {text, end};
}

}  // namespace

Arguments::Arguments(const std::vector<FormulaParameter>& parameters,
                     std::map<std::string, std::string, std::less<>> given)
    : given_(std::move(given)) {
    for (const FormulaParameter& p : parameters)
        if (!p.initial.empty()) initial_.emplace(p.name, p.initial);
}

bool Arguments::has(std::string_view name) const {
    return given_.find(name) != given_.end();
}

void Arguments::fail(std::string_view name, std::string reason, std::string remedy) {
    if (!error_) error_ = Error{std::string(name), std::move(reason), std::move(remedy)};
}

std::string Arguments::text(std::string_view name) {
    if (const auto it = given_.find(name); it != given_.end()) return it->second;
    if (const auto it = initial_.find(name); it != initial_.end()) return it->second;
    fail(name, "it is missing", "Give " + std::string(name) + "=VALUE.");
    return {};
}

double Arguments::number(std::string_view name) {
    const std::string value = text(name);
    if (error_) return 0;
    const std::optional<double> found = parsed(value);
    if (!found) fail(name, "\"" + value + "\" is not a number", "Write a number such as 0.25 or 1e6.");
    return found.value_or(0);
}

double Arguments::number(std::string_view name, double least, double most) {
    const double value = number(name);
    if (!error_ && !(value >= least && value <= most))
        fail(name, shortText(value) + " is out of range",
             "Use a value from " + shortText(least) + " to " + shortText(most) + '.');
    return error_ ? least : value;
}

std::vector<double> Arguments::list(std::string_view name) {
    std::vector<double> out;
    const std::string value = text(name);
    for (const std::string_view part : split(value, '|')) {
        const std::optional<double> number = parsed(part);
        if (!number) fail(name, "\"" + std::string(part) + "\" is not a number", "Write a list as 1|2|3.");
        out.push_back(number.value_or(0));
    }
    return out;
}

std::vector<std::pair<std::string, double>> Arguments::named(std::string_view name) {
    std::vector<std::pair<std::string, double>> out;
    const std::string value = text(name);
    for (const std::string_view part : split(value, '|')) {
        const std::size_t colon = part.rfind(':');
        const std::optional<double> number =
            colon == part.npos ? std::nullopt : parsed(part.substr(colon + 1));
        if (!number) fail(name, "\"" + std::string(part) + "\" is not name:number", "Write it as a:1|b:2.");
        out.emplace_back(part.substr(0, std::min(colon, part.size())), number.value_or(0));
    }
    return out;
}

std::vector<std::pair<double, double>> Arguments::pairs(std::string_view name) {
    std::vector<std::pair<double, double>> out;
    for (const auto& [key, value] : named(name)) {
        const std::optional<double> first = parsed(key);
        if (!first) fail(name, "\"" + key + "\" is not a number", "Write pairs as 0.1:0.90|0.2:0.94.");
        out.emplace_back(first.value_or(0), value);
    }
    return out;
}

const std::vector<Formula>& formulas() {
    static const std::vector<Formula> kAll = [] {
        std::vector<Formula> all;
        for (const auto family : {powerFormulas, coolingFormulas, economicsFormulas, reliabilityFormulas})
            for (const Formula& formula : family())
                all.push_back(formula);
        return all;
    }();
    return kAll;
}

const Formula* findFormula(std::string_view id) {
    for (const Formula& formula : formulas())
        if (formula.id == id) return &formula;
    return nullptr;
}

Result<FormulaAnswer> evaluateFormula(const Formula& formula,
                                      const std::map<std::string, std::string, std::less<>>& given) {
    const auto known = [&](const std::string& name) {
        return std::any_of(formula.parameters.begin(), formula.parameters.end(),
                           [&](const FormulaParameter& p) { return p.name == name; });
    };
    for (const auto& [name, value] : given)
        if (!formula.anyArguments && !known(name)) {
            std::string all;
            for (const FormulaParameter& p : formula.parameters)
                all += (all.empty() ? "" : ", ") + std::string(p.name);
            return Error{name, "the formula has no such parameter", "It takes " + all + '.'};
        }
    Arguments arguments(formula.parameters, given);
    FormulaAnswer answer = formula.compute(arguments);
    if (arguments.error()) return *arguments.error();
    if (!std::isfinite(answer.value))
        return Error{std::string(formula.id), "these numbers have no finite answer",
                     "Check their units and signs."};
    return answer;
}

}  // namespace rackloom::analytics
