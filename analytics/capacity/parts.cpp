// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/capacity/parts.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

/// Deeper nesting than any real device has: beyond it a type contains itself, which loading refuses.
constexpr int kMaxDepth = 8;

void collect(Query& q, DeviceTypeId id, std::int64_t times, int depth, PartList& out) {
    const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
    if (type->key.empty() || depth > kMaxDepth || times <= 0) return;
    out.add({{{id, 1}}, {}}, times);
    for (const model::Component& part : type->components) {
        const DeviceTypeId partId = q.get<TypeByKey>(part.type);
        if (partId.isValid())
            collect(q, partId, times * part.count, depth + 1, out);
        else
            out.add({{}, {part.type}}, times);
    }
}

std::int64_t gpusIn(Query& q, const PartList& list) {
    std::int64_t gpus = 0;
    for (const auto& [id, count] : list.parts) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
        if (type->compute && type->compute->role == model::ComputeRole::Gpu) gpus += count;
    }
    return gpus;
}

/// Calls f(rack, type drawn by the design, type that is there instead) for each device that deviates.
template <class F> void eachDeviation(Query& q, const Column<RackId, RackMember>& racks, F&& f) {
    for (const auto& [device, change] : *q.get<Overrides>()) {
        const RackMember* member = racks.find(device.rack);
        if (!member) continue;
        const model::Slot* slot = q.get<Designs>(member->design)->find(device.slot);
        if (!slot) continue;
        if (change.removed)
            f(device.rack, slot->type, DeviceTypeId{});
        else if (change.type.isValid())
            f(device.rack, slot->type, change.type);
    }
}

}  // namespace

void PartList::add(const PartList& other, std::int64_t times) {
    for (const auto& [id, count] : other.parts) {
        const auto it =
            std::lower_bound(parts.begin(), parts.end(), id,
                             [](const auto& part, DeviceTypeId wanted) { return part.first < wanted; });
        if (it == parts.end() || it->first != id)
            parts.insert(it, {id, count * times});
        else
            it->second += count * times;
    }
    std::erase_if(parts, [](const auto& part) { return part.second <= 0; });
    for (const std::string& key : other.notEmbedded)
        if (std::find(notEmbedded.begin(), notEmbedded.end(), key) == notEmbedded.end())
            notEmbedded.push_back(key);
}

DeviceParts::Value DeviceParts::compute(const Key& id, Query& q) {
    PartList out;
    collect(q, id, 1, 0, out);
    return out;
}

DesignParts::Value DesignParts::compute(const Key& id, Query& q) {
    const Shared<model::RackDesign> design = q.get<Designs>(id);
    PartList out;
    if (design->enclosure.isValid()) out.add(*q.get<DeviceParts>(design->enclosure), 1);
    for (const model::Slot& slot : design->slots)
        out.add(*q.get<DeviceParts>(slot.type), 1);
    return out;
}

SiteParts::Value SiteParts::compute(const Key&, Query& q) {
    const auto& racks = *q.get<RackMembers>();
    std::map<RackDesignId, std::int64_t> used;
    for (const auto& [id, member] : racks)
        ++used[member.design];
    PartList out;
    for (const auto& [design, count] : used)
        out.add(*q.get<DesignParts>(design), count);
    PartList gone;
    eachDeviation(q, racks, [&](RackId, DeviceTypeId drawn, DeviceTypeId instead) {
        gone.add(*q.get<DeviceParts>(drawn), 1);
        if (instead.isValid()) out.add(*q.get<DeviceParts>(instead), 1);
    });
    gone.notEmbedded.clear();
    out.add(gone, -1);
    return out;
}

DeviceGpus::Value DeviceGpus::compute(const Key& id, Query& q) {
    return gpusIn(q, *q.get<DeviceParts>(id));
}

RackGpus::Value RackGpus::compute(const Key&, Query& q) {
    const auto& racks = *q.get<RackMembers>();
    Column<RackId, std::int64_t> out;
    std::map<RackDesignId, std::int64_t> perDesign;
    for (const auto& [id, member] : racks) {
        const auto [it, fresh] = perDesign.try_emplace(member.design, 0);
        if (fresh) it->second = gpusIn(q, *q.get<DesignParts>(member.design));
        out.rows.emplace_back(id, it->second);
    }
    eachDeviation(q, racks, [&](RackId rack, DeviceTypeId drawn, DeviceTypeId instead) {
        const auto it = std::lower_bound(out.rows.begin(), out.rows.end(), rack,
                                         [](const auto& row, RackId wanted) { return row.first < wanted; });
        it->second -= q.get<DeviceGpus>(drawn);
        if (instead.isValid()) it->second += q.get<DeviceGpus>(instead);
    });
    return out;
}

}  // namespace rackloom::analytics
