// SPDX-License-Identifier: GPL-3.0-or-later
// What resting modules and the economy mode of UPS systems would save.
// Formula: loss = m · S_q (k0 + k1 x + k2 x²) at x = P / (m S_q); the number m of modules awake, from what
// the heaviest single failure needs and the spare ones up to all, that loses least. Unit: W. Source: facility
// reference A1, A3. Valid for: equal modules that share the load. Ignores: the time modules take to wake,
// wear, and what economy mode leaves of the quality of supply.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_parking.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

std::string setName(Query& q, const ParkedModules& set) {
    if (set.node.isValid()) return powerNodeName(q, set.node);
    return q.get<TypeOf>(set.type)->name + ", " +
           counted(static_cast<std::size_t>(set.groups), "side of a rack", "sides of racks");
}

void tellUnknown(int known, int unknown, MetricValue& value) {
    if (known + unknown > 0) value.coverage = static_cast<double>(known) / (known + unknown);
}

MetricValue parking(Query& q) {
    const ParkingTable& table = *q.get<PowerParking>();
    if (table.sets.empty())
        return unknownValue(
            "no UPS system and no power shelf that carries a load has several modules of known losses");
    MetricValue value = countValue(table.saved());
    int known = 0;
    for (const ParkedModules& set : table.sets) {
        known += set.groups;
        value.contributions.push_back({setName(q, set), set.saved * set.groups});
        value.inputs.push_back(drawnInput(setName(q, set), set.installed, "1",
                                          "modules, of which " + std::to_string(set.awake) + " stay awake"));
    }
    sortLargestFirst(value.contributions);
    tellUnknown(known, table.unknownSets, value);
    value.inputs.push_back(
        assumptionInput("power.parking_spare", q.get<AssumptionOf>("power.parking_spare")));
    return value;
}

MetricValue economy(Query& q) {
    const ParkingTable& table = *q.get<PowerParking>();
    if (table.systems == 0) return unknownValue("no UPS system of known losses carries a load");
    MetricValue value = countValue(table.economySaved);
    tellUnknown(table.systems, table.unknownSystems, value);
    value.inputs.push_back(drawnInput("Losses of UPS systems as drawn", table.upsLoss, "W"));
    for (const char* id : {"power.economy_k0", "power.economy_k1", "power.economy_k2"})
        value.inputs.push_back(assumptionInput(id, q.get<AssumptionOf>(id)));
    value.warnings.push_back(
        "in economy mode the mains feed the racks directly until the inverter takes over");
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "W", sentence, formula);
    i.family = Family::Power;
    i.lane = Lane::Slow;
    i.higherIsBetter = false;
    i.source = "Facility reference A1, A3; loss terms from the catalogue, spare modules as assumed.";
    i.validFor = "Equal modules that share the load at the planning figure.";
    i.ignores = "Time to wake, wear of modules, quality of supply in economy mode.";
    return i;
}

}  // namespace

std::vector<Metric> powerModulesMetrics() {
    return {{info("power.parking_saving", "Saved by resting modules",
                  "What losses fall by when modules that neither the load nor the worst single failure needs "
                  "rest.",
                  "Least m S (k0 + k1 x + k2 x²) over the modules awake, against all of them awake."),
             parking},
            {info("power.economy_saving", "Saved by the economy mode of UPS",
                  "What losses fall by when all UPS systems run in economy mode at the present load.",
                  "Loss as drawn − S (k0 + k1 x + k2 x²) with the terms of economy mode."),
             economy}};
}

}  // namespace rackloom::analytics
