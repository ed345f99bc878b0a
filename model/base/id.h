// SPDX-License-Identifier: GPL-3.0-or-later
// Typed identities: 32 bits, never reused within a document, doubling as table index.
// Ids of different things do not convert into each other, and no pointer ever serves as identity.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace rackloom {

template <class Tag> struct Id {
    static constexpr std::uint32_t kNone = 0xffffffffu;
    std::uint32_t value = kNone;

    constexpr bool isValid() const { return value != kNone; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend constexpr bool operator==(Id, Id) = default;
};

using DeviceTypeId = Id<struct DeviceTypeTag>;
using RackDesignId = Id<struct RackDesignTag>;
using HallId = Id<struct HallTag>;
using RowId = Id<struct RowTag>;
using RackId = Id<struct RackTag>;
using FabricId = Id<struct FabricTag>;
using PowerNodeId = Id<struct PowerNodeTag>;
using CoolingLoopId = Id<struct CoolingLoopTag>;
using CoolingUnitId = Id<struct CoolingUnitTag>;
using JobId = Id<struct JobTag>;
using WaiverId = Id<struct WaiverTag>;

/// Position of a device inside a rack design; stable while the design is edited.
using SlotId = Id<struct SlotTag>;

}  // namespace rackloom

template <class Tag> struct std::hash<rackloom::Id<Tag>> {
    std::size_t operator()(rackloom::Id<Tag> id) const noexcept {
        return std::hash<std::uint32_t>{}(id.value);
    }
};
