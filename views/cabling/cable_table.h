// SPDX-License-Identifier: GPL-3.0-or-later
// CableTable: the cables of one fabric as rows of a table, filtered by words and by the selection. Made again
// only while somebody looks; texts are made per visible cell, because a fabric may have 200,000 rows.
#pragma once

#include "analytics/report_cables.h"
#include "views/workspace/workspace.h"

#include <QAbstractTableModel>

namespace rackloom::views {

class CableTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { FromColumn, ToColumn, RateColumn, LengthColumn, MediumColumn, OriginColumn, ColumnCount };
    explicit CableTable(Workspace& workspace, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Shows the cables of a fabric; `onlySelected` keeps those with an end in a selected rack or device.
    void show(FabricId fabric, bool onlySelected, const QString& words);
    const std::vector<analytics::CableLine>& lines() const { return lines_; }
    std::size_t unfiltered() const { return all_.size(); }

private:
    bool keeps(const analytics::CableLine& line, const QString& words) const;
    QString cell(const analytics::CableLine& line, int column) const;

    Workspace& workspace_;
    model::SnapshotPtr snapshot_;  ///< the rows were made from; it keeps the media alive
    std::vector<analytics::CableLine> all_, lines_;
    FabricId fabric_;
};

/// "A1 U5 Compute tray 3, OSFP 2".
QString portText(const model::Snapshot& snapshot, model::PortRef port);

}  // namespace rackloom::views
