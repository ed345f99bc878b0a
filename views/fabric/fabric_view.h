// SPDX-License-Identifier: GPL-3.0-or-later
// FabricView: one fabric at a time, chosen by name, with its minimum cut in words above the drawing. Dragging
// from one box to another draws a cable between free ports; the design follows while the button is held.
#pragma once

#include "model/edit/cabling.h"
#include "views/canvas/canvas_widget.h"
#include "views/fabric/fabric_scene.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace rackloom::views {

class FabricCanvas : public CanvasWidget {
    Q_OBJECT
public:
    explicit FabricCanvas(Workspace& workspace, QWidget* parent = nullptr);
    FabricScene& fabricScene() const { return *fabric_; }

protected:
    bool isEmpty() const override;
    bool beginDrag(const ObjectRef& hit, QPointF at) override;
    void moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) override;
    void endDrag(bool commit) override;
    void buildMarks(DisplayList& list, const SceneContext& context) const override;

private:
    void drawLegend(DisplayList& list, const SceneContext& context) const;
    /// The device itself, or the first one of a rack with a free port.
    std::optional<model::DeviceRef> deviceWithFreePort(const ObjectRef& object) const;
    Result<void> previewCable();

    FabricScene* fabric_;  ///< owned by the base as its scene
    // While a cable is pulled from a box:
    model::SnapshotPtr dragStart_;
    std::optional<model::PortUse> ports_;
    ObjectRef source_;
    std::optional<ObjectRef> target_;
    QPointF end_;
    QString refusal_;
};

class FabricView : public QWidget {
    Q_OBJECT
public:
    explicit FabricView(Workspace& workspace, QWidget* parent = nullptr);
    FabricCanvas& canvas() const { return *canvas_; }
    bool reveal(const ObjectRef& object);

private:
    void fillList();
    void showFabric(FabricId fabric);
    void updateCutText();
    void openGroup(const ObjectRef& object);
    void closeGroups();
    void group(int row);

    Workspace& workspace_;
    FabricCanvas* canvas_;
    QComboBox *list_, *grouping_;
    QLabel* cut_;
    QPushButton* group_;
};

}  // namespace rackloom::views
