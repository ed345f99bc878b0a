// SPDX-License-Identifier: GPL-3.0-or-later
// Floor: what the racks weigh in all, and what the heaviest one puts on the floor beneath it.
// Formula: mass = sum over cabinets and devices of their mass; load = largest over racks of mass / footprint.
// Unit: kg, kg/m². Source: masses from the catalogue, footprints off the drawing. Valid for: racks that stand
// on the whole of their footprint. Ignores: coolant, cables, facility equipment, point loads of feet and
// casters, load spreaders.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/mass.h"
#include "analytics/fabric/footprints.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/rack_load.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

constexpr double kSquareMillimetres = 1e6;  // in a square metre

MetricValue mass(Query& q) {
    FigureTotal total("kg");
    const DeviceCounts& counts = *q.get<SiteDevices>();
    for (const auto* part : {&counts.enclosures, &counts.devices})
        for (const auto& [id, count] : *part) {
            const Shared<model::DeviceType> type = q.get<TypeOf>(id);
            total.add(*type, count, type->form.mass);
        }
    return total.value("no rack is drawn");
}

/// Where a mass is unknown the heaviest rack is not known either, but the known part is a lower bound.
MetricValue load(Query& q) {
    const FloorTable& floor = *q.get<RackFootprints>();
    double largest = -1, kilograms = 0, area = 0;
    RackId heaviest;
    int racks = 0, complete = 0;
    for (const auto& [id, sum] : *q.get<RackMasses>()) {
        const FloorBox* box = floor.find(id);
        if (!box || box->width <= 0 || box->depth <= 0) continue;
        ++racks;
        complete += sum->complete() ? 1 : 0;
        const double under = static_cast<double>(box->width) * box->depth / kSquareMillimetres;
        if (!(sum->total() > 0) || sum->total() / under <= largest) continue;
        largest = sum->total() / under;
        kilograms = sum->total();
        area = under;
        heaviest = id;
    }
    if (racks == 0) return unknownValue("no rack stands in a hall");
    if (largest < 0) return unknownValue("no mass of the racks is known");
    MetricValue value = countValue(largest);
    value.coverage = static_cast<double>(complete) / racks;
    const std::string* name = q.get<RackNames>()->find(heaviest);
    const std::string rack = "Rack " + (name ? *name : std::string());
    value.inputs.push_back(drawnInput(rack + ": known mass", kilograms, "kg"));
    value.inputs.push_back(drawnInput(rack + ": footprint in m²", area, "1"));
    if (complete < racks)
        value.warnings.push_back("some masses are unknown; the true load is at least this much");
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Capacity;
    i.higherIsBetter = false;
    i.source = "Masses from the catalogue, each with its own source; footprints off the drawing.";
    i.validFor = "Racks that stand on the whole of their footprint.";
    i.ignores = "Coolant, cables, facility equipment, point loads of feet and casters, load spreaders.";
    return i;
}

}  // namespace

std::vector<Metric> floorMetrics() {
    return {
        {info("floor.mass", "Mass of all racks", "kg", "What cabinets and devices weigh together.",
              "Sum over cabinets and devices of their mass."),
         mass},
        {info("floor.load", "Highest floor load", "kg/m2",
              "What the heaviest rack puts on the floor beneath it.",
              "Largest over racks of mass / footprint."),
         load},
    };
}

}  // namespace rackloom::analytics
