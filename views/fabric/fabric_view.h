// SPDX-License-Identifier: GPL-3.0-or-later
// FabricView: one fabric at a time, chosen by name, with its minimum cut in words above the drawing.
#pragma once

#include "views/canvas/canvas_widget.h"
#include "views/fabric/fabric_scene.h"

class QComboBox;
class QLabel;

namespace rackloom::views {

class FabricCanvas : public CanvasWidget {
    Q_OBJECT
public:
    explicit FabricCanvas(Workspace& workspace, QWidget* parent = nullptr);
    FabricScene& fabricScene() const { return *fabric_; }

protected:
    bool isEmpty() const override;

private:
    FabricScene* fabric_;  ///< owned by the base as its scene
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

    Workspace& workspace_;
    FabricCanvas* canvas_;
    QComboBox* list_;
    QLabel* cut_;
};

}  // namespace rackloom::views
