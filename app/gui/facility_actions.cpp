// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/facility_actions.h"

#include "app/gui/feed_dialog.h"
#include "app/gui/main_window.h"
#include "app/gui/power_loss.h"
#include "model/edit/job_edits.h"
#include "model/edit/site_edits.h"
#include "views/cooling/cooling_view.h"
#include "views/inspector/climate_text.h"
#include "views/power/one_line_view.h"

#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QTabWidget>

namespace rackloom::app {

FacilityActions::FacilityActions(MainWindow& window, QMenu& edit, QMenu& insert)
    : QObject(&window),
      window_(window),
      feed_(edit.addAction(tr("Fee&d racks…"))),
      jobs_(edit.addMenu(tr("Run &job on selected racks"))) {
    connect(jobs_, &QMenu::aboutToShow, this, &FacilityActions::fillJobs);
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
    connect(insert.addAction(tr("C&limate from CSV…")), &QAction::triggered, this,
            &FacilityActions::readClimate);
    QMenu* cooling = insert.addMenu(tr("C&ooling"));
    window_.cooling().fillAdd(*cooling);
    connect(cooling, &QMenu::triggered, this, [this, shown] { shown(window_.cooling()); });
    connect(&window_.oneLine(), &views::OneLineView::failureWanted, this, &FacilityActions::assumeLoss);
    connect(&window_.workspace().selection(), &views::Selection::changed, this,
            &FacilityActions::updateEnabled);
    updateEnabled();
}

void FacilityActions::updateEnabled() {
    const bool any = !window_.workspace().selection().racks().empty();
    feed_->setEnabled(any);
    jobs_->setEnabled(any && !window_.workspace().snapshot()->jobs.empty());
}

void FacilityActions::fillJobs() {
    jobs_->clear();
    const std::vector<RackId> racks = window_.workspace().selection().racks();
    window_.workspace().snapshot()->jobs.forEach([&](JobId id, const model::Job& job) {
        connect(jobs_->addAction(QString::fromStdString(job.name)), &QAction::triggered, this,
                [this, id, racks] { window_.workspace().dispatch(model::setJobRacks(id, racks)); });
    });
}

/// Bins of the year outdoors from a file: dry bulb, wet bulb or nothing, hours.
void FacilityActions::readClimate() {
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Climate from CSV"), {},
                                                      tr("Tables (*.csv *.txt);;All files (*)"));
    if (path.isEmpty()) return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > 1 << 20)
        return window_.showMessage(tr("%1 cannot be read as a table of bins.").arg(path), true);
    const Result<std::vector<model::ClimateBin>> bins = views::climateBins(QString::fromUtf8(file.readAll()));
    if (!bins) return window_.showMessage(QString::fromStdString(bins.error().text()), true);
    if (window_.workspace().dispatch(model::setClimate(bins.value())))
        window_.showMessage(tr("Climate: %1.").arg(views::climateSummary(bins.value())));
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
    menu.addMenu(jobs_);
}

}  // namespace rackloom::app
