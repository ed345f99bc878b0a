// SPDX-License-Identifier: GPL-3.0-or-later
// Where racks and facility equipment stand on hall floors, as boxes in millimetres. Shared by cable lengths
// and by the rules of the floor. Sizes are those of the enclosure or device type, turned; 600 × 1200 where
// they are unknown.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

struct FloorBox {
    HallId hall;
    int x = 0, y = 0, width = 0, depth = 0;
    bool sizeKnown = true;

    double centreX() const { return x + width / 2.0; }
    double centreY() const { return y + depth / 2.0; }
    bool overlaps(const FloorBox& o) const {
        return hall == o.hall && x < o.x + o.width && o.x < x + width && y < o.y + o.depth && o.y < y + depth;
    }
    friend bool operator==(const FloorBox&, const FloorBox&) = default;
};

struct RackFootprints {
    using Key = NoKey;
    using Value = Shared<Column<RackId, FloorBox>>;
    static constexpr std::string_view kName = "rack footprints";
    static Value compute(const Key&, Query&);
};

struct StandingObject {
    ObjectRef object;
    std::string name;
    FloorBox box;
    friend bool operator==(const StandingObject&, const StandingObject&) = default;
};

/// Everything that stands on a floor: racks, power equipment, cooling units.
struct FloorObjects {
    using Key = NoKey;
    using Value = Shared<std::vector<StandingObject>>;
    static constexpr std::string_view kName = "floor objects";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
