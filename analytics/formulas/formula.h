// SPDX-License-Identifier: GPL-3.0-or-later
// Formula: one closed formula that can be tried with numbers of one's own, apart from any design: what it
// takes, what it gives, who says so. The command line offers them all; tests check them against known
// answers. The mathematics is elsewhere (analytics/power, cooling, economics, reliability); here it is only
// called.
#pragma once

#include "model/base/result.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct FormulaParameter {
    std::string_view name;  ///< with its unit as the ending: "tau_h", "P_dc_kW"
    std::string_view sentence;
    std::string_view initial = {};  ///< used when nothing is given; empty: it must be given
};

/// What the user gave, as text. Each reader says what is wrong and with which parameter; the first complaint
/// stays, so a formula reads everything and asks once at the end.
class Arguments {
public:
    Arguments(const std::vector<FormulaParameter>& parameters,
              std::map<std::string, std::string, std::less<>> given);

    /// A finite number.
    double number(std::string_view name);
    double number(std::string_view name, double least, double most);
    bool has(std::string_view name) const;
    std::string text(std::string_view name);
    /// "1|2|3".
    std::vector<double> list(std::string_view name);
    /// "0.1:0.90|0.2:0.94": pairs of numbers.
    std::vector<std::pair<double, double>> pairs(std::string_view name);
    /// "t1:40|t2:55" or "a>b:18": names with numbers.
    std::vector<std::pair<std::string, double>> named(std::string_view name);
    /// All arguments that are not parameters by name, such as AB=600;BC=500 of a formula that takes any.
    const std::map<std::string, std::string, std::less<>>& given() const { return given_; }

    void fail(std::string_view name, std::string reason, std::string remedy = {});
    const std::optional<Error>& error() const { return error_; }

private:
    std::map<std::string, std::string, std::less<>> given_;
    std::map<std::string, std::string, std::less<>> initial_;
    std::optional<Error> error_;
};

struct FormulaAnswer {
    double value = 0;
    std::string text;  ///< when the answer is not a number, such as a plan
};

struct Formula {
    std::string_view id;            ///< "checkpoint.goodput": stable
    std::string_view title;         ///< "Goodput of a rigid job"
    std::string_view formula;       ///< in plain text, symbols named
    std::string_view output, unit;  ///< "g_time", "1"
    std::string_view source, validFor;
    std::vector<FormulaParameter> parameters;
    /// May give nonsense when it complained to the arguments: the caller looks there first.
    FormulaAnswer (*compute)(Arguments&) = nullptr;
    bool anyArguments = false;  ///< takes names beyond the parameters
};

/// All formulas, by family; each id once.
const std::vector<Formula>& formulas();
const Formula* findFormula(std::string_view id);

/// Checks the names, computes, and refuses an answer that is not finite.
Result<FormulaAnswer> evaluateFormula(const Formula&,
                                      const std::map<std::string, std::string, std::less<>>& given);

}  // namespace rackloom::analytics
