// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for one row, seen in its snapshot. Loading runs these on every row, an edit on the rows it
// changed. Each is cheap; the checks that need a whole table (cycles, unique keys) are separate below.
#pragma once

#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

Result<void> checkRow(const Snapshot&, DeviceTypeId, const Shared<DeviceType>&);
Result<void> checkRow(const Snapshot&, RackDesignId, const Shared<RackDesign>&);
Result<void> checkRow(const Snapshot&, HallId, const Hall&);
Result<void> checkRow(const Snapshot&, RowId, const Row&);
Result<void> checkRow(const Snapshot&, RackId, const Rack&);
Result<void> checkRow(const Snapshot&, FabricId, const Shared<Fabric>&);
Result<void> checkRow(const Snapshot&, CableId, const Cable&);
Result<void> checkRow(const Snapshot&, PowerNodeId, const PowerNode&);
Result<void> checkRow(const Snapshot&, CoolingLoopId, const CoolingLoop&);
Result<void> checkRow(const Snapshot&, CoolingUnitId, const CoolingUnit&);
Result<void> checkRow(const Snapshot&, JobId, const Job&);
Result<void> checkRow(const Snapshot&, WaiverId, const Waiver&);
Result<void> checkSite(const Site&);
Result<void> checkOverride(const Snapshot&, DeviceRef, const DeviceOverride&);

/// Type keys differ, every component is embedded, and no type contains itself.
Result<void> checkTypes(const Snapshot&);
/// No power node feeds itself through others.
Result<void> checkPowerTree(const Snapshot&);
/// No cooling unit hands its heat to itself through others.
Result<void> checkCoolingPlant(const Snapshot&);

}  // namespace rackloom::model
