// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of cooling loops and of the units that carry their heat away. Racks are hung on loops by setRackLoops
// (rack_edits.h).
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

Edit addCoolingLoop(CoolingLoop loop);
Edit renameCoolingLoop(CoolingLoopId loop, std::string name);
/// Its racks and units hang on no loop afterwards.
Edit removeCoolingLoop(CoolingLoopId loop);
Edit setCoolant(CoolingLoopId loop, Coolant coolant);
Edit setSupplyTemperature(CoolingLoopId loop, Temperature supply);
Edit setDesignRise(CoolingLoopId loop, TemperatureDifference rise);
/// Nothing = the facility water of the site.
Edit setFacilitySupply(CoolingLoopId loop, std::optional<Temperature> supply);
/// Where the cooling drawing shows it; nothing = laid out by the program.
Edit drawCoolingLoop(CoolingLoopId loop, std::optional<FloorPoint> at);
Edit drawCoolingUnit(CoolingUnitId unit, std::optional<FloorPoint> at);

/// An empty name continues the series of units of the same type.
Edit addCoolingUnit(CoolingUnit unit);
Edit renameCoolingUnit(CoolingUnitId unit, std::string name);
/// Units that handed it their heat no longer do.
Edit removeCoolingUnit(CoolingUnitId unit);
/// An invalid loop makes it plant: a unit that serves other units.
Edit setUnitLoop(CoolingUnitId unit, CoolingLoopId loop);
Edit setUnitPlant(CoolingUnitId unit, std::vector<CoolingUnitId> plant);
Edit setUnitCount(CoolingUnitId unit, int count);
Edit setUnitRedundancy(CoolingUnitId unit, int redundant);
Edit setUnitFeed(CoolingUnitId unit, PowerNodeId feed);
Edit setUnitType(CoolingUnitId unit, DeviceTypeId type);
Edit placeCoolingUnit(CoolingUnitId unit, std::optional<Placement> at);

}  // namespace rackloom::model
