// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the facility: the power tree (sources at the top, racks at the bottom) and the cooling loops with
// the units that carry their heat away. Both may stand on the hall floor.
#pragma once

#include "model/base/id.h"
#include "model/base/quantity.h"
#include "model/catalog/device_type.h"
#include "model/catalog/rack_design.h"
#include "model/site/place.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// Where a piece of facility equipment stands, if it is drawn on a floor.
struct Placement {
    HallId hall;
    FloorPoint position;
    Rotation rotation = Rotation::R0;
    friend bool operator==(const Placement&, const Placement&) = default;
};

/// How a power node draws from several parents: one, shared by live parents, or the first live one (ATS,
/// STS).
enum class ParentPolicy { Single, Share, Transfer };
inline constexpr std::string_view kParentPolicyNames[] = {"single", "share", "transfer"};

/// One element of the power tree: utility, transformer, UPS, PDU, busway. Its type says what it can carry and
/// lose.
struct PowerNode {
    std::string name;
    DeviceTypeId type;
    PowerSide side = PowerSide::None;
    ParentPolicy policy = ParentPolicy::Single;
    std::vector<PowerNodeId> parents;  ///< ordered; empty for a source
    std::vector<double> weights;       ///< of the parents that share the load; empty = equal parts
    int count = 1;                     ///< equal units in parallel
    std::optional<Placement> placement;
    std::optional<FloorPoint> diagram = {};  ///< where the one-line drawing shows it; absent = laid out
    friend bool operator==(const PowerNode&, const PowerNode&) = default;
};

/// Coolant of a loop. PG25 is water with 25 % propylene glycol.
enum class Coolant { Water, Pg25, Air };
inline constexpr std::string_view kCoolantNames[] = {"water", "pg25", "air"};

/// A loop that racks hang on: a technology cooling system behind CDUs, or the air of a hall behind CRAHs.
struct CoolingLoop {
    std::string name;
    CoolingMedium medium = CoolingMedium::Liquid;
    Coolant coolant = Coolant::Pg25;
    Temperature supply = Temperature::celsius(30);
    TemperatureDifference rise = 10 * unit::K;       ///< design rise from supply to return
    std::optional<Temperature> facilitySupply = {};  ///< water that reaches its CDUs; absent = the site's
    std::optional<FloorPoint> diagram = {};          ///< where the cooling drawing shows it
    friend bool operator==(const CoolingLoop&, const CoolingLoop&) = default;
};

/// A unit that serves a loop (CDU, CRAH, rear door), or that serves other units (chiller, dry cooler).
struct CoolingUnit {
    std::string name;
    DeviceTypeId type;
    CoolingLoopId loop;                ///< the loop it cools; invalid for plant
    std::vector<CoolingUnitId> plant;  ///< units that take its heat away
    int redundant = 0;                 ///< units of the loop that may be lost: noted on each, largest counts
    PowerNodeId feed;                  ///< what powers it, if drawn
    int count = 1;
    std::optional<Placement> placement;
    std::optional<FloorPoint> diagram = {};  ///< where the cooling drawing shows it
    friend bool operator==(const CoolingUnit&, const CoolingUnit&) = default;
};

}  // namespace rackloom::model
