// SPDX-License-Identifier: GPL-3.0-or-later
// What each single failure does to each element: load as a share of the limit. The worst failures and the
// elements they hit hardest, so that a large site stays readable.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace rackloom::analytics {

namespace {

constexpr std::size_t kRows = 40, kColumns = 30;

std::string keyOf(PowerNodeId id) {
    return ObjectRef{ObjectRef::Kind::PowerNode, id.value}.key();
}

/// The first `most` of all indices by falling badness, in a stable order.
template <class Badness>
std::vector<std::size_t> worstOf(std::size_t n, std::size_t most, const Badness& of) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return of(a) > of(b); });
    order.resize(std::min(n, most));
    return order;
}

void addRow(FailureSweep& sweep, const PowerDrawing& drawing, FailedElement failed,
            const std::map<std::size_t, std::uint32_t>& columns, std::uint32_t row, Chart& chart) {
    const FailureOutcome outcome = sweep.fail(failed);
    for (const auto& [v, column] : columns) {
        const bool dark = std::binary_search(outcome.darkElements.begin(), outcome.darkElements.end(), v);
        const PowerElement& e = drawing.tree.elements[v];
        if (dark || !e.limit) continue;
        const double units = failed.oneUnit && failed.element == v ? (e.units - 1.0) / e.units : 1.0;
        const double share = sweep.outputAfter(v) / (*e.limit * units);
        chart.cells.push_back({row, column, share, share > 1 + 1e-9});
    }
}

Chart make(Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepResult& result = q.get<PowerSweep>()->result;
    if (result.failures.empty()) return noChart("no power tree with live elements is drawn");
    const auto rows = worstOf(result.failures.size(), kRows, [&](std::size_t i) {
        const FailureOutcome& o = result.outcomes[i];
        return std::tuple(static_cast<int>(o.grade), o.unserved.si(),
                          o.overloaded.empty() ? 0.0 : o.overloaded.front().loadShare);
    });
    const auto columns = worstOf(result.worst.size(), kColumns,
                                 [&](std::size_t v) { return result.worst[v].loadShare.value_or(-1); });
    Chart chart;
    std::map<std::size_t, std::uint32_t> columnOf;
    for (const std::size_t v : columns) {
        if (!result.worst[v].loadShare) continue;
        columnOf[v] = static_cast<std::uint32_t>(chart.columns.size());
        chart.columns.push_back(powerNodeName(q, drawing.nodes[v]));
        chart.columnObjects.push_back(keyOf(drawing.nodes[v]));
    }
    if (columnOf.empty()) return noChart("no failure changes the load of an element with a known limit");
    FailureSweep sweep(drawing.tree);
    for (const std::size_t i : rows) {
        q.poll();
        const FailureOutcome& o = result.outcomes[i];
        std::string label = "Without " + failedName(q, drawing, result.failures[i].element);
        if (o.loadsDark > 0)
            label += ": " + counted(static_cast<std::size_t>(o.loadsDark), "rack", "racks") + " dark";
        chart.rows.push_back(std::move(label));
        chart.rowObjects.push_back(keyOf(drawing.nodes[result.failures[i].element]));
        addRow(sweep, drawing, result.failures[i], columnOf,
               static_cast<std::uint32_t>(chart.rows.size() - 1), chart);
    }
    if (result.failures.size() > kRows)
        chart.notes.push_back("The worst " + std::to_string(kRows) + " of " +
                              std::to_string(result.failures.size()) + " failures are shown.");
    return chart;
}

}  // namespace

ChartMaker failureMatrixChart() {
    return {{.id = "power.failure_matrix",
             .title = "What each failure does",
             .kind = ChartKind::HeatMap,
             .x = {},
             .y = {"Load, share of the limit", "1"},
             .sentence = "Each row is the loss of one element, each column what another then carries.",
             .source = "Facility reference A5: every element of the tree is lost once."},
            make};
}

}  // namespace rackloom::analytics
