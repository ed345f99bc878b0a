// SPDX-License-Identifier: GPL-3.0-or-later
// CoolingView: plant, units, loops and racks as drawn and edited. Wires join plant to units, units to loops
// and loops to racks; units are dropped from the palette or added from the menu.
#pragma once

#include "model/edit/facility_wiring.h"
#include "views/cooling/cooling_scene.h"
#include "views/diagram/diagram_view.h"

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

class CoolingView : public DiagramView {
    Q_OBJECT
public:
    explicit CoolingView(Workspace& workspace, QWidget* parent = nullptr);
    CoolingCanvas& canvas() const { return canvas_; }

    void addLoop(model::CoolingMedium medium);
    /// On the selected loop, if one is.
    void addUnit(const QString& key);
    void extendMenu(QMenu& menu) override;
    void fillAdd(QMenu& menu);  ///< loops and units of the catalogue

protected:
    QStringList summary() const override;
    model::Edit forgetDrawing() const override { return model::forgetCoolingDrawing(); }

private:
    CoolingView(Workspace& workspace, CoolingCanvas& canvas, QWidget* parent);

    CoolingCanvas& canvas_;
};

}  // namespace rackloom::views
