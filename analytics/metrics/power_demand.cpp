// SPDX-License-Identifier: GPL-3.0-or-later
// Power demand: what the devices in all racks draw, and what racks have left after losing a power side.
// Formula: sum over devices of one figure each; the planning figure is provisioned, else nameplate, else
// typical power; the smallest over racks of the supply capacity that remains without side A or side B.
// Unit: W. Source: catalogue figures, each with its own source; facility reference A4, hardware
// reference 2.2. Valid for: any design; unknown figures lower the coverage. Boundary: input of the devices,
// behind shelves. Ignores: pluggable optics beyond what a switch's figure holds, start-up, and that devices
// rarely peak together.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/rack_load.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

using model::DeviceType;
using model::Figure;
using model::PowerDraw;

using Choose = const Figure<Power>* (*)(const DeviceType&);

const Figure<Power>* planningOf(const DeviceType& type) {
    if (type.power) return planningFigure(*type.power);
    return type.heatRemoval ? &type.heatRemoval->power : nullptr;
}
const Figure<Power>* typicalOf(const DeviceType& type) {
    if (type.power) return &type.power->typical;
    return type.heatRemoval ? &type.heatRemoval->power : nullptr;
}
const Figure<Power>* peakOf(const DeviceType& type) {
    if (type.power) return &type.power->peak;
    return type.heatRemoval ? &type.heatRemoval->power : nullptr;
}

/// The figure behind a fact: the device's own, or a stand-in for the sum of its parts.
Figure<Power> shownFigure(const DeviceType& type, const TypeFactsValue& facts, const Fact& fact,
                          Choose choose) {
    const Figure<Power>* own = choose(type);
    if (!fact.value) return own && !own->known() ? *own : Figure<Power>::unknown("no figure is stated");
    Figure<Power> shown = own && own->known()
                              ? *own
                              : Figure<Power>::of(*fact.value * unit::W, "its parts", model::Grade::Derived);
    if (choose == planningOf) {
        const std::string basis(kPowerBasisNames[static_cast<std::size_t>(facts.basis)]);
        shown.provenance.note = basis + (shown.provenance.note.empty() ? "" : "; " + shown.provenance.note);
    }
    return shown;
}

MetricValue demand(Query& q, Fact TypeFactsValue::*which, Choose choose) {
    FigureTotal total("W");
    for (const auto& [id, count] : q.get<SiteDevices>()->devices) {
        const TypeFactsValue& facts = *q.get<TypeFacts>(id);
        const Fact& fact = facts.*which;
        if (!fact.applies) continue;
        const DeviceType& type = *q.get<TypeOf>(id);
        total.add(type, count, shownFigure(type, facts, fact, choose));
    }
    return total.value("no device that draws power is drawn in a rack");
}

MetricValue itPower(Query& q) {
    return demand(q, &TypeFactsValue::planning, planningOf);
}
MetricValue typicalPower(Query& q) {
    return demand(q, &TypeFactsValue::typical, typicalOf);
}
MetricValue peakPower(Query& q) {
    return demand(q, &TypeFactsValue::peak, peakOf);
}

/// Power shelves are what the question is about; designs without any are judged by their rack PDUs.
SupplyKind judgedKind(Query& q) {
    SupplyKind kind = SupplyKind::Pdus;
    for (const auto& [rack, load] : *q.get<RackLoads>())
        if (load->supplyKind == SupplyKind::Shelves) kind = SupplyKind::Shelves;
    return kind;
}

/// The rack with the least left.
MetricValue capacityAfterLoss(Query& q) {
    const SupplyKind kind = judgedKind(q);
    const auto& names = *q.get<RackNames>();
    std::optional<double> smallest, installed;
    std::string where;
    int judged = 0, supplied = 0;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (load->supplyKind != kind) continue;
        ++supplied;
        const auto left = load->worstCapacity();
        if (!left) continue;
        ++judged;
        if (smallest && *left >= *smallest) continue;
        smallest = left;
        installed = load->installedCapacity();
        const std::string* name = names.find(rack);
        where = name ? *name : std::string();
    }
    if (!smallest) return unknownValue("no rack has supplies of known rating on side A and on side B");
    MetricValue value = countValue(*smallest);
    value.coverage = static_cast<double>(judged) / supplied;
    Input rack{"Rack with the least left", std::nullopt, {}, "drawing", {}, where, {}};
    value.inputs.push_back(std::move(rack));
    value.inputs.push_back({"Installed in that rack", installed, "W", "drawing", {}, {}, {}});
    if (judged < supplied)
        value.warnings.push_back(std::to_string(supplied - judged) +
                                 " racks have supplies on one side only, or of unknown rating");
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula, std::string_view ignores) {
    MetricInfo i = described(id, label, "W", sentence, formula);
    i.family = Family::Power;
    i.higherIsBetter = false;
    i.source = "Catalogue figures of the device types; see the inputs.";
    i.validFor = "Any design. Boundary: input of the devices, behind power shelves.";
    i.ignores = ignores;
    return i;
}

constexpr std::string_view kIgnores =
    "Losses of shelves and of the power tree, optics beyond what a switch's figure holds, start-up.";

}  // namespace

std::vector<Metric> powerDemandMetrics() {
    MetricInfo left = info("power.shelf_capacity_after_loss", "Rack supply after losing a side",
                           "The least that power shelves or rack PDUs of a rack can still give after side A "
                           "or side B is lost.",
                           "Smallest over racks of installed capacity minus the larger side's capacity.",
                           "What the feeds upstream can carry; see the finding on feeds after a loss.");
    left.higherIsBetter = true;
    left.source = "Facility reference A2 and A4; ratings from the catalogue.";
    left.validFor = "Racks with power shelves on side A and side B; rack PDUs where no rack has shelves.";
    return {
        {info("power.it", "IT power", "What all devices in the racks draw at the figure used for planning.",
              "Sum over devices of provisioned, else nameplate, else typical power; a device's own figure "
              "includes its parts.",
              kIgnores),
         itPower},
        {info("power.typical", "Typical IT power", "What all devices in the racks draw in usual operation.",
              "Sum over devices of typical power.", kIgnores),
         typicalPower},
        {info("power.peak", "Peak IT power", "What all devices would draw if all peaked at once.",
              "Sum over devices of peak power, for milliseconds.", kIgnores),
         peakPower},
        {left, capacityAfterLoss},
    };
}

}  // namespace rackloom::analytics
