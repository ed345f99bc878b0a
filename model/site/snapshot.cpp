// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/snapshot.h"

#include <cmath>

namespace rackloom::model {

const Slot* deviceSlot(const Snapshot& s, DeviceRef ref) {
    const Rack* rack = s.racks.find(ref.rack);
    if (!rack) return nullptr;
    const Shared<RackDesign>* design = s.designs.find(rack->design);
    return design ? (*design)->find(ref.slot) : nullptr;
}

const DeviceType* deviceType(const Snapshot& s, DeviceRef ref) {
    const Slot* slot = deviceSlot(s, ref);
    if (!slot) return nullptr;
    DeviceTypeId type = slot->type;
    if (const auto it = s.overrides->find(ref); it != s.overrides->end()) {
        if (it->second.removed) return nullptr;
        if (it->second.type.isValid()) type = it->second.type;
    }
    const Shared<DeviceType>* found = s.types.find(type);
    return found ? &**found : nullptr;
}

DeviceTypeId findType(const Snapshot& s, std::string_view key) {
    DeviceTypeId found;
    s.types.forEach([&](DeviceTypeId id, const Shared<DeviceType>& t) {
        if (!found.isValid() && t->key == key) found = id;
    });
    return found;
}

Footprint footprint(const Snapshot& s, DeviceTypeId type, Rotation rotation) {
    Footprint f;
    if (const Shared<DeviceType>* t = s.types.find(type)) {
        if (const auto& w = (*t)->form.width.value) f.width = static_cast<int>(std::lround(w->in(unit::mm)));
        if (const auto& d = (*t)->form.depth.value) f.depth = static_cast<int>(std::lround(d->in(unit::mm)));
    }
    if (rotation == Rotation::R90 || rotation == Rotation::R270) std::swap(f.width, f.depth);
    return f;
}

Footprint footprint(const Snapshot& s, const Rack& rack) {
    const Shared<RackDesign>* design = s.designs.find(rack.design);
    return footprint(s, design ? (*design)->enclosure : DeviceTypeId{}, rack.rotation);
}

}  // namespace rackloom::model
