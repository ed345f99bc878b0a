// SPDX-License-Identifier: GPL-3.0-or-later
// CablePanel: the cable schedule of one fabric: look cables up, take them away, put them back, draw more,
// detach them from their generator, save them as CSV.
#pragma once

#include "views/workspace/workspace.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace rackloom::views {

class CableTable;

class CablePanel : public QWidget {
    Q_OBJECT
public:
    explicit CablePanel(Workspace& workspace, QWidget* parent = nullptr);
    /// Opens the dialog that draws cables, its first group being what is selected.
    void drawCables();

protected:
    void showEvent(QShowEvent*) override;

private:
    QWidget* buildBar();
    void refreshSoon();
    void refresh();
    void fillFabrics();
    FabricId fabric() const;
    void removeChosen();
    void restoreChosen();
    void detach();
    void saveCsv();
    void updateActions();
    std::vector<model::CableKey> chosen(bool removed) const;

    Workspace& workspace_;
    CableTable* table_;
    QTableView* view_;
    QComboBox* fabrics_;
    QLineEdit* words_;
    QCheckBox* onlySelected_;
    QLabel* count_;
    QPushButton *draw_, *remove_, *restore_, *detach_, *save_;
    bool waiting_ = false;  ///< a refresh is due
};

}  // namespace rackloom::views
