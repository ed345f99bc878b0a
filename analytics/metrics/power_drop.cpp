// SPDX-License-Identifier: GPL-3.0-or-later
// Voltage drop along the way from where the voltage is made to the element that loses most of it.
// Formula: Σ over the runs of the way of √3 I R cos φ / V (2 in place of √3 on one phase), the largest over
// elements, in the normal state and after losing side A or side B. Unit: 1. Source: facility reference A3.
// Valid for: balanced phases, voltages at nominal. Ignores: reactance, whips below the drawn runs, the
// regulation of transformers, single failures that take no whole side.
#include "analytics/loads/power_drop.h"
#include "analytics/capacity/figure_total.h"
#include "analytics/loads/names.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

constexpr std::string_view kStates[] = {"the normal state", "after losing side A", "after losing side B"};

MetricValue alongTheWay(Query& q) {
    const DropTable& table = *q.get<PowerDrop>();
    if (table.runs == 0) return unknownValue("no run of conductors carries a load");
    if (table.runsKnown == 0) return unknownValue("no run of conductors states its resistance");
    const std::size_t worst = table.worst();
    if (worst == ElementDrop::kTop) return unknownValue("no run of conductors loses voltage");
    const ElementDrop& drop = table.drops[worst];
    const double total = drop.worst().total;
    MetricValue value = countValue(total);
    value.coverage = static_cast<double>(table.runsKnown) / static_cast<double>(table.runs);
    if (table.runsKnown < table.runs)
        value.warnings.push_back(counted(table.runs - table.runsKnown, "run states", "runs state") +
                                 " no resistance, so what they lose is left out");
    for (const std::size_t v : table.pathTo(worst))
        value.contributions.push_back({powerNodeName(q, table.nodes[v]), table.drops[v].in(drop.state).own});
    sortLargestFirst(value.contributions);
    value.inputs.push_back(drawnInput("Lost down to " + powerNodeName(q, table.nodes[worst]), total, "1",
                                      std::string(kStates[static_cast<int>(drop.state)])));
    value.inputs.push_back(drawnInput("The same in the normal state", drop.in(DropState::Normal).total, "1"));
    return value;
}

}  // namespace

std::vector<Metric> powerDropMetrics() {
    MetricInfo i =
        described("power.voltage_drop_total", "Voltage drop along the way", "1",
                  "What share of the voltage is lost from where it is made, a source or a UPS, down "
                  "to the element that loses most.",
                  "Σ √3 · I · R · cos φ / V over the runs of the way, the largest over elements and "
                  "over the normal state, without side A and without side B.");
    i.family = Family::Power;
    i.lane = Lane::Slow;
    i.higherIsBetter = false;
    i.source = "Facility reference A3; resistances from the catalogue.";
    i.validFor = "Balanced phases, voltages at nominal.";
    i.ignores = "Reactance, whips below the drawn runs, the regulation of transformers.";
    return {{i, alongTheWay}};
}

}  // namespace rackloom::analytics
