// SPDX-License-Identifier: GPL-3.0-or-later
// FeedDialog: hangs the selected racks on the power tree: redundancy, elements above, what they plug into and
// how many racks each carries. Tells what would be added and what would be over a limit before anything is.
#pragma once

#include "app/gui/feed_plan.h"
#include "views/workspace/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace rackloom::app {

class FeedDialog : public QDialog {
    Q_OBJECT
public:
    FeedDialog(views::Workspace& workspace, std::vector<RackId> racks, QWidget* parent = nullptr);

private:
    void fillSources();
    void fillTypes();
    void showFor();
    void retry();
    void feed();
    model::FeedOrder order() const;

    views::Workspace& workspace_;
    std::vector<RackId> racks_;
    FeedPlanner planner_;
    FeedPlan plan_;
    QComboBox *scheme_, *sideA_, *sideB_, *type_;
    QListWidget* several_;
    QSpinBox* perElement_;
    QLabel *labelA_, *labelB_, *labelSeveral_, *outcome_;
    QPushButton* feed_;
};

}  // namespace rackloom::app
