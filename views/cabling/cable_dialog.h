// SPDX-License-Identifier: GPL-3.0-or-later
// CableDialog: draws cables between two groups of devices by a rule. The groups are lists with check marks,
// filtered by words; the selection fills the first one. Says beforehand how many cables that makes and what
// stands in the way.
#pragma once

#include "model/edit/cabling.h"
#include "views/workspace/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace rackloom::views {

class CableDialog : public QDialog {
    Q_OBJECT
public:
    CableDialog(Workspace& workspace, FabricId fabric, QWidget* parent = nullptr);

private:
    QWidget* buildGroup(const QString& title, QListWidget* list);
    void check(QListWidget& list, bool on);
    void fillLists();
    void fillTypes();
    model::CablingOrder order() const;
    void judge();
    void draw();

    Workspace& workspace_;
    FabricId fabric_;
    std::vector<model::DeviceRef> devices_;  ///< with a free port, in the order of both lists
    QListWidget *from_, *to_;
    QComboBox *rule_, *type_;
    QSpinBox* cables_;
    QLabel* verdict_;
    QPushButton* drawButton_;
};

}  // namespace rackloom::views
