// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/csv_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// Takes a text apart, row by row.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& place, const CsvLimits& limits)
        : text_(text), place_(place), limits_(limits) {}

    bool atEnd() const { return at_ >= text_.size(); }
    std::size_t line() const { return line_; }

    /// The cells of the next line; a quoted cell may hold line breaks.
    Result<std::vector<std::string>> row() {
        std::vector<std::string> cells(1);
        bool quoted = false;
        const std::size_t begun = line_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\0') return error("a zero byte", "Give a text file.");
            if (c == '\n') ++line_;
            if (quoted) {
                if (c != '"')
                    cells.back() += c;
                else if (next() == '"')
                    cells.back() += text_[at_++];
                else
                    quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                if (cells.size() >= limits_.columns)
                    return error("more than " + std::to_string(limits_.columns) + " columns",
                                 "Give a catalogue.");
                cells.emplace_back();
            } else if (c == '\n') {
                ++at_;
                return cells;
            } else if (c != '\r') {
                cells.back() += c;
            }
            if (cells.back().size() > limits_.cell)
                return error("a cell of more than " + std::to_string(limits_.cell) + " bytes",
                             "Look for a quotation mark that is not closed.");
        }
        if (quoted) {
            line_ = begun;
            return error("a quotation mark that is not closed", "Close it.");
        }
        return cells;
    }

    Error error(std::string reason, std::string remedy) const {
        return {place_ + ':' + std::to_string(line_), std::move(reason), std::move(remedy)};
    }

private:
    char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

    std::string_view text_;
    const std::string& place_;
    const CsvLimits& limits_;
    std::size_t at_ = 0, line_ = 1;
};

bool isBlank(const std::vector<std::string>& cells) {
    return cells.size() == 1 && cells[0].empty();
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

}  // namespace

Result<CsvTable> CsvTable::read(std::string_view text, const std::string& place, const CsvLimits& limits) {
    if (text.size() > limits.bytes)
        return Error{place, "the file is larger than " + std::to_string(limits.bytes >> 20) + " MiB",
                     "Give a catalogue."};
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    CsvTable table;
    table.place_ = place;
    Scanner scanner(text, place, limits);
    while (!scanner.atEnd()) {
        const std::size_t line = scanner.line();
        auto cells = scanner.row();
        if (!cells) return cells.error();
        if (isBlank(cells.value())) continue;
        if (table.header_.empty()) {
            table.header_ = std::move(cells).value();
            continue;
        }
        if (table.rows_.size() >= limits.rows)
            return scanner.error("more than " + std::to_string(limits.rows) + " rows", "Give a catalogue.");
        table.rows_.push_back({std::move(cells).value(), line});
    }
    if (table.header_.empty()) return Error{place, "the file is empty", "Give a table with a header."};
    for (std::size_t i = 0; i < table.header_.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (table.header_[i] == table.header_[j] && !table.header_[i].empty())
                return Error{place + ":1", "two columns are called " + table.header_[i], "Keep one."};
    return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto it = std::find(header_.begin(), header_.end(), name);
    if (it == header_.end()) return std::nullopt;
    return static_cast<std::size_t>(it - header_.begin());
}

Result<void> CsvTable::require(const std::vector<std::string_view>& names) const {
    std::vector<std::string> missing;
    for (const std::string_view name : names)
        if (!column(name)) missing.emplace_back(name);
    if (missing.empty()) return {};
    return Error{place_ + ":1", "there is no column " + listed(missing),
                 "The columns are " + listed(header_) + "."};
}

const std::string& CsvTable::cell(std::size_t row, std::optional<std::size_t> column) const {
    static const std::string kEmpty;
    if (!column || *column >= rows_[row].cells.size()) return kEmpty;
    return rows_[row].cells[*column];
}

std::string CsvTable::place(std::size_t row) const {
    return place_ + ':' + std::to_string(rows_[row].line);
}

Result<std::optional<double>> CsvTable::amount(std::size_t row, std::optional<std::size_t> column) const {
    const std::string& text = cell(row, column);
    if (text.empty()) return std::optional<double>();
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
        return Error{place(row), header_[*column] + " is \"" + text.substr(0, 40) + "\", which is no amount",
                     "Write a number that is not negative."};
    return std::optional(value);
}

}  // namespace rackloom::analytics
