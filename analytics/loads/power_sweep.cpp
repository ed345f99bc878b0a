// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_sweep.h"

#include <algorithm>
#include <tuple>

namespace rackloom::analytics {

namespace {

std::tuple<int, double, double> badness(const FailureOutcome& o) {
    return {static_cast<int>(o.grade), o.unserved.si(), o.tightest ? o.tightest->loadShare : 0.0};
}

std::optional<double> firstTrip(const FailureOutcome& outcome) {
    std::optional<double> seconds;
    for (const OverloadedElement& over : outcome.overloaded)
        if (over.stands && (!seconds || over.stands->si() < *seconds)) seconds = over.stands->si();
    return seconds;
}

void noteHeaviest(const FailureSweep& sweep, PowerNodeId failed,
                  std::vector<SweepState::Heaviest>& heaviest) {
    sweep.eachChanged([&](std::size_t v, Power output) {
        if (output.si() > heaviest[v].load) heaviest[v] = {output.si(), failed};
    });
}

}  // namespace

std::size_t SweepState::worstIndex() const {
    const auto it = std::max_element(
        result.outcomes.begin(), result.outcomes.end(),
        [](const FailureOutcome& a, const FailureOutcome& b) { return badness(a) < badness(b); });
    return static_cast<std::size_t>(it - result.outcomes.begin());
}

const FailureOutcome* SweepState::worst() const {
    return result.outcomes.empty() ? nullptr : &result.outcomes[worstIndex()];
}

PowerSweep::Value PowerSweep::compute(const Key&, Query& query) {
    const PowerDrawing& drawing = *query.get<DrawnPower>();
    FailureSweep sweep(drawing.tree);
    SweepState state;
    for (const ElementFlow& f : sweep.normal().elements)
        state.heaviest.push_back({f.output.si(), {}});
    for (const ElementFlow& f : sweep.normal().elements)
        state.live.push_back(f.live);
    state.result = sweepSingles(
        sweep, drawing.tree.elements.size(), [&] { query.poll(); },
        [&](FailedElement failed) { noteHeaviest(sweep, drawing.nodes[failed.element], state.heaviest); });
    state.labels = labelLoads(drawing.tree, sweep.normal(), state.result.worst);
    return state;
}

std::vector<PowerFailureResult> failureResults(const PowerDrawing& drawing, const SweepState& state) {
    std::vector<PowerFailureResult> rows;
    for (std::size_t i = 0; i < state.result.failures.size(); ++i) {
        const FailureOutcome& outcome = state.result.outcomes[i];
        PowerFailureResult row;
        row.failed = drawing.nodes[state.result.failures[i].element];
        row.unserved = outcome.unserved.si();
        row.racksDark = static_cast<std::uint32_t>(outcome.loadsDark);
        for (const OverloadedElement& over : outcome.overloaded)
            row.over.push_back({drawing.nodes[over.element], over.loadShare});
        std::stable_sort(row.over.begin(), row.over.end(),
                         [](const auto& a, const auto& b) { return a.load > b.load; });
        if (outcome.tightest) {
            row.smallestMargin = 1 - outcome.tightest->loadShare;
            row.tightest = drawing.nodes[outcome.tightest->element];
        }
        row.ridesFor = firstTrip(outcome);
        row.severe = outcome.grade >= FailureGrade::BeyondShortTime;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<PowerNodeResult> worstResults(const PowerDrawing& drawing, const SweepState& state) {
    std::vector<PowerNodeResult> rows;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        if (!state.live[v]) continue;
        PowerNodeResult row;
        row.node = drawing.nodes[v];
        row.worstLoad = state.heaviest[v].load;
        row.worstFailure = state.heaviest[v].failed;
        rows.push_back(row);
    }
    return rows;
}

std::vector<RackResult> supplyResults(const Column<RackId, RackSupply>& supplies) {
    std::vector<RackResult> rows;
    for (const auto& [rack, supply] : supplies) {
        RackResult row;
        row.rack = rack;
        row.redundancy = kRedundancyNames[static_cast<std::size_t>(supply.label)];
        row.sharedElement = supply.shared;
        rows.push_back(row);
    }
    return rows;
}

RackSupplies::Value RackSupplies::compute(const Key&, Query& query) {
    const PowerDrawing& drawing = *query.get<DrawnPower>();
    const SweepState& state = *query.get<PowerSweep>();
    Column<RackId, RackSupply> out;
    for (std::size_t i = 0; i < drawing.racks.size(); ++i) {
        const RedundancyLabel& label = state.labels[i];
        const PowerNodeId shared = label.cuts.empty() ? PowerNodeId{} : drawing.nodes[label.cuts.front()];
        out.rows.emplace_back(drawing.racks[i], RackSupply{label.label, shared});
    }
    return out;
}

}  // namespace rackloom::analytics
