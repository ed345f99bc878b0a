// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/coolant_clocks.h"

#include "analytics/cooling/clocks.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"

#include <algorithm>

namespace rackloom::analytics {

ClockTerms clockTerms(Query& query) {
    return {assumed(query, "cooling.metal_specific_heat"), assumed(query, "cooling.loop_rise_limit"),
            assumed(query, "cooling.loop_volume"),         assumed(query, "cooling.loop_metal_kg"),
            assumed(query, "cooling.plate_volume"),        assumed(query, "cooling.plate_metal_kg"),
            assumed(query, "cooling.plate_margin"),        assumed(query, "cooling.throttle_floor"),
            assumed(query, "cooling.shutdown_margin")};
}

void setClocks(LoopNetwork& n, const RacksOfLoop& racks, const Fluid& fluid, const ClockTerms& terms) {
    const SpecificHeat copper = SpecificHeat::si(terms.metalSpecificHeat);
    const double supply = n.supply.value_or(n.setPoint);
    const double margin = n.limit ? *n.limit - supply : terms.riseLimit;
    const HeatCapacity loop = heatCapacity(fluid, Volume::si(terms.loopVolume * n.racks),
                                           Mass::si(terms.loopMetal * n.racks), copper);
    if (const auto t = timeToRise(loop, TemperatureDifference::si(margin), Power::si(n.heat)))
        n.rideFacility = t->si();

    double hottest = 0;
    for (const RackGroup& g : racks.groups)
        for (const CooledDevice& d : g.devices)
            hottest = std::max(hottest, d.processor.value_or(0));
    if (!(hottest > 0)) return;
    const HeatCapacity plate =
        heatCapacity(fluid, Volume::si(terms.plateVolume), Mass::si(terms.plateMetal), copper);
    const auto rise = TemperatureDifference::si(terms.plateMargin);
    const double floor = terms.throttleFloor;
    const Power draw = Power::si(hottest);
    const auto shutdown = rise + TemperatureDifference::si(terms.shutdownMargin);
    const auto t = floor < 1 ? timeToRise(plate, shutdown, draw, Throttling{rise, 1, draw * floor})
                             : timeToRise(plate, rise, draw);
    if (t) n.rideFlow = t->si();
}

std::optional<double> airClock(const CoolingState& state, Query& query) {
    double volume = 0;
    for (const auto& [id, hall] : *query.get<Halls>())
        volume += hall.width * 1e-3 * hall.depth * 1e-3 * assumed(query, "cooling.room_height_m");
    const Fluid air = coolantOf(model::Coolant::Air, query);
    const auto t = timeToRise(heatCapacity(air, Volume::si(volume), Mass{}, SpecificHeat{}),
                              TemperatureDifference::si(assumed(query, "cooling.air_rise_limit")),
                              Power::si(state.air.sum));
    return t && volume > 0 ? std::optional(t->si()) : std::nullopt;
}

}  // namespace rackloom::analytics
