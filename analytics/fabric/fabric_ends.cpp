// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_ends.h"

#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = FabricEnds::kNone;
/// Slots beyond this are looked up by hashing; no real design comes near it.
constexpr std::uint32_t kFlatSlots = 256;

class Numbering {
public:
    Numbering(const model::GeneratorInput& input, FabricEnds& out) : out_(out) {
        bool again = false;
        for (std::uint32_t i = 0; i < input.endpoints.size(); ++i) {
            const model::DeviceRef device = input.endpoints[i].port.device;
            if (i == 0 || input.endpoints[i - 1].port.device != device) {
                std::uint32_t& known = number(device);
                again = known != kNone;  // a rack that is listed twice
                if (!again) known = add({device, i, 0, kNone});
            }
            if (!again) ++out_.devices.back().count;
        }
        std::uint32_t switchNumber = 0;
        for (const auto& tier : input.tiers)
            for (const model::FabricSwitch& s : tier) {
                std::uint32_t& known = number(s.device);
                if (known == kNone) known = add({s.device, 0, 0, switchNumber});
                ++switchNumber;
            }
    }

    std::uint32_t of(model::DeviceRef device) {
        if (device.slot.value < kFlatSlots && device.rack.value < rowOf_.size() &&
            rowOf_[device.rack.value] != kNone) {
            const std::uint32_t found =
                flat_[std::size_t{rowOf_[device.rack.value]} * kFlatSlots + device.slot.value];
            if (found != kNone) return found;
        }
        std::uint32_t& known = number(device);
        if (known == kNone) known = add({device, 0, 0, kNone});
        return known;
    }

private:
    std::uint32_t add(const FabricEnds::Device& device) {
        out_.devices.push_back(device);
        return static_cast<std::uint32_t>(out_.devices.size() - 1);
    }

    std::uint32_t& number(model::DeviceRef device) {
        if (device.slot.value >= kFlatSlots) return far_.try_emplace(device, kNone).first->second;
        if (rowOf_.size() <= device.rack.value) rowOf_.resize(device.rack.value + std::size_t{1}, kNone);
        std::uint32_t& row = rowOf_[device.rack.value];
        if (row == kNone) {
            row = static_cast<std::uint32_t>(flat_.size() / kFlatSlots);
            flat_.resize(flat_.size() + kFlatSlots, kNone);
        }
        return flat_[std::size_t{row} * kFlatSlots + device.slot.value];
    }

    FabricEnds& out_;
    std::vector<std::uint32_t> rowOf_;  // by rack id: a row of flat_
    std::vector<std::uint32_t> flat_;   // by slot id within the row
    std::unordered_map<model::DeviceRef, std::uint32_t> far_;
};

}  // namespace

FabricEnds numberEnds(const model::GeneratorInput& input, const std::vector<model::PlannedCable>& cables,
                      const PollFunction& poll) {
    FabricEnds out;
    Numbering numbering(input, out);
    out.cables.resize(cables.size());
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (poll && i % 65536 == 0) poll();
        out.cables[i] = {numbering.of(cables[i].a.device), numbering.of(cables[i].b.device)};
        if (out.perTier.size() <= cables[i].tier) out.perTier.resize(cables[i].tier + std::size_t{1}, 0);
        ++out.perTier[cables[i].tier];
    }
    return out;
}

FabricEndsNode::Value FabricEndsNode::compute(const Key& id, Query& q) {
    return numberEnds(*q.get<FabricPlanInput>(id), q.get<FabricCables>(id)->cables, [&] { q.poll(); });
}

}  // namespace rackloom::analytics
