// SPDX-License-Identifier: GPL-3.0-or-later
// OutlinePanel: the design as a tree: halls with rows and racks, fabrics with tiers, power tree, cooling,
// jobs, rack designs. Selecting here selects everywhere; double click goes there. Children are listed when a
// branch is opened.
#pragma once

#include "views/workspace/workspace.h"

#include <QWidget>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackloom::views {

class OutlinePanel : public QWidget {
    Q_OBJECT
public:
    explicit OutlinePanel(Workspace& workspace, QWidget* parent = nullptr);

private:
    void rebuild();
    void addPlaces();
    void addFabrics();
    void addPower();
    void addCooling();
    void addRest();
    void showSelection();
    void takeSelection();
    void filter(const QString& text);
    QTreeWidgetItem* section(const QString& title, const char* icon, Domain domain);
    QTreeWidgetItem* entry(QTreeWidgetItem* parent, const QString& name, const ObjectRef& object);

    Workspace& workspace_;
    QLineEdit* search_;
    QTreeWidget* tree_;
    model::SnapshotPtr shown_;
    bool following_ = false;  ///< selection is being copied from one side to the other
};

}  // namespace rackloom::views
