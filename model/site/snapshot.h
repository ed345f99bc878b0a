// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshot: the whole design as one immutable value. Views, analytics and files see nothing else.
// Copies are cheap (tables share chunks); an edit makes the next snapshot, undo goes back to an older one.
// Must not know of edits, files, views or any computed number.
#pragma once

#include "model/base/shared.h"
#include "model/base/table.h"
#include "model/catalog/device_type.h"
#include "model/catalog/rack_design.h"
#include "model/site/fabric.h"
#include "model/site/facility.h"
#include "model/site/job.h"
#include "model/site/place.h"

#include <map>
#include <memory>

namespace rackloom::model {

/// Deviations of single devices from their rack design, sorted.
using OverrideMap = std::map<DeviceRef, DeviceOverride>;

struct Snapshot {
    Shared<Site> site;
    Table<Shared<DeviceType>, DeviceTypeId> types;
    Table<Shared<RackDesign>, RackDesignId> designs;
    Table<Hall, HallId> halls;
    Table<Row, RowId> rows;
    Table<Rack, RackId> racks;
    Shared<OverrideMap> overrides;
    Table<Shared<Fabric>, FabricId> fabrics;
    Table<Cable, CableId> cables;
    Table<PowerNode, PowerNodeId> powerNodes;
    Table<CoolingLoop, CoolingLoopId> coolingLoops;
    Table<CoolingUnit, CoolingUnitId> coolingUnits;
    Table<Job, JobId> jobs;
    Table<Waiver, WaiverId> waivers;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// The type of a device as it stands in a rack: the design's, or the override's; null when the slot is empty
/// there.
const DeviceType* deviceType(const Snapshot&, DeviceRef);
/// The slot of a device, or null when rack, design or slot do not exist.
const Slot* deviceSlot(const Snapshot&, DeviceRef);
/// Id of the embedded type with this catalogue key, or an invalid id.
DeviceTypeId findType(const Snapshot&, std::string_view key);

/// Footprint of a rack or a floor unit in millimetres after turning; falls back to 600 × 1200 when unknown.
struct Footprint {
    int width = 600, depth = 1200;
    friend bool operator==(const Footprint&, const Footprint&) = default;
};
Footprint footprint(const Snapshot&, const Rack&);
Footprint footprint(const Snapshot&, DeviceTypeId, Rotation);

}  // namespace rackloom::model
