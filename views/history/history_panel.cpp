// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/history_panel.h"

#include "model/document/document.h"

#include <QDateTime>

namespace rackloom::views {

HistoryPanel::HistoryPanel(Workspace& workspace, QWidget* parent)
    : QListWidget(parent), workspace_(workspace) {
    setAccessibleName(tr("Edit history"));
    connect(&workspace_, &Workspace::snapshotChanged, this, &HistoryPanel::refresh);
    connect(&workspace_, &Workspace::themeChanged, this, [this] {
        shownCount_ = 0;
        refresh();
    });
    connect(this, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        workspace_.document().jumpTo(static_cast<std::size_t>(row(item)));
    });
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        workspace_.document().jumpTo(static_cast<std::size_t>(row(item)));
    });
    refresh();
}

void HistoryPanel::refresh() {
    const model::History& h = workspace_.document().history();
    const void* last = h.entries().back().snapshot.get();
    if (h.entries().size() == shownCount_ && h.index() == shownIndex_ && last == shownLast_)
        return;  // previews do not touch the list
    shownCount_ = h.entries().size();
    shownIndex_ = h.index();
    shownLast_ = last;
    clear();
    for (std::size_t i = 0; i < h.entries().size(); ++i) {
        const model::HistoryEntry& e = h.entries()[i];
        auto* item = new QListWidgetItem(QString::fromStdString(e.label), this);
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(e.time.time_since_epoch()).count();
        item->setToolTip(QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("HH:mm:ss")));
        if (i > h.index()) item->setForeground(workspace_.theme().textMuted);
    }
    setCurrentRow(static_cast<int>(h.index()));
    scrollToItem(currentItem());
}

}  // namespace rackloom::views
