// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/device_facts.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

template <class Pairs> auto rowOf(const Pairs& pairs, SlotId slot) {
    const auto it = std::lower_bound(pairs.begin(), pairs.end(), slot,
                                     [](const auto& pair, SlotId wanted) { return pair.first < wanted; });
    return it != pairs.end() && it->first == slot ? &*it : nullptr;
}

bool serves(const model::DeviceType& type, model::FabricRole role) {
    return role == model::FabricRole::Any ||
           std::any_of(type.ports.begin(), type.ports.end(),
                       [role](const model::PortGroup& group) { return group.fabric == role; });
}

int cabinetUnits(Query& q, const model::RackDesign& design) {
    if (!design.enclosure.isValid()) return 0;
    const auto& cabinet = q.get<TypeOf>(design.enclosure)->enclosure;
    return cabinet ? cabinet->units : 0;
}

Height heightAt(int unit, int cabinet) {
    return {unit, cabinet > unit ? cabinet - unit : 0};
}

}  // namespace

std::int64_t GpuTable::of(model::DeviceRef device, const DesignGpus::Value* rack) const {
    if (!deviating.empty())
        if (const auto it = deviating.find(device); it != deviating.end()) return it->second;
    const auto* row = rack ? rowOf(**rack, device.slot) : nullptr;
    return row ? row->second : 0;
}

DesignGpus::Value DesignGpus::compute(const Key& id, Query& q) {
    std::vector<std::pair<SlotId, std::int64_t>> out;
    for (const model::Slot& slot : q.get<Designs>(id)->slots)
        if (const std::int64_t gpus = q.get<DeviceGpus>(slot.type); gpus > 0) out.push_back({slot.id, gpus});
    return out;
}

SiteGpus::Value SiteGpus::compute(const Key&, Query& q) {
    GpuTable out;
    std::map<RackDesignId, DesignGpus::Value> known;
    const auto& members = *q.get<RackMembers>();
    out.racks.rows.reserve(members.size());
    for (const auto& [rack, member] : members) {
        const auto [it, fresh] = known.try_emplace(member.design);
        if (fresh) it->second = q.get<DesignGpus>(member.design);
        out.racks.rows.emplace_back(rack, it->second);
    }
    for (const auto& [device, change] : *q.get<Overrides>()) {
        const DesignGpus::Value* rack = out.racks.find(device.rack);
        if (!rack) continue;
        const auto* row = rowOf(**rack, device.slot);
        const std::int64_t drawn = row ? row->second : 0;
        std::int64_t there = drawn;
        if (change.removed)
            there = 0;
        else if (change.type.isValid())
            there = q.get<DeviceGpus>(change.type);
        if (there != drawn) out.deviating.emplace_hint(out.deviating.end(), device, there);
    }
    return out;
}

ReplacedTypes::Value ReplacedTypes::compute(const Key&, Query& q) {
    std::map<model::DeviceRef, DeviceTypeId> out;
    for (const auto& [device, change] : *q.get<Overrides>())
        if (!change.removed && change.type.isValid()) out.emplace_hint(out.end(), device, change.type);
    return out;
}

std::string keyText(const HeightKey& key) {
    return std::to_string(key.design.value) + ", " + std::string(model::fabricRoleName(key.role));
}

int SlotHeights::unit(SlotId slot) const {
    const auto* row = rowOf(unitOf, slot);
    return row ? row->second : 1;
}

Height heightOf(const SlotHeights& heights, SlotId slot) {
    return heightAt(heights.unit(slot), heights.units);
}

DesignHeights::Value DesignHeights::compute(const Key& key, Query& q) {
    const model::RackDesign& design = *q.get<Designs>(key.design);
    SlotHeights out{{}, cabinetUnits(q, design)};
    for (const model::Slot& slot : design.slots)
        if (serves(*q.get<TypeOf>(slot.type), key.role)) out.unitOf.push_back({slot.id, slot.u});
    return out;
}

SwitchHeights::Value SwitchHeights::compute(const Key& id, Query& q) {
    const auto& members = *q.get<RackMembers>();
    const Shared<model::GeneratorInput> input = q.get<FabricPlanInput>(id);
    std::vector<Height> out;
    RackId rack;
    const model::RackDesign* design = nullptr;
    int cabinet = 0;
    for (const auto& tier : input->tiers)
        for (const model::FabricSwitch& one : tier) {
            const model::DeviceRef device = one.device;
            if (device.rack != rack) {
                rack = device.rack;
                const RackMember* member = members.find(rack);
                design = member ? &*q.get<Designs>(member->design) : nullptr;
                cabinet = design ? cabinetUnits(q, *design) : 0;
            }
            const model::Slot* slot = design ? design->find(device.slot) : nullptr;
            out.push_back(heightAt(slot ? slot->u : 1, cabinet));
        }
    return out;
}

}  // namespace rackloom::analytics
