// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of comma-separated values with a header (RFC 4180), read by the names of their columns. Made for
// files of others: sizes are bounded, and whatever is wrong is told with its line.
// Must not know what the columns mean.
#pragma once

#include "model/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct CsvLimits {
    std::size_t bytes = std::size_t{64} << 20, rows = 1000000, columns = 256, cell = 65536;
};

class CsvTable {
public:
    /// `place` names the file in errors.
    static Result<CsvTable> read(std::string_view text, const std::string& place, const CsvLimits& = {});

    std::size_t size() const { return rows_.size(); }
    std::optional<std::size_t> column(std::string_view name) const;
    /// The error names the columns that are missing and those that are there.
    Result<void> require(const std::vector<std::string_view>& names) const;
    /// A cell, empty where the row is shorter or the column is absent.
    const std::string& cell(std::size_t row, std::optional<std::size_t> column) const;
    /// "file:12".
    std::string place(std::size_t row) const;
    /// A number that is finite and not negative; nothing for an empty cell.
    Result<std::optional<double>> amount(std::size_t row, std::optional<std::size_t> column) const;

private:
    struct Row {
        std::vector<std::string> cells;
        std::size_t line = 0;
    };
    std::string place_;
    std::vector<std::string> header_;
    std::vector<Row> rows_;
};

}  // namespace rackloom::analytics
