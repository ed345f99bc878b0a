// SPDX-License-Identifier: GPL-3.0-or-later
// What space a device takes in a rack, and who else takes it: one answer for the edits that refuse a
// collision and for the rule that reports one in a loaded file. Must not know of edits or findings.
#pragma once

#include "model/site/snapshot.h"

#include <optional>

namespace rackloom::model {

/// Rack units that a device takes, bottom to top; empty for one that hangs beside the rails (0 U).
struct UnitSpan {
    int lowest = 0, highest = -1;
    bool empty() const { return highest < lowest; }
    friend bool operator==(const UnitSpan&, const UnitSpan&) = default;
};
UnitSpan unitSpan(const DeviceType&, int u);

/// Rack units of a design's enclosure, or nothing when its type is no cabinet.
std::optional<int> enclosureUnits(const Snapshot&, const RackDesign&);

/// True when two devices of one rack claim the same space. Devices on opposite faces share a unit only when
/// both depths are known and fit behind each other; otherwise each is taken to be full-depth.
bool collide(const DeviceType* enclosure, const Slot& a, const DeviceType& typeA, const Slot& b,
             const DeviceType& typeB);

/// The first slot of the design whose device is in the way of `candidate` (itself and `ignored` apart), or
/// null.
const Slot* occupantOf(const Snapshot&, const RackDesign&, const Slot& candidate, SlotId ignored = {});
/// The same in one rack, where single devices may be removed or exchanged.
const Slot* occupantOf(const Snapshot&, RackId, const Slot& candidate);

}  // namespace rackloom::model
