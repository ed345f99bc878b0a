// SPDX-License-Identifier: GPL-3.0-or-later
// FabricScene: one fabric as tiers, bundles weighted by their cables, the minimum cut marked: boxes of side A
// are hatched by a bar and a letter, edges of the cut drawn in the error colour. Single cables are never
// items.
#pragma once

#include "views/canvas/scene.h"
#include "views/fabric/fabric_layout.h"

namespace rackloom::views {

class FabricScene : public Scene {
public:
    void show(FabricId fabric);
    /// The fabric shown: the chosen one while it exists, else the first compute fabric, else the first.
    FabricId fabric(const model::Snapshot& snapshot) const;
    const FabricLayout& layout(const model::Snapshot& snapshot) const;
    /// Of each edge of the layout, see fabric_load.h.
    const std::vector<double>& loads(const model::Snapshot& snapshot) const;
    /// Draws the members of a group one by one. False: the object stands for itself already.
    bool open(const model::Snapshot& snapshot, const ObjectRef& object);
    void closeGroups();
    bool anyOpen() const { return !opened_.empty(); }

    QRectF bounds(const model::Snapshot& snapshot) const override;
    void build(DisplayList& list, const SceneContext& context) const override;
    std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                  double tolerance) const override;
    std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const override;
    QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const override;
    QString hoverText(const SceneContext& context, const ObjectRef& object) const override;

private:
    void drawTierNames(DisplayList& list, const SceneContext& c, const FabricLayout& l) const;
    void drawEdges(DisplayList& list, const SceneContext& context, const FabricLayout& layout,
                   const std::vector<char>& sideA, bool cutKnown) const;
    void drawLoads(DisplayList& list, const SceneContext& context, const FabricLayout& layout) const;
    void drawBoxes(DisplayList& list, const SceneContext& context, const FabricLayout& layout,
                   const std::vector<char>& sideA, bool cutKnown) const;
    std::vector<char> sides(const FabricLayout& layout, const analytics::FabricResult* result) const;

    FabricId fabric_;
    OpenedGroups opened_;
    mutable FabricLayout layout_;
    mutable std::vector<double> loads_;                        ///< of that layout; empty until asked for
    mutable std::shared_ptr<const model::Snapshot> madeFrom_;  ///< kept alive so that comparing stays valid
    mutable FabricId madeFor_;
};

/// The result of a fabric in a report, or null.
const analytics::FabricResult* fabricResult(const analytics::Report& report, FabricId fabric);

}  // namespace rackloom::views
