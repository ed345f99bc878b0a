// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chart_json.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

namespace {

using analytics::Chart;
using analytics::ChartKind;

Json axisJson(const analytics::ChartAxis& axis) {
    Json json{{"label", axis.label}, {"unit", axis.unit}};
    if (axis.logarithmic) json["logarithmic"] = true;
    return json;
}

Json seriesJson(const analytics::ChartSeries& series) {
    Json data = Json::array();
    for (std::size_t i = 0; i < series.data.size(); ++i) {
        const analytics::ChartPoint& p = series.data[i];
        Json point{{"x", jsonNumber(p.x)}, {"y", jsonNumber(p.y)}};
        if (i < series.low.size()) point["low"] = jsonNumber(series.low[i]);
        if (i < series.high.size()) point["high"] = jsonNumber(series.high[i]);
        if (!p.label.empty()) point["label"] = p.label;
        data.push_back(std::move(point));
    }
    return {{"name", series.name}, {"points", series.points}, {"data", std::move(data)}};
}

void addCurves(Json& json, const Chart& chart) {
    json["series"] = Json::array();
    for (const analytics::ChartSeries& series : chart.series)
        json["series"].push_back(seriesJson(series));
    json["marks"] = Json::array();
    for (const analytics::ChartMark& mark : chart.marks) {
        Json m{{"label", mark.label}};
        if (mark.x) m["x"] = jsonNumber(*mark.x);
        if (mark.y) m["y"] = jsonNumber(*mark.y);
        json["marks"].push_back(std::move(m));
    }
}

void addBars(Json& json, const Chart& chart) {
    json["bars"] = Json::array();
    for (const analytics::ChartBar& bar : chart.bars) {
        Json b{{"label", bar.label}, {"value", jsonNumber(bar.value)}};
        if (bar.limit) b["limit"] = jsonNumber(*bar.limit);
        if (bar.total) b["total"] = true;
        if (!bar.object.empty()) b["object"] = bar.object;
        json["bars"].push_back(std::move(b));
    }
}

void addCells(Json& json, const Chart& chart) {
    json["rows"] = chart.rows;
    json["columns"] = chart.columns;
    if (!chart.rowObjects.empty()) json["row_objects"] = chart.rowObjects;
    if (!chart.columnObjects.empty()) json["column_objects"] = chart.columnObjects;
    json["cells"] = Json::array();
    for (const analytics::ChartCell& cell : chart.cells)
        json["cells"].push_back({{"row", cell.row},
                                 {"column", cell.column},
                                 {"value", jsonNumber(cell.value)},
                                 {"bad", cell.bad}});
}

void addFlows(Json& json, const Chart& chart) {
    json["nodes"] = Json::array();
    for (const analytics::ChartNode& node : chart.nodes) {
        Json n{{"label", node.label}, {"layer", node.layer}};
        if (!node.object.empty()) n["object"] = node.object;
        json["nodes"].push_back(std::move(n));
    }
    json["flows"] = Json::array();
    for (const analytics::ChartFlow& flow : chart.flows)
        json["flows"].push_back(
            {{"from", flow.from}, {"to", flow.to}, {"value", jsonNumber(flow.value)}, {"loss", flow.loss}});
}

}  // namespace

Json chartJson(const analytics::ChartInfo& info, const Chart& chart) {
    Json json{{"id", info.id},
              {"title", info.title},
              {"kind", analytics::kChartKindNames[static_cast<std::size_t>(info.kind)]},
              {"sentence", info.sentence},
              {"x", axisJson(info.x)},
              {"y", axisJson(info.y)}};
    if (chart.empty())
        json["unknown"] = chart.unknownReason;
    else if (info.kind == ChartKind::Curves)
        addCurves(json, chart);
    else if (info.kind == ChartKind::HeatMap)
        addCells(json, chart);
    else if (info.kind == ChartKind::Flows)
        addFlows(json, chart);
    else
        addBars(json, chart);
    json["notes"] = chart.notes;
    json["source"] = info.source;
    return json;
}

}  // namespace rackloom::app
