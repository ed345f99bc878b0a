// SPDX-License-Identifier: GPL-3.0-or-later
// Length of all cables and power of their transceivers.
// Formula: in a rack |ΔU| × 44.45 mm + 2 × side + loop; between racks (climb + |Δx| + |Δy|) × (1 + slack) + 2
// × loop. Unit: m, W. Source: fabric reference 3.5 (estimate, every constant an assumption of the site);
// powers from the catalogue. Valid for: cables over the racks of one hall; each is rounded up to the next
// length that is sold. Ignores: drawn tray routes, walls, cables between halls, spare cables; the fibre of
// structured cabling.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/cable_bundles.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/work.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

void addAssumptions(Query& q, MetricValue& value) {
    for (const char* id : {"cable.slack", "cable.service_loop_m", "cable.side_m", "cable.tray_clearance_m"}) {
        const model::Assumption& assumption = q.get<AssumptionOf>(id);
        Input input = drawnInput(id, assumption.value, std::string_view(id) == "cable.slack" ? "1" : "m");
        input.source = assumption.source;
        value.inputs.push_back(std::move(input));
    }
}

MetricValue lengthTotal(Query& q) {
    const Shared<CableRunTable> runs = q.get<CableRuns>();
    if (runs->cables == 0) return unknownValue("no cables are drawn");
    if (runs->measured == 0) return unknownValue("all cables run between halls, whose distance is not drawn");
    MetricValue value = countValue(0);
    for (const auto& [fabric, length] : runs->lengthByFabric) {
        value.lower = value.upper = value.value() + length;
        value.contributions.push_back({q.get<FabricRow>(fabric)->name, length});
    }
    sortLargestFirst(value.contributions);
    value.coverage = runs->measured / runs->cables;
    if (runs->measured < runs->cables)
        value.warnings.push_back(
            "cables between halls have no length, because the way between halls is not drawn");
    addAssumptions(q, value);
    return value;
}

MetricValue opticsPower(Query& q) {
    const Shared<CableRunTable> runs = q.get<CableRuns>();
    if (runs->cables == 0) return unknownValue("no cables are drawn");
    MetricValue value;
    value.coverage = runs->powered / runs->cables;
    value.missing = runs->missing;
    if (runs->powered == 0) {
        value.unknownReason = "no cable has a medium with a known power per end";
        return value;
    }
    value.lower = value.upper = runs->watts;
    for (const auto& [medium, count] : runs->countByMedium)
        value.inputs.push_back(drawnInput(medium, count, "1", "cables"));
    value.warnings.push_back("switches whose rating includes their optics already hold part of this");
    return value;
}

Metric metric(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
              std::string_view formula, MetricValue (*compute)(Query&)) {
    return {{.id = id,
             .label = label,
             .unit = unit,
             .family = Family::Fabric,
             .lane = Lane::Interactive,
             .higherIsBetter = false,
             .sentence = sentence,
             .formula = formula,
             .source = "Estimate over the tray grid; every constant is an assumption of the site.",
             .validFor = "Cables within one hall.",
             .ignores = "Drawn tray routes, walls, spares and cables between halls."},
            compute};
}

}  // namespace

std::vector<Metric> cablesMetrics() {
    return {
        metric("cables.length_total", "Cable length", "m", "How many metres of cable all fabrics need.",
               "Sum over cables of the estimated run, rounded up to the next length that is sold.",
               lengthTotal),
        metric("cables.optics_power", "Transceiver power", "W",
               "What the transceivers and active cables of all fabrics draw at both ends.",
               "Sum over cables of 2 × power per end of the shortest-reach medium that reaches.",
               opticsPower),
    };
}

}  // namespace rackloom::analytics
