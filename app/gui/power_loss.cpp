// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/power_loss.h"

#include "analytics/engine/memo.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/power/failure_sweep.h"

#include <algorithm>

namespace rackloom::app {

views::AssumedFailure lossOf(const model::SnapshotPtr& design, std::vector<PowerNodeId> failed) {
    analytics::Memo memo;
    memo.advance(design);
    const analytics::PowerDrawing& drawing = *memo.demand<analytics::DrawnPower>(analytics::NoKey{});
    views::AssumedFailure out;
    std::vector<analytics::FailedElement> elements;
    for (const PowerNodeId id : failed)
        if (const auto i = drawing.indexOf(id)) {
            elements.push_back({*i, false});
            out.failed.push_back(id);
        }
    std::sort(out.failed.begin(), out.failed.end());
    if (elements.empty()) return out;
    analytics::FailureSweep sweep(drawing.tree);
    const analytics::FailureOutcome outcome = sweep.fail(elements);
    out.unserved = outcome.unserved.si();
    for (const std::size_t i : outcome.darkLoads)
        out.darkRacks.push_back(drawing.racks[i]);
    for (const std::size_t v : outcome.darkElements)
        out.dark.push_back(drawing.nodes[v]);
    std::sort(out.dark.begin(), out.dark.end());
    std::vector<std::pair<double, PowerNodeId>> over;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const double load = sweep.outputAfter(v).si();
        out.loads[drawing.nodes[v]] = load;
        const auto& limit = drawing.tree.elements[v].limit;
        if (limit && limit->si() > 0 && load > limit->si())
            over.emplace_back(-load / limit->si(), drawing.nodes[v]);
    }
    std::sort(over.begin(), over.end());
    for (const auto& [share, node] : over)
        out.over.push_back(node);
    return out;
}

}  // namespace rackloom::app
