// SPDX-License-Identifier: GPL-3.0-or-later
// A device that stands partly or wholly outside the rack units of its cabinet.
#include "analytics/fabric/device_lookup.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"
#include "model/site/elevation.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "slot.off_rack",
                     .title = "Device outside the rack",
                     .severity = Severity::Error,
                     .pattern = "{0}: {1} takes U{2} to U{3}, but the cabinet has {4} units",
                     .remedy = "Move the device to units that exist, or choose a taller cabinet.",
                     .source = "Geometry of the rack."};

bool outside(const model::UnitSpan& span, int units) {
    return !span.empty() && (span.lowest < 1 || span.highest > units);
}

Finding finding(ObjectRef object, std::string where, const model::Slot& slot, const model::DeviceType& type,
                int units) {
    const model::UnitSpan span = model::unitSpan(type, slot.u);
    return findingOf(kInfo, {object},
                     {textArgument(std::move(where)),
                      textArgument(slot.label.empty() ? type.name : slot.label),
                      textArgument(std::to_string(span.lowest)), textArgument(std::to_string(span.highest)),
                      textArgument(std::to_string(units))});
}

std::optional<int> unitsOf(Query& q, const model::RackDesign& design) {
    if (!design.enclosure.isValid()) return std::nullopt;
    const auto& cabinet = q.get<TypeOf>(design.enclosure)->enclosure;
    return cabinet ? std::optional<int>(cabinet->units) : std::nullopt;
}

void checkDesigns(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    for (const RackDesignId id : *q.get<DesignIds>()) {
        const model::RackDesign& design = *q.get<Designs>(id);
        const std::optional<int> units = unitsOf(q, design);
        if (!units) {
            notChecked.push_back(
                "Rack design " + design.name +
                ": its enclosure is no cabinet with rack units, so device heights were not checked.");
            continue;
        }
        for (const model::Slot& slot : design.slots) {
            const model::DeviceType& type = *q.get<TypeOf>(slot.type);
            if (outside(model::unitSpan(type, slot.u), *units))
                findings.push_back(finding({ObjectRef::Kind::Design, id.value}, "Rack design " + design.name,
                                           slot, type, *units));
        }
    }
}

void checkExchanged(Query& q, std::vector<Finding>& findings) {
    DeviceLookup lookup(q);
    for (const auto& [device, change] : *q.get<Overrides>()) {
        const RackMember* member = q.get<RackMembers>()->find(device.rack);
        const model::DeviceType* type = change.type.isValid() ? lookup.type(device) : nullptr;
        if (!member || !type) continue;
        const model::RackDesign& design = *q.get<Designs>(member->design);
        const model::Slot* slot = design.find(device.slot);
        const std::optional<int> units = unitsOf(q, design);
        if (!slot || !units || !outside(model::unitSpan(*type, slot->u), *units)) continue;
        const std::string* name = q.get<RackNames>()->find(device.rack);
        findings.push_back(finding({ObjectRef::Kind::Device, device.rack.value, device.slot.value},
                                   "Rack " + (name ? *name : std::string()), *slot, *type, *units));
    }
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    checkDesigns(q, findings, notChecked);
    checkExchanged(q, findings);
}

}  // namespace

const Rule& slotOffRackRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
