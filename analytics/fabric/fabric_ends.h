// SPDX-License-Identifier: GPL-3.0-or-later
// FabricEnds: the devices of one fabric numbered from 0, and the ends of its generated cables as such
// numbers, both ways round. A large fabric has a million cable ends; everything that walks them shares this
// one look-up. It holds whatever was taken away or drawn by hand: Wiring tells that.
// Must not know what devices are.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/device_numbers.h"
#include "analytics/fabric/graph.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rackloom::analytics {

struct FabricEnds {
    static constexpr std::uint32_t kNone = DeviceNumbers::kNone;

    struct Device {
        model::DeviceRef ref;
        std::uint32_t begin = 0, count = 0;  ///< its ports, as a range of GeneratorInput::endpoints
        std::uint32_t switchNumber = kNone;  ///< among the switches of all tiers in order; kNone = no switch
        friend bool operator==(const Device&, const Device&) = default;
    };
    struct Ends {
        std::uint32_t a = 0, b = 0;
        friend bool operator==(const Ends&, const Ends&) = default;
    };

    std::vector<Device> devices;             ///< with ports, then switches
    std::vector<Ends> cables;                ///< as FabricPlanNode lists them
    std::vector<std::uint32_t> perTier;      ///< cables by tier
    std::vector<std::uint32_t> firstAt, at;  ///< cables by device
    DeviceNumbers numbers;

    /// Places of the cables that end at a device, in rising order; one with both ends there appears twice.
    std::span<const std::uint32_t> cablesOf(std::uint32_t device) const {
        return {at.data() + firstAt[device], at.data() + firstAt[device + 1]};
    }
    friend bool operator==(const FabricEnds&, const FabricEnds&) = default;
};

FabricEnds numberEnds(const model::GeneratorInput& input, const std::vector<model::PlannedCable>& cables,
                      const PollFunction& poll = {});

struct FabricEndsNode {
    using Key = FabricId;
    using Value = Shared<FabricEnds>;
    static constexpr std::string_view kName = "fabric ends";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
