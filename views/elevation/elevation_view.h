// SPDX-License-Identifier: GPL-3.0-or-later
// ElevationView: rack elevations as an editor. Trays move by drag within their rack, come in from the
// palette, and are refused visibly where something is in the way. An edit reaches every rack of the design,
// or one rack by choice.
#pragma once

#include "views/canvas/canvas_widget.h"
#include "views/elevation/elevation_scene.h"

class QComboBox;
class QToolButton;

namespace rackloom::views {

class ElevationCanvas : public CanvasWidget {
    Q_OBJECT
public:
    explicit ElevationCanvas(Workspace& workspace, QWidget* parent = nullptr);
    ElevationScene& elevation() const { return *elevation_; }

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
    void announceReach() const;
    void showOutcome(const Result<void>& outcome, const QRectF& target);

    ElevationScene* elevation_;  ///< owned by the base as its scene
    std::vector<SlotId> dragged_;
    RackDesignId dragDesign_;
    model::SnapshotPtr dragStart_;
    QRectF dragBox_, target_;
    QString refusal_;
};

/// The canvas with its small bar: face, and which racks are shown.
class ElevationView : public QWidget {
    Q_OBJECT
public:
    explicit ElevationView(Workspace& workspace, QWidget* parent = nullptr);
    ElevationCanvas& canvas() const { return *canvas_; }
    bool reveal(const ObjectRef& object);

private:
    void updateRacks();

    Workspace& workspace_;
    ElevationCanvas* canvas_;
    QComboBox* scope_;
    QToolButton *front_, *rear_;
    std::vector<RackId> shown_;
};

}  // namespace rackloom::views
