// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_ride.h"

#include "analytics/inputs/catalog.h"
#include "analytics/loads/power_sweep.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

const model::DeviceType& typeAt(const PowerDrawing& drawing, std::size_t v, Query& query) {
    return *query.get<TypeOf>(drawing.typeAt(v).type);
}

std::optional<double> quickestStart(const PowerDrawing& drawing, Climb& climb, std::size_t store,
                                    Query& query) {
    std::optional<double> start;
    for (const std::size_t v : climb.above(store)) {
        if (!drawing.typeAt(v).isSource) continue;
        const model::DeviceType& type = typeAt(drawing, v, query);
        if (!type.source->start.known() || !(type.source->start.value->si() > 0)) continue;
        start = std::min(start.value_or(type.source->start.value->si()), type.source->start.value->si());
    }
    return start;
}

std::optional<double> lasting(const model::EnergyStore& store, int units, double load) {
    if (!store.energy.known() || !store.depthOfDischarge.known() || !store.efficiency.known())
        return std::nullopt;
    const auto time = rideThrough(*store.energy.value * static_cast<double>(units),
                                  *store.depthOfDischarge.value, *store.efficiency.value, load * unit::W);
    return time ? std::optional(time->si()) : std::nullopt;
}

}  // namespace

bool behindStore(const PowerDrawing& drawing, Climb& climb, std::size_t element) {
    // Up from the element without passing a store: arriving at a source means that one way has none.
    const auto found =
        climb.above({&element, 1}, [&](std::size_t v) { return !drawing.typeAt(v).storesEnergy; });
    return std::none_of(found.begin(), found.end(),
                        [&](std::size_t v) { return drawing.tree.elements[v].parents.empty(); });
}

PowerRide::Value PowerRide::compute(const Key&, Query& query) {
    const PowerDrawing& drawing = *query.get<DrawnPower>();
    const SweepState& sweep = *query.get<PowerSweep>();
    Climb climb(drawing.tree);
    RideState state;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        if (!drawing.typeAt(v).storesEnergy) continue;
        const model::DeviceType& type = typeAt(drawing, v, query);
        DrawnStore store;
        store.node = drawing.nodes[v];
        store.load = sweep.heaviest[v].load;
        store.lasts = lasting(*type.energyStore, drawing.tree.elements[v].units, store.load);
        store.starts = quickestStart(drawing, climb, v, query);
        if (store.lasts && (!state.shortest || *store.lasts < *state.shortest)) {
            state.shortest = store.lasts;
            state.shortestAt = store.node;
        }
        state.stores.push_back(store);
    }
    return state;
}

}  // namespace rackloom::analytics
