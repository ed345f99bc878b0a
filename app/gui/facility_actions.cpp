// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/facility_actions.h"

#include "app/gui/feed_dialog.h"
#include "app/gui/main_window.h"
#include "app/gui/power_loss.h"
#include "views/cooling/cooling_view.h"
#include "views/power/one_line_view.h"

#include <QMenu>
#include <QTabWidget>

namespace rackloom::app {

FacilityActions::FacilityActions(MainWindow& window, QMenu& edit, QMenu& insert)
    : QObject(&window), window_(window), feed_(edit.addAction(tr("Fee&d racks…"))) {
    feed_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    connect(feed_, &QAction::triggered, this, &FacilityActions::feedRacks);
    insert.addSeparator();
    const auto shown = [this](QWidget& view) {
        window_.showStartPage(false);
        window_.tabs().setCurrentWidget(&view);
    };
    QMenu* power = insert.addMenu(tr("&Power element"));
    for (const views::ElementGroup& group : views::powerElements(window_.workspace().catalog())) {
        QMenu* kind = power->addMenu(group.title);
        for (const auto& [key, name] : group.entries)
            connect(kind->addAction(name), &QAction::triggered, this, [this, shown, key = key] {
                shown(window_.oneLine());
                window_.oneLine().addElement(key);
            });
    }
    QMenu* cooling = insert.addMenu(tr("C&ooling"));
    connect(cooling, &QMenu::aboutToShow, this, [this, cooling] {
        cooling->clear();
        window_.cooling().fillAdd(*cooling);
    });
    connect(&window_.oneLine(), &views::OneLineView::failureWanted, this, &FacilityActions::assumeLoss);
    connect(&window_.workspace().selection(), &views::Selection::changed, this,
            &FacilityActions::updateEnabled);
    updateEnabled();
}

void FacilityActions::updateEnabled() {
    feed_->setEnabled(!window_.workspace().selection().racks().empty());
}

void FacilityActions::feedRacks() {
    const std::vector<RackId> racks = window_.workspace().selection().racks();
    if (racks.empty()) return;
    FeedDialog dialog(window_.workspace(), racks, &window_);
    dialog.exec();
}

void FacilityActions::assumeLoss(const std::vector<PowerNodeId>& nodes) {
    views::AssumedFailure loss = lossOf(window_.workspace().snapshot(), nodes);
    if (loss.empty()) return;
    window_.tabs().setCurrentWidget(&window_.oneLine());
    window_.oneLine().showFailure(std::move(loss));
}

void FacilityActions::extend(QMenu& menu) {
    if (window_.tabs().currentWidget() == &window_.oneLine()) window_.oneLine().extendMenu(menu);
    if (window_.tabs().currentWidget() == &window_.cooling()) window_.cooling().extendMenu(menu);
    menu.addAction(feed_);
}

}  // namespace rackloom::app
