// SPDX-License-Identifier: GPL-3.0-or-later
// Two devices of one rack that claim the same rack units. Designs are judged once for all racks that use
// them; racks with exchanged devices are judged again.
#include "analytics/fabric/device_lookup.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"
#include "model/site/elevation.h"

#include <functional>
#include <set>

namespace rackloom::analytics {
namespace {

using TypeAt = std::function<const model::DeviceType*(const model::Slot&)>;
using OnCollision = std::function<void(const model::Slot&, const model::Slot&)>;

void eachCollision(const model::RackDesign& design, const model::DeviceType* enclosure, const TypeAt& typeAt,
                   const OnCollision& report) {
    for (std::size_t i = 0; i < design.slots.size(); ++i) {
        const model::DeviceType* a = typeAt(design.slots[i]);
        for (std::size_t j = i + 1; a && j < design.slots.size(); ++j)
            if (const model::DeviceType* b = typeAt(design.slots[j]))
                if (model::collide(enclosure, design.slots[i], *a, design.slots[j], *b))
                    report(design.slots[i], design.slots[j]);
    }
}

const model::DeviceType* typeOrNull(Query& q, DeviceTypeId id) {
    if (!id.isValid()) return nullptr;
    const model::DeviceType& type = *q.get<TypeOf>(id);
    return type.key.empty() ? nullptr : &type;
}

std::string slotText(const model::Slot& slot, const model::DeviceType* type) {
    const std::string name = slot.label.empty() && type ? type->name : slot.label;
    return name + " at U" + std::to_string(slot.u);
}

const RuleInfo kInfo{
    .id = "slot.collision",
    .title = "Two devices in one place",
    .severity = Severity::Error,
    .pattern = "{0}: {1} and {2} claim the same rack units",
    .remedy = "Move one of them to free units, or remove it.",
    .source = "Geometry of the rack; devices on both faces fit only when their depths are known and "
              "leave room."};

void checkDesign(Query& q, RackDesignId id, std::vector<Finding>& findings) {
    const model::RackDesign& design = *q.get<Designs>(id);
    const TypeAt typeAt = [&](const model::Slot& slot) { return typeOrNull(q, slot.type); };
    eachCollision(design, typeOrNull(q, design.enclosure), typeAt,
                  [&](const model::Slot& a, const model::Slot& b) {
                      findings.push_back(findingOf(kInfo, {{ObjectRef::Kind::Design, id.value}},
                                                   {textArgument("Rack design " + design.name),
                                                    textArgument(slotText(a, typeAt(a))),
                                                    textArgument(slotText(b, typeAt(b)))}));
                  });
}

/// Only pairs that the deviation brought about; the others are the design's.
void checkRack(Query& q, RackId rack, const std::set<SlotId>& changed, std::vector<Finding>& findings) {
    const RackMember* member = q.get<RackMembers>()->find(rack);
    if (!member) return;
    const model::RackDesign& design = *q.get<Designs>(member->design);
    DeviceLookup lookup(q);
    const TypeAt typeAt = [&](const model::Slot& slot) { return lookup.type({rack, slot.id}); };
    const std::string* name = q.get<RackNames>()->find(rack);
    eachCollision(design, typeOrNull(q, design.enclosure), typeAt,
                  [&](const model::Slot& a, const model::Slot& b) {
                      if (changed.count(a.id) + changed.count(b.id) == 0) return;
                      findings.push_back(findingOf(kInfo,
                                                   {{ObjectRef::Kind::Device, rack.value, a.id.value},
                                                    {ObjectRef::Kind::Device, rack.value, b.id.value}},
                                                   {textArgument("Rack " + (name ? *name : std::string())),
                                                    textArgument(slotText(a, typeAt(a))),
                                                    textArgument(slotText(b, typeAt(b)))}));
                  });
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const RackDesignId id : *q.get<DesignIds>())
        checkDesign(q, id, findings);
    std::map<RackId, std::set<SlotId>> exchanged;
    for (const auto& [device, change] : *q.get<Overrides>())
        if (!change.removed && change.type.isValid()) exchanged[device.rack].insert(device.slot);
    for (const auto& [rack, slots] : exchanged)
        checkRack(q, rack, slots, findings);
}

}  // namespace

const Rule& slotCollisionRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
