// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceIndex: a number per device, by rack and slot, without hashing: a large fabric looks up a million
// cable ends. Made for one computation; ids must be valid.
#pragma once

#include "model/site/refs.h"

#include <cstdint>
#include <vector>

namespace rackloom::analytics {

class DeviceIndex {
public:
    static constexpr std::uint32_t kNone = 0xffffffffu;

    /// The number of a device, kNone until it is given one.
    std::uint32_t& at(model::DeviceRef device) {
        if (racks_.size() <= device.rack.value) racks_.resize(device.rack.value + std::size_t{1});
        std::vector<std::uint32_t>& slots = racks_[device.rack.value];
        if (slots.size() <= device.slot.value) slots.resize(device.slot.value + std::size_t{1}, kNone);
        return slots[device.slot.value];
    }
    std::uint32_t find(model::DeviceRef device) const {
        if (device.rack.value >= racks_.size()) return kNone;
        const std::vector<std::uint32_t>& slots = racks_[device.rack.value];
        return device.slot.value < slots.size() ? slots[device.slot.value] : kNone;
    }

private:
    std::vector<std::vector<std::uint32_t>> racks_;
};

}  // namespace rackloom::analytics
