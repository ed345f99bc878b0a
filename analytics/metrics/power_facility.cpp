// SPDX-License-Identifier: GPL-3.0-or-later
// Facility power: what the site draws from its sources for the racks and their cooling, and what is lost on
// the way. Formula: demand summed up the drawn tree, each element adding S (k0 + k1 x + k2 x²) and, where its
// resistance is known, 3 I² R; power.pue = power.facility / power.it.
// Unit: W, 1. Source: facility reference A2 to A4. Valid for: the planning load in the normal state, voltages
// at nominal, live cords of a rack sharing equally. Ignores: lighting and offices, losses whose terms the
// catalogue does not know (each is named), fans and pumps at fixed speed, weather and time of year.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/power_solve.h"
#include "analytics/metrics/metric.h"

#include <set>

namespace rackloom::analytics {
namespace {

std::string typeName(Query& q, DeviceTypeId id) {
    return q.get<TypeOf>(id)->name;
}

void addLossInputs(Query& q, MetricValue& value, std::set<DeviceTypeId>& seen, DeviceTypeId id) {
    if (!seen.insert(id).second) return;
    const model::DeviceType& type = *q.get<TypeOf>(id);
    if (type.conversion) {
        value.inputs.push_back(figureInput(type.name + ": rating", type.conversion->outputRating, "W"));
        value.inputs.push_back(figureInput(type.name + ": no-load loss k0", type.conversion->k0, "1"));
        value.inputs.push_back(figureInput(type.name + ": proportional loss k1", type.conversion->k1, "1"));
        value.inputs.push_back(figureInput(type.name + ": resistive loss k2", type.conversion->k2, "1"));
    }
    if (type.circuit)
        value.inputs.push_back(
            figureInput(type.name + ": resistance per phase", type.circuit->resistance, "ohm"));
}

/// What every value of this family must say: which parts of the design it cannot see.
void addCoverage(Query& q, const PowerState& state, MetricValue& value) {
    const double counted = state.planning.counted + state.cooling.counted;
    if (counted > 0) value.coverage = (state.planning.known + state.cooling.known) / counted;
    for (const CoveredSum* sum : {&state.planning, &state.cooling})
        for (const DeviceTypeId id : sum->missing)
            value.missing.push_back(typeName(q, id));
    for (const DeviceTypeId id : state.lossUnknown)
        value.warnings.push_back("the loss of " + typeName(q, id) + " is unknown and left out");
    if (!state.supplyUnknown.empty())
        value.warnings.push_back("the loss of power shelves is unknown in " +
                                 std::to_string(state.supplyUnknown.size()) + " racks and left out");
    if (!state.unfed.empty())
        value.warnings.push_back(std::to_string(state.unfed.size()) +
                                 " racks are not fed by any source and are left out");
}

void addInputs(Query& q, const PowerState& state, MetricValue& value) {
    std::set<DeviceTypeId> seen;
    const RackLoad* last = nullptr;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (&*load != last && load->supplyType.isValid()) addLossInputs(q, value, seen, load->supplyType);
        last = &*load;
    }
    for (const auto& [type, loss] : state.lossByType)
        addLossInputs(q, value, seen, type);
}

/// Losses of the tree by device type, then of the shelves.
void addLossParts(Query& q, const PowerState& state, MetricValue& value) {
    for (const auto& [id, loss] : state.lossByType)
        if (loss > 0) value.contributions.push_back({"Loss: " + typeName(q, id), loss});
    if (state.supplyLoss > 0)
        value.contributions.push_back({"Loss: power shelves in racks", state.supplyLoss});
}

/// Unknown is not zero, but the power of the tree alone is worth telling.
void addNoCooling(const PowerState& state, MetricValue& value) {
    if (state.cooling.counted == 0)
        value.warnings.push_back("no cooling equipment is drawn, so its power is not in this");
}

/// Why no value can be given, or nothing.
std::string obstacle(const PowerState& state) {
    if (state.nodes.empty()) return "no power tree is drawn";
    if (state.planning.known == 0) return "no device with known power is drawn in a rack";
    if (!(state.drawn > 0)) return "no rack is fed by a live source";
    return {};
}

double fedLoad(const PowerState& state) {
    const double coolingFed = state.cooling.sum - state.coolingUnfed;
    return state.planning.sum + coolingFed - state.unserved;
}

MetricValue facility(Query& q) {
    const PowerState& state = *q.get<PowerSolve>();
    if (const std::string why = obstacle(state); !why.empty()) return unknownValue(why);
    MetricValue value = countValue(state.facility());
    value.contributions.push_back({"Devices in racks and fed cooling equipment", fedLoad(state)});
    if (state.coolingUnfed > 0)
        value.contributions.push_back({"Cooling equipment outside the power tree", state.coolingUnfed});
    addLossParts(q, state, value);
    sortLargestFirst(value.contributions);
    addInputs(q, state, value);
    value.inputs.push_back(
        drawnInput("Cooling equipment", state.cooling.sum, "W",
                   "heat over COP where a COP is stated, else rated power at the share of capacity used"));
    addCoverage(q, state, value);
    addNoCooling(state, value);
    return value;
}

MetricValue losses(Query& q) {
    const PowerState& state = *q.get<PowerSolve>();
    if (const std::string why = obstacle(state); !why.empty()) return unknownValue(why);
    MetricValue value = countValue(state.nodeLoss + state.supplyLoss);
    addLossParts(q, state, value);
    sortLargestFirst(value.contributions);
    addInputs(q, state, value);
    addCoverage(q, state, value);
    return value;
}

MetricValue pue(Query& q) {
    const PowerState& state = *q.get<PowerSolve>();
    if (const std::string why = obstacle(state); !why.empty()) return unknownValue(why);
    if (!state.unfed.empty()) return unknownValue("some racks are not fed, so the ratio would flatter");
    MetricValue value = countValue(state.facility() / state.planning.sum);
    value.inputs.push_back(drawnInput("Facility power", state.facility(), "W"));
    value.inputs.push_back(drawnInput("IT power", state.planning.sum, "W", "input of the devices"));
    value.contributions.push_back({"IT", 1});
    value.contributions.push_back({"Cooling equipment", state.cooling.sum / state.planning.sum});
    value.contributions.push_back(
        {"Losses of supply", (state.nodeLoss + state.supplyLoss) / state.planning.sum});
    sortLargestFirst(value.contributions);
    addCoverage(q, state, value);
    addNoCooling(state, value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Power;
    i.higherIsBetter = false;
    i.source = "Facility reference A2 to A4; loss terms and ratings from the catalogue, see the inputs.";
    i.validFor = "The planning load in the normal state; voltages at nominal; live cords share equally.";
    i.ignores =
        "Lighting, offices, losses whose terms are unknown (named as warnings), fans and pumps at fixed "
        "speed, weather.";
    return i;
}

}  // namespace

std::vector<Metric> powerFacilityMetrics() {
    return {
        {info("power.facility", "Facility power", "W",
              "What the site draws from its sources for racks, cooling equipment and losses.",
              "Sum over sources of demand plus losses up the tree, plus cooling equipment on no drawn feed."),
         facility},
        {info("power.losses", "Power losses", "W",
              "What shelves, busways, UPS and transformers turn into heat on the way to the devices.",
              "Sum over elements of S (k0 + k1 x + k2 x²) + 3 I² R, at load x = P / S."),
         losses},
        {info("power.pue", "PUE at the design point", "1",
              "Facility power over IT power, with IT measured at the input of the devices.",
              "power.facility / power.it."),
         pue},
    };
}

}  // namespace rackloom::analytics
