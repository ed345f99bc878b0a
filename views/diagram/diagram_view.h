// SPDX-License-Identifier: GPL-3.0-or-later
// DiagramView: a diagram with its bar: the menu that adds elements, a line that sums up what is drawn, and
// the commands of the drawing. Subclasses say what can be added, what the line tells and what the menu of the
// canvas offers.
#pragma once

#include "views/diagram/diagram_canvas.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace rackloom::views {

class DiagramView : public QWidget {
    Q_OBJECT
public:
    bool reveal(const ObjectRef& object) { return canvas_.reveal(object); }
    void layOutAgain();
    void forgetPositions();
    /// For a design that has nothing to do with the one before: no groups open, no places kept.
    void startAgain();
    /// What the menu of the drawing offers for the selection, beside what is always there.
    virtual void extendMenu(QMenu& menu) = 0;

protected:
    /// Takes over the canvas.
    DiagramView(Workspace& workspace, DiagramCanvas& canvas, QWidget* parent);

    /// The button at the left of the bar and its menu, to be filled.
    QMenu& addMenu(const QString& title, const QString& hint);
    QPushButton& addCommand(const QString& title, const QString& hint);
    /// The end of the canvas menu: commands that every drawing has.
    void extendMenuByLayout(QMenu& menu);
    void updateText();
    /// "1.2 MW drawn": the known ones of these metrics; %1 is the value.
    QStringList figures(const std::vector<std::pair<const char*, QString>>& metrics) const;

    virtual QStringList summary() const = 0;
    virtual bool summaryIsBad() const { return false; }
    /// Forgets where boxes were placed by hand.
    virtual model::Edit forgetDrawing() const = 0;

    Workspace& workspace() const { return workspace_; }

private:
    void closeGroups();

    Workspace& workspace_;
    DiagramCanvas& canvas_;
    QHBoxLayout* bar_;
    QLabel* text_;
    QPushButton* group_;
};

}  // namespace rackloom::views
