// SPDX-License-Identifier: GPL-3.0-or-later
// Reserves of power: how long stores carry the racks, what all racks together draw all but rarely, and what
// of the plan that leaves unused. Formula: ride-through = E · depth · η / P at the worst load after any
// single failure; quantile = Σ μ + z √(Σ σ² + ρ Σ σᵢ σⱼ); stranded = 1 − quantile / planned. Unit: s, W, 1.
// Source: facility reference A7 and A8. Valid for: stores in the power tree; racks whose draw spreads as the
// assumptions say. Ignores: ageing of batteries, cooling that stops (cooling metrics have it).
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_quantile.h"
#include "analytics/loads/power_ride.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

MetricValue rideThroughTime(Query& q) {
    const RideState& state = *q.get<PowerRide>();
    if (state.stores.empty()) return unknownValue("no element of the power tree is known to store energy");
    if (!state.shortest) return unknownValue("no energy store carries a load, or its energy is unknown");
    MetricValue value = countValue(*state.shortest);
    double known = 0;
    for (const DrawnStore& store : state.stores)
        known += store.lasts ? 1 : 0;
    value.coverage = known / static_cast<double>(state.stores.size());
    value.inputs.push_back({"Store that is empty first",
                            std::nullopt,
                            {},
                            "drawing",
                            {},
                            powerNodeName(q, state.shortestAt),
                            {}});
    for (const DrawnStore& store : state.stores)
        if (store.node == state.shortestAt)
            value.inputs.push_back(drawnInput("Its load at worst", store.load, "W", "after any one failure"));
    return value;
}

void addAssumptions(Query& q, MetricValue& value) {
    for (const char* id :
         {"power.mean_share", "power.deviation_share", "power.rack_correlation", "power.quantile"})
        value.inputs.push_back(assumptionInput(id, q.get<AssumptionOf>(id)));
}

MetricValue quantile(Query& q) {
    const QuantileState& state = q.get<PowerQuantile>();
    if (state.racks == 0) return unknownValue("no rack that draws power is drawn");
    MetricValue value = countValue(state.quantile);
    value.inputs.push_back(drawnInput("Racks", state.racks, "1"));
    value.inputs.push_back(drawnInput("Mean of all together", state.mean, "W"));
    value.inputs.push_back(drawnInput("Standard deviation of all together", state.deviation, "W"));
    addAssumptions(q, value);
    return value;
}

MetricValue stranded(Query& q) {
    const QuantileState& state = q.get<PowerQuantile>();
    if (state.racks == 0) return unknownValue("no rack that draws power is drawn");
    MetricValue value = countValue(state.stranded);
    value.inputs.push_back(drawnInput("Planned for the racks", state.planned, "W"));
    value.inputs.push_back(drawnInput("All but never exceeded", state.quantile, "W"));
    addAssumptions(q, value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Power;
    i.higherIsBetter = false;
    i.source = "Facility reference A7 and A8; assumptions of the site.";
    i.validFor = "Stores in the power tree; racks whose draw spreads as the assumptions say.";
    i.ignores = "Ageing of batteries, batteries inside racks, cooling that stops.";
    return i;
}

}  // namespace

std::vector<Metric> powerReserveMetrics() {
    MetricInfo ride = info("power.ride_through", "Ride-through of stored energy", "s",
                           "How long the first store lasts at the load after the worst single failure.",
                           "E · depth of discharge · η / P, the smallest over stores.");
    ride.higherIsBetter = true;
    ride.lane = Lane::Slow;
    return {{ride, rideThroughTime},
            {info("power.quantile", "Power all but never exceeded", "W",
                  "What all racks draw together in all but a thousandth of the time.",
                  "Σ μ + z · √(Σ σ² + ρ · Σ σᵢ σⱼ)."),
             quantile},
            {info("power.stranded", "Stranded share of planned power", "1",
                  "Share of the power planned for racks that they all but never draw.",
                  "1 − power.quantile / planned power."),
             stranded}};
}

}  // namespace rackloom::analytics
