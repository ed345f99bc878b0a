// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/capacity/mass.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <functional>
#include <set>

namespace rackloom::analytics {
namespace {

using Standing = std::function<DeviceTypeId(const model::Slot&)>;

RackMassSum massOf(Query& q, const model::RackDesign& design, const Standing& standing) {
    RackMassSum out;
    const auto note = [&](const std::string& name) {
        if (std::find(out.missing.begin(), out.missing.end(), name) == out.missing.end())
            out.missing.push_back(name);
    };
    if (design.enclosure.isValid()) {
        const auto& mass = q.get<TypeOf>(design.enclosure)->form.mass;
        out.cabinetKnown = mass.known();
        if (mass.known()) out.cabinet = mass.value->si();
    }
    for (const model::Slot& slot : design.slots) {
        const DeviceTypeId id = standing(slot);
        if (!id.isValid()) continue;
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (type.form.mass.known())
            out.devices += type.form.mass.value->si();
        else
            note(type.name);
    }
    return out;
}

}  // namespace

DesignMass::Value DesignMass::compute(const Key& id, Query& q) {
    return massOf(q, *q.get<Designs>(id), [](const model::Slot& slot) { return slot.type; });
}

RackMasses::Value RackMasses::compute(const Key&, Query& q) {
    const Shared<model::OverrideMap> overrides = q.get<Overrides>();
    std::set<RackId> deviating;
    for (const auto& [device, change] : *overrides)
        deviating.insert(device.rack);
    Column<RackId, Shared<RackMassSum>> out;
    for (const auto& [rackId, member] : *q.get<RackMembers>()) {
        const RackId rack = rackId;
        if (deviating.count(rack) == 0) {
            out.rows.emplace_back(rack, q.get<DesignMass>(member.design));
            continue;
        }
        const Standing standing = [&](const model::Slot& slot) {
            const auto it = overrides->find({rack, slot.id});
            if (it == overrides->end()) return slot.type;
            if (it->second.removed) return DeviceTypeId{};
            return it->second.type.isValid() ? it->second.type : slot.type;
        };
        out.rows.emplace_back(rack, massOf(q, *q.get<Designs>(member.design), standing));
    }
    return out;
}

}  // namespace rackloom::analytics
