// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsPanel: all charts of the design: a list by topic on the left, the chosen one drawn on the right with
// its notes and, on demand, its numbers as a table that can be copied. Follows the report; selection is
// shared with the other views. Looks at the report only while it is visible.
#pragma once

#include "analytics/report_charts.h"
#include "views/workspace/workspace.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QToolButton;
class QTreeWidget;

namespace rackloom::views {

class ChartView;

class ChartsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartsPanel(Workspace& workspace, QWidget* parent = nullptr);

    void choose(const QString& chartId);
    QString chosen() const { return chosen_; }
    /// The numbers of the chosen chart as comma-separated values; empty when there are none.
    QString csv() const;

protected:
    void showEvent(QShowEvent*) override;

private:
    void build();
    QWidget* buildHeader();
    void fillList();
    void refresh();
    void refreshList();
    void refreshTable();
    void select(const QString& key, bool open);
    std::shared_ptr<const analytics::Chart> chart(std::string_view id) const;

    Workspace& workspace_;
    QTreeWidget *list_, *table_;
    QLabel *title_, *sentence_, *state_, *notes_;
    QToolButton *tableButton_, *copyButton_;
    ChartView* view_;
    QSplitter* parts_;  ///< drawing and table
    QString chosen_;
    std::shared_ptr<const analytics::Chart> shown_;
};

}  // namespace rackloom::views
