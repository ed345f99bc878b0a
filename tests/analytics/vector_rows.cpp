// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector_rows.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace rackloom::test {

namespace {

std::vector<std::string> splitCsv(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);)
        parts.push_back(part);
    return parts;
}

/// NaN for an answer that is not a number, which no computed number equals.
double numberIn(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end == text.c_str() ? std::nan("") : value;
}

}  // namespace

double VectorRow::number(std::string_view key, double fallback) const {
    const auto it = inputs.find(key);
    return it == inputs.end() ? fallback : std::stod(it->second);
}

std::vector<double> VectorRow::list(std::string_view key) const {
    std::vector<double> out;
    if (const auto it = inputs.find(key); it != inputs.end())
        for (const std::string& part : split(it->second, '|'))
            out.push_back(std::stod(part));
    return out;
}

std::vector<std::pair<std::string, std::string>> VectorRow::words(std::string_view key) const {
    std::vector<std::pair<std::string, std::string>> out;
    if (const auto it = inputs.find(key); it != inputs.end())
        for (const std::string& part : split(it->second, '|')) {
            const std::size_t colon = part.find(':');
            out.emplace_back(part.substr(0, colon), colon == std::string::npos ? "" : part.substr(colon + 1));
        }
    return out;
}

std::vector<std::pair<double, double>> VectorRow::pairs(std::string_view key) const {
    std::vector<std::pair<double, double>> out;
    for (const auto& [first, second] : words(key))
        out.emplace_back(numberIn(first), numberIn(second));
    return out;
}

bool VectorRow::accepts(double value) const {
    // "rel 1e-8; Monte Carlo abs 0.002", "rel:1e-6", "abs:0", "exact": the first pair is the closed form's.
    double allowed = 0;
    const std::string kind = tolerance.substr(0, 3);
    if (kind == "rel" || kind == "abs") allowed = std::stod(tolerance.substr(4));
    if (kind == "rel") allowed *= std::abs(expected);
    return std::abs(value - expected) <= allowed;
}

std::vector<VectorRow> readVectorRows(const std::string& file) {
    std::ifstream in(file);
    std::vector<VectorRow> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const std::vector<std::string> cells = splitCsv(line);
        if (cells.size() < 6) continue;
        VectorRow row{cells[0], cells[1], {}, cells[3], numberIn(cells[4]), cells[5], cells[4]};
        for (const std::string& pair : split(cells[2], ';'))
            if (const auto at = pair.find('='); at != std::string::npos)
                row.inputs[pair.substr(0, at)] = pair.substr(at + 1);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace rackloom::test
