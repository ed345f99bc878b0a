// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/row_checks.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace rackloom::model {

namespace {

std::string fabricPlace(FabricId id, const Fabric& fabric) {
    return "fabric " + (fabric.name.empty() ? "number " + std::to_string(id.value) : fabric.name);
}

/// Whether something is listed twice. Lists are long and mostly sorted.
template <class T> bool anyTwice(std::vector<T> list) {
    if (!std::is_sorted(list.begin(), list.end())) std::sort(list.begin(), list.end());
    return std::adjacent_find(list.begin(), list.end()) != list.end();
}

/// A switch keeps its place in a tier while its slot is empty, so only the rack must exist.
Result<void> checkTiers(const Snapshot& s, const std::string& place, const Fabric& fabric) {
    std::vector<DeviceRef> seen;
    for (const SwitchTier& tier : fabric.tiers)
        for (const DeviceRef device : tier.switches) {
            if (!s.racks.contains(device.rack) || !device.slot.isValid())
                return Error{place, "a switch of tier " + tier.name + " is in a rack that does not exist",
                             "Remove it from the tier."};
            seen.push_back(device);
        }
    if (anyTwice(std::move(seen)))
        return Error{place, "a switch is listed twice in its tiers", "List each switch once."};
    return {};
}

bool endpointsExist(const Snapshot& s, const CableKey& key) {
    return s.racks.contains(key.a.device.rack) && s.racks.contains(key.b.device.rack);
}

Result<void> checkEnd(const Snapshot& s, const std::string& place, PortRef end) {
    const Slot* slot = deviceSlot(s, end.device);
    if (!slot) return Error{place, "one end is at a device that does not exist", "Remove the cable."};
    DeviceTypeId type = slot->type;
    if (const auto it = s.overrides->find(end.device); it != s.overrides->end() && it->second.type.isValid())
        type = it->second.type;
    const Shared<DeviceType>* found = s.types.find(type);
    const int ports = found ? (*found)->portCount() : 0;
    if (static_cast<std::int64_t>(end.port) < ports) return {};
    const std::string rack = s.racks.at(end.device.rack).name;
    return Error{place,
                 "one end is at port " + std::to_string(end.port) + " of " + slot->label + " in rack " +
                     rack + ", which has " + std::to_string(ports) + " ports",
                 "Remove the cable first, or keep a device with that port."};
}

}  // namespace

Result<void> checkRow(const Snapshot& s, FabricId id, const Shared<Fabric>& row) {
    const Fabric& fabric = *row;
    const std::string place = fabricPlace(id, fabric);
    const bool exist = std::all_of(fabric.racks.begin(), fabric.racks.end(),
                                   [&](RackId rack) { return s.racks.contains(rack); });
    if (!exist || anyTwice(fabric.racks))
        return Error{place, "its list of racks names one that does not exist, or one twice",
                     "List each rack once."};
    if (Result<void> tiers = checkTiers(s, place, fabric); !tiers) return tiers;
    for (const auto& [key, value] : fabric.parameters)
        if (!std::isfinite(value))
            return Error{place, "parameter " + key + " is not a number", "Give it a finite value."};
    for (std::size_t i = 0; i < fabric.removed.size(); ++i) {
        const CableKey& key = fabric.removed[i];
        if (!(key.a < key.b) || (i > 0 && !(fabric.removed[i - 1] < key)) || !endpointsExist(s, key))
            return Error{place, "its removed cables must be sorted, and between racks that exist",
                         "Sort them, lower end first, each once."};
    }
    for (const std::string& key : fabric.cableTypes)
        if (!findType(s, key).isValid())
            return Error{place, "its cable type " + key + " is not in the design",
                         "Add the type, or leave it out."};
    return {};
}

Result<void> checkRow(const Snapshot& s, CableId id, const Cable& cable) {
    const Shared<Fabric>* fabric = s.fabrics.find(cable.fabric);
    std::string place = "cable number " + std::to_string(id.value);
    if (!fabric) return Error{place, "its fabric does not exist", "Remove the cable."};
    place += " of " + fabricPlace(cable.fabric, **fabric);
    if (!(cable.a < cable.b))
        return Error{place, "its ends must be two different ports, the lower one first", "Swap the ends."};
    if (cable.type.isValid() && !s.types.contains(cable.type))
        return Error{place, "its cable type does not exist", "Choose a type of this design."};
    if (Result<void> a = checkEnd(s, place, cable.a); !a) return a;
    return checkEnd(s, place, cable.b);
}

}  // namespace rackloom::model
