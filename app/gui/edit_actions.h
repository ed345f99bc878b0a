// SPDX-License-Identifier: GPL-3.0-or-later
// EditActions: undo, clipboard, delete, array, align, turn, insert, connect. Each makes one edit of the
// selection.
#pragma once

#include "views/workspace/workspace.h"

#include <QObject>

class QAction;
class QMenu;

namespace rackloom::app {

class MainWindow;

class EditActions : public QObject {
    Q_OBJECT
public:
    explicit EditActions(MainWindow& window);
    void tintIcons();
    QMenu& editMenu() const { return *editMenu_; }
    QMenu& insertMenu() const { return *insertMenu_; }

private:
    void buildEditMenu();
    void buildArrangeMenu();
    void buildInsertMenu();
    void updateEnabled();
    void undo();
    void redo();
    void copy();
    void paste();
    void duplicate();
    void remove();
    void makeArray();
    void selectAll();
    void insertHall();
    void connectToFabric();
    void removeHereOnly();
    void studyFailure();
    void simulateFailures();
    void showStudies();
    void restoreHere();
    void makeUnique();
    void goTo();
    void commandPalette();
    void showMenu(const QPoint& global);
    std::vector<RackId> racks() const;

    MainWindow& window_;
    QAction *undo_ = nullptr, *redo_ = nullptr, *copy_ = nullptr, *paste_ = nullptr, *duplicate_ = nullptr,
            *remove_ = nullptr;
    QAction *array_ = nullptr, *rotate_ = nullptr, *connect_ = nullptr, *here_ = nullptr, *fails_ = nullptr,
            *restore_ = nullptr, *unique_ = nullptr;
    QMenu *arrange_ = nullptr, *editMenu_ = nullptr, *insertMenu_ = nullptr;
    std::vector<QAction*> needRacks_;
    std::vector<RackId> clipboard_;
    model::SnapshotPtr clipboardFrom_;
};

}  // namespace rackloom::app
