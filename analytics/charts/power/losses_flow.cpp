// SPDX-License-Identifier: GPL-3.0-or-later
// Where power goes between the sources and the devices, and what is lost on each level: a ledger as flows.
// Elements of one type on one level and side are drawn as one.
#include "analytics/charts/chart_maker.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_solve.h"
#include "analytics/power/tree_order.h"
#include "analytics/power/tree_shares.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {

namespace {

struct Ledger {
    Chart chart;
    std::vector<std::uint32_t> groupOf;  ///< node of the chart, by element
    std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, double> flows;

    std::uint32_t node(std::string label, std::string object, int layer) {
        chart.nodes.push_back({std::move(label), std::move(object), layer});
        return static_cast<std::uint32_t>(chart.nodes.size() - 1);
    }
    void flow(std::uint32_t from, std::uint32_t to, double watts, bool loss = false) {
        if (watts > 0) flows[{from, to, loss}] += watts;
    }
};

/// Longest way from a source, so that flows run from left to right.
std::vector<int> layersOf(const PowerTree& tree) {
    std::vector<int> layers(tree.elements.size(), 0);
    for (const std::size_t v : topDown(tree))
        for (const std::size_t p : tree.elements[v].parents)
            layers[v] = std::max(layers[v], layers[p] + 1);
    return layers;
}

int addElements(Query& q, const PowerDrawing& drawing, Ledger& ledger) {
    using Group = std::tuple<int, DeviceTypeId, int>;
    const std::vector<int> layers = layersOf(drawing.tree);
    const auto& rows = *q.get<PowerNodes>();
    std::map<Group, std::vector<std::size_t>> groups;
    int deepest = 0;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        groups[{layers[v], rows.find(drawing.nodes[v])->type, static_cast<int>(drawing.sides[v])}].push_back(
            v);
        deepest = std::max(deepest, layers[v]);
    }
    ledger.groupOf.resize(drawing.nodes.size());
    for (const auto& [group, members] : groups) {
        const PowerNodeId first = drawing.nodes[members.front()];
        const bool one = members.size() == 1;
        const std::uint32_t node =
            one ? ledger.node(powerNodeName(q, first),
                              ObjectRef{ObjectRef::Kind::PowerNode, first.value}.key(), std::get<0>(group))
                : ledger.node(std::to_string(members.size()) + " × " +
                                  q.get<TypeOf>(std::get<1>(group))->name,
                              {}, std::get<0>(group));
        for (const std::size_t v : members)
            ledger.groupOf[v] = node;
    }
    return deepest;
}

void addFlows(const PowerDrawing& drawing, const PowerFlow& solved, int deepest, Ledger& ledger) {
    const std::uint32_t devices = ledger.node("Devices in racks", {}, deepest + 2);
    const std::uint32_t losses = ledger.node("Losses", {}, deepest + 2);
    const std::uint32_t shelves = ledger.node("Power shelves in racks", {}, deepest + 1);
    std::optional<std::uint32_t> cooling;
    const auto live = [&](std::size_t p) { return solved.elements[p].live; };
    for (std::size_t v = 0; v < drawing.tree.elements.size(); ++v) {
        const ElementFlow& f = solved.elements[v];
        if (!f.live) continue;
        const std::uint32_t here = ledger.groupOf[v];
        ledger.flow(here, losses, f.loss.si(), true);
        shareInput(drawing.tree.elements[v], f.input(), live,
                   [&](std::size_t p, Power part) { ledger.flow(ledger.groupOf[p], here, part.si()); });
        if (const Power own = drawing.tree.elements[v].ownLoad; own.si() > 0) {
            if (!cooling) cooling = ledger.node("Cooling equipment", {}, deepest + 2);
            ledger.flow(here, *cooling, own.si());
        }
    }
    std::vector<CordPower> parts;
    for (const PowerLoad& load : drawing.tree.loads) {
        parts.resize(load.cords.size());
        if (!shareLoad(load, live, parts)) continue;
        for (std::size_t k = 0; k < parts.size(); ++k) {
            const std::uint32_t from = ledger.groupOf[load.cords[k].element];
            ledger.flow(from, load.cords[k].supplies ? shelves : devices, parts[k].both().si());
            if (!load.cords[k].supplies) continue;
            ledger.flow(shelves, devices, parts[k].demand.si());
            ledger.flow(shelves, losses, parts[k].loss.si(), true);
        }
    }
}

Chart make(Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const PowerState& state = *q.get<PowerSolve>();
    if (drawing.nodes.empty()) return noChart("no power tree is drawn");
    if (!(state.drawn > 0)) return noChart("nothing that draws power is fed by a live source");
    Ledger ledger;
    const int deepest = addElements(q, drawing, ledger);
    addFlows(drawing, solvePowerTree(drawing.tree), deepest, ledger);
    for (const auto& [ends, watts] : ledger.flows)
        ledger.chart.flows.push_back({std::get<0>(ends), std::get<1>(ends), watts, std::get<2>(ends)});
    for (const DeviceTypeId type : state.lossUnknown)
        ledger.chart.notes.push_back("The loss of " + q.get<TypeOf>(type)->name +
                                     " is unknown and left out.");
    if (!state.unfed.empty())
        ledger.chart.notes.push_back(counted(state.unfed.size(), "rack is", "racks are") + " not fed.");
    return std::move(ledger.chart);
}

}  // namespace

ChartMaker lossesFlowChart() {
    return {{.id = "power.losses_flow",
             .title = "Where the power goes",
             .kind = ChartKind::Flows,
             .x = {},
             .y = {"Power", "W"},
             .sentence = "From the sources to the devices, with what every level turns into heat.",
             .source = "Facility reference A3 and A4."},
            make};
}

}  // namespace rackloom::analytics
