// SPDX-License-Identifier: GPL-3.0-or-later
// CoolingView: plant, units, loops and racks as drawn and edited. Wires join plant to units, units to loops
// and loops to racks; units are dropped from the palette or added from the menu.
#pragma once

#include "views/cooling/cooling_scene.h"
#include "views/diagram/diagram_canvas.h"

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace rackloom::views {

class CoolingCanvas : public DiagramCanvas {
    Q_OBJECT
public:
    explicit CoolingCanvas(Workspace& workspace, QWidget* parent = nullptr);

protected:
    Result<model::Edit> connection(const DiagramBox& from, const DiagramBox& to) const override;
    std::optional<model::Edit> placing(const DiagramBox& box, model::FloorPoint at) const override;
    Result<model::Edit> dropped(const QString& key, model::FloorPoint at) const override;
    QString connectionText(const DiagramBox& from, const DiagramBox& to) const override;
    void afterDrop() override;
};

class CoolingView : public QWidget {
    Q_OBJECT
public:
    explicit CoolingView(Workspace& workspace, QWidget* parent = nullptr);
    CoolingCanvas& canvas() const { return *canvas_; }
    bool reveal(const ObjectRef& object) { return canvas_->reveal(object); }

    void addLoop(model::CoolingMedium medium);
    /// On the selected loop, if one is.
    void addUnit(const QString& key);
    void layOutAgain();
    void forgetPositions();
    void extendMenu(QMenu& menu);
    void fillAdd(QMenu& menu);  ///< loops and units of the catalogue

private:
    void updateText();
    void closeGroups();

    Workspace& workspace_;
    CoolingCanvas* canvas_;
    QLabel* text_;
    QToolButton* add_;
    QPushButton *group_, *again_;
};

}  // namespace rackloom::views
