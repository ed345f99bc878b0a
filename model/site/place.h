// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the place: halls, rows of racks, racks, and per-rack deviations from a rack design.
// Positions are whole millimetres on the hall floor, x to the right, y downwards, origin at the hall's top
// left.
#pragma once

#include "model/base/id.h"
#include "model/site/refs.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rackloom::model {

/// A point on a hall floor, in millimetres.
struct FloorPoint {
    int x = 0, y = 0;
    friend constexpr auto operator<=>(const FloorPoint&, const FloorPoint&) = default;
    friend constexpr bool operator==(const FloorPoint&, const FloorPoint&) = default;
};

/// Clockwise turn of a footprint seen from above; at R0 the front faces down (+y).
enum class Rotation { R0, R90, R180, R270 };
inline constexpr std::string_view kRotationNames[] = {"0", "90", "180", "270"};

struct Hall {
    std::string name;
    int width = 0, depth = 0;            ///< mm along x and y
    int tile = 600;                      ///< floor grid, mm
    std::optional<double> maxFloorLoad;  ///< kg per square metre, unknown when absent
    friend bool operator==(const Hall&, const Hall&) = default;
};

/// A named line of racks. Purely a grouping: positions belong to racks.
struct Row {
    HallId hall;
    std::string name;
    friend bool operator==(const Row&, const Row&) = default;
};

struct Rack {
    std::string name;
    HallId hall;
    RowId row;
    RackDesignId design;
    FloorPoint position;  ///< top-left corner of the turned footprint
    Rotation rotation = Rotation::R0;
    std::array<PowerNodeId, 2> feeds;  ///< the power node behind side A and side B; invalid = not fed
    CoolingLoopId liquidLoop, airLoop;
    friend bool operator==(const Rack&, const Rack&) = default;
};

/// One device of one rack that differs from its rack design.
struct DeviceOverride {
    bool removed = false;  ///< the slot is empty in this rack
    DeviceTypeId type;     ///< another type in this slot, if valid
    friend bool operator==(const DeviceOverride&, const DeviceOverride&) = default;
};

}  // namespace rackloom::model
