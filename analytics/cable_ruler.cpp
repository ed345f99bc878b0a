// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cable_ruler.h"

#include "model/catalog/cages.h"
#include "model/site/assumptions.h"

#include <algorithm>
#include <cstdlib>

namespace rackloom::analytics {

CableRuler::CableRuler(const model::Snapshot& snapshot) : snapshot_(snapshot) {
    const auto value = [&](const char* id) { return model::assumptionValue(*snapshot.site, id); };
    allowances_ = {value("cable.slack"), value("cable.service_loop_m") * unit::m,
                   value("cable.side_m") * unit::m, value("cable.tray_clearance_m") * unit::m};
}

const CableRuler::Stand* CableRuler::stand(RackId id) {
    const auto [it, fresh] = stands_.try_emplace(id);
    Stand& out = it->second;
    if (!fresh) return out.design ? &out : nullptr;
    const model::Rack* rack = snapshot_.racks.find(id);
    const Shared<model::RackDesign>* design = rack ? snapshot_.designs.find(rack->design) : nullptr;
    if (!design) return nullptr;
    if (const Shared<model::DeviceType>* cabinet = snapshot_.types.find((*design)->enclosure);
        cabinet && (*cabinet)->enclosure)
        out.units = (*cabinet)->enclosure->units;
    const model::Footprint box = model::footprint(snapshot_, *rack);
    out.design = &**design;
    out.hall = rack->hall;
    out.x = (rack->position.x + box.width / 2.0) * unit::mm;
    out.y = (rack->position.y + box.depth / 2.0) * unit::mm;
    return &out;
}

int CableRuler::unitOf(const Stand& stand, SlotId id) {
    const model::Slot* slot = stand.design->find(id);
    return slot ? slot->u : 1;
}

std::optional<CableWay> CableRuler::way(model::PortRef a, model::PortRef b, model::FabricRole role) {
    const Stand *from = stand(a.device.rack), *to = stand(b.device.rack);
    if (!from || !to) return std::nullopt;
    const int low = unitOf(*from, a.device.slot), high = unitOf(*to, b.device.slot);
    CableWay out;
    if (a.device.rack == b.device.rack) {
        out.up = std::abs(low - high) * kRackUnit;
        out.needed = lengthInRack(low - high, allowances_);
    } else {
        if (from->hall != to->hall) return std::nullopt;
        out.along = abs(from->x - to->x);
        out.across = abs(from->y - to->y);
    }
    if (a.device.rack != b.device.rack && role == model::FabricRole::ScaleUp) {
        out.up = std::abs(low - high) * kRackUnit;
        out.needed = lengthBeside(low - high, out.along, out.across, allowances_);
    } else if (a.device.rack != b.device.rack) {
        const int climb = std::max(0, from->units - low), drop = std::max(0, to->units - high);
        out.up = climb * kRackUnit + allowances_.trayClearance;
        out.down = drop * kRackUnit + allowances_.trayClearance;
        out.needed = lengthBetweenRacks(climb + drop, out.along, out.across, allowances_);
    }
    out.spare = out.needed - out.up - out.along - out.across - out.down;
    out.sold = soldLength(out.needed);
    return out;
}

std::string_view CableRuler::medium(FabricId fabric, DeviceTypeId own, DataRate rate, Length length) {
    if (const Shared<model::DeviceType>* type = own.isValid() ? snapshot_.types.find(own) : nullptr;
        type && (*type)->link)
        return model::reaches(*(*type)->link, rate, length) ? std::string_view((*type)->key)
                                                            : std::string_view();
    const auto [it, fresh] = allowed_.try_emplace(fabric);
    if (const Shared<model::Fabric>* row = fresh ? snapshot_.fabrics.find(fabric) : nullptr)
        for (const std::string& key : (*row)->cableTypes)
            if (const auto* type = snapshot_.types.find(model::findType(snapshot_, key));
                type && (*type)->link)
                it->second.push_back(&**type);
    for (const model::DeviceType* type : it->second)
        if (model::reaches(*type->link, rate, length)) return type->key;
    return {};
}

}  // namespace rackloom::analytics
