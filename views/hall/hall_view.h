// SPDX-License-Identifier: GPL-3.0-or-later
// HallView: the floor plan as an editor. Drags racks with snapping and guides, copies with Ctrl, takes rack
// designs dropped from the palette, nudges with the arrow keys. While dragging the design is a preview, so
// every number follows live.
#pragma once

#include "views/canvas/canvas_widget.h"

namespace rackloom::views {

/// Lines that show what a dragged rack lines up with, in scene units.
struct SnapGuide {
    QPointF a, b;
};

class HallView : public CanvasWidget {
    Q_OBJECT
public:
    explicit HallView(Workspace& workspace, QWidget* parent = nullptr);

protected:
    bool beginDrag(const ObjectRef& hit, QPointF at) override;
    void moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) override;
    void endDrag(bool commit) override;
    void nudge(QPoint steps, bool large) override;
    void buildMarks(DisplayList& list, const SceneContext& context) const override;
    bool isEmpty() const override;

    void dragEnterEvent(QDragEnterEvent*) override;
    void dragMoveEvent(QDragMoveEvent*) override;
    void dragLeaveEvent(QDragLeaveEvent*) override;
    void dropEvent(QDropEvent*) override;

private:
    model::FloorPoint snapped(model::FloorPoint delta);
    void drawLegend(DisplayList& list, const SceneContext& context) const;
    void setRefusal(const Result<void>& outcome, const QRectF& at);

    std::vector<RackId> dragged_;
    model::SnapshotPtr dragStart_;  ///< the design when the drag began
    QRectF dragBox_;                ///< of the dragged racks at the start
    RackId anchor_;                 ///< the rack that was grabbed: it is the one that snaps
    HallId dragHall_;
    bool copying_ = false;
    std::vector<SnapGuide> guides_;
    QString refusal_;
    QRectF refusalAt_, ghost_;
};

}  // namespace rackloom::views
