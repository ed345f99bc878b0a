// SPDX-License-Identifier: GPL-3.0-or-later
// Edits that drawings of power and cooling make with one movement of the hand: adding an entry of the
// catalogue, and joining one thing, or each of several, to another. Several are joined one by one when both
// sides have equally many, else to the single one.
#pragma once

#include "model/catalog/catalog.h"
#include "model/edit/edit.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// Embeds the type by its catalogue key and adds an element of it.
Edit addCatalogPowerNode(const Catalog&, const std::string& key, PowerNode node);
Edit addCatalogCoolingUnit(const Catalog&, const std::string& key, CoolingUnit unit);

/// `upper` feed `lower` beside what feeds them already. Refused where they do, and in a circle.
Edit feedPowerNodes(std::vector<PowerNodeId> upper, std::vector<PowerNodeId> lower);
/// `upper` no longer feed `lower`.
Edit unfeedPowerNodes(std::vector<PowerNodeId> upper, std::vector<PowerNodeId> lower);
/// Plugs racks into elements: on the side the element belongs to, else on the first that is free.
Edit plugRacks(std::vector<PowerNodeId> feeds, std::vector<RackId> racks);
Edit unplugRacks(std::vector<PowerNodeId> feeds, std::vector<RackId> racks);
Edit feedCoolingUnits(PowerNodeId feed, std::vector<CoolingUnitId> units);

/// Where an element is drawn is forgotten: the drawing lays everything out again.
Edit forgetPowerDrawing();
Edit forgetCoolingDrawing();

}  // namespace rackloom::model
