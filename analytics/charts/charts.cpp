// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/charts/charts.h"

#include "analytics/engine/node_store.h"

#include <cmath>
#include <exception>
#include <stdexcept>

namespace rackloom::analytics {

// Each in a folder of its own, with a list of its charts.
std::vector<ChartMaker> powerCharts();
std::vector<ChartMaker> coolingCharts();
std::vector<ChartMaker> economicsCharts();
std::vector<ChartMaker> reliabilityCharts();

namespace {

void require(bool good) {
    if (!good) throw std::domain_error("a number in it is not finite");
}

void requireNumbers(const Chart& chart) {
    for (const ChartSeries& series : chart.series) {
        for (const ChartPoint& p : series.data)
            require(std::isfinite(p.x) && std::isfinite(p.y));
        for (const std::vector<double>* band : {&series.low, &series.high}) {
            require(band->empty() || band->size() == series.data.size());
            for (const double v : *band)
                require(std::isfinite(v));
        }
    }
    for (const ChartBar& bar : chart.bars)
        require(std::isfinite(bar.value) && std::isfinite(bar.limit.value_or(0)));
    for (const ChartCell& cell : chart.cells)
        require(std::isfinite(cell.value) && cell.row < chart.rows.size() &&
                cell.column < chart.columns.size());
    for (const ChartFlow& flow : chart.flows)
        require(std::isfinite(flow.value) && flow.from < chart.nodes.size() && flow.to < chart.nodes.size());
}

}  // namespace

Chart noChart(std::string reason) {
    Chart chart;
    chart.unknownReason = std::move(reason);
    return chart;
}

const std::vector<ChartMaker>& chartMakers() {
    static const std::vector<ChartMaker> kAll = [] {
        std::vector<ChartMaker> all;
        for (const auto family : {powerCharts, coolingCharts, economicsCharts, reliabilityCharts})
            for (const ChartMaker& maker : family())
                all.push_back(maker);
        return all;
    }();
    return kAll;
}

ChartRun::Value ChartRun::compute(const Key& maker, Query& query) {
    Chart chart;
    try {
        chart = maker->make(query);
        requireNumbers(chart);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& e) {
        chart = noChart(e.what());
    } catch (...) {
        chart = noChart("an exception without a text");
    }
    chart.id = maker->info.id;
    return chart;
}

std::string keyText(const ChartMaker* maker) {
    return std::string(maker->info.id);
}

const std::vector<ChartInfo>& chartInfos() {
    static const std::vector<ChartInfo> kAll = [] {
        std::vector<ChartInfo> infos;
        for (const ChartMaker& maker : chartMakers())
            infos.push_back(maker.info);
        return infos;
    }();
    return kAll;
}

const ChartInfo* chartInfo(std::string_view id) {
    for (const ChartInfo& info : chartInfos())
        if (info.id == id) return &info;
    return nullptr;
}

template const ChartRun::Value& Query::get<ChartRun>(const ChartRun::Key&);

}  // namespace rackloom::analytics
