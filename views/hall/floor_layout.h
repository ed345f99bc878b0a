// SPDX-License-Identifier: GPL-3.0-or-later
// Where things of the hall plan lie in scene units (millimetres): halls one below the other, racks and floor
// units in them. Shared by drawing, picking and dragging, so that they cannot disagree.
#pragma once

#include "analytics/report.h"
#include "model/site/snapshot.h"
#include "views/theme/theme.h"

#include <QRectF>

#include <optional>

namespace rackloom::views {

/// Top-left corner of a hall in the scene.
QPointF hallOrigin(const model::Snapshot& snapshot, HallId hall);
QRectF hallRect(const model::Snapshot& snapshot, HallId hall);
QRectF rackRect(const model::Snapshot& snapshot, const model::Rack& rack);
QRectF unitRect(const model::Snapshot& snapshot, DeviceTypeId type,
                const std::optional<model::Placement>& placement);
/// The hall under a scene point, and the point in that hall's millimetres.
struct FloorSpot {
    HallId hall;
    model::FloorPoint at;
};
std::optional<FloorSpot> floorSpot(const model::Snapshot& snapshot, QPointF scenePoint);

/// What a rack is mostly for, by what it holds.
Domain rackDomain(const model::Snapshot& snapshot, const model::Rack& rack);

}  // namespace rackloom::views
