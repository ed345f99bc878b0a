// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/device_lookup.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"

namespace rackloom::analytics {

DeviceLookup::DeviceLookup(Query& query)
    : query_(query), racks_(*query.get<RackMembers>()), overrides_(*query.get<Overrides>()) {}

const model::RackDesign* DeviceLookup::design(RackId rack) {
    if (rack != lastRack_ || !lastDesign_) {
        lastRack_ = rack;
        const RackMember* member = racks_.find(rack);
        lastDesign_ = member ? &*query_.get<Designs>(member->design) : nullptr;
    }
    return lastDesign_;
}

DeviceTypeId DeviceLookup::drawnTypeId(model::DeviceRef device) {
    const model::RackDesign* drawn = design(device.rack);
    const model::Slot* slot = drawn ? drawn->find(device.slot) : nullptr;
    return slot ? slot->type : DeviceTypeId{};
}

DeviceTypeId DeviceLookup::typeId(model::DeviceRef device) {
    const DeviceTypeId drawn = drawnTypeId(device);
    if (overrides_.empty() || !drawn.isValid()) return drawn;
    const auto it = overrides_.find(device);
    if (it == overrides_.end()) return drawn;
    if (it->second.removed) return {};
    return it->second.type.isValid() ? it->second.type : drawn;
}

const model::DeviceType* DeviceLookup::type(model::DeviceRef device) {
    const DeviceTypeId id = typeId(device);
    if (!id.isValid()) return nullptr;
    const model::DeviceType& found = *query_.get<TypeOf>(id);
    return found.key.empty() ? nullptr : &found;
}

std::int64_t DeviceLookup::gpus(model::DeviceRef device) {
    const DeviceTypeId id = typeId(device);
    if (!id.isValid()) return 0;
    if (id != lastType_) {
        lastType_ = id;
        lastGpus_ = query_.get<DeviceGpus>(id);
    }
    return lastGpus_;
}

std::optional<DataRate> DeviceLookup::portRate(model::PortRef port) {
    const model::DeviceType* found = type(port.device);
    const model::PortGroup* group = found ? found->portGroup(static_cast<int>(port.port)) : nullptr;
    return group ? group->rate.value : std::nullopt;
}

}  // namespace rackloom::analytics
