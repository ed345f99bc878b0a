// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/elevation.h"

namespace rackloom::model {

namespace {

const DeviceType* typeOf(const Snapshot& s, DeviceTypeId id) {
    const Shared<DeviceType>* found = s.types.find(id);
    return found ? &**found : nullptr;
}

bool fitBehindEachOther(const DeviceType* enclosure, const DeviceType& a, const DeviceType& b) {
    if (!enclosure || !enclosure->form.depth.value) return false;
    if (!a.form.depth.value || !b.form.depth.value) return false;
    return *a.form.depth.value + *b.form.depth.value <= *enclosure->form.depth.value;
}

}  // namespace

UnitSpan unitSpan(const DeviceType& type, int u) {
    if (type.form.heightU < 1) return {};
    return {u, u + type.form.heightU - 1};
}

std::optional<int> enclosureUnits(const Snapshot& s, const RackDesign& design) {
    const DeviceType* type = typeOf(s, design.enclosure);
    if (!type || !type->enclosure) return std::nullopt;
    return type->enclosure->units;
}

bool collide(const DeviceType* enclosure, const Slot& a, const DeviceType& typeA, const Slot& b,
             const DeviceType& typeB) {
    const UnitSpan x = unitSpan(typeA, a.u), y = unitSpan(typeB, b.u);
    if (x.empty() || y.empty() || x.highest < y.lowest || y.highest < x.lowest) return false;
    return a.face == b.face || !fitBehindEachOther(enclosure, typeA, typeB);
}

const Slot* occupantOf(const Snapshot& s, const RackDesign& design, const Slot& candidate, SlotId ignored) {
    const DeviceType* type = typeOf(s, candidate.type);
    if (!type) return nullptr;
    const DeviceType* enclosure = typeOf(s, design.enclosure);
    for (const Slot& slot : design.slots) {
        if (slot.id == candidate.id || slot.id == ignored) continue;
        const DeviceType* other = typeOf(s, slot.type);
        if (other && collide(enclosure, candidate, *type, slot, *other)) return &slot;
    }
    return nullptr;
}

const Slot* occupantOf(const Snapshot& s, RackId id, const Slot& candidate) {
    const Rack* rack = s.racks.find(id);
    const Shared<RackDesign>* design = rack ? s.designs.find(rack->design) : nullptr;
    const DeviceType* type = typeOf(s, candidate.type);
    if (!design || !type) return nullptr;
    const DeviceType* enclosure = typeOf(s, (*design)->enclosure);
    for (const Slot& slot : (*design)->slots) {
        if (slot.id == candidate.id) continue;
        const DeviceType* other = deviceType(s, {id, slot.id});
        if (other && collide(enclosure, candidate, *type, slot, *other)) return &slot;
    }
    return nullptr;
}

}  // namespace rackloom::model
