// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of racks on the floor: place, move, turn, copy, array, align, feed, cool, exchange, remove.
// Positions are whole millimetres; snapping to a grid is the caller's business. What would overlap or leave
// the hall is refused.
#pragma once

#include "model/edit/edit.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

/// Stands a new rack on the floor. An empty name continues the series of the hall's last rack.
Edit placeRack(Rack rack);
/// Moves racks by a distance; with another hall they also change halls and leave their row.
Edit moveRacks(std::vector<RackId> racks, FloorPoint delta, HallId hall = {});
/// Turns each rack about its own centre, clockwise.
Edit rotateRacks(std::vector<RackId> racks, int quarterTurns = 1);
Edit renameRack(RackId rack, std::string name);
Edit setRackRow(std::vector<RackId> racks, RowId row);
/// Also takes them out of fabrics and drops their cables, deviations and waivers.
Edit removeRacks(std::vector<RackId> racks);

/// Copies keep design, deviations, feeds and loops, and get the next free names. They join no fabric.
Edit copyRacks(std::vector<RackId> racks, FloorPoint offset, HallId hall = {});
/// Repeats the racks on a grid; the originals are its first cell. Pitch is in millimetres.
Edit arrayRacks(std::vector<RackId> racks, int columns, int rows, FloorPoint pitch);
/// Mirrors positions and turns within the box around the racks.
enum class MirrorAxis { LeftRight, FrontBack };
Edit mirrorRacks(std::vector<RackId> racks, MirrorAxis axis);

enum class Alignment { Left, Right, Top, Bottom, CentreX, CentreY };
Edit alignRacks(std::vector<RackId> racks, Alignment to);
/// Makes the gaps between the racks equal; the outermost stay. At least three racks.
enum class FloorAxis { X, Y };
Edit distributeRacks(std::vector<RackId> racks, FloorAxis along);

/// Feeds of side A and B; an empty entry stays as it is, an invalid id unplugs.
Edit setRackFeeds(std::vector<RackId> racks, std::array<std::optional<PowerNodeId>, 2> feeds);
Edit setRackLoops(std::vector<RackId> racks, std::optional<CoolingLoopId> liquid,
                  std::optional<CoolingLoopId> air);
/// Another rack design for these racks. Deviations are dropped; cables and tier places stay where the same
/// slot holds the same type of device.
Edit setRackDesign(std::vector<RackId> racks, RackDesignId design);

}  // namespace rackloom::model
