// SPDX-License-Identifier: GPL-3.0-or-later
// How long a cable is, estimated from where its ends are. Every constant is an assumption of the site.
// Must not know of racks or fabrics as rows; it works on numbers.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

/// Height of one rack unit. Source: EIA-310 (1.75 in).
inline constexpr Length kRackUnit = 44.45 * unit::mm;

struct CableAllowances {
    double slack = 0;  ///< share of the run between racks
    Length serviceLoop, side, trayClearance;
    friend bool operator==(const CableAllowances&, const CableAllowances&) = default;
};

/// The parts of a way; `needed` is their sum with slack, `sold` what to buy.
struct CableWay {
    Length up, along, across, down;  ///< within a rack `up` is the height between both ends
    Length spare;                    ///< slack, service loops, and to the side within a rack
    Length needed, sold;
    friend bool operator==(const CableWay&, const CableWay&) = default;
};

/// Between two devices of one rack, `units` apart.
Length lengthInRack(int units, const CableAllowances& allowances);
/// Between two racks: up to the tray, along the tray grid, down. `units` counts the rack units above both
/// ends.
Length lengthBetweenRacks(int units, Length alongX, Length alongY, const CableAllowances& allowances);
/// From side to side of two racks that stand together, without the tray: scale-up cables. `units` apart.
Length lengthBeside(int units, Length alongX, Length alongY, const CableAllowances& allowances);
/// The next length that is sold; longer runs are rounded up to whole 10 m.
Length soldLength(Length needed);

}  // namespace rackloom::analytics
