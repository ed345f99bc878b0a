// SPDX-License-Identifier: GPL-3.0-or-later
// CoolingSolve: the heat of all racks on their loops, the flow that carries it, what the units of a loop can
// take before and after losing units, and what they draw themselves. Steady state at the planning figure.
// Must not know how units are fed: PowerSolve reads what they draw.
#pragma once

#include "analytics/cooling/flow.h"
#include "analytics/engine/query.h"
#include "analytics/loads/rack_load.h"
#include "analytics/report.h"
#include "model/site/facility.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct LoopState {
    CoolingLoopId loop;
    model::CoolingMedium medium = model::CoolingMedium::Liquid;
    CoveredSum heat;             ///< W
    int racks = 0;               ///< that hang on it
    double minFlow = 0;          ///< m³/s, sum of the stated minimum flows of devices
    std::optional<double> flow;  ///< m³/s at the design rise
    int units = 0, unitsUnknown = 0;
    int redundant = 0;                        ///< units that may be lost, as drawn
    std::optional<double> capacity;           ///< W of all units at their rated approach
    std::optional<double> capacityAfterLoss;  ///< without the largest max(1, redundant) units
    DeviceTypeId unitType;                    ///< of the first unit, for remedies
    friend bool operator==(const LoopState&, const LoopState&) = default;
};

struct UnitState {
    CoolingUnitId unit;
    double heat = 0;                 ///< W taken, all its equal units together
    std::optional<double> capacity;  ///< W
    std::optional<double> power;     ///< W drawn
    friend bool operator==(const UnitState&, const UnitState&) = default;
};

struct CoolingState {
    std::vector<LoopState> loops;                           ///< by id
    std::vector<UnitState> units;                           ///< by id
    CoveredSum liquid, air;                                 ///< W, all racks
    std::vector<RackId> liquidWithoutLoop, airWithoutLoop;  ///< racks whose heat no drawn loop takes
    double liquidUnplaced = 0, airUnplaced = 0;             ///< W of them

    const LoopState* loop(CoolingLoopId) const;
    const UnitState* unit(CoolingUnitId) const;
    friend bool operator==(const CoolingState&, const CoolingState&) = default;
};

/// Heat on its way, with units that draw their rated power at their share of the load.
struct CoolingHeat {
    using Key = NoKey;
    using Value = Shared<CoolingState>;
    static constexpr std::string_view kName = "cooling heat";
    static Value compute(const Key&, Query&);
};

/// The same, with pumps that draw what they need where the network meets their curves.
struct CoolingSolve {
    using Key = NoKey;
    using Value = Shared<CoolingState>;
    static constexpr std::string_view kName = "cooling solve";
    static Value compute(const Key&, Query&);
};

/// A coolant as the site assumes it; air thinned by altitude.
Fluid coolantOf(model::Coolant, Query&);

/// The rows of a report.
std::vector<CoolingLoopResult> loopResults(const CoolingState&);

}  // namespace rackloom::analytics
