// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/facility.h"

namespace rackloom::analytics {

namespace {

template <class RowT> RowT withoutPlacement(RowT row) {
    row.placement.reset();
    row.diagram.reset();
    return row;
}
model::CoolingLoop undrawn(model::CoolingLoop loop) {
    loop.diagram.reset();
    return loop;
}
template <class RowT> std::optional<model::Placement> placementOf(const RowT& row) {
    return row.placement;
}

}  // namespace

CoolingLoops::Value CoolingLoops::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.coolingLoops, undrawn);
}
void CoolingLoops::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.coolingLoops, undrawn)) out.addAll();
}

CoolingUnits::Value CoolingUnits::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.coolingUnits, withoutPlacement<model::CoolingUnit>);
}
void CoolingUnits::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.coolingUnits, withoutPlacement<model::CoolingUnit>)) out.addAll();
}

EquipmentPlaces::Value EquipmentPlaces::read(const model::Snapshot& s, const Key&) {
    return EquipmentTable{columnOf(s.powerNodes, placementOf<model::PowerNode>),
                          columnOf(s.coolingUnits, placementOf<model::CoolingUnit>)};
}
void EquipmentPlaces::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.powerNodes, placementOf<model::PowerNode>) ||
        attributeTouched(delta.coolingUnits, placementOf<model::CoolingUnit>))
        out.addAll();
}

}  // namespace rackloom::analytics
