// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/selection.h"

#include <algorithm>

namespace rackloom::views {

namespace {

bool exists(const model::Snapshot& s, const ObjectRef& o) {
    using Kind = ObjectRef::Kind;
    switch (o.kind) {
    case Kind::Site:
        return true;
    case Kind::Hall:
        return s.halls.contains(HallId{o.id});
    case Kind::Rack:
        return s.racks.contains(RackId{o.id});
    case Kind::Device:
        return model::deviceType(s, {RackId{o.id}, SlotId{o.sub}}) != nullptr;
    case Kind::Design:
        return s.designs.contains(RackDesignId{o.id});
    case Kind::Fabric:
        return s.fabrics.contains(FabricId{o.id});
    case Kind::Cable:
        return s.cables.contains(CableId{o.id});
    case Kind::PowerNode:
        return s.powerNodes.contains(PowerNodeId{o.id});
    case Kind::CoolingLoop:
        return s.coolingLoops.contains(CoolingLoopId{o.id});
    case Kind::CoolingUnit:
        return s.coolingUnits.contains(CoolingUnitId{o.id});
    case Kind::Job:
        return s.jobs.contains(JobId{o.id});
    case Kind::Type:
        return s.types.contains(DeviceTypeId{o.id});
    }
    return false;
}

}  // namespace

bool Selection::contains(const ObjectRef& object) const {
    return std::binary_search(objects_.begin(), objects_.end(), object);
}

std::vector<RackId> Selection::racks() const {
    std::vector<RackId> out;
    for (const ObjectRef& o : objects_)
        if (o.kind == ObjectRef::Kind::Rack || o.kind == ObjectRef::Kind::Device) out.push_back(RackId{o.id});
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<model::DeviceRef> Selection::devices() const {
    std::vector<model::DeviceRef> out;
    for (const ObjectRef& o : objects_)
        if (o.kind == ObjectRef::Kind::Device) out.push_back({RackId{o.id}, SlotId{o.sub}});
    return out;
}

void Selection::replace(std::vector<ObjectRef> objects) {
    std::sort(objects.begin(), objects.end());
    objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
    if (objects == objects_) return;
    objects_ = std::move(objects);
    Q_EMIT changed();
}

void Selection::toggle(const ObjectRef& object) {
    std::vector<ObjectRef> next = objects_;
    const auto it = std::lower_bound(next.begin(), next.end(), object);
    if (it != next.end() && *it == object)
        next.erase(it);
    else
        next.insert(it, object);
    replace(std::move(next));
}

void Selection::prune(const model::Snapshot& snapshot) {
    std::vector<ObjectRef> next;
    for (const ObjectRef& o : objects_)
        if (exists(snapshot, o)) next.push_back(o);
    replace(std::move(next));
}

ObjectRef rackObject(RackId id) {
    return {ObjectRef::Kind::Rack, id.value, Id<void>::kNone};
}
ObjectRef deviceObject(model::DeviceRef ref) {
    return {ObjectRef::Kind::Device, ref.rack.value, ref.slot.value};
}

}  // namespace rackloom::views
