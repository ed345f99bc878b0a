// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_ride.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/power_sweep.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// All elements above one, itself included.
std::vector<std::size_t> above(const PowerTree& tree, std::size_t element) {
    std::vector<std::size_t> found{element};
    std::vector<bool> seen(tree.elements.size(), false);
    seen[element] = true;
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const std::size_t p : tree.elements[found[i]].parents)
            if (!seen[p]) {
                seen[p] = true;
                found.push_back(p);
            }
    return found;
}

const model::DeviceType& typeAt(const PowerDrawing& drawing, std::size_t v, Query& query) {
    return *query.get<TypeOf>(query.get<PowerNodes>()->find(drawing.nodes[v])->type);
}

std::optional<double> quickestStart(const PowerDrawing& drawing, std::size_t store, Query& query) {
    std::optional<double> start;
    for (const std::size_t v : above(drawing.tree, store)) {
        const model::DeviceType& type = typeAt(drawing, v, query);
        if (!type.source || !type.source->start.known() || !(type.source->start.value->si() > 0)) continue;
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

bool behindStore(const PowerTree& tree, const std::vector<bool>& isStore, std::size_t element) {
    if (isStore[element]) return true;
    // Up from the element without passing a store: arriving at a source means that one way has none.
    std::vector<std::size_t> found{element};
    std::vector<bool> seen(tree.elements.size(), false);
    seen[element] = true;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const PowerElement& e = tree.elements[found[i]];
        if (e.parents.empty()) return false;
        for (const std::size_t p : e.parents)
            if (!seen[p] && !isStore[p]) {
                seen[p] = true;
                found.push_back(p);
            }
    }
    return true;
}

std::vector<bool> drawnStores(const PowerDrawing& drawing, Query& query) {
    std::vector<bool> stores;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v)
        stores.push_back(typeAt(drawing, v, query).energyStore.has_value());
    return stores;
}

PowerRide::Value PowerRide::compute(const Key&, Query& query) {
    const PowerDrawing& drawing = *query.get<DrawnPower>();
    const SweepState& sweep = *query.get<PowerSweep>();
    RideState state;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const model::DeviceType& type = typeAt(drawing, v, query);
        if (!type.energyStore) continue;
        DrawnStore store;
        store.node = drawing.nodes[v];
        store.load = sweep.heaviest[v].load;
        store.lasts = lasting(*type.energyStore, drawing.tree.elements[v].units, store.load);
        store.starts = quickestStart(drawing, v, query);
        if (store.lasts && (!state.shortest || *store.lasts < *state.shortest)) {
            state.shortest = store.lasts;
            state.shortestAt = store.node;
        }
        state.stores.push_back(store);
    }
    return state;
}

}  // namespace rackloom::analytics
