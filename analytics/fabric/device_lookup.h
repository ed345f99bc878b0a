// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceLookup: which type a drawn device has, through Query, with the deviations of its rack applied.
// Made for one computation and thrown away; remembers the last rack, as callers walk rack by rack.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/place.h"
#include "model/site/refs.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

class DeviceLookup {
public:
    explicit DeviceLookup(Query& query);

    /// The type id, invalid where the slot is empty or does not exist.
    DeviceTypeId typeId(model::DeviceRef device);
    /// The type, or null.
    const model::DeviceType* type(model::DeviceRef device);
    /// The type the rack design has there, whether or not it stands in this rack.
    DeviceTypeId drawnTypeId(model::DeviceRef device);
    /// GPUs in the device, 0 where there is none.
    std::int64_t gpus(model::DeviceRef device);
    /// Rate of a port per direction; nothing when the port does not exist or its rate is unknown.
    std::optional<DataRate> portRate(model::PortRef port);

private:
    const model::RackDesign* design(RackId rack);

    Query& query_;
    const Column<RackId, RackMember>& racks_;
    const model::OverrideMap& overrides_;
    RackId lastRack_;
    const model::RackDesign* lastDesign_ = nullptr;
    DeviceTypeId lastType_;
    std::int64_t lastGpus_ = 0;
};

}  // namespace rackloom::analytics
