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
constexpr double kBesideLabel = kNodeWidth + 14;  // of a column's width

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

/// What the widest text of each column asks for.
template <class Width>
std::vector<double> asked(const std::vector<Column>& columns, const std::vector<FlowText>& texts,
                          const Width& width) {
    std::vector<double> out;
    for (const Column& column : columns) {
        double most = 0;
        for (const std::size_t n : column.nodes)
            most = std::max(most, width(texts[n]));
        out.push_back(most + kBesideLabel);
    }
    return out;
}

/// The widths, none beyond `wanted`, that share `room` so that the narrow keep theirs and the wide are cut
/// alike.
std::vector<double> levelled(const std::vector<double>& wanted, double room) {
    double low = 0, high = *std::max_element(wanted.begin(), wanted.end());
    const auto used = [&](double level) {
        double sum = 0;
        for (const double w : wanted)
            sum += std::min(w, level);
        return sum;
    };
    if (used(high) <= room) return wanted;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (used(middle) <= room ? low : high) = middle;
    }
    std::vector<double> out;
    for (const double w : wanted)
        out.push_back(std::min(w, low));
    return out;
}

/// The least width at which the name takes no more lines than this.
double widthFor(const FlowText& text, int lines) {
    const double whole = text.nameWidth();
    if (lines < 2 || text.words.empty()) return whole;
    double low = *std::max_element(text.words.begin(), text.words.end()), high = whole;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (text.linesAt(middle) <= lines ? high : low) = middle;
    }
    return high;
}

/// Widths of the columns: first room for names on three lines above their amounts, then on two and one, then
/// for both side by side; the rest in equal parts.
std::vector<double> columnWidths(const std::vector<Column>& columns, const std::vector<FlowText>& texts,
                                 double width) {
    const auto count = static_cast<double>(columns.size());
    if (texts.empty()) return std::vector<double>(columns.size(), width / count);
    std::vector<double> out(columns.size(), 0);
    double room = width;
    for (int lines = kMostNameLines; lines >= 0; --lines) {
        const std::vector<double> wish = asked(columns, texts, [lines](const FlowText& t) {
            return lines == 0 ? t.oneLine() : std::max(t.amount, widthFor(t, lines));
        });
        std::vector<double> more;
        for (std::size_t c = 0; c < out.size(); ++c)
            more.push_back(std::max(0.0, wish[c] - out[c]));
        more = levelled(more, room);
        for (std::size_t c = 0; c < out.size(); ++c)
            out[c] += more[c];
        room = width - std::accumulate(out.begin(), out.end(), 0.0);
    }
    for (double& w : out)
        w += room / count;
    return out;
}

/// Height that the label of each node asks for.
using LabelHeights = std::vector<double>;

/// The largest scale at which every column fits with its gaps and labels.
double scaleFor(const std::vector<Column>& columns, const std::vector<double>& through,
                const LabelHeights& labels, double height) {
    double low = 0, high = 0;
    const double total = std::accumulate(through.begin(), through.end(), 0.0);
    if (total > 0) high = height * static_cast<double>(through.size() + 1) / total * 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        const bool fits = std::all_of(columns.begin(), columns.end(), [&](const Column& column) {
            double used = -kGap;
            for (const std::size_t n : column.nodes)
                used += std::max(labels[n], through[n] * middle) + kGap;
            return used <= height;
        });
        (fits ? low : high) = middle;
    }
    return low;
}

void placeColumn(const Column& column, const std::vector<double>& through, const LabelHeights& labels,
                 const QRectF& area, double labelWidth, FlowLayout& out) {
    double used = -kGap;
    for (const std::size_t n : column.nodes)
        used += std::max(labels[n], through[n] * out.scale) + kGap;
    double y = area.top() + std::max(0.0, (area.height() - used) / 2);
    for (const std::size_t n : column.nodes) {
        const double height = std::max(1.0, through[n] * out.scale), slot = std::max(labels[n], height);
        out.nodes[n] = QRectF(area.left(), y + (slot - height) / 2, kNodeWidth, height);
        out.labels[n] =
            QRectF(area.left() + kNodeWidth + 5, y + slot / 2 - labels[n] / 2, labelWidth, labels[n]);
        y += slot + kGap;
    }
}

/// Lines of name for what is too wide for its column, the amount below, while the column still fits.
std::vector<int> nameLines(const std::vector<Column>& columns, const std::vector<FlowText>& texts,
                           const std::vector<double>& widths, double height, std::size_t nodes) {
    std::vector<int> lines(nodes, 0);
    for (std::size_t c = 0; c < columns.size() && !texts.empty(); ++c) {
        const double wide = widths[c] - kBesideLabel + 1;
        double used = static_cast<double>(columns[c].nodes.size()) * (kLine + kGap) - kGap;
        for (const std::size_t n : columns[c].nodes) {
            if (texts[n].oneLine() <= wide) continue;
            int wanted = std::min(texts[n].linesAt(wide), kMostNameLines);
            while (wanted > 0 && used + wanted * kLine > height)
                --wanted;
            lines[n] = wanted;
            used += wanted * kLine;
        }
    }
    return lines;
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

double FlowText::nameWidth() const {
    if (words.empty()) return 0;
    return std::accumulate(words.begin(), words.end(), 0.0) + space * static_cast<double>(words.size() - 1);
}

int FlowText::linesAt(double width) const {
    int lines = words.empty() ? 0 : 1;
    double used = 0;
    for (const double word : words) {
        if (used > 0 && used + space + word > width + 1e-6) {
            ++lines;
            used = word;
        } else {
            used += (used > 0 ? space : 0) + word;
        }
    }
    return lines;
}

FlowLayout layoutFlows(const Chart& chart, const QRectF& area, const std::vector<FlowText>& texts) {
    FlowLayout out;
    out.nodes.resize(chart.nodes.size());
    out.labels.resize(chart.nodes.size());
    out.nameLines.resize(chart.nodes.size());
    std::vector<Column> columns = columnsOf(chart);
    if (columns.empty()) return out;
    untangle(chart, columns);
    const std::vector<double> through = throughput(chart);
    const std::vector<double> widths = columnWidths(columns, texts, area.width());
    out.nameLines = nameLines(columns, texts, widths, area.height(), chart.nodes.size());
    LabelHeights labels;
    for (const int lines : out.nameLines)
        labels.push_back(kLine * (lines + 1));
    out.scale = scaleFor(columns, through, labels, area.height());
    double x = area.left();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double wide = widths[c] - (c + 1 == columns.size() ? kNodeWidth + 5 : kBesideLabel);
        placeColumn(columns[c], through, labels, QRectF(x, area.top(), widths[c], area.height()),
                    std::max(0.0, wide), out);
        x += widths[c];
    }
    placeRibbons(chart, out);
    return out;
}

double flowLayoutHeight(const Chart& chart) {
    std::size_t most = 0;
    for (const Column& column : columnsOf(chart))
        most = std::max(most, column.nodes.size());
    return std::max(kLeastHeight, static_cast<double>(most) * (2 * kLine + kGap));
}

}  // namespace rackloom::views
