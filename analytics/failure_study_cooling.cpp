// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study_cooling.h"

#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/rack_load.h"

#include <algorithm>
#include <set>

namespace rackloom::analytics {

namespace {

using Units = Column<CoolingUnitId, model::CoolingUnit>;

int lostOf(const LostUnits& lost, CoolingUnitId id) {
    const auto it = lost.find(id);
    return it == lost.end() ? 0 : it->second;
}

/// W that what is left of some rows can carry; absent while one of them does not say.
std::optional<double> capacityLeft(const CoolingState& state, const Units& units,
                                   const std::vector<CoolingUnitId>& rows, const LostUnits& lost) {
    double sum = 0;
    for (const CoolingUnitId id : rows) {
        const model::CoolingUnit* unit = units.find(id);
        const UnitState* now = state.unit(id);
        if (!unit || unit->count <= 0) continue;
        const int left = unit->count - lostOf(lost, id);
        if (left <= 0) continue;
        if (!now || !now->capacity) return std::nullopt;
        sum += *now->capacity * left / unit->count;
    }
    return sum;
}

int countLeft(const Units& units, const std::vector<CoolingUnitId>& rows, const LostUnits& lost) {
    int sum = 0;
    for (const CoolingUnitId id : rows)
        if (const model::CoolingUnit* unit = units.find(id))
            sum += std::max(0, unit->count - lostOf(lost, id));
    return sum;
}

/// Whether what is left of a row's plant no longer carries all that hangs on it, other rows included.
bool plantFails(const CoolingState& state, const Units& units, const model::CoolingUnit& unit,
                const LostUnits& lost) {
    if (std::none_of(unit.plant.begin(), unit.plant.end(),
                     [&](CoolingUnitId p) { return lostOf(lost, p) > 0; }))
        return false;
    if (countLeft(units, unit.plant, lost) == 0) return true;
    double heat = 0;
    for (const CoolingUnitId id : unit.plant)
        if (const UnitState* now = state.unit(id)) heat += now->heat;
    const std::optional<double> capacity = capacityLeft(state, units, unit.plant, lost);
    return capacity && *capacity < heat * (1 - 1e-9);
}

/// Rows whose plant is gone, or too small for all that hangs on it, are gone as well, and so on up to the
/// rows that serve racks.
void addServed(const CoolingState& state, const Units& units, LostUnits& lost) {
    for (bool grown = true; grown;) {
        grown = false;
        const LostUnits before = lost;
        for (const auto& [id, unit] : units) {
            if (lostOf(before, id) >= unit.count || !plantFails(state, units, unit, before)) continue;
            lost[id] = unit.count;
            grown = true;
        }
    }
}

/// Racks whose heat a loop takes.
std::vector<RackId> racksOn(Memo& memo, CoolingLoopId loop) {
    std::vector<RackId> out;
    const auto& loads = *memo.demand<RackLoads>(NoKey{});
    for (const auto& [rack, loops] : *memo.demand<RackLoops>(NoKey{})) {
        const Shared<RackLoad>* load = loads.find(rack);
        if (!load) continue;
        if ((loops.liquid == loop && (*load)->liquid.sum > 0) || (loops.air == loop && (*load)->air.sum > 0))
            out.push_back(rack);
    }
    return out;
}

std::vector<CoolingUnitId> rowsOf(const Units& units, CoolingLoopId loop) {
    std::vector<CoolingUnitId> out;
    for (const auto& [id, unit] : units)
        if (unit.loop == loop) out.push_back(id);
    return out;
}

CoolingLoss::Loop loopWithout(Memo& memo, const CoolingState& state, const Units& units, CoolingLoopId id,
                              const LostUnits& lost) {
    CoolingLoss::Loop out;
    out.loop = id;
    const std::vector<CoolingUnitId> rows = rowsOf(units, id);
    out.units = countLeft(units, rows, {});
    out.left = countLeft(units, rows, lost);
    out.before = capacityLeft(state, units, rows, {});
    out.after = capacityLeft(state, units, rows, lost);
    const LoopState* loop = state.loop(id);
    if (loop) out.heat = loop->heat.sum;
    out.racks = racksOn(memo, id);
    if (out.left == 0)
        out.holds = !(out.heat > 0);
    else if (out.after)
        out.holds = *out.after >= out.heat * (1 - 1e-9);
    else
        out.holds = out.left >= out.units - (loop ? loop->redundant : 0);
    return out;
}

void finish(CoolingLoss& loss) {
    std::set<RackId> stopped;
    for (const CoolingLoss::Loop& loop : loss.loops) {
        if (loop.holds) continue;
        stopped.insert(loop.racks.begin(), loop.racks.end());
        loss.heat += loop.heat;
    }
    loss.racksStopped.assign(stopped.begin(), stopped.end());
}

}  // namespace

CoolingLoss coolingLossOf(Memo& memo, LostUnits lost) {
    const CoolingState& state = *memo.demand<CoolingSolve>(NoKey{});
    const Units& units = *memo.demand<CoolingUnits>(NoKey{});
    addServed(state, units, lost);
    std::set<CoolingLoopId> loops;
    for (const auto& [id, count] : lost)
        if (const model::CoolingUnit* unit = units.find(id); unit && count > 0 && unit->loop.isValid())
            loops.insert(unit->loop);
    CoolingLoss out;
    for (const CoolingLoopId loop : loops)
        out.loops.push_back(loopWithout(memo, state, units, loop, lost));
    finish(out);
    return out;
}

CoolingLoss coolingLossOf(Memo& memo, CoolingLoopId loop) {
    const CoolingState& state = *memo.demand<CoolingSolve>(NoKey{});
    const Units& units = *memo.demand<CoolingUnits>(NoKey{});
    LostUnits all;
    for (const CoolingUnitId id : rowsOf(units, loop))
        all[id] = units.find(id)->count;
    CoolingLoss out;
    out.loops.push_back(loopWithout(memo, state, units, loop, all));
    finish(out);
    return out;
}

LostUnits unitsWithoutPower(Memo& memo, std::vector<PowerNodeId> dead) {
    LostUnits out;
    std::sort(dead.begin(), dead.end());
    for (const auto& [id, unit] : *memo.demand<CoolingUnits>(NoKey{}))
        if (unit.feed.isValid() && std::binary_search(dead.begin(), dead.end(), unit.feed))
            out[id] = unit.count;
    return out;
}

}  // namespace rackloom::analytics
