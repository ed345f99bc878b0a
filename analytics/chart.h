// SPDX-License-Identifier: GPL-3.0-or-later
// Chart: the data of one drawing about a design (curves, a waterfall, a heat map, flows, bars), without any
// colour or pixel. Views, reports and the command line draw or print the same value. Numbers are SI; a chart
// that cannot be made says why. Must not know who draws it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

enum class ChartKind {
    Curves,     ///< series over a number: lines, or single points with names
    Waterfall,  ///< bars that add up from the first to the last
    Bars,       ///< one bar a row, against an optional limit
    HeatMap,    ///< rows × columns, a number in each cell
    Flows       ///< a Sankey: nodes from left to right and flows between them
};
inline constexpr std::string_view kChartKindNames[] = {"curves", "waterfall", "bars", "heat_map", "flows"};

struct ChartAxis {
    std::string_view label, unit;  ///< SI unit as for metrics
    bool logarithmic = false;
};

/// What a chart is, independent of any design. Texts are whole sentences in plain English.
struct ChartInfo {
    std::string_view id;     ///< "power.losses_flow": stable
    std::string_view title;  ///< "Where the power goes"
    ChartKind kind = ChartKind::Curves;
    ChartAxis x, y;  ///< y is also the unit of bars, cells and flows
    std::string_view sentence, source;
};

struct ChartPoint {
    double x = 0, y = 0;
    std::string label;  ///< of a single point; mostly empty
    friend bool operator==(const ChartPoint&, const ChartPoint&) = default;
};

struct ChartSeries {
    std::string name;
    bool points = false;  ///< single points instead of a line
    std::vector<ChartPoint> data;
    std::vector<double> low, high;  ///< a band around the line, one for each point; empty = none
    friend bool operator==(const ChartSeries&, const ChartSeries&) = default;
};

/// A vertical or horizontal line with a name: an optimum, a limit.
struct ChartMark {
    std::string label;
    std::optional<double> x, y;  ///< one of both
    friend bool operator==(const ChartMark&, const ChartMark&) = default;
};

/// A bar or a step of a waterfall. `object` is an ObjectRef key ("power_node:4"), or empty.
struct ChartBar {
    std::string label, object;
    double value = 0;
    std::optional<double> limit;
    bool total = false;  ///< a waterfall's bar that stands on the ground
    friend bool operator==(const ChartBar&, const ChartBar&) = default;
};

struct ChartCell {
    std::uint32_t row = 0, column = 0;
    double value = 0;
    bool bad = false;  ///< beyond a limit
    friend bool operator==(const ChartCell&, const ChartCell&) = default;
};

struct ChartNode {
    std::string label, object;
    int layer = 0;  ///< from left to right
    friend bool operator==(const ChartNode&, const ChartNode&) = default;
};

struct ChartFlow {
    std::uint32_t from = 0, to = 0;  ///< indices of nodes
    double value = 0;
    bool loss = false;
    friend bool operator==(const ChartFlow&, const ChartFlow&) = default;
};

struct Chart {
    std::string_view id;
    std::string unknownReason;  ///< why there is nothing to draw; empty when there is
    std::vector<ChartSeries> series;
    std::vector<ChartMark> marks;
    std::vector<ChartBar> bars;
    std::vector<std::string> rows, columns;              ///< of a heat map
    std::vector<std::string> rowObjects, columnObjects;  ///< keys, or empty
    std::vector<ChartCell> cells;                        ///< only those that say something
    std::vector<ChartNode> nodes;
    std::vector<ChartFlow> flows;
    std::vector<std::string> notes;  ///< limits of validity, what is left out

    bool empty() const { return !unknownReason.empty(); }
    friend bool operator==(const Chart&, const Chart&) = default;
};

/// The list that gives meaning to the ids.
const std::vector<ChartInfo>& chartInfos();
const ChartInfo* chartInfo(std::string_view id);

}  // namespace rackloom::analytics
