// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of halls and of the named rows of racks within them.
// A hall that still holds racks is not removed, and none shrinks below what stands in it.
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>

namespace rackloom::model {

/// An empty name continues the series of the last hall.
Edit addHall(Hall hall);
Edit renameHall(HallId hall, std::string name);
/// Refused when something that stands in the hall would end up outside.
Edit resizeHall(HallId hall, int width, int depth);
Edit setHallTile(HallId hall, int tile);
/// Kilograms per square metre; nothing = unknown.
Edit setFloorLoad(HallId hall, std::optional<double> kgPerM2);
/// Refused while anything stands in it; its rows go with it.
Edit removeHall(HallId hall);

Edit addRow(HallId hall, std::string name = {});
Edit renameRow(RowId row, std::string name);
/// Its racks stay where they are, in no row.
Edit removeRow(RowId row);

}  // namespace rackloom::model
