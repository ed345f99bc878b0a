// SPDX-License-Identifier: GPL-3.0-or-later
// Energy, PUE, carbon and water over a year. Formula: per bin of the climate, free cooling where outdoor air
// plus approach is cold enough, a chiller at a share of Carnot for the rest; PUE = all energy / IT energy at
// a named boundary; carbon = energy × intensity; water = heat rejected wet / latent heat × COC / (COC − 1).
// Unit: J, 1, kg, m³. Source: facility reference A9, B6, B8. Valid for: steady bins, one load over the year.
// Ignores: thermal storage, starts, part-load curves, drift; losses and pumps follow the load in proportion.
#include "analytics/capacity/figure_total.h"
#include "analytics/energy/effectiveness.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/energy_year.h"
#include "analytics/loads/figure_input.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

constexpr const char* kNoCooling = "no rack hangs on a cooling loop, so its cooling is not known";

/// Warnings that hold for every number of the year.
void warn(const EnergyState& s, MetricValue& value) {
    if (s.assumedPlant)
        value.warnings.push_back(
            "a loop has no plant drawn: a chiller and a free cooler are assumed behind it");
    if (s.uncooled > 0)
        value.warnings.push_back("in the warmest hours the drawn plant leaves heat uncooled, for want of a "
                                 "chiller");
    if (s.unplaced > 0) value.warnings.push_back("heat on no loop is left out");
    value.coverage = s.itCoverage;
}

MetricValue ofYear(Query& q, double (*read)(const EnergyState&)) {
    const EnergyState& s = *q.get<EnergyYear>();
    if (!(s.it > 0)) return unknownValue("nothing that draws power is drawn in a rack");
    if (!s.cooled) return unknownValue(kNoCooling);
    MetricValue value = countValue(read(s));
    warn(s, value);
    return value;
}

void addParts(const EnergyState& s, MetricValue& value) {
    value.contributions = {{"IT", s.itEnergy()},
                           {"Power shelves and rack PDUs", s.shelfEnergy()},
                           {"Power tree", s.treeEnergy()},
                           {"Units of loops", s.unitEnergy()},
                           {"Chillers", s.plant.compressor.si()},
                           {"Fans of the plant", s.plant.fans.si()},
                           {"Pumps of the plant", s.plant.pumps.si()},
                           {"Lights and services", s.otherEnergy()}};
    sortLargestFirst(value.contributions);
}

MetricValue itEnergy(Query& q) {
    const EnergyState& s = *q.get<EnergyYear>();
    if (!(s.it > 0)) return unknownValue("nothing that draws power is drawn in a rack");
    MetricValue value = countValue(s.itEnergy());
    value.coverage = s.itCoverage;
    addAssumptions(q, value, {"energy.load"});
    return value;
}
MetricValue siteEnergy(Query& q) {
    MetricValue value = ofYear(q, [](const EnergyState& s) { return s.total(); });
    if (value.known()) addParts(*q.get<EnergyYear>(), value);
    addAssumptions(q, value, {"energy.load", "energy.other"});
    return value;
}
MetricValue plantEnergy(Query& q) {
    MetricValue value = ofYear(q, [](const EnergyState& s) { return s.plantEnergy(); });
    addAssumptions(q, value,
                   {"energy.load", "plant.approach", "plant.carnot", "plant.evaporator_drop",
                    "plant.condenser_rise", "plant.least_lift", "plant.fan", "plant.pump",
                    "cooling.facility_rise", "cooling.facility_water"});
    return value;
}

MetricValue pueOf(Query& q, bool annual, ItBoundary boundary) {
    const EnergyState& s = *q.get<EnergyYear>();
    if (!s.cooled) return unknownValue(kNoCooling);
    const bool atInput = boundary == ItBoundary::RackInput;
    const auto pue = annual ? s.annualPue(atInput) : s.designPue(atInput);
    if (!pue) return unknownValue("nothing that draws power is drawn in a rack");
    MetricValue value = countValue(*pue);
    warn(s, value);
    value.inputs.push_back(drawnInput(std::string(boundaryText(boundary)), s.it + (atInput ? s.shelfLoss : 0),
                                      "W", "at full draw"));
    addAssumptions(q, value, {"energy.load", "energy.other"});
    return value;
}
MetricValue annualPueBusbar(Query& q) {
    return pueOf(q, true, ItBoundary::Busbar);
}
MetricValue annualPueRack(Query& q) {
    return pueOf(q, true, ItBoundary::RackInput);
}
MetricValue designPue(Query& q) {
    return pueOf(q, false, ItBoundary::Busbar);
}
MetricValue coolingPue(Query& q) {
    return ofYear(q, [](const EnergyState& s) {
        return usageEffectiveness(s.itEnergy(), s.plantEnergy(), 0, s.itEnergy()).value_or(1);
    });
}

MetricValue freeTime(Query& q) {
    return ofYear(q, [](const EnergyState& s) { return s.plant.free.si(); });
}

MetricValue carbonYear(Query& q) {
    MetricValue value = ofYear(q, [](const EnergyState& s) { return s.total(); });
    if (value.known())
        value.lower = value.upper =
            carbon(Energy::si(value.value()),
                   CarbonIntensity::si(q.get<AssumptionOf>("energy.carbon_intensity").value))
                .si();
    addAssumptions(q, value, {"energy.carbon_intensity", "energy.load"});
    return value;
}
MetricValue carbonUse(Query& q) {
    MetricValue value = pueOf(q, true, ItBoundary::Busbar);
    if (value.known())
        value.lower = value.upper =
            carbonUsage(value.value(),
                        CarbonIntensity::si(q.get<AssumptionOf>("energy.carbon_intensity").value))
                .si();
    addAssumptions(q, value, {"energy.carbon_intensity"});
    return value;
}
MetricValue waterYear(Query& q) {
    MetricValue value = ofYear(q, [](const EnergyState& s) { return s.water; });
    if (value.known())
        value.lower = value.upper =
            value.value() + q.get<EnergyYear>()->total() * q.get<AssumptionOf>("energy.water_factor").value;
    addAssumptions(q, value, {"plant.wet", "plant.latent_heat", "plant.cycles", "energy.water_factor"});
    return value;
}
MetricValue waterUse(Query& q) {
    MetricValue value =
        ofYear(q, [](const EnergyState& s) { return s.itEnergy() > 0 ? s.water / s.itEnergy() : 0; });
    addAssumptions(q, value, {"plant.wet", "plant.latent_heat", "plant.cycles"});
    return value;
}

Metric make(std::string_view id, std::string_view label, std::string_view unit, Family family,
            std::string_view sentence, std::string_view formula, MetricValue (*compute)(Query&)) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = family;
    i.higherIsBetter = false;
    i.source = "Facility reference A9, B6, B8; the site's climate and assumptions.";
    i.validFor = "One load over the year, steady in each bin of the climate.";
    i.ignores = "Thermal storage, starts, part-load curves; losses and pumps follow the load in proportion.";
    return {i, compute};
}

}  // namespace

std::vector<Metric> energyAnnualMetrics() {
    Metric freeHours = make("cooling.free_time", "Time without a chiller", "s", Family::Cooling,
                            "Hours of a year in which free cooling takes all heat of every loop.",
                            "Sum of bins with outdoor air + approach ≤ facility water.", freeTime);
    freeHours.info.higherIsBetter = true;
    return {
        make("energy.it", "IT energy in a year", "J", Family::Power, "Energy of the devices, at the busbars.",
             "IT power × load × time.", itEnergy),
        make("energy.site", "Site energy in a year", "J", Family::Power,
             "Everything the site buys in a year: IT, losses, cooling, services.",
             "IT + losses + units of loops + plant + services.", siteEnergy),
        make("energy.plant", "Plant energy in a year", "J", Family::Cooling,
             "What chillers, free coolers and facility pumps use in a year.",
             "Sum over bins of hours × (Q_m / COP + fan (Q + Q_m / COP) + pump Q).", plantEnergy),
        make("energy.pue", "PUE over a year, at the busbars", "1", Family::Power,
             "All energy over that of IT, counted at the busbars: the loss of power shelves is overhead.",
             "Site energy / energy at the busbars.", annualPueBusbar),
        make("energy.pue_rack_input", "PUE over a year, at the rack inputs", "1", Family::Power,
             "All energy over that of IT, counted at the rack inputs: the loss of power shelves is IT.",
             "Site energy / (energy at the busbars + shelf losses).", annualPueRack),
        make("energy.pue_design", "PUE in the worst bin, at the busbars", "1", Family::Power,
             "All power over that of IT at full draw in the bin where cooling draws most.",
             "(IT + losses + units + worst plant + services) / IT at the busbars.", designPue),
        make("energy.pue_cooling", "Cooling's part of PUE", "1", Family::Cooling,
             "One plus the plant's energy over that of IT at the busbars.", "1 + plant energy / IT energy.",
             coolingPue),
        std::move(freeHours),
        make("energy.carbon", "Carbon in a year", "kg", Family::Power,
             "Emissions of the energy bought, at the grid's average.", "Site energy × intensity.",
             carbonYear),
        make("energy.carbon_use", "Carbon usage effectiveness", "kg/J", Family::Power,
             "Emissions for each unit of IT energy at the busbars.", "PUE × intensity.", carbonUse),
        make("energy.water", "Water in a year", "m3", Family::Cooling,
             "Make-up water of wet heat rejection; with the grid's share where a factor is set.",
             "Heat rejected wet × COC / (COC − 1) / (ρ h_fg) + energy × grid factor.", waterYear),
        make("energy.water_use", "Water usage effectiveness", "m3/J", Family::Cooling,
             "Site water for each unit of IT energy at the busbars.", "Make-up water / IT energy.", waterUse),
    };
}

}  // namespace rackloom::analytics
