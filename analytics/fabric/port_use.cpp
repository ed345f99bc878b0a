// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/port_use.h"

#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

constexpr std::uint32_t kWordBits = 64;
/// Ports beyond this are counted one by one; no switch has as many.
constexpr std::uint32_t kFlatPorts = 4096;

class PortCounter {
public:
    PortCounter(const FabricEnds& ends, const std::vector<PlannedCable>& cables) {
        std::vector<std::uint32_t> most(ends.devices.size(), 0);  // ports to mark, per device
        for (std::size_t i = 0; i < cables.size(); ++i) {
            raise(most[ends.cables[i].a], cables[i].a.port);
            raise(most[ends.cables[i].b], cables[i].b.port);
        }
        out_.devices.reserve(most.size());
        std::uint32_t word = 0;
        for (std::size_t d = 0; d < most.size(); ++d) {
            const std::uint32_t words = (most[d] + kWordBits - 1) / kWordBits;
            out_.devices.push_back({ends.devices[d].ref, word, words});
            word += words;
        }
        out_.bits.resize(word, 0);
        for (std::size_t i = 0; i < cables.size(); ++i) {
            add(ends.cables[i].a, cables[i].a);
            add(ends.cables[i].b, cables[i].b);
        }
    }

    PortUse take() {
        for (const auto& [port, count] : extra_)
            if (count > 1) out_.crowded.push_back({port, count});
        return std::move(out_);
    }

private:
    static void raise(std::uint32_t& most, std::uint32_t port) {
        if (port < kFlatPorts && most <= port) most = port + 1;
    }

    void add(std::uint32_t device, const model::PortRef& port) {
        if (port.port >= kFlatPorts) {
            ++extra_[port];
            return;
        }
        std::uint64_t& word = out_.bits[out_.devices[device].firstWord + port.port / kWordBits];
        const std::uint64_t bit = std::uint64_t{1} << port.port % kWordBits;
        if (word & bit) ++extra_.try_emplace(port, 1).first->second;
        word |= bit;
    }

    PortUse out_;
    std::map<model::PortRef, int> extra_;  // cables at ports that hold more than one, or lie far out
};

/// Rates of the ports of a type.
struct TypeRates {
    const model::DeviceType* type = nullptr;

    std::optional<double> of(std::uint32_t port) const {
        const model::PortGroup* group = type ? type->portGroup(static_cast<int>(port)) : nullptr;
        return group && group->rate.value ? std::optional(group->rate.value->si()) : std::nullopt;
    }
};

class TypeRateTable {
public:
    explicit TypeRateTable(Query& q) : q_(q) {}

    /// The pointer holds as long as the table.
    const TypeRates* of(DeviceTypeId id) {
        const auto [it, fresh] = known_.try_emplace(id);
        if (fresh && id.isValid()) {
            const model::DeviceType& type = *q_.get<TypeOf>(id);
            it->second.type = type.key.empty() ? nullptr : &type;
        }
        return &it->second;
    }

private:
    Query& q_;
    std::map<DeviceTypeId, TypeRates> known_;  // nodes stay where they are
};

using MismatchKey = std::tuple<std::string, double, std::string, double>;

}  // namespace

FabricPortUse::Value FabricPortUse::compute(const Key& id, Query& q) {
    return PortCounter(*q.get<FabricEndsNode>(id), q.get<FabricCables>(id)->cables).take();
}

FabricDeviceTypes::Value FabricDeviceTypes::compute(const Key& id, Query& q) {
    const auto& members = *q.get<RackMembers>();
    const model::OverrideMap& overrides = *q.get<Overrides>();
    std::vector<DeviceTypeId> out;
    RackId rack;
    const model::RackDesign* design = nullptr;
    bool deviates = false;
    for (const FabricEnds::Device& device : q.get<FabricEndsNode>(id)->devices) {
        if (device.ref.rack != rack) {
            rack = device.ref.rack;
            const RackMember* member = members.find(rack);
            design = member ? &*q.get<Designs>(member->design) : nullptr;
            const auto it = overrides.lower_bound({rack, SlotId{0}});
            deviates = it != overrides.end() && it->first.rack == rack;
        }
        const model::Slot* slot = design ? design->find(device.ref.slot) : nullptr;
        DeviceTypeId type = slot ? slot->type : DeviceTypeId{};
        if (const auto it = deviates && slot ? overrides.find(device.ref) : overrides.end();
            it != overrides.end()) {
            if (it->second.removed)
                type = {};
            else if (it->second.type.isValid())
                type = it->second.type;
        }
        out.push_back(type);
    }
    return out;
}

FabricSpeedCheck::Value FabricSpeedCheck::compute(const Key& id, Query& q) {
    const auto& cables = q.get<FabricCables>(id)->cables;
    const FabricEnds& ends = *q.get<FabricEndsNode>(id);
    TypeRateTable table(q);
    std::vector<const TypeRates*> rates;
    rates.reserve(ends.devices.size());
    for (const DeviceTypeId type : *q.get<FabricDeviceTypes>(id))
        rates.push_back(table.of(type));
    SpeedCheck out;
    std::map<MismatchKey, SpeedMismatch> found;
    for (std::size_t i = 0; i < cables.size(); ++i) {
        const TypeRates& typeA = *rates[ends.cables[i].a];
        const TypeRates& typeB = *rates[ends.cables[i].b];
        const std::optional<double> a = typeA.of(cables[i].a.port);
        const std::optional<double> b = typeB.of(cables[i].b.port);
        if (!a || !b) {
            ++out.unknown;
            continue;
        }
        if (*a == *b) continue;
        SpeedMismatch& mismatch = found[{typeA.type->name, *a, typeB.type->name, *b}];
        if (mismatch.count++ == 0) mismatch = {typeA.type->name, typeB.type->name, *a, *b, 1, cables[i]};
    }
    for (auto& [key, mismatch] : found)
        out.mismatches.push_back(std::move(mismatch));
    return out;
}

}  // namespace rackloom::analytics
