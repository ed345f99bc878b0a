// SPDX-License-Identifier: GPL-3.0-or-later
// Ride-through: how long stored energy carries a load, and whether each store of a chain lasts until the next
// one takes over. Short-time curves: how long an element stands a load over its rating.
// Must not know which elements the stores belong to.
#pragma once

#include "model/base/quantity.h"
#include "model/catalog/device_type.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// energy · depth · efficiency / load; nothing without load.
std::optional<Duration> rideThrough(Energy store, double depth, double efficiency, Power load);

/// A store, and the gap that it has to bridge.
struct RideStage {
    std::string store, until;
    std::optional<Duration> lasts, gap;  ///< absent = unknown
    /// Absent while either is unknown.
    std::optional<bool> holds() const;
};
/// The first stage that certainly does not hold, or nothing.
std::optional<std::size_t> firstBreak(const std::vector<RideStage>&);

/// How long a load (as a share of the rating) may last. Absent at or below 1: for good. Between two points
/// the logarithm of the time is a straight line; from 1 to the first point that point's time; above the last
/// one zero. `curve` runs by rising load.
std::optional<Duration> shortTime(const std::vector<model::OverloadPoint>& curve, double load);

}  // namespace rackloom::analytics
