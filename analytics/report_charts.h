// SPDX-License-Identifier: GPL-3.0-or-later
// A chart as a table: the same rows beneath the drawing, in comma-separated values and on the command line,
// so that nothing that is drawn can only be seen. Numbers stay in SI. Knows no pixel and no verb.
#pragma once

#include "analytics/chart.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct ChartTable {
    struct Column {
        std::string title;
        std::string_view unit;  ///< SI unit of its numbers
        bool numeric = false;
    };
    struct Cell {
        std::string text;
        std::optional<double> value;
    };
    struct Row {
        std::vector<Cell> cells;  ///< as many as columns
        std::string object;       ///< key of what the row is about, or empty
        bool bad = false;         ///< beyond a limit, or a loss
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// Everything the chart says except its notes; no rows when it is empty.
ChartTable chartTable(const ChartInfo&, const Chart&);

/// "12.3 kW", a word, or nothing where there is no value.
std::string cellText(const ChartTable::Column&, const ChartTable::Cell&, int digits = 4);

/// Comma-separated values (RFC 4180) with a header line; units stand in the header.
std::string chartCsv(const ChartTable&);

/// "power" of "power.losses_flow".
std::string_view chartFamily(std::string_view id);

}  // namespace rackloom::analytics
