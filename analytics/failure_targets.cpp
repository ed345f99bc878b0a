// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_targets.h"

#include "analytics/report_text.h"
#include "model/edit/fabric_edits.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using Kind = ObjectRef::Kind;

/// The first row of a table that is called so.
template <class Table, class Id = typename Table::RowIdType>
std::optional<Id> named(const Table& table, std::string_view name) {
    std::optional<Id> found;
    table.forEach([&](Id id, const auto& row) {
        if (!found && row.name == name) found = id;
    });
    return found;
}

std::optional<RackId> rackNamed(const model::Snapshot& site, std::string_view name) {
    return named(site.racks, name);
}

/// "leaf 3" or "leaf 3 U12" among the devices of a rack.
std::optional<ObjectRef> deviceNamed(const model::Snapshot& site, RackId rack, std::string_view label) {
    for (const model::Slot& slot : site.designs.at(site.racks.at(rack).design)->slots) {
        if (!model::deviceType(site, {rack, slot.id})) continue;
        if (slot.label == label || slot.label + " U" + std::to_string(slot.u) == label)
            return ObjectRef{Kind::Device, rack.value, slot.id.value};
    }
    return std::nullopt;
}

struct Words {
    std::string_view first, second;
};

std::optional<Words> splitAt(std::string_view text, std::string_view mark, bool last) {
    const std::size_t at = last ? text.rfind(mark) : text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    return Words{text.substr(0, at), text.substr(at + mark.size())};
}

}  // namespace

Error unknownObject(std::string_view text) {
    return {"object \"" + std::string(text) + "\"", "the design holds nothing of that name that can fail",
            "Name a rack (A1), a device (A9/Leaf 3 or \"Leaf 3 in A9\"), the cables between two racks "
            "(A1--A9), an element of the power tree (SU 1 UPS A), a cooling unit or loop (SU 1 CDU 1), or a "
            "reference "
            "such as rack:12, device:12/5, cable:3, power_node:4, cooling_unit:2 or cooling_loop:1."};
}

bool exists(const model::Snapshot& site, const ObjectRef& object) {
    if (object.kind == Kind::Rack) return site.racks.find(RackId{object.id}) != nullptr;
    if (object.kind == Kind::Cable) return site.cables.find(CableId{object.id}) != nullptr;
    if (object.kind == Kind::PowerNode) return site.powerNodes.find(PowerNodeId{object.id}) != nullptr;
    if (object.kind == Kind::CoolingUnit) return site.coolingUnits.find(CoolingUnitId{object.id}) != nullptr;
    if (object.kind == Kind::CoolingLoop) return site.coolingLoops.find(CoolingLoopId{object.id}) != nullptr;
    if (object.kind == Kind::Device)
        return model::deviceType(site, {RackId{object.id}, SlotId{object.sub}}) != nullptr;
    return true;
}

Result<FailureTarget> findFailureTarget(const model::Snapshot& site, std::string_view text) {
    if (const std::optional<ObjectRef> object = ObjectRef::parse(text); object && exists(site, *object))
        return FailureTarget{*object, std::nullopt};
    if (const std::optional<RackId> rack = rackNamed(site, text))
        return FailureTarget{{Kind::Rack, rack->value}, std::nullopt};
    if (const std::optional<Words> ends = splitAt(text, "--", false)) {
        const std::optional<RackId> a = rackNamed(site, ends->first), b = rackNamed(site, ends->second);
        if (a && b) return FailureTarget{{Kind::Rack, a->value}, *b};
    }
    if (const std::optional<Words> place = splitAt(text, " in ", true))
        if (const std::optional<RackId> rack = rackNamed(site, place->second))
            if (const auto device = deviceNamed(site, *rack, place->first)) return FailureTarget{*device, {}};
    if (const std::optional<Words> place = splitAt(text, "/", false))
        if (const std::optional<RackId> rack = rackNamed(site, place->first))
            if (const auto device = deviceNamed(site, *rack, place->second))
                return FailureTarget{*device, {}};
    if (const auto node = named(site.powerNodes, text))
        return FailureTarget{{Kind::PowerNode, node->value}, std::nullopt};
    if (const auto unit = named(site.coolingUnits, text))
        return FailureTarget{{Kind::CoolingUnit, unit->value}, std::nullopt};
    if (const auto loop = named(site.coolingLoops, text))
        return FailureTarget{{Kind::CoolingLoop, loop->value}, std::nullopt};
    return unknownObject(text);
}

Result<FailureTarget> findFailureTargets(const model::Snapshot& site, const std::vector<std::string>& texts) {
    std::optional<FailureTarget> all;
    for (const std::string& text : texts) {
        const Result<FailureTarget> found = findFailureTarget(site, text);
        if (!found) return found.error();
        const FailureTarget& one = found.value();
        if (!all)
            all = one;
        else if (FailureTarget{all->object, all->bundleTo} != one &&
                 std::find(all->with.begin(), all->with.end(), one) == all->with.end())
            all->with.push_back(one);
    }
    return all ? Result<FailureTarget>(*all) : unknownObject("");
}

namespace {

std::string nameOfOne(const model::Snapshot& site, const FailureTarget& target) {
    const std::string name = objectName(site, target.object);
    if (target.object.kind == Kind::CoolingUnit)
        if (const auto* unit = site.coolingUnits.find(CoolingUnitId{target.object.id});
            unit && unit->count > 1)
            return "one of " + std::to_string(unit->count) + " units of " + name;
    if (!target.bundleTo) return name;
    return "cables between " + name + " and " + objectName(site, {Kind::Rack, target.bundleTo->value});
}

}  // namespace

std::string failureName(const model::Snapshot& site, const FailureTarget& target) {
    std::string names = nameOfOne(site, target);
    for (const FailureTarget& other : target.with)
        names += (&other == &target.with.back() ? " and " : ", ") + nameOfOne(site, other);
    return names;
}

}  // namespace rackloom::analytics
