// SPDX-License-Identifier: GPL-3.0-or-later
// Known-answer rows of tests/data/*.csv: id, description, inputs, output, expected, tolerance, source.
// Numbers come with their unit as a suffix of the key; `number` strips nothing, tests ask by full key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rackloom::test {

struct VectorRow {
    std::string id, description;
    std::map<std::string, std::string, std::less<>> inputs;
    std::string output;
    double expected = 0;
    std::string tolerance;
    std::string expectedText;  ///< as written: answers that are not numbers

    bool has(std::string_view key) const { return inputs.find(key) != inputs.end(); }
    /// The input, or `fallback` when the row does not give it.
    double number(std::string_view key, double fallback = 0) const;
    std::vector<double> list(std::string_view key) const;
    /// "0:1500|8:2200" as pairs, in order.
    std::vector<std::pair<double, double>> pairs(std::string_view key) const;
    /// "cw:40|own:55" as pairs of text.
    std::vector<std::pair<std::string, std::string>> words(std::string_view key) const;
    /// Whether a computed value is within the tolerance of the closed form.
    bool accepts(double value) const;
};

/// Empty when the file is missing, which a test must treat as a failure.
std::vector<VectorRow> readVectorRows(const std::string& file);

}  // namespace rackloom::test
