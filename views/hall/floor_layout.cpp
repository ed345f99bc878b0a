// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hall/floor_layout.h"

#include <cmath>

namespace rackloom::views {

namespace {
constexpr int kGapBetweenHalls = 6000;

bool computesWithGpus(const model::Snapshot& s, const model::DeviceType& type) {
    if (type.compute && type.compute->role == model::ComputeRole::Gpu) return true;
    for (const model::Component& part : type.components) {
        const Shared<model::DeviceType>* t = s.types.find(model::findType(s, part.type));
        if (t && (*t)->compute) return true;
    }
    return type.compute.has_value();
}
}  // namespace

QPointF hallOrigin(const model::Snapshot& s, HallId hall) {
    double y = 0;
    for (const HallId id : s.halls.ids()) {
        if (id == hall) break;
        y += s.halls.at(id).depth + kGapBetweenHalls;
    }
    return {0, y};
}

QRectF hallRect(const model::Snapshot& s, HallId hall) {
    const model::Hall* h = s.halls.find(hall);
    return h ? QRectF(hallOrigin(s, hall), QSizeF(h->width, h->depth)) : QRectF();
}

QRectF rackRect(const model::Snapshot& s, const model::Rack& rack) {
    const model::Footprint f = model::footprint(s, rack);
    return QRectF(hallOrigin(s, rack.hall) + QPointF(rack.position.x, rack.position.y),
                  QSizeF(f.width, f.depth));
}

QRectF unitRect(const model::Snapshot& s, DeviceTypeId type,
                const std::optional<model::Placement>& placement) {
    if (!placement || !s.halls.contains(placement->hall)) return {};
    const model::Footprint f = model::footprint(s, type, placement->rotation);
    return QRectF(hallOrigin(s, placement->hall) + QPointF(placement->position.x, placement->position.y),
                  QSizeF(f.width, f.depth));
}

std::optional<FloorSpot> floorSpot(const model::Snapshot& s, QPointF p) {
    for (const HallId id : s.halls.ids()) {
        const QRectF r = hallRect(s, id);
        if (!r.contains(p)) continue;
        const QPointF local = p - r.topLeft();
        return FloorSpot{
            id, {static_cast<int>(std::lround(local.x())), static_cast<int>(std::lround(local.y()))}};
    }
    return std::nullopt;
}

Domain rackDomain(const model::Snapshot& s, const model::Rack& rack) {
    const Shared<model::RackDesign>* design = s.designs.find(rack.design);
    if (!design) return Domain::Facility;
    bool switches = false;
    for (const model::Slot& slot : (*design)->slots) {
        const Shared<model::DeviceType>* type = s.types.find(slot.type);
        if (!type) continue;
        if ((*type)->storage) return Domain::Facility;
        if (computesWithGpus(s, **type)) return Domain::Compute;
        switches = switches || (*type)->switching.has_value();
    }
    return switches ? Domain::ScaleOut : Domain::Facility;
}

}  // namespace rackloom::views
