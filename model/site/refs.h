// SPDX-License-Identifier: GPL-3.0-or-later
// How drawn things are addressed: a device is a slot of a rack's design, seen in one rack; a port is a device
// and an index. Devices are addressed, not stored: 100,000 of them are a few thousand rack rows.
#pragma once

#include "model/base/id.h"

#include <compare>
#include <cstdint>

namespace rackloom::model {

struct DeviceRef {
    RackId rack;
    SlotId slot;
    friend constexpr auto operator<=>(const DeviceRef&, const DeviceRef&) = default;
    friend constexpr bool operator==(const DeviceRef&, const DeviceRef&) = default;
};

/// `port` counts through the port groups of the device type in order, from 0.
struct PortRef {
    DeviceRef device;
    std::uint32_t port = 0;
    friend constexpr auto operator<=>(const PortRef&, const PortRef&) = default;
    friend constexpr bool operator==(const PortRef&, const PortRef&) = default;
};

}  // namespace rackloom::model

template <> struct std::hash<rackloom::model::DeviceRef> {
    std::size_t operator()(const rackloom::model::DeviceRef& d) const noexcept {
        return (static_cast<std::size_t>(d.rack.value) << 32 | d.slot.value) * 0x9e3779b97f4a7c15ull;
    }
};
template <> struct std::hash<rackloom::model::PortRef> {
    std::size_t operator()(const rackloom::model::PortRef& p) const noexcept {
        return (std::hash<rackloom::model::DeviceRef>{}(p.device) ^ p.port) * 0x9e3779b97f4a7c15ull;
    }
};
