// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/inventory.h"

#include <map>

namespace rackloom::model {

namespace {

using Counts = std::map<DeviceTypeId, std::int64_t>;

// Racks of one design are counted at once: 100,000 devices are a few rack designs.
void countRacks(const Snapshot& s, Counts& counts) {
    std::map<RackDesignId, std::int64_t> racks;
    s.racks.forEach([&](RackId, const Rack& rack) { ++racks[rack.design]; });
    for (const auto& [id, count] : racks) {
        const Shared<RackDesign>* design = s.designs.find(id);
        if (design == nullptr) continue;
        counts[(*design)->enclosure] += count;
        for (const Slot& slot : (*design)->slots)
            counts[slot.type] += count;
    }
}

void countOverrides(const Snapshot& s, Counts& counts) {
    for (const auto& [device, deviation] : *s.overrides) {
        const Slot* slot = deviceSlot(s, device);
        if (slot == nullptr || (!deviation.removed && !deviation.type.isValid())) continue;
        --counts[slot->type];
        if (!deviation.removed) ++counts[deviation.type];
    }
}

}  // namespace

std::vector<InventoryLine> inventory(const Snapshot& snapshot) {
    Counts counts;
    countRacks(snapshot, counts);
    countOverrides(snapshot, counts);
    snapshot.powerNodes.forEach([&](PowerNodeId, const PowerNode& node) { counts[node.type] += node.count; });
    snapshot.coolingUnits.forEach(
        [&](CoolingUnitId, const CoolingUnit& unit) { counts[unit.type] += unit.count; });
    std::vector<InventoryLine> out;
    for (const auto& [type, count] : counts)
        if (count > 0 && snapshot.types.contains(type)) out.push_back({type, count});
    return out;
}

}  // namespace rackloom::model
