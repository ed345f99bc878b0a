// SPDX-License-Identifier: GPL-3.0-or-later
// OneLineView: the power tree as drawn and edited: a bar with what the tree carries and the commands of the
// drawing, below it the canvas. An assumed failure is asked for with failureWanted() and shown when somebody
// who may compute hands in the outcome.
#pragma once

#include "views/diagram/diagram_canvas.h"
#include "views/power/one_line_scene.h"

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

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

class OneLineView : public QWidget {
    Q_OBJECT
public:
    explicit OneLineView(Workspace& workspace, QWidget* parent = nullptr);
    OneLineCanvas& canvas() const { return *canvas_; }
    bool reveal(const ObjectRef& object) { return canvas_->reveal(object); }

    /// Adds an element of the catalogue: below what is selected, else on its own.
    void addElement(const QString& key);
    void layOutAgain();
    void forgetPositions();
    void showFailure(AssumedFailure failure);
    void endFailure();
    /// What the menu of the drawing offers for the selection, beside what is always there.
    void extendMenu(QMenu& menu);

Q_SIGNALS:
    void failureWanted(const std::vector<rackloom::PowerNodeId>& nodes);

private:
    void updateText();
    void fillElements(QMenu& menu);
    void closeGroups();
    std::vector<PowerNodeId> chosenNodes() const;

    Workspace& workspace_;
    OneLineCanvas* canvas_;
    QLabel* text_;
    QToolButton* add_;
    QPushButton *group_, *again_, *end_;
};

/// Catalogue entries that stand in a power tree, by kind in the order of the flow.
struct ElementGroup {
    QString title;
    std::vector<std::pair<QString, QString>> entries;  ///< catalogue key, name
};
std::vector<ElementGroup> powerElements(const model::Catalog& catalog);

}  // namespace rackloom::views
