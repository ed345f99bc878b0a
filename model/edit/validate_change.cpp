// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/validate_change.h"

#include "model/site/row_checks.h"

#include <algorithm>

namespace rackloom::model {

namespace {

/// Tables whose every row must be looked at again, because something they may refer to went away.
struct Recheck {
    bool types = false, designs = false, rows = false, racks = false, overrides = false, fabrics = false,
         cables = false, powerNodes = false, powerTree = false, coolingUnits = false, plant = false;
};

template <class IdT, class RowT> bool anyRemoved(const std::vector<RowChange<IdT, RowT>>& changes) {
    return std::any_of(changes.begin(), changes.end(), [](const auto& c) { return !c.after; });
}

void recheckForTypes(const Delta& d, Recheck& again) {
    for (const auto& change : d.types) {
        if (!change.after) {
            again.types = again.designs = again.overrides = again.fabrics = true;
            again.cables = again.powerNodes = again.coolingUnits = true;
            continue;
        }
        if (!change.before) {
            again.types = true;
            continue;
        }
        const DeviceType &was = **change.before, &is = **change.after;
        if (was.key != is.key) again.types = again.fabrics = true;
        if (was.components != is.components) again.types = true;
        if (is.portCount() < was.portCount()) again.cables = true;
    }
}

/// Whether a slot that somebody may refer to went away, or holds another device now.
bool slotsChanged(const RackDesign& was, const RackDesign& is) {
    return std::any_of(was.slots.begin(), was.slots.end(), [&](const Slot& slot) {
        const Slot* now = is.find(slot.id);
        return !now || now->type != slot.type;
    });
}

void recheckForPlace(const Delta& d, Recheck& again) {
    for (const auto& change : d.designs) {
        if (!change.after) again.racks = true;
        if (change.before && change.after && slotsChanged(**change.before, **change.after))
            again.overrides = again.cables = true;
    }
    if (anyRemoved(d.halls)) again.rows = again.racks = again.powerNodes = again.coolingUnits = true;
    for (const auto& change : d.rows)
        if (change.before && (!change.after || change.after->hall != change.before->hall)) again.racks = true;
    for (const auto& change : d.racks) {
        if (!change.after) again.fabrics = true;
        if (change.before && (!change.after || change.after->design != change.before->design))
            again.overrides = again.cables = true;
    }
    if (!d.overrides.empty()) again.cables = true;
}

void recheckForFacility(const Delta& d, Recheck& again) {
    if (anyRemoved(d.fabrics)) again.cables = true;
    if (anyRemoved(d.powerNodes)) again.racks = again.powerNodes = again.coolingUnits = true;
    for (const auto& change : d.powerNodes)
        if (change.after && !change.after->parents.empty() &&
            (!change.before || change.before->parents != change.after->parents))
            again.powerTree = true;
    for (const auto& change : d.coolingLoops) {
        if (!change.after) again.coolingUnits = true;
        if (change.before && (!change.after || change.after->medium != change.before->medium))
            again.racks = true;
    }
    if (anyRemoved(d.coolingUnits)) again.coolingUnits = true;
    for (const auto& change : d.coolingUnits)
        if (change.after && !change.after->plant.empty() &&
            (!change.before || change.before->plant != change.after->plant))
            again.plant = true;
}

template <class RowT, class IdT>
Result<void> checkRows(const Snapshot& s, const Table<RowT, IdT>& table,
                       const std::vector<RowChange<IdT, RowT>>& changes, bool all) {
    Result<void> out;
    if (all) {
        table.forEach([&](IdT id, const RowT& row) {
            if (out) out = checkRow(s, id, row);
        });
        return out;
    }
    for (const auto& change : changes)
        if (change.after && out) out = checkRow(s, change.id, *change.after);
    return out;
}

Result<void> checkOverrides(const Snapshot& s, const Delta& d, bool all) {
    Result<void> out;
    if (all) {
        for (const auto& [device, deviation] : *s.overrides)
            if (out) out = checkOverride(s, device, deviation);
        return out;
    }
    for (const DeviceRef device : d.overrides)
        if (const auto it = s.overrides->find(device); out && it != s.overrides->end())
            out = checkOverride(s, device, it->second);
    return out;
}

}  // namespace

Result<void> validateChange(const Snapshot&, const Snapshot& s, const Delta& d) {
    Recheck again;
    recheckForTypes(d, again);
    recheckForPlace(d, again);
    recheckForFacility(d, again);
    Result<void> out;
    const auto look = [&](const auto& table, const auto& changes, bool all) {
        if (out) out = checkRows(s, table, changes, all);
    };
    if (d.site) out = checkSite(*s.site);
    look(s.types, d.types, false);
    if (out && again.types) out = checkTypes(s);
    look(s.designs, d.designs, again.designs);
    look(s.halls, d.halls, false);
    look(s.rows, d.rows, again.rows);
    look(s.racks, d.racks, again.racks);
    if (out) out = checkOverrides(s, d, again.overrides);
    look(s.fabrics, d.fabrics, again.fabrics);
    look(s.cables, d.cables, again.cables);
    look(s.powerNodes, d.powerNodes, again.powerNodes);
    if (out && again.powerTree) out = checkPowerTree(s);
    look(s.coolingLoops, d.coolingLoops, false);
    look(s.coolingUnits, d.coolingUnits, again.coolingUnits);
    if (out && again.plant) out = checkCoolingPlant(s);
    look(s.jobs, d.jobs, false);
    look(s.waivers, d.waivers, false);
    return out;
}

}  // namespace rackloom::model
