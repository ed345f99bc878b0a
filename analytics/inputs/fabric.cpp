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
    return found ? Value(model::generatorInput(s, **found)) : Value();
}
void FabricPlanInput::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const FabricId id : fabricsReplanned(delta))
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
