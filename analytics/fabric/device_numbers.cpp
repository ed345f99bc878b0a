// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/device_numbers.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

/// Slots and racks beyond these are looked up in the slower table; no real design comes near.
constexpr std::uint32_t kFlatSlots = 256, kFlatRacks = 1u << 22;

}  // namespace

void DeviceNumbers::reserve(const std::vector<model::DeviceRef>& devices) {
    for (const model::DeviceRef device : devices) {
        if (device.slot.value >= kFlatSlots || device.rack.value >= kFlatRacks) continue;
        if (rows_.size() <= device.rack.value) rows_.resize(device.rack.value + std::size_t{1});
        std::uint32_t& width = rows_[device.rack.value].width;
        width = std::max(width, device.slot.value + 1);
    }
    std::uint32_t begin = 0;
    for (Row& row : rows_) {
        row.begin = begin;
        begin += row.width;
    }
    numbers_.assign(begin, kNone);
}

void DeviceNumbers::add(model::DeviceRef device, std::uint32_t number) {
    if (device.rack.value < rows_.size() && device.slot.value < rows_[device.rack.value].width)
        numbers_[rows_[device.rack.value].begin + device.slot.value] = number;
    else
        far_.insert_or_assign(device, number);
}

std::uint32_t DeviceNumbers::farAway(model::DeviceRef device) const {
    const auto it = far_.find(device);
    return it == far_.end() ? kNone : it->second;
}

}  // namespace rackloom::analytics
