// SPDX-License-Identifier: GPL-3.0-or-later
// FacilityActions: what menus offer for power and cooling: adding elements, feeding racks, assuming a
// failure, laying the drawings out.
#pragma once

#include "model/base/id.h"

#include <QObject>

#include <vector>

class QAction;
class QMenu;

namespace rackloom::app {

class MainWindow;

class FacilityActions : public QObject {
    Q_OBJECT
public:
    /// Adds to the menus that are there: Edit and Insert.
    FacilityActions(MainWindow& window, QMenu& edit, QMenu& insert);
    /// Puts what concerns the drawing that is shown into its context menu.
    void extend(QMenu& menu);
    /// Shows the one-line drawing without these elements.
    void assumeLoss(const std::vector<PowerNodeId>& nodes);

private:
    void feedRacks();
    void updateEnabled();
    void fillJobs();
    void readClimate();

    MainWindow& window_;
    QAction* feed_;
    QMenu* jobs_;  ///< jobs that can run on the selected racks
};

}  // namespace rackloom::app
