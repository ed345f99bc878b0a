// SPDX-License-Identifier: GPL-3.0-or-later
// What a design is made of: how many of each device type stand in its racks (deviations counted), as
// cabinets, and as facility equipment. Bills of materials and reports share it. Must not know prices or
// loads.
#pragma once

#include "model/site/snapshot.h"

#include <cstdint>
#include <vector>

namespace rackloom::model {

struct InventoryLine {
    DeviceTypeId type;
    std::int64_t count = 0;
    friend bool operator==(const InventoryLine&, const InventoryLine&) = default;
};

/// By type id; types that stand nowhere are left out. Cables and parts inside devices are not in it.
std::vector<InventoryLine> inventory(const Snapshot& snapshot);

}  // namespace rackloom::model
