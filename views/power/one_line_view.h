// SPDX-License-Identifier: GPL-3.0-or-later
// OneLineView: the power tree as drawn and edited: a bar with what the tree carries and the commands of the
// drawing, below it the canvas. An assumed failure is asked for with failureWanted() and shown when somebody
// who may compute hands in the outcome.
#pragma once

#include "model/edit/facility_wiring.h"
#include "views/diagram/diagram_view.h"
#include "views/power/one_line_scene.h"

namespace rackloom::views {

class OneLineCanvas : public DiagramCanvas {
    Q_OBJECT
public:
    explicit OneLineCanvas(Workspace& workspace, QWidget* parent = nullptr);
    OneLineScene& oneLine() const { return static_cast<OneLineScene&>(diagramScene()); }

protected:
    Result<model::Edit> connection(const DiagramBox& from, const DiagramBox& to) const override;
    std::optional<model::Edit> placing(const DiagramBox& box, model::FloorPoint at) const override;
    Result<model::Edit> dropped(const QString& key, model::FloorPoint at) const override;
    QString connectionText(const DiagramBox& from, const DiagramBox& to) const override;
    void afterDrop() override;
};

class OneLineView : public DiagramView {
    Q_OBJECT
public:
    explicit OneLineView(Workspace& workspace, QWidget* parent = nullptr);
    OneLineCanvas& canvas() const { return canvas_; }

    /// Adds an element of the catalogue: below what is selected, else on its own.
    void addElement(const QString& key);
    void showFailure(AssumedFailure failure);
    void endFailure();
    void extendMenu(QMenu& menu) override;

Q_SIGNALS:
    void failureWanted(const std::vector<rackloom::PowerNodeId>& nodes);

protected:
    QStringList summary() const override;
    bool summaryIsBad() const override;
    model::Edit forgetDrawing() const override { return model::forgetPowerDrawing(); }

private:
    OneLineView(Workspace& workspace, OneLineCanvas& canvas, QWidget* parent);

    void fillElements(QMenu& menu);
    void extendByCuts(QMenu& menu);
    QStringList failureSummary(const AssumedFailure& assumed) const;
    std::vector<PowerNodeId> chosenNodes() const;

    OneLineCanvas& canvas_;
    QPushButton* end_;
};

/// Catalogue entries that stand in a power tree, by kind in the order of the flow.
struct ElementGroup {
    QString title;
    std::vector<std::pair<QString, QString>> entries;  ///< catalogue key, name
};
std::vector<ElementGroup> powerElements(const model::Catalog& catalog);

}  // namespace rackloom::views
