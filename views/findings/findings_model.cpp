// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_text.h"
#include "views/findings/findings_panel.h"

#include <algorithm>

namespace rackloom::views {

namespace {
QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
}  // namespace

FindingsModel::FindingsModel(Workspace& workspace, QObject* parent)
    : QAbstractTableModel(parent), workspace_(workspace) {
    connect(&workspace_, &Workspace::reportChanged, this, &FindingsModel::refresh);
    connect(&workspace_, &Workspace::themeChanged, this, [this] {
        if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
    refresh();
}

void FindingsModel::refresh() {
    std::vector<analytics::Finding> next;
    for (const analytics::Finding& f : workspace_.report().findings)
        if (showWaived_ || !f.waived) next.push_back(f);
    if (next == findings_ && workspace_.report().notChecked == notChecked_)
        return;  // a drag must not lose the selected row
    beginResetModel();
    findings_ = std::move(next);
    notChecked_ = workspace_.report().notChecked;
    endResetModel();
}

void FindingsModel::showWaived(bool on) {
    showWaived_ = on;
    refresh();
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(findings_.size() + notChecked_.size());
}
int FindingsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const analytics::Finding* FindingsModel::finding(int row) const {
    return row >= 0 && row < static_cast<int>(findings_.size()) ? &findings_[static_cast<std::size_t>(row)]
                                                                : nullptr;
}

int FindingsModel::count(analytics::Severity severity) const {
    return static_cast<int>(std::count_if(findings_.begin(), findings_.end(), [&](const auto& f) {
        return f.severity == severity && !f.waived;
    }));
}

QString FindingsModel::message(int row) const {
    if (const analytics::Finding* f = finding(row))
        return QString::fromStdString(analytics::findingMessage(*f));
    return QString::fromStdString(notChecked_[static_cast<std::size_t>(row) - findings_.size()]);
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const analytics::Finding* f = finding(index.row());
    const Theme& t = workspace_.theme();
    if (role == Qt::DecorationRole && index.column() == SeverityColumn) {
        if (!f) return themeIcon(QStringLiteral("circle-dashed"), t.textMuted);
        if (f->waived) return themeIcon(QStringLiteral("circle-check"), t.textMuted);
        if (f->severity == analytics::Severity::Error)
            return themeIcon(QStringLiteral("alert-triangle"), t.error);
        if (f->severity == analytics::Severity::Warning)
            return themeIcon(QStringLiteral("alert-circle"), t.warn);
        return themeIcon(QStringLiteral("info-circle"), t.textMuted);
    }
    if (role == Qt::ForegroundRole && (!f || f->waived || index.column() == RemedyColumn)) return t.textMuted;
    if (role == Qt::ToolTipRole) return message(index.row());
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case SeverityColumn:
        return !f          ? tr("not checked")
               : f->waived ? tr("waived")
                           : text(analytics::kSeverityNames[static_cast<int>(f->severity)]);
    case MessageColumn:
        return message(index.row());
    case RemedyColumn: {
        if (!f) return {};
        if (f->waived) return tr("Accepted: %1").arg(QString::fromStdString(f->waiverReason));
        const analytics::RuleInfo* rule = analytics::ruleInfo(f->rule);
        return rule ? text(rule->remedy) : QString();
    }
    case ObjectColumn:
        return f && !f->objects.empty()
                   ? QString::fromStdString(analytics::objectName(*workspace_.snapshot(), f->objects.front()))
                   : QString();
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case MessageColumn:
        return tr("Finding");
    case RemedyColumn:
        return tr("What to do");
    case ObjectColumn:
        return tr("Where");
    default:
        return {};
    }
}

}  // namespace rackloom::views
