// SPDX-License-Identifier: GPL-3.0-or-later
// Where the pumps of a loop's units meet what is drawn: the speed that moves a wanted flow, the head there
// and what each unit draws. Affinity laws: flow follows the speed, head its square, power its cube. Source:
// facility reference B4. Must not decide how much flows.
#pragma once

#include "analytics/cooling/hydraulics.h"
#include "analytics/loads/loop_units.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct PumpTerms {
    double shutOffRatio = 1.25;  ///< head without flow over rated head
    double efficiency = 0.55;    ///< for units that state no power
};

struct PumpPoint {
    double speed = 0;  ///< share of full speed
    Pressure head;
    std::vector<Power> power;  ///< by unit of the loop
};

/// Absent while a unit does not state flow and head.
std::optional<PumpPoint> pumpPoint(const LoopUnits&, const FlowNetwork&, VolumeFlow, const PumpTerms&);

}  // namespace rackloom::analytics
