// SPDX-License-Identifier: GPL-3.0-or-later
// The fullest elements: the largest load after any single failure, against what they may carry for hours.
#include "analytics/charts/chart_maker.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_sweep.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

constexpr std::size_t kBars = 40;

Chart make(Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepState& sweep = *q.get<PowerSweep>();
    std::vector<std::size_t> limited;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v)
        if (const auto& limit = drawing.tree.elements[v].limit; limit && limit->si() > 0)
            limited.push_back(v);
    if (limited.empty()) return noChart("no element of the power tree has a known limit");
    const auto share = [&](std::size_t v) {
        return sweep.heaviest[v].load / drawing.tree.elements[v].limit->si();
    };
    std::stable_sort(limited.begin(), limited.end(),
                     [&](std::size_t a, std::size_t b) { return share(a) > share(b); });
    Chart chart;
    if (limited.size() > kBars)
        chart.notes.push_back("The fullest " + std::to_string(kBars) + " of " +
                              std::to_string(limited.size()) + " elements are shown.");
    limited.resize(std::min(limited.size(), kBars));
    for (const std::size_t v : limited) {
        ChartBar bar;
        bar.label = powerNodeName(q, drawing.nodes[v]);
        if (sweep.heaviest[v].failed.isValid())
            bar.label += " without " + powerNodeName(q, sweep.heaviest[v].failed);
        bar.object = ObjectRef{ObjectRef::Kind::PowerNode, drawing.nodes[v].value}.key();
        bar.value = sweep.heaviest[v].load;
        bar.limit = drawing.tree.elements[v].limit->si();
        chart.bars.push_back(std::move(bar));
    }
    return chart;
}

}  // namespace

ChartMaker marginsChart() {
    return {{.id = "power.margins",
             .title = "Margins after the worst failure",
             .kind = ChartKind::Bars,
             .x = {},
             .y = {"Load", "W"},
             .sentence = "What each element carries at most over all single failures, against its limit.",
             .source = "Facility reference A2 and A5."},
            make};
}

}  // namespace rackloom::analytics
