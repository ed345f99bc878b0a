// SPDX-License-Identifier: GPL-3.0-or-later
// Scene: what one canvas shows, as pure functions of snapshot, report and view state. Draws into a
// DisplayList with level of detail, answers "what is here", and lists its objects as a named tree for
// assistive technology and outside drivers.
#pragma once

#include "analytics/report.h"
#include "views/canvas/display_list.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QString>

#include <optional>
#include <set>
#include <vector>

namespace rackloom::views {

/// What a scene may look at while drawing. Pointers live for the call only.
struct SceneContext {
    const model::Snapshot* snapshot = nullptr;
    const analytics::Report* report = nullptr;
    const Theme* theme = nullptr;
    const std::vector<ObjectRef>* selected = nullptr;  ///< sorted; null when printing
    std::optional<ObjectRef> hovered;
    Overlay overlay = Overlay::None;
    double scale = 1;       ///< px per scene unit, decides the level of detail
    QRectF visible;         ///< scene rectangle worth drawing
    bool printing = false;  ///< report: draw everything legibly, no selection marks
};

/// One named thing of a scene, for the accessible tree: hall → row → rack → tray.
struct SceneItem {
    ObjectRef object;
    QString name;   ///< "Rack A1"
    QRectF bounds;  ///< scene units
    bool hasChildren = false;
    int group = -1;  ///< distinguishes items without a drawn object, such as rows (row id) or tiers
};

class Scene {
public:
    virtual ~Scene() = default;
    virtual QRectF bounds(const model::Snapshot& snapshot) const = 0;
    virtual void build(DisplayList& list, const SceneContext& context) const = 0;
    /// Topmost object at a scene point; `tolerance` is a few pixels in scene units.
    virtual std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                          double tolerance) const = 0;
    /// All objects whose bounds meet the rectangle (rubber band).
    virtual std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const = 0;
    /// Bounds of an object, empty when this scene does not show it.
    virtual QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const = 0;
    /// Children of an item in reading order; no parent = top level.
    virtual std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const = 0;
    /// Two short lines for the hover label: name, and the numbers that matter.
    virtual QString hoverText(const SceneContext& context, const ObjectRef& object) const = 0;
    /// What is selected and dragged with an object: the members of the group that is drawn as one.
    virtual std::vector<ObjectRef> together(const model::Snapshot& snapshot, const ObjectRef& object) const {
        static_cast<void>(snapshot);
        return {object};
    }
};

}  // namespace rackloom::views
