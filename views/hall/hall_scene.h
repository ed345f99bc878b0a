// SPDX-License-Identifier: GPL-3.0-or-later
// HallScene: the floor plan. Racks as labelled blocks with a power bar and one status mark, facility
// equipment, floor grid, cable bundles of the selection. Scene units are millimetres.
#pragma once

#include "views/canvas/scene.h"
#include "views/hall/hall_overlay.h"

#include <map>

namespace rackloom::views {

class HallScene : public Scene {
public:
    QRectF bounds(const model::Snapshot& snapshot) const override;
    void build(DisplayList& list, const SceneContext& context) const override;
    std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                  double tolerance) const override;
    std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const override;
    QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const override;
    QString hoverText(const SceneContext& context, const ObjectRef& object) const override;

private:
    Domain domainOf(const model::Snapshot& snapshot, const model::Rack& rack) const;
    void drawHalls(DisplayList& list, const SceneContext& context) const;
    void drawRack(DisplayList& list, const SceneContext& context, RackId id, const model::Rack& rack,
                  const QRectF& at, const std::optional<RackTint>& tint) const;
    void drawRackText(DisplayList& list, const SceneContext& context, const model::Rack& rack,
                      const analytics::RackResult* result, const std::optional<RackTint>& tint,
                      const QRectF& at) const;
    void drawEquipment(DisplayList& list, const SceneContext& context) const;
    void drawRowLabels(DisplayList& list, const SceneContext& context) const;
    void drawBundles(DisplayList& list, const SceneContext& context) const;

    /// What a design is mostly for; kept because asking walks its devices.
    mutable std::map<RackDesignId, std::pair<Shared<model::RackDesign>, Domain>> domains_;
};

}  // namespace rackloom::views
