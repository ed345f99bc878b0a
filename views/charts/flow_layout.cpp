// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/flow_layout.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace rackloom::views {

namespace {

using analytics::Chart;
using analytics::ChartFlow;

constexpr double kNodeWidth = 10, kGap = 8, kLine = 17, kLeastHeight = 240;

struct Column {
    std::vector<std::size_t> nodes;  // from top to bottom
};

std::vector<Column> columnsOf(const Chart& chart) {
    std::map<int, Column> byLayer;
    for (std::size_t i = 0; i < chart.nodes.size(); ++i)
        byLayer[chart.nodes[i].layer].nodes.push_back(i);
    std::vector<Column> out;
    for (auto& [layer, column] : byLayer)
        out.push_back(std::move(column));
    return out;
}

std::vector<double> throughput(const Chart& chart) {
    std::vector<double> in(chart.nodes.size()), out(chart.nodes.size());
    for (const ChartFlow& f : chart.flows) {
        out[f.from] += std::max(0.0, f.value);
        in[f.to] += std::max(0.0, f.value);
    }
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = std::max(in[i], out[i]);
    return in;
}

/// Each node near the middle of what it is joined to: a few sweeps leave few crossings.
void untangle(const Chart& chart, std::vector<Column>& columns) {
    std::vector<double> place(chart.nodes.size());
    const auto number = [&](const Column& column) {
        for (std::size_t i = 0; i < column.nodes.size(); ++i)
            place[column.nodes[i]] =
                (static_cast<double>(i) + 0.5) / static_cast<double>(column.nodes.size());
    };
    std::for_each(columns.begin(), columns.end(), number);
    const auto settle = [&](Column& column, bool byInflow) {
        std::map<std::size_t, std::pair<double, double>> pull;
        for (const ChartFlow& f : chart.flows) {
            auto& [sum, weight] = pull[byInflow ? f.to : f.from];
            // Losses leave downwards, so that the useful stream runs along the top.
            const double target = f.loss && !byInflow ? 1.0 : place[byInflow ? f.from : f.to];
            sum += f.value * (f.loss && byInflow ? 1.0 + target : target);
            weight += f.value;
        }
        std::stable_sort(column.nodes.begin(), column.nodes.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t n) {
                const auto it = pull.find(n);
                return it == pull.end() || it->second.second <= 0 ? place[n]
                                                                  : it->second.first / it->second.second;
            };
            return key(a) < key(b);
        });
        number(column);
    };
    for (int sweep = 0; sweep < 3; ++sweep) {
        for (std::size_t c = 1; c < columns.size(); ++c)
            settle(columns[c], true);
        for (std::size_t c = columns.size() - 1; c-- > 1;)
            settle(columns[c], false);
    }
}

/// The largest scale at which every column fits with its gaps and lines of text.
double scaleFor(const std::vector<Column>& columns, const std::vector<double>& through, double height) {
    double low = 0, high = 0;
    const double total = std::accumulate(through.begin(), through.end(), 0.0);
    if (total > 0) high = height * static_cast<double>(through.size() + 1) / total * 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        const bool fits = std::all_of(columns.begin(), columns.end(), [&](const Column& column) {
            double used = -kGap;
            for (const std::size_t n : column.nodes)
                used += std::max(kLine, through[n] * middle) + kGap;
            return used <= height;
        });
        (fits ? low : high) = middle;
    }
    return low;
}

void placeColumn(const Column& column, const std::vector<double>& through, const QRectF& area, double x,
                 double labelWidth, bool last, FlowLayout& out) {
    double used = -kGap;
    for (const std::size_t n : column.nodes)
        used += std::max(kLine, through[n] * out.scale) + kGap;
    double y = area.top() + std::max(0.0, (area.height() - used) / 2);
    for (const std::size_t n : column.nodes) {
        const double height = std::max(1.0, through[n] * out.scale), slot = std::max(kLine, height);
        out.nodes[n] = QRectF(x, y + (slot - height) / 2, kNodeWidth, height);
        out.labels[n] = QRectF(x + kNodeWidth + 5, y + slot / 2 - kLine / 2,
                               last ? area.right() - x - kNodeWidth - 5 : labelWidth, kLine);
        y += slot + kGap;
    }
}

void placeRibbons(const Chart& chart, FlowLayout& out) {
    // At each node the ribbons leave and arrive in the order of their other ends.
    std::vector<std::size_t> order(chart.flows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> leave(chart.nodes.size()), arrive(chart.nodes.size());
    out.ribbons.resize(chart.flows.size());
    const auto middle = [&](std::size_t node) { return out.nodes[node].center().y(); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return middle(chart.flows[a].to) < middle(chart.flows[b].to);
    });
    for (const std::size_t i : order) {
        const ChartFlow& f = chart.flows[i];
        out.ribbons[i].thickness = std::max(0.0, f.value) * out.scale;
        out.ribbons[i].fromTop = out.nodes[f.from].top() + leave[f.from];
        leave[f.from] += out.ribbons[i].thickness;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return middle(chart.flows[a].from) < middle(chart.flows[b].from);
    });
    for (const std::size_t i : order) {
        const ChartFlow& f = chart.flows[i];
        out.ribbons[i].toTop = out.nodes[f.to].top() + arrive[f.to];
        arrive[f.to] += out.ribbons[i].thickness;
    }
}

}  // namespace

FlowLayout layoutFlows(const Chart& chart, const QRectF& area) {
    FlowLayout out;
    out.nodes.resize(chart.nodes.size());
    out.labels.resize(chart.nodes.size());
    std::vector<Column> columns = columnsOf(chart);
    if (columns.empty()) return out;
    untangle(chart, columns);
    const std::vector<double> through = throughput(chart);
    out.scale = scaleFor(columns, through, area.height());
    // The last column's names stand in a margin of their own.
    const double pitch = area.width() / static_cast<double>(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
        placeColumn(columns[c], through, area, area.left() + pitch * static_cast<double>(c),
                    pitch - kNodeWidth - 14, c + 1 == columns.size(), out);
    placeRibbons(chart, out);
    return out;
}

double flowLayoutHeight(const Chart& chart) {
    std::size_t most = 0;
    for (const Column& column : columnsOf(chart))
        most = std::max(most, column.nodes.size());
    return std::max(kLeastHeight, static_cast<double>(most) * (kLine + kGap) * 1.5);
}

}  // namespace rackloom::views
