// SPDX-License-Identifier: GPL-3.0-or-later
// FabricScene: one fabric as boxes and bundles weighted by their cables, the minimum cut marked: boxes of
// side A carry a bar, edges of the cut are drawn in the error colour. Single cables are never items. Painting
// is FabricPicture's.
#pragma once

#include "views/canvas/scene.h"
#include "views/fabric/fabric_cut.h"
#include "views/fabric/fabric_layout.h"
#include "views/fabric/fabric_load.h"

namespace rackloom::views {

class FabricScene : public Scene {
public:
    void show(FabricId fabric);
    /// The fabric shown: the chosen one while it exists, else the first compute fabric, else the first.
    FabricId fabric(const model::Snapshot& snapshot) const;
    const FabricLayout& layout(const model::Snapshot& snapshot) const;
    /// Of the layout, see fabric_load.h.
    const FabricTraffic& traffic(const model::Snapshot& snapshot) const;
    /// The cut of the shown fabric in its drawing.
    const FabricCut& cut(const model::Snapshot& snapshot, const analytics::Report* report) const;
    /// Draws the members of a group one by one. False: the object stands for itself already.
    bool open(const model::Snapshot& snapshot, const ObjectRef& object);
    void closeGroups();
    bool anyOpen() const { return !opened_.empty(); }
    void group(FabricGrouping grouping);
    FabricGrouping grouping() const { return grouping_; }

    QRectF bounds(const model::Snapshot& snapshot) const override;
    void build(DisplayList& list, const SceneContext& context) const override;
    std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                  double tolerance) const override;
    std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const override;
    QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const override;
    QString hoverText(const SceneContext& context, const ObjectRef& object) const override;
    std::vector<ObjectRef> together(const model::Snapshot& snapshot, const ObjectRef& object) const override;

private:
    const FabricBox* boxOf(const model::Snapshot& snapshot, const ObjectRef& object) const;

    FabricId fabric_;
    OpenedGroups opened_;
    FabricGrouping grouping_ = FabricGrouping::Automatic;
    mutable FabricLayout layout_;
    mutable std::optional<FabricTraffic> traffic_;             ///< of that layout; empty until asked for
    mutable std::shared_ptr<const model::Snapshot> madeFrom_;  ///< kept alive so that comparing stays valid
    mutable FabricId madeFor_;
    mutable FabricCut cut_;
    mutable std::shared_ptr<const analytics::FabricResult> cutFrom_;
    mutable bool cutMade_ = false;
};

/// The result of a fabric in a report, or null.
std::shared_ptr<const analytics::FabricResult> fabricResult(const analytics::Report& report, FabricId fabric);

}  // namespace rackloom::views
