// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_charts.h"

#include "analytics/report_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rackloom::analytics {

namespace {

using Cell = ChartTable::Cell;
using Row = ChartTable::Row;

Cell word(std::string_view text) {
    return {std::string(text), std::nullopt};
}
Cell number(std::optional<double> value) {
    return {{}, value};
}

ChartTable::Column wordColumn(std::string_view title) {
    return {std::string(title), {}, false};
}
ChartTable::Column numberColumn(std::string_view title, std::string_view unit, std::string_view otherwise) {
    return {std::string(title.empty() ? otherwise : title), unit, true};
}

std::string objectAt(const std::vector<std::string>& keys, std::size_t i) {
    return i < keys.size() ? keys[i] : std::string();
}

/// Only columns that say something: most curves have no band and no names.
void addCurves(ChartTable& table, const ChartInfo& info, const Chart& chart) {
    bool bands = false, names = false;
    for (const ChartSeries& s : chart.series) {
        bands = bands || !s.low.empty() || !s.high.empty();
        names = names || std::any_of(s.data.begin(), s.data.end(),
                                     [](const ChartPoint& p) { return !p.label.empty(); });
    }
    table.columns = {wordColumn("Series"), numberColumn(info.x.label, info.x.unit, "x"),
                     numberColumn(info.y.label, info.y.unit, "y")};
    if (bands) {
        table.columns.push_back(numberColumn("Low", info.y.unit, {}));
        table.columns.push_back(numberColumn("High", info.y.unit, {}));
    }
    if (names) table.columns.push_back(wordColumn("Point"));
    const auto add = [&](std::string_view series, std::optional<double> x, std::optional<double> y,
                         std::optional<double> low, std::optional<double> high, std::string_view name) {
        Row row{{word(series), number(x), number(y)}, {}, false};
        if (bands) row.cells.insert(row.cells.end(), {number(low), number(high)});
        if (names) row.cells.push_back(word(name));
        table.rows.push_back(std::move(row));
    };
    for (const ChartSeries& s : chart.series)
        for (std::size_t i = 0; i < s.data.size(); ++i) {
            const auto of = [&](const std::vector<double>& band) {
                return i < band.size() ? std::optional(band[i]) : std::nullopt;
            };
            add(s.name, s.data[i].x, s.data[i].y, of(s.low), of(s.high), s.data[i].label);
        }
    for (const ChartMark& mark : chart.marks)
        add(mark.label, mark.x, mark.y, std::nullopt, std::nullopt, {});
}

void addBars(ChartTable& table, const ChartInfo& info, const Chart& chart) {
    const bool limits =
        std::any_of(chart.bars.begin(), chart.bars.end(), [](const ChartBar& b) { return b.limit; });
    table.columns = {wordColumn(info.x.label.empty() ? "What" : info.x.label),
                     numberColumn(info.y.label, info.y.unit, "Value")};
    if (limits) table.columns.push_back(numberColumn("Limit", info.y.unit, {}));
    for (const ChartBar& bar : chart.bars) {
        Row row{{word(bar.label), number(bar.value)}, bar.object, bar.limit && bar.value > *bar.limit};
        if (limits) row.cells.push_back(number(bar.limit));
        table.rows.push_back(std::move(row));
    }
}

void addCells(ChartTable& table, const ChartInfo& info, const Chart& chart) {
    table.columns = {wordColumn(info.x.label.empty() ? "Row" : info.x.label), wordColumn("Column"),
                     numberColumn(info.y.label, info.y.unit, "Value")};
    for (const ChartCell& cell : chart.cells) {
        std::string object = objectAt(chart.rowObjects, cell.row);
        if (object.empty()) object = objectAt(chart.columnObjects, cell.column);
        table.rows.push_back(
            {{word(chart.rows[cell.row]), word(chart.columns[cell.column]), number(cell.value)},
             std::move(object),
             cell.bad});
    }
}

void addFlows(ChartTable& table, const ChartInfo& info, const Chart& chart) {
    table.columns = {wordColumn("From"), wordColumn("To"), numberColumn(info.y.label, info.y.unit, "Flow")};
    for (const ChartFlow& flow : chart.flows) {
        const ChartNode &from = chart.nodes[flow.from], &to = chart.nodes[flow.to];
        table.rows.push_back({{word(from.label), word(to.label), number(flow.value)},
                              to.object.empty() ? from.object : to.object,
                              flow.loss});
    }
}

std::string quoted(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

std::string plainNumber(double value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

}  // namespace

ChartTable chartTable(const ChartInfo& info, const Chart& chart) {
    ChartTable table;
    switch (info.kind) {
    case ChartKind::Curves:
        addCurves(table, info, chart);
        break;
    case ChartKind::Waterfall:
    case ChartKind::Bars:
        addBars(table, info, chart);
        break;
    case ChartKind::HeatMap:
        addCells(table, info, chart);
        break;
    case ChartKind::Flows:
        addFlows(table, info, chart);
        break;
    }
    return table;
}

std::string cellText(const ChartTable::Column& column, const ChartTable::Cell& cell, int digits) {
    return cell.value ? quantityText(*cell.value, column.unit, digits) : cell.text;
}

std::string chartCsv(const ChartTable& table) {
    std::string out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ChartTable::Column& column = table.columns[i];
        const bool bare = column.unit.empty() || column.unit == "1";
        const std::string title = bare ? column.title : column.title + " (" + std::string(column.unit) + ")";
        out += (i > 0 ? "," : "") + quoted(title);
    }
    out += "\n";
    for (const ChartTable::Row& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const ChartTable::Cell& cell = row.cells[i];
            out += (i > 0 ? "," : "") + (cell.value ? plainNumber(*cell.value) : quoted(cell.text));
        }
        out += "\n";
    }
    return out;
}

std::string_view chartFamily(std::string_view id) {
    return id.substr(0, std::min(id.find('.'), id.size()));
}

}  // namespace rackloom::analytics
