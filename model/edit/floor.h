// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands where on a hall floor. Edits that place or move things ask here and refuse to put two into one
// place or anything outside its hall; what a loaded file already holds is left to the rules.
#pragma once

#include "model/base/result.h"
#include "model/edit/transaction.h"

#include <vector>

namespace rackloom::model {

/// A footprint on the floor of a hall, in millimetres.
struct FloorRect {
    HallId hall;
    int x = 0, y = 0, width = 0, depth = 0;
    bool overlaps(const FloorRect& o) const {
        return hall == o.hall && x < o.x + o.width && o.x < x + width && y < o.y + o.depth && o.y < y + depth;
    }
    friend bool operator==(const FloorRect&, const FloorRect&) = default;
};

FloorRect floorRect(const Snapshot&, const Rack&);

/// Refuses when one of these racks leaves its hall, or stands where another rack or unit stands. Two that
/// overlapped before and moved together may keep doing so.
Result<void> checkFloor(const Transaction&, const std::vector<RackId>& moved);
/// The same for facility equipment that was placed or moved.
Result<void> checkFloor(const Transaction&, PowerNodeId moved);
Result<void> checkFloor(const Transaction&, CoolingUnitId moved);
/// Refuses when something that stands in the hall no longer fits.
Result<void> checkHallFits(const Transaction&, HallId);

}  // namespace rackloom::model
