// SPDX-License-Identifier: GPL-3.0-or-later
// DiagramCanvas: a diagram as an editor. Dragging a box moves it; dragging from the terminal below a box, or
// dropping a box onto another, draws a wire between them; catalogue entries are dropped where they shall
// stand. Subclasses say which edits these are. While dragging the design is a preview, so numbers follow.
#pragma once

#include "views/canvas/canvas_widget.h"
#include "views/diagram/diagram_scene.h"

namespace rackloom::views {

/// The place of a box, on the grid of the drawing.
model::FloorPoint drawingPoint(QPointF at);

class DiagramCanvas : public CanvasWidget {
    Q_OBJECT
public:
    DiagramCanvas(Workspace& workspace, std::unique_ptr<DiagramScene> scene, const QString& accessibleName,
                  QWidget* parent = nullptr);
    DiagramScene& diagramScene() const { return *diagram_; }
    const Diagram& diagram() const { return diagram_->diagram(*workspace().snapshot()); }
    /// Free room for something new: at the point if given, else in the middle of what is seen.
    model::FloorPoint freePlace(std::optional<QPointF> at = {}) const;

protected:
    /// The edit that joins two boxes, or why they cannot be.
    virtual Result<model::Edit> connection(const DiagramBox& from, const DiagramBox& to) const = 0;
    /// Puts a box somewhere; nothing for boxes that are always laid out.
    virtual std::optional<model::Edit> placing(const DiagramBox& box, model::FloorPoint at) const = 0;
    /// What a catalogue entry dropped at a point makes, if this drawing takes it.
    virtual Result<model::Edit> dropped(const QString& key, model::FloorPoint at) const = 0;
    /// What a drawn wire is told as.
    virtual QString connectionText(const DiagramBox& from, const DiagramBox& to) const = 0;
    virtual void afterDrop() {}

    bool isEmpty() const override;
    bool beginDrag(const ObjectRef& hit, QPointF at) override;
    void moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) override;
    void endDrag(bool commit) override;
    void nudge(QPoint steps, bool large) override;
    void buildMarks(DisplayList& list, const SceneContext& context) const override;
    void dragEnterEvent(QDragEnterEvent*) override;
    void dragMoveEvent(QDragMoveEvent*) override;
    void dragLeaveEvent(QDragLeaveEvent*) override;
    void dropEvent(QDropEvent*) override;

private:
    struct Held {
        DiagramBox box;  ///< as it was when the drag began
    };
    const DiagramBox* grabbed() const { return start_.find(source_); }
    bool isHeld(const DiagramBox& box) const;
    void moveHeld(QPointF delta);
    void joinTo(const DiagramBox& target);
    std::optional<model::Edit> moving(const std::vector<Held>& boxes, model::FloorPoint delta) const;
    void refuse(const QString& why) { refusal_ = why; }
    void forgetDrag();

    DiagramScene* diagram_;  ///< owned by the base as its scene
    Diagram start_;          ///< the drawing when the drag began
    bool active_ = false, pullsWire_ = false;
    ObjectRef source_;
    std::vector<Held> held_;
    std::optional<ObjectRef> target_;
    QPointF end_;
    QString refusal_;
    std::optional<QRectF> ghost_;
};

}  // namespace rackloom::views
