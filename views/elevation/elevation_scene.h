// SPDX-License-Identifier: GPL-3.0-or-later
// ElevationScene: racks seen from the front or the rear, side by side, each device in its rack units. Close
// up, trays show their processors and ports. Scene units are millimetres, y downwards from the top of the
// tallest cabinet.
#pragma once

#include "views/canvas/scene.h"

#include <map>

namespace rackloom::views {

/// Height of one rack unit (EIA-310).
inline constexpr double kRackUnit = 44.45;

class ElevationScene : public Scene {
public:
    /// The racks to show, left to right, and the face to look at. No racks: the row of the first rack of the
    /// design.
    void show(std::vector<RackId> racks, model::Face face);
    model::Face face() const { return face_; }
    std::vector<RackId> racks(const model::Snapshot& snapshot) const;

    QRectF bounds(const model::Snapshot& snapshot) const override;
    void build(DisplayList& list, const SceneContext& context) const override;
    std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                  double tolerance) const override;
    std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const override;
    QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const override;
    QString hoverText(const SceneContext& context, const ObjectRef& object) const override;

    QRectF cabinetRect(const model::Snapshot& snapshot, RackId rack) const;
    /// Where `heightU` units starting at `u` of a rack lie.
    QRectF unitsRect(const model::Snapshot& snapshot, RackId rack, int u, int heightU) const;
    /// The rack and unit under a point.
    struct Spot {
        RackId rack;
        int u = 0;
    };
    std::optional<Spot> spotAt(const model::Snapshot& snapshot, QPointF at) const;

private:
    double leftOf(const model::Snapshot& snapshot, RackId rack) const;
    void drawCabinet(DisplayList& list, const SceneContext& context, RackId rack) const;
    void drawDevice(DisplayList& list, const SceneContext& context, RackId rack,
                    const model::Slot& slot) const;
    void drawInside(DisplayList& list, const SceneContext& context, const model::DeviceType& type,
                    const QRectF& at) const;

    std::vector<RackId> racks_;
    model::Face face_ = model::Face::Front;
};

/// The hue of a device by what it can do.
Domain deviceDomain(const model::DeviceType& type);
/// All racks of a rack's row from left to right; the rack alone when it stands in no row.
std::vector<RackId> rowOf(const model::Snapshot& snapshot, RackId rack);

}  // namespace rackloom::views
