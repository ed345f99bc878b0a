// SPDX-License-Identifier: GPL-3.0-or-later
// Which ports the generated cables of one fabric occupy and which ports more than one claims, and where
// cables join ports of different speed. Must not judge: the rules do.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct PortUse {
    struct Device {
        model::DeviceRef ref;
        std::uint32_t firstWord = 0, words = 0;  ///< its part of `bits`, one bit per port
        friend bool operator==(const Device&, const Device&) = default;
    };
    std::vector<Device> devices;
    std::vector<std::uint64_t> bits;
    std::vector<model::PortRef> crowded;  ///< ports with several cables, sorted
    friend bool operator==(const PortUse&, const PortUse&) = default;
};

/// Ports of the generated cables, with every switch in place.
struct PlanPortUse {
    using Key = FabricId;
    using Value = Shared<PortUse>;
    static constexpr std::string_view kName = "plan port use";
    static Value compute(const Key&, Query&);
};

/// Ports that several generated cables claim, of one fabric or of several; sorted. Taking things out makes no
/// new ones, so this is looked at again only when a fabric is planned again.
struct PlanPortClashes {
    using Key = NoKey;
    using Value = Shared<std::vector<model::PortRef>>;
    static constexpr std::string_view kName = "plan port clashes";
    static Value compute(const Key&, Query&);
};

/// Cables between the same two types of device at the same two rates.
struct SpeedMismatch {
    std::string typeA, typeB;
    double rateA = 0, rateB = 0;  ///< bit/s
    int count = 0;
    model::PlannedCable first;
    friend bool operator==(const SpeedMismatch&, const SpeedMismatch&) = default;
};

struct SpeedCheck {
    std::vector<SpeedMismatch> mismatches;
    double unknown = 0;  ///< cables with an end of unknown rate
    friend bool operator==(const SpeedCheck&, const SpeedCheck&) = default;
};

struct FabricSpeedCheck {
    using Key = FabricId;
    using Value = Shared<SpeedCheck>;
    static constexpr std::string_view kName = "fabric speed check";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
