// SPDX-License-Identifier: GPL-3.0-or-later
// FindingsPanel: what the rules say: severity, sentence, remedy; zoom to the object, waive with a reason,
// show waived ones, and what was not checked.
#pragma once

#include "views/workspace/workspace.h"

#include <QAbstractTableModel>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTextBrowser;
class QTreeView;

namespace rackloom::views {

/// Rows of the latest report's findings, and of what no rule could judge.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { SeverityColumn, MessageColumn, RemedyColumn, ObjectColumn, ColumnCount };
    explicit FindingsModel(Workspace& workspace, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void showWaived(bool on);
    const analytics::Finding* finding(int row) const;  ///< null for a "not checked" row
    int count(analytics::Severity severity) const;

private:
    void refresh();
    QString message(int row) const;

    Workspace& workspace_;
    std::vector<analytics::Finding> findings_;
    std::vector<std::string> notChecked_;
    bool showWaived_ = false;
};

class FindingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit FindingsPanel(Workspace& workspace, QWidget* parent = nullptr);

private:
    void updateActions();
    void keepRow();
    void describe();
    void zoomTo();
    void waive();
    void mend();

    Workspace& workspace_;
    FindingsModel* model_;
    QTreeView* view_;
    QTextBrowser* details_;
    QLabel* summary_;
    QPushButton *zoom_, *fix_, *waive_;
    QCheckBox* waived_;
    std::string keptRule_;
    std::vector<ObjectRef> keptObjects_;
};

}  // namespace rackloom::views
