// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/scale_up_parts.h"

#include "analytics/capacity/parts.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>

namespace rackloom::analytics {

Standing standingIn(RackId rack, Query& q) {
    const Shared<model::OverrideMap> overrides = q.get<Overrides>();
    return [rack, overrides](const model::Slot& slot) {
        const auto it = overrides->find({rack, slot.id});
        if (it == overrides->end()) return slot.type;
        if (it->second.removed) return DeviceTypeId{};
        return it->second.type.isValid() ? it->second.type : slot.type;
    };
}

void DomainParts::add(DeviceTypeId id, bool present) {
    for (const auto& [partId, count] : q_.get<DeviceParts>(id)->parts) {
        const model::DeviceType& part = *q_.get<TypeOf>(partId);
        for (std::int64_t i = 0; i < count; ++i) {
            if (part.scaleUp) addGpu(part, present);
            if (part.scaleUpSwitch) addChips(part, present);
        }
    }
}

void DomainParts::beginRack() {
    endRack();
    byRack_ = true;
    firstGpu_ = drawing_.gpus.size();
    firstChip_ = drawing_.chips.size();
}

void DomainParts::endRack() {
    if (!byRack_) return;
    for (std::size_t g = firstGpu_; g < drawing_.gpus.size(); ++g) {
        drawing_.gpus[g].firstChip = static_cast<std::uint32_t>(firstChip_);
        drawing_.gpus[g].chips = static_cast<std::uint32_t>(drawing_.chips.size() - firstChip_);
    }
}

const DomainDrawing& DomainParts::drawing() {
    endRack();
    return drawing_;
}

Shared<DomainResult> DomainParts::solve() {
    endRack();
    if (reason_.empty()) return solveDomain(drawing_, [this] { q_.poll(); });
    DomainResult out;
    out.gpus = static_cast<int>(std::count_if(drawing_.gpus.begin(), drawing_.gpus.end(),
                                              [](const DomainDrawing::Gpu& gpu) { return gpu.present; }));
    out.unknownReason = reason_;
    return out;
}

void DomainParts::addGpu(const model::DeviceType& type, bool present) {
    const model::ScaleUp& scaleUp = *type.scaleUp;
    drawing_.topology = scaleUp.topology;
    drawing_.gpus.push_back({scaleUp.links, rate(scaleUp.linkRate, type), present});
}

void DomainParts::addChips(const model::DeviceType& type, bool present) {
    const model::ScaleUpSwitch& chips = *type.scaleUpSwitch;
    for (int i = 0; i < chips.asics; ++i)
        drawing_.chips.push_back({chips.portsPerAsic, rate(chips.portRate, type), present});
}

std::int64_t DomainParts::rate(const model::Figure<DataRate>& figure, const model::DeviceType& type) {
    if (figure.known()) return capacityOf(*figure.value);
    reason_ = "the scale-up link rate of " + type.name + " is not known";
    return 0;
}

}  // namespace rackloom::analytics
