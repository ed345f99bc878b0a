// SPDX-License-Identifier: GPL-3.0-or-later
// ViewActions: zoom, which view, overlays, theme, panels, full screen, help; and what of it survives a
// restart.
#pragma once

#include "views/workspace/workspace.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace rackloom::app {

class MainWindow;

class ViewActions : public QObject {
    Q_OBJECT
public:
    explicit ViewActions(MainWindow& window);
    void tintIcons();
    void restore();
    void save() const;

private:
    void buildViewMenu();
    void buildOverlays(QMenu& menu);
    void buildThemes(QMenu& menu);
    void buildHelpMenu();
    void showShortcuts();

    MainWindow& window_;
    QAction *zoomIn_ = nullptr, *zoomOut_ = nullptr, *fit_ = nullptr;
    QActionGroup *overlays_ = nullptr, *themes_ = nullptr;
};

}  // namespace rackloom::app
