// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_ends.h"

#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"
#include "model/base/large_array.h"

#include <algorithm>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = FabricEnds::kNone;

class Numbering {
public:
    Numbering(const model::GeneratorInput& input, FabricEnds& out) : out_(out) {
        reserve(input);
        addEndpoints(input);
        std::uint32_t switchNumber = 0;
        for (const auto& tier : input.tiers)
            for (const model::FabricSwitch& s : tier) {
                if (out_.numbers.of(s.device) == kNone) add({s.device, 0, 0, switchNumber});
                ++switchNumber;
            }
    }

    std::uint32_t of(model::DeviceRef device) {
        const std::uint32_t known = out_.numbers.of(device);
        return known != kNone ? known : add({device, 0, 0, kNone});
    }

private:
    void reserve(const model::GeneratorInput& input) {
        std::vector<model::DeviceRef> refs;
        for (const model::EndpointPort& e : input.endpoints)
            if (refs.empty() || refs.back() != e.port.device) refs.push_back(e.port.device);
        for (const auto& tier : input.tiers)
            for (const model::FabricSwitch& s : tier)
                refs.push_back(s.device);
        out_.devices.reserve(refs.size());
        out_.numbers.reserve(refs);
    }

    void addEndpoints(const model::GeneratorInput& input) {
        bool again = false;
        for (std::uint32_t i = 0; i < input.endpoints.size(); ++i) {
            const model::DeviceRef device = input.endpoints[i].port.device;
            if (i == 0 || input.endpoints[i - 1].port.device != device) {
                again = out_.numbers.of(device) != kNone;  // a rack that is listed twice
                if (!again) add({device, i, 0, kNone});
            }
            if (!again) ++out_.devices.back().count;
        }
    }

    std::uint32_t add(const FabricEnds::Device& device) {
        const auto number = static_cast<std::uint32_t>(out_.devices.size());
        out_.devices.push_back(device);
        out_.numbers.add(device.ref, number);
        return number;
    }

    FabricEnds& out_;
};

/// Lists the cables of each device. From the last to the first, so that each list fills from its end.
void sortByDevice(FabricEnds& ends) {
    ends.firstAt.assign(ends.devices.size() + 1, 0);
    for (const FabricEnds::Ends& cable : ends.cables) {
        ++ends.firstAt[cable.a];
        ++ends.firstAt[cable.b];
    }
    std::partial_sum(ends.firstAt.begin(), ends.firstAt.end(), ends.firstAt.begin());
    resizeLarge(ends.at, ends.cables.size() * 2);
    for (auto i = static_cast<std::uint32_t>(ends.cables.size()); i-- > 0;) {
        ends.at[--ends.firstAt[ends.cables[i].b]] = i;
        ends.at[--ends.firstAt[ends.cables[i].a]] = i;
    }
}

}  // namespace

FabricEnds numberEnds(const model::GeneratorInput& input, const std::vector<model::PlannedCable>& cables,
                      const PollFunction& poll) {
    FabricEnds out;
    Numbering numbering(input, out);
    reserveLarge(out.cables, cables.size());
    model::DeviceRef last;  // lower end of the cable before: they mostly come device by device
    std::uint32_t number = kNone;
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (poll && i % 65536 == 0) poll();
        if (i == 0 || cables[i].a.device != last) number = numbering.of(last = cables[i].a.device);
        out.cables.push_back({number, numbering.of(cables[i].b.device)});
        if (out.perTier.size() <= cables[i].tier) out.perTier.resize(cables[i].tier + std::size_t{1}, 0);
        ++out.perTier[cables[i].tier];
    }
    sortByDevice(out);
    return out;
}

FabricEndsNode::Value FabricEndsNode::compute(const Key& id, Query& q) {
    return numberEnds(*q.get<FabricPlanInput>(id), q.get<FabricPlanNode>(id)->cables, [&] { q.poll(); });
}

}  // namespace rackloom::analytics
