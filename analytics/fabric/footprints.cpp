// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/footprints.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"

#include <cmath>
#include <optional>

namespace rackloom::analytics {
namespace {

FloorBox boxOf(Query& q, DeviceTypeId type, HallId hall, model::FloorPoint at, model::Rotation rotation) {
    const model::Footprint standard;
    FloorBox box{hall, at.x, at.y, standard.width, standard.depth, false};
    if (type.isValid()) {
        const model::Form& form = q.get<TypeOf>(type)->form;
        if (form.width.known() && form.depth.known()) {
            box.width = static_cast<int>(std::lround(form.width.value->in(unit::mm)));
            box.depth = static_cast<int>(std::lround(form.depth.value->in(unit::mm)));
            box.sizeKnown = true;
        }
    }
    if (rotation == model::Rotation::R90 || rotation == model::Rotation::R270)
        std::swap(box.width, box.depth);
    return box;
}

void addEquipment(Query& q, std::vector<StandingObject>& out) {
    const auto& places = *q.get<EquipmentPlaces>();
    const auto& nodes = *q.get<PowerNodes>();
    for (const auto& [id, place] : places.powerNodes)
        if (const model::PowerNode* node = nodes.find(id); node && place)
            out.push_back({{ObjectRef::Kind::PowerNode, id.value},
                           node->name,
                           boxOf(q, node->type, place->hall, place->position, place->rotation)});
    const auto& units = *q.get<CoolingUnits>();
    for (const auto& [id, place] : places.coolingUnits)
        if (const model::CoolingUnit* unit = units.find(id); unit && place)
            out.push_back({{ObjectRef::Kind::CoolingUnit, id.value},
                           unit->name,
                           boxOf(q, unit->type, place->hall, place->position, place->rotation)});
}

}  // namespace

RackFootprints::Value RackFootprints::compute(const Key&, Query& q) {
    const auto& members = *q.get<RackMembers>();
    Column<RackId, FloorBox> out;
    for (const auto& [rack, place] : *q.get<RackPositions>())
        if (const RackMember* member = members.find(rack))
            out.rows.emplace_back(rack, boxOf(q, q.get<Designs>(member->design)->enclosure, place.hall,
                                              place.position, place.rotation));
    return out;
}

FloorObjects::Value FloorObjects::compute(const Key&, Query& q) {
    std::vector<StandingObject> out;
    const auto& names = *q.get<RackNames>();
    for (const auto& [rack, box] : *q.get<RackFootprints>()) {
        const std::string* name = names.find(rack);
        out.push_back({{ObjectRef::Kind::Rack, rack.value}, name ? *name : std::string(), box});
    }
    addEquipment(q, out);
    return out;
}

}  // namespace rackloom::analytics
