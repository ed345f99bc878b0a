// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cabling/cable_table.h"

#include "views/format/number_text.h"

#include <algorithm>

namespace rackloom::views {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

QString originText(analytics::CableOrigin origin) {
    switch (origin) {
    case analytics::CableOrigin::Generated:
        return CableTable::tr("generated");
    case analytics::CableOrigin::Drawn:
        return CableTable::tr("drawn by hand");
    case analytics::CableOrigin::Removed:
        return CableTable::tr("taken away");
    }
    return {};
}

/// Why a cable is as long as it is.
QString wayText(const analytics::CableWay& way) {
    const auto metres = [](Length length) { return quantity(length.si(), "m", 3); };
    if (way.along.si() == 0 && way.across.si() == 0 && way.down.si() == 0)
        return CableTable::tr("%1 between both ends, %2 to the side and loops: %3 needed")
            .arg(metres(way.up), metres(way.spare), metres(way.needed));
    return CableTable::tr("up %1, along the rows %2, across %3, down %4, slack and loops %5: %6 needed")
        .arg(metres(way.up), metres(way.along), metres(way.across), metres(way.down), metres(way.spare),
             metres(way.needed));
}

bool touches(const analytics::CableLine& line, const std::vector<ObjectRef>& selected) {
    const auto has = [&](model::DeviceRef d) {
        return std::binary_search(selected.begin(), selected.end(), deviceObject(d)) ||
               std::binary_search(selected.begin(), selected.end(), rackObject(d.rack));
    };
    return has(line.a.device) || has(line.b.device);
}

}  // namespace

QString portText(const model::Snapshot& snapshot, model::PortRef port) {
    const analytics::PortPlace place = analytics::portPlace(snapshot, port);
    QString out = text(place.rack);
    if (place.u > 0) out += QStringLiteral(" U%1").arg(place.u);
    return QStringLiteral("%1 %2, %3").arg(out, text(place.device), text(place.port));
}

CableTable::CableTable(Workspace& workspace, QObject* parent)
    : QAbstractTableModel(parent), workspace_(workspace) {}

void CableTable::show(FabricId fabric, bool onlySelected, const QString& words) {
    const model::SnapshotPtr now = workspace_.snapshot();
    if (snapshot_ != now || fabric_ != fabric) {
        snapshot_ = now;
        fabric_ = fabric;
        all_ =
            fabric.isValid() ? analytics::cableSchedule(*now, fabric) : std::vector<analytics::CableLine>{};
    }
    std::vector<analytics::CableLine> next;
    const auto& selected = workspace_.selection().objects();
    for (const analytics::CableLine& line : all_)
        if ((!onlySelected || touches(line, selected)) && keeps(line, words)) next.push_back(line);
    beginResetModel();
    lines_ = std::move(next);
    endResetModel();
}

bool CableTable::keeps(const analytics::CableLine& line, const QString& words) const {
    if (words.isEmpty()) return true;
    for (int column = 0; column < ColumnCount; ++column)
        if (cell(line, column).contains(words, Qt::CaseInsensitive)) return true;
    return false;
}

int CableTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}
int CableTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString CableTable::cell(const analytics::CableLine& line, int column) const {
    switch (column) {
    case FromColumn:
        return portText(*snapshot_, line.a);
    case ToColumn:
        return portText(*snapshot_, line.b);
    case RateColumn:
        return line.rate > 0 ? quantity(line.rate, "bit/s") : tr("unknown");
    case LengthColumn:
        return line.way ? quantity(line.way->sold.si(), "m") : QString();
    case MediumColumn: {
        if (line.medium.empty()) return {};
        const DeviceTypeId id = model::findType(*snapshot_, line.medium);
        const Shared<model::DeviceType>* type = snapshot_->types.find(id);
        return type ? text((*type)->name) : text(line.medium);
    }
    case OriginColumn:
        return originText(line.origin);
    default:
        return {};
    }
}

QVariant CableTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const analytics::CableLine& line = lines_[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == LengthColumn && line.way) return wayText(*line.way);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return cell(line, index.column());
    if (role == Qt::ForegroundRole && line.origin == analytics::CableOrigin::Removed)
        return workspace_.theme().textMuted;
    return {};
}

QVariant CableTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    case RateColumn:
        return tr("Rate");
    case LengthColumn:
        return tr("Length");
    case MediumColumn:
        return tr("Medium");
    case OriginColumn:
        return tr("Origin");
    default:
        return {};
    }
}

}  // namespace rackloom::views
