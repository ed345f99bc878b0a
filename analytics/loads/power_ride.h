// SPDX-License-Identifier: GPL-3.0-or-later
// PowerRide: how long the drawn stores carry what they would carry after the worst failure, and whether that
// lasts until a source that has to start has started. A store is any element that keeps energy; what starts
// is any source above it that needs time.
// Must not judge: a rule does.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/power/ride_through.h"
#include "analytics/power/tree_order.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct DrawnStore {
    PowerNodeId node;
    double load = 0;               ///< W at the worst, see PowerSweep
    std::optional<double> lasts;   ///< s; absent = a figure of the store is unknown
    std::optional<double> starts;  ///< s until the quickest source above it that must start; absent = none
    friend bool operator==(const DrawnStore&, const DrawnStore&) = default;
};

struct RideState {
    std::vector<DrawnStore> stores;  ///< by element
    std::optional<double> shortest;  ///< s of all stores that carry anything
    PowerNodeId shortestAt;
    friend bool operator==(const RideState&, const RideState&) = default;
};

struct PowerRide {
    using Key = NoKey;
    using Value = Shared<RideState>;
    static constexpr std::string_view kName = "power ride-through";
    static Value compute(const Key&, Query&);
};

/// Whether every way from an element up to a source passes a store, the element itself included.
bool behindStore(const PowerDrawing&, Climb&, std::size_t element);

}  // namespace rackloom::analytics
