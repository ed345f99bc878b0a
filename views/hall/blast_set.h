// SPDX-License-Identifier: GPL-3.0-or-later
// BlastSet: which racks feel the loss of one drawn element: those that stop, and those that only lose a side,
// cables or cooling reserve. Follows the drawing alone (who feeds, cools and cables whom), so that it is
// there while dragging; what the loss costs is computed elsewhere. Knows no canvas.
#pragma once

#include "analytics/report.h"

#include <QString>

#include <vector>

namespace rackloom::views {

struct BlastSet {
    std::vector<RackId> stopped, weakened;  ///< sorted, apart
    bool known = false;                     ///< false: nothing is selected whose loss could be followed

    bool stops(RackId rack) const;
    bool weakens(RackId rack) const;
};

BlastSet blastSet(const model::Snapshot& snapshot, const analytics::Report& report,
                  const std::vector<analytics::ObjectRef>& lost);

}  // namespace rackloom::views
