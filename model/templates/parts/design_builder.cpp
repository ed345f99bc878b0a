// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/design_builder.h"

#include "model/edit/type_edits.h"

#include <algorithm>

namespace rackloom::model {

DesignBuilder::DesignBuilder(const Catalog& catalog)
    : catalog_(catalog), tx_(std::make_shared<const Snapshot>()) {}

DeviceTypeId DesignBuilder::type(std::string_view key) {
    if (const auto it = types_.find(key); it != types_.end()) return it->second;
    const Result<DeviceTypeId> made = embedType(tx_, catalog_, key);
    if (!made) {
        if (!missing_) missing_ = made.error();
        return {};
    }
    types_.emplace(key, made.value());
    return made.value();
}

const DeviceType& DesignBuilder::entry(std::string_view key) {
    static const DeviceType kBlank;
    if (const DeviceType* found = catalog_.device(key)) return *found;
    type(key);  // remembers that it is missing
    return kBlank;
}

RackDesignId DesignBuilder::design(std::string_view key) {
    if (const auto it = designs_.find(key); it != designs_.end()) return it->second;
    const Result<RackDesignId> made = embedRackDesign(tx_, catalog_, key);
    if (!made) {
        if (!missing_) missing_ = made.error();
        return {};
    }
    designs_.emplace(key, made.value());
    return made.value();
}

RackDesignId DesignBuilder::ownDesign(RackDesign design) {
    if (const auto it = designs_.find(design.name); it != designs_.end()) return it->second;
    const std::string name = design.name;
    const RackDesignId id = tx_.draft().designs.insert(tx_.token(), Shared<RackDesign>(std::move(design)));
    designs_.emplace(name, id);
    return id;
}

CableId DesignBuilder::add(Cable row) {
    if (row.b < row.a) std::swap(row.a, row.b);
    return tx_.draft().cables.insert(tx_.token(), row);
}

FabricId DesignBuilder::add(Fabric row) {
    for (const std::string& key : row.cableTypes)
        type(key);
    return tx_.draft().fabrics.insert(tx_.token(), Shared<Fabric>(std::move(row)));
}

void DesignBuilder::leaveOut(DeviceRef device) {
    overrides_[device].removed = true;
}

std::vector<DeviceRef> DesignBuilder::devices(RackId rack, std::string_view key) {
    std::vector<DeviceRef> out;
    const Rack* row = tx_.draft().racks.find(rack);
    const Shared<RackDesign>* found = row ? tx_.draft().designs.find(row->design) : nullptr;
    if (!found) return out;
    const DeviceTypeId wanted = type(key);
    for (const Slot& slot : (*found)->slots)
        if (slot.type == wanted) out.push_back({rack, slot.id});
    return out;
}

Result<Snapshot> DesignBuilder::finish(Site site) && {
    if (missing_) {
        missing_->remedy = "Install the catalogue that belongs to this version of Rackloom.";
        return *missing_;
    }
    tx_.draft().site = Shared<Site>(std::move(site));
    if (!overrides_.empty()) tx_.draft().overrides = Shared<OverrideMap>(std::move(overrides_));
    return std::move(tx_).take();
}

}  // namespace rackloom::model
