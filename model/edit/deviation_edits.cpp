// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/design_edits.h"
#include "model/edit/names.h"
#include "model/edit/rewrite.h"
#include "model/site/elevation.h"

namespace rackloom::model {

namespace {

using Devices = std::vector<DeviceRef>;

std::string placeOf(const Snapshot& s, DeviceRef device) {
    const Slot& slot = *deviceSlot(s, device);
    return "rack " + s.racks.at(device.rack).name + ", U" + std::to_string(slot.u);
}

Result<void> needDevices(const Snapshot& s, const Devices& devices) {
    if (devices.empty()) return Error{"devices", "nothing is selected", "Select at least one device."};
    for (const DeviceRef device : devices)
        if (!deviceSlot(s, device))
            return Error{"device", "it does not exist any more", "Select an existing one."};
    return {};
}

/// Whether the devices, as they now stand in their racks, have their units for themselves.
Result<void> checkUnits(const Snapshot& s, const Devices& devices) {
    for (const DeviceRef device : devices) {
        const DeviceType* type = deviceType(s, device);
        if (!type) continue;
        Slot slot = *deviceSlot(s, device);
        if (const auto it = s.overrides->find(device); it != s.overrides->end() && it->second.type.isValid())
            slot.type = it->second.type;
        const RackDesign& design = *s.designs.at(s.racks.at(device.rack).design);
        const int top = enclosureUnits(s, design).value_or(1000);
        if (unitSpan(*type, slot.u).highest > top)
            return Error{placeOf(s, device), type->name + " would reach over the top of the rack",
                         "Choose a type of the same height."};
        if (const Slot* by = occupantOf(s, device.rack, slot))
            return Error{placeOf(s, device), by->label + " is in the way of " + type->name,
                         "Remove it in this rack first."};
    }
    return {};
}

template <class F> Edit onDevices(std::string label, Devices devices, F change) {
    return {std::move(label), {}, [devices = std::move(devices), change](Transaction& tx) -> Result<void> {
                if (Result<void> there = needDevices(tx.draft(), devices); !there) return there;
                rewriteOverrides(tx, [&](OverrideMap& map) {
                    for (const DeviceRef device : devices)
                        change(tx.draft(), map, device);
                });
                return checkUnits(tx.draft(), devices);
            }};
}

}  // namespace

Edit makeDesignUnique(std::vector<RackId> racks) {
    return {"Give " + counted(racks.size(), "rack") + " an own design",
            {},
            [racks = distinct(racks)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                const RackDesignId design = tx.draft().racks.at(racks.front()).design;
                std::size_t users = 0;
                tx.draft().racks.forEach(
                    [&](RackId, const Rack& r) { users += r.design == design ? 1u : 0u; });
                for (const RackId id : racks)
                    if (tx.draft().racks.at(id).design != design)
                        return Error{"racks", "they have different designs", "Select racks of one design."};
                if (users == racks.size()) return {};
                RackDesign own = *tx.draft().designs.at(design);
                NameSet taken = namesOf(tx.draft().designs);
                own.name = nextName(taken, own.name);
                const RackDesignId made =
                    tx.draft().designs.insert(tx.token(), Shared<RackDesign>(std::move(own)));
                for (const RackId id : racks)
                    tx.draft().racks.write(tx.token(), id).design = made;
                return {};
            }};
}

Edit removeDevicesInRack(Devices devices) {
    std::string label = "Remove " + counted(devices.size(), "device") + " in this rack only";
    return onDevices(std::move(label), std::move(devices),
                     [](const Snapshot&, OverrideMap& map, DeviceRef device) {
                         map[device] = {true, DeviceTypeId{}};
                     });
}

Edit overrideDeviceType(Devices devices, DeviceTypeId type) {
    std::string label = "Change " + counted(devices.size(), "device") + " in this rack only";
    Edit change = onDevices(std::move(label), std::move(devices),
                            [type](const Snapshot& s, OverrideMap& map, DeviceRef device) {
                                if (deviceSlot(s, device)->type == type)
                                    map.erase(device);
                                else
                                    map[device] = {false, type};
                            });
    return {change.label, {}, [type, apply = std::move(change.apply)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().types, type, "device type"); !there) return there;
                const DeviceType& found = *tx.draft().types.at(type);
                if (found.form.mount != Mount::Rack || found.enclosure)
                    return Error{found.name, "it is not a device that mounts in a rack",
                                 "Choose a device with a rack height."};
                return apply(tx);
            }};
}

Edit restoreDevices(Devices devices) {
    std::string label = "Restore " + counted(devices.size(), "device");
    return onDevices(std::move(label), std::move(devices),
                     [](const Snapshot&, OverrideMap& map, DeviceRef device) { map.erase(device); });
}

}  // namespace rackloom::model
