// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study_power.h"

#include "analytics/loads/power_drawing.h"

#include "analytics/power/failure_sweep.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

double fullness(const PowerLoss::Carried& c) {
    return c.limit && *c.limit > 0 ? c.after / *c.limit : 0;
}

}  // namespace

PowerLoss powerLossOf(Memo& memo, const std::vector<PowerNodeId>& nodes) {
    const PowerDrawing& drawing = *memo.demand<DrawnPower>(NoKey{});
    PowerLoss out;
    std::vector<FailedElement> failed;
    for (const PowerNodeId node : nodes)
        if (const auto element = drawing.indexOf(node)) failed.push_back({*element, false});
    if (failed.empty()) return out;
    FailureSweep sweep(drawing.tree);
    const FailureOutcome outcome = sweep.fail(failed);
    out.unserved = outcome.unserved.si();
    out.equipmentDark = outcome.equipmentDark.si();
    for (const std::size_t i : outcome.darkLoads)
        out.racksDark.push_back(drawing.racks[i]);
    for (const std::size_t v : outcome.darkElements)
        out.deadElements.push_back(drawing.nodes[v]);
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const double before = sweep.normal().elements[v].output.si(), after = sweep.outputAfter(v).si();
        if (after <= before) continue;
        const auto& limit = drawing.tree.elements[v].limit;
        out.carried.push_back(
            {drawing.nodes[v], before, after, limit ? std::optional(limit->si()) : std::nullopt});
    }
    std::stable_sort(out.carried.begin(), out.carried.end(),
                     [](const auto& a, const auto& b) { return fullness(a) > fullness(b); });
    out.ridesFor = firstTrip(drawing.tree, outcome);
    return out;
}

std::optional<double> firstTrip(const PowerTree& tree, const FailureOutcome& outcome) {
    std::optional<double> first;
    for (const OverloadedElement& over : outcome.overloaded) {
        const auto& curve = tree.elements[over.element].overload;
        if (!curve || tree.overload[*curve].empty()) return std::nullopt;
        // Over its limit for hours but not over its rating it stands for good.
        if (over.stands && (!first || over.stands->si() < *first)) first = over.stands->si();
    }
    return first;
}

}  // namespace rackloom::analytics
