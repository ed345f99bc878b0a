// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceNumbers: the number of a device by rack and slot, as part of a value: a large fabric looks up a
// million cable ends once, and later edits look up the few they concern.
// Must not know what the numbers count.
#pragma once

#include "model/site/refs.h"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace rackloom::analytics {

class DeviceNumbers {
public:
    static constexpr std::uint32_t kNone = 0xffffffffu;

    /// Makes room; devices that are given a number without room go to a slower table.
    void reserve(const std::vector<model::DeviceRef>& devices);
    void add(model::DeviceRef device, std::uint32_t number);

    std::uint32_t of(model::DeviceRef device) const {
        if (device.rack.value < rows_.size() && device.slot.value < rows_[device.rack.value].width)
            return numbers_[rows_[device.rack.value].begin + device.slot.value];
        return far_.empty() ? kNone : farAway(device);
    }
    /// Numbers of the devices of a rack, kNone in between.
    std::span<const std::uint32_t> inRack(RackId rack) const {
        if (rack.value >= rows_.size()) return {};
        return {numbers_.data() + rows_[rack.value].begin, rows_[rack.value].width};
    }
    friend bool operator==(const DeviceNumbers&, const DeviceNumbers&) = default;

private:
    struct Row {
        std::uint32_t begin = 0, width = 0;
        friend bool operator==(const Row&, const Row&) = default;
    };
    std::uint32_t farAway(model::DeviceRef device) const;

    std::vector<Row> rows_;               // by rack id
    std::vector<std::uint32_t> numbers_;  // by slot id within the row
    std::map<model::DeviceRef, std::uint32_t> far_;
};

}  // namespace rackloom::analytics
