// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of this folder that other files read, compiled once.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

template const Types::Value& Query::get<Types>(const Types::Key&);
template const TypeOf::Value& Query::get<TypeOf>(const TypeOf::Key&);
template const TypeByKey::Value& Query::get<TypeByKey>(const TypeByKey::Key&);
template const DesignIds::Value& Query::get<DesignIds>(const DesignIds::Key&);
template const Designs::Value& Query::get<Designs>(const Designs::Key&);
template const FabricIds::Value& Query::get<FabricIds>(const FabricIds::Key&);
template const FabricRow::Value& Query::get<FabricRow>(const FabricRow::Key&);
template const FabricPlanInput::Value& Query::get<FabricPlanInput>(const FabricPlanInput::Key&);
template const AbsentSwitches::Value& Query::get<AbsentSwitches>(const AbsentSwitches::Key&);
template const HandCables::Value& Query::get<HandCables>(const HandCables::Key&);
template const PowerTable::Value& Query::get<PowerTable>(const PowerTable::Key&);
template const PowerNodes::Value& Query::get<PowerNodes>(const PowerNodes::Key&);
template const CoolingLoops::Value& Query::get<CoolingLoops>(const CoolingLoops::Key&);
template const CoolingUnits::Value& Query::get<CoolingUnits>(const CoolingUnits::Key&);
template const EquipmentPlaces::Value& Query::get<EquipmentPlaces>(const EquipmentPlaces::Key&);
template const RackMembers::Value& Query::get<RackMembers>(const RackMembers::Key&);
template const RackPositions::Value& Query::get<RackPositions>(const RackPositions::Key&);
template const RackNames::Value& Query::get<RackNames>(const RackNames::Key&);
template const RackFeeds::Value& Query::get<RackFeeds>(const RackFeeds::Key&);
template const RackLoops::Value& Query::get<RackLoops>(const RackLoops::Key&);
template const Overrides::Value& Query::get<Overrides>(const Overrides::Key&);
template const Halls::Value& Query::get<Halls>(const Halls::Key&);
template const Rows::Value& Query::get<Rows>(const Rows::Key&);
template const SiteInput::Value& Query::get<SiteInput>(const SiteInput::Key&);
template const AssumptionOf::Value& Query::get<AssumptionOf>(const AssumptionOf::Key&);
template const Jobs::Value& Query::get<Jobs>(const Jobs::Key&);
template const Waivers::Value& Query::get<Waivers>(const Waivers::Key&);

}  // namespace rackloom::analytics
