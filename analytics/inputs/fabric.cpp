// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/fabric.h"

#include "analytics/inputs/replanned.h"
#include "model/topology/generators.h"

namespace rackloom::analytics {

FabricIds::Value FabricIds::read(const model::Snapshot& s, const Key&) {
    return s.fabrics.ids();
}
void FabricIds::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.fabrics)
        if (!change.before || !change.after) out.addAll();
}

FabricRow::Value FabricRow::read(const model::Snapshot& s, const Key& id) {
    const Shared<model::Fabric>* found = s.fabrics.find(id);
    return found ? *found : Value();
}
void FabricRow::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.fabrics)
        out.add(change.id);
}

FabricPlanInput::Value FabricPlanInput::read(const model::Snapshot& s, const Key& id) {
    const Shared<model::Fabric>* found = s.fabrics.find(id);
    if (!found) return {};
    model::GeneratorInput input = model::generatorInput(s, **found);
    for (std::vector<model::FabricSwitch>& tier : input.tiers)
        for (model::FabricSwitch& one : tier)
            one.present = true;
    return input;
}
void FabricPlanInput::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const FabricId id : fabricsReplanned(delta))
        out.add(id);
}

AbsentSwitches::Value AbsentSwitches::read(const model::Snapshot& s, const Key& id) {
    const Shared<model::Fabric>* found = s.fabrics.find(id);
    std::vector<std::uint32_t> out;
    std::uint32_t number = 0;
    if (found)
        for (const model::SwitchTier& tier : (*found)->tiers)
            for (const model::DeviceRef device : tier.switches) {
                if (!model::deviceType(s, device)) out.push_back(number);
                ++number;
            }
    return out;
}
void AbsentSwitches::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const FabricId id : fabricsWithSwitchesTouched(delta))
        out.add(id);
}

HandCables::Value HandCables::read(const model::Snapshot& s, const Key& id) {
    Column<CableId, model::Cable> column;
    s.cables.forEach([&](CableId cable, const model::Cable& row) {
        if (row.fabric == id) column.rows.emplace_back(cable, row);
    });
    return column;
}
void HandCables::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.cables) {
        if (change.before) out.add(change.before->fabric);
        if (change.after) out.add(change.after->fabric);
    }
}

}  // namespace rackloom::analytics
