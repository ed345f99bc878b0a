// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/footprints.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"

#include <cmath>
#include <map>
#include <utility>

namespace rackloom::analytics {
namespace {

struct Size {
    int width = model::Footprint{}.width, depth = model::Footprint{}.depth;
    bool known = false;
};

Size sizeOf(Query& q, DeviceTypeId type) {
    if (!type.isValid()) return {};
    const model::Form& form = q.get<TypeOf>(type)->form;
    if (!form.width.known() || !form.depth.known()) return {};
    return {static_cast<int>(std::lround(form.width.value->in(unit::mm))),
            static_cast<int>(std::lround(form.depth.value->in(unit::mm))), true};
}

FloorBox boxOf(const Size& size, HallId hall, model::FloorPoint at, model::Rotation rotation) {
    FloorBox box{hall, at.x, at.y, size.width, size.depth, size.known};
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
                           boxOf(sizeOf(q, node->type), place->hall, place->position, place->rotation)});
    const auto& units = *q.get<CoolingUnits>();
    for (const auto& [id, place] : places.coolingUnits)
        if (const model::CoolingUnit* unit = units.find(id); unit && place)
            out.push_back({{ObjectRef::Kind::CoolingUnit, id.value},
                           boxOf(sizeOf(q, unit->type), place->hall, place->position, place->rotation)});
}

}  // namespace

void FloorTable::close() {
    pieces_.push_back(any_ ? Shared<Piece>(std::exchange(open_, {})) : Shared<Piece>());
    any_ = false;
}

void FloorTable::add(RackId rack, const FloorBox& box) {
    while (pieces_.size() < rack.value / kPiece)
        close();
    open_.boxes[rack.value % kPiece] = box;
    any_ = true;
}

void FloorTable::finish(const FloorTable* older) {
    close();
    for (std::size_t p = 0; older && p < std::min(pieces_.size(), older->pieces_.size()); ++p)
        if (pieces_[p] == older->pieces_[p]) pieces_[p] = older->pieces_[p];
}

RackFootprints::Value RackFootprints::compute(const Key&, Query& q, const Value* last) {
    const auto& members = *q.get<RackMembers>();
    std::map<RackDesignId, Size> sizes;
    FloorTable out;
    auto member = members.begin();
    for (const auto& [rack, place] : *q.get<RackPositions>()) {
        while (member != members.end() && member->first < rack)
            ++member;
        if (member == members.end() || member->first != rack) continue;
        const auto [size, fresh] = sizes.try_emplace(member->second.design);
        if (fresh) size->second = sizeOf(q, q.get<Designs>(member->second.design)->enclosure);
        out.add(rack, boxOf(size->second, place.hall, place.position, place.rotation));
    }
    out.finish(last ? &**last : nullptr);
    return out;
}

FloorObjects::Value FloorObjects::compute(const Key&, Query& q) {
    std::vector<StandingObject> out;
    out.reserve(q.get<RackPositions>()->size());
    q.get<RackFootprints>()->forEach([&](RackId rack, const FloorBox& box) {
        out.push_back({{ObjectRef::Kind::Rack, rack.value}, box});
    });
    addEquipment(q, out);
    return out;
}

std::string standingName(Query& q, ObjectRef object) {
    if (object.kind == ObjectRef::Kind::PowerNode) {
        const auto* node = q.get<PowerNodes>()->find(PowerNodeId{object.id});
        return node ? node->name : std::string();
    }
    if (object.kind == ObjectRef::Kind::CoolingUnit) {
        const auto* unit = q.get<CoolingUnits>()->find(CoolingUnitId{object.id});
        return unit ? unit->name : std::string();
    }
    const std::string* name = q.get<RackNames>()->find(RackId{object.id});
    return "Rack " + (name ? *name : std::string());
}

}  // namespace rackloom::analytics
