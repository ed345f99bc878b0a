// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/names.h"

#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"

namespace rackloom::analytics {

std::string rackName(Query& query, RackId id) {
    const std::string* name = query.get<RackNames>()->find(id);
    return name && !name->empty() ? "Rack " + *name : "Rack " + std::to_string(id.value);
}

std::string powerNodeName(Query& query, PowerNodeId id) {
    const model::PowerNode* node = query.get<PowerNodes>()->find(id);
    return node && !node->name.empty() ? node->name : "Power element " + std::to_string(id.value);
}

std::string loopName(Query& query, CoolingLoopId id) {
    const model::CoolingLoop* loop = query.get<CoolingLoops>()->find(id);
    return loop && !loop->name.empty() ? loop->name : "Cooling loop " + std::to_string(id.value);
}

std::string unitName(Query& query, CoolingUnitId id) {
    const model::CoolingUnit* unit = query.get<CoolingUnits>()->find(id);
    return unit && !unit->name.empty() ? unit->name : "Cooling unit " + std::to_string(id.value);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace rackloom::analytics
