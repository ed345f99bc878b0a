// SPDX-License-Identifier: GPL-3.0-or-later
// diff(a, b): which rows differ between two snapshots. One function serves views, engine, undo, reload and
// "compare two designs". Cost is proportional to the chunks touched. The row pointers live as long as the two
// snapshots.
#pragma once

#include "model/site/snapshot.h"

#include <vector>

namespace rackloom::model {

template <class IdT, class RowT> struct RowChange {
    IdT id;
    const RowT* before = nullptr;  ///< null: the row is new
    const RowT* after = nullptr;   ///< null: the row is gone
};

struct Delta {
    /// The two snapshots, for readers that must look a changed row up in its surroundings; never null.
    const Snapshot* before = nullptr;
    const Snapshot* after = nullptr;
    bool site = false;
    std::vector<DeviceRef> overrides;  ///< devices whose override differs, sorted
    std::vector<RowChange<DeviceTypeId, Shared<DeviceType>>> types;
    std::vector<RowChange<RackDesignId, Shared<RackDesign>>> designs;
    std::vector<RowChange<HallId, Hall>> halls;
    std::vector<RowChange<RowId, Row>> rows;
    std::vector<RowChange<RackId, Rack>> racks;
    std::vector<RowChange<FabricId, Shared<Fabric>>> fabrics;
    std::vector<RowChange<CableId, Cable>> cables;
    std::vector<RowChange<PowerNodeId, PowerNode>> powerNodes;
    std::vector<RowChange<CoolingLoopId, CoolingLoop>> coolingLoops;
    std::vector<RowChange<CoolingUnitId, CoolingUnit>> coolingUnits;
    std::vector<RowChange<JobId, Job>> jobs;
    std::vector<RowChange<WaiverId, Waiver>> waivers;

    bool empty() const;
};

Delta diff(const Snapshot& before, const Snapshot& after);

}  // namespace rackloom::model
