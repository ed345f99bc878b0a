// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "analytics/report_text.h"
#include "app/gui/edit_actions.h"
#include "app/gui/file_actions.h"
#include "app/gui/start_page.h"
#include "app/gui/view_actions.h"
#include "model/document/document.h"
#include "model/edit/rack_edits.h"
#include "model/edit/type_edits.h"
#include "views/cabling/cable_panel.h"
#include "views/elevation/elevation_view.h"
#include "views/explain/explain_panel.h"
#include "views/fabric/fabric_view.h"
#include "views/findings/findings_panel.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_view.h"
#include "views/history/history_panel.h"
#include "views/inspector/inspector_panel.h"
#include "views/kpi/kpi_strip.h"
#include "views/live/analysis_feed.h"
#include "views/outline/outline_panel.h"
#include "views/palette/palette_panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace rackloom::app {

MainWindow::MainWindow(std::shared_ptr<const model::Catalog> catalog, ReportWriter& reportWriter,
                       QWidget* parent)
    : QMainWindow(parent),
      reportWriter_(reportWriter),
      document_(std::make_unique<model::Document>()),
      workspace_(new views::Workspace(*document_, std::move(catalog), this)) {
    setObjectName(QStringLiteral("MainWindow"));
    setDockNestingEnabled(true);
    resize(1500, 940);
    buildViews();
    buildDocks();
    buildStatusBar();
    file_ = new FileActions(*this);
    edit_ = new EditActions(*this);
    view_ = new ViewActions(*this);
    connect(workspace_, &views::Workspace::themeChanged, this, &MainWindow::applyTheme);
    connect(workspace_, &views::Workspace::refused, this,
            [this](const QString& why) { showMessage(why, true); });
    connect(workspace_, &views::Workspace::announced, this,
            [this](const QString& text) { showMessage(text); });
    connect(workspace_, &views::Workspace::focusRequested, this, &MainWindow::reveal);
    connect(document_.get(), &model::Document::fileChanged, this, &MainWindow::updateTitle);
    feed_ = new views::AnalysisFeed(*workspace_, this);
    connect(feed_, &views::AnalysisFeed::progress, this, [this](const QString& step) {
        progress_->setVisible(!step.isEmpty());
        if (!step.isEmpty()) showMessage(tr("Computing: %1").arg(step));
    });
    view_->restore();
    updateTitle();
}

// The views look at the workspace until they are gone, and Qt would delete that first: it is the oldest
// child.
MainWindow::~MainWindow() {
    delete feed_;
    qDeleteAll(findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
}

void MainWindow::buildViews() {
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    hall_ = new views::HallView(*workspace_, tabs_);
    elevation_ = new views::ElevationView(*workspace_, tabs_);
    fabric_ = new views::FabricView(*workspace_, tabs_);
    tabs_->addTab(hall_, tr("Hall plan"));
    tabs_->addTab(elevation_, tr("Rack elevation"));
    tabs_->addTab(fabric_, tr("Fabric"));
    tabs_->setTabToolTip(0, tr("Where racks and facility equipment stand (F2)"));
    tabs_->setTabToolTip(1, tr("What sits in which rack unit (F3)"));
    tabs_->setTabToolTip(2, tr("Switch tiers, cables and the minimum cut (F4)"));
    // Opening a rack in the hall shows its devices; opening a device or switch shows it in its rack.
    connect(hall_, &views::CanvasWidget::activated, this, [this](const views::ObjectRef& o) {
        if (o.kind != views::ObjectRef::Kind::Rack) return;
        tabs_->setCurrentWidget(elevation_);
        elevation_->reveal(o);
    });
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new views::KpiStrip(*workspace_, page));
    column->addWidget(tabs_, 1);
    startPage_ = new StartPage(*workspace_, this);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(page);
    stack_->addWidget(startPage_);
    setCentralWidget(stack_);
}

void MainWindow::buildDocks() {
    const auto dock = [this](const QString& title, QWidget* widget, Qt::DockWidgetArea area) {
        auto* d = new QDockWidget(title, this);
        d->setObjectName(title);
        d->setWidget(widget);
        addDockWidget(area, d);
        return d;
    };
    auto* palette = new views::PalettePanel(*workspace_, this);
    connect(palette, &views::PalettePanel::placeRequested, this, &MainWindow::placeFromPalette);
    auto* left = dock(tr("Catalogue"), palette, Qt::LeftDockWidgetArea);
    auto* outline = dock(tr("Outline"), new views::OutlinePanel(*workspace_, this), Qt::LeftDockWidgetArea);
    tabifyDockWidget(left, outline);
    outline->raise();
    auto* inspector =
        dock(tr("Inspector"), new views::InspectorPanel(*workspace_, this), Qt::RightDockWidgetArea);
    auto* explain = dock(tr("Explain"), new views::ExplainPanel(*workspace_, this), Qt::RightDockWidgetArea);
    connect(workspace_, &views::Workspace::explainRequested, explain, [explain] {
        explain->show();
        explain->raise();
    });
    auto* findings =
        dock(tr("Findings"), new views::FindingsPanel(*workspace_, this), Qt::BottomDockWidgetArea);
    auto* history = dock(tr("History"), new views::HistoryPanel(*workspace_, this), Qt::BottomDockWidgetArea);
    cables_ = new views::CablePanel(*workspace_, this);
    auto* cables = dock(tr("Cables"), cables_, Qt::BottomDockWidgetArea);
    tabifyDockWidget(findings, history);
    tabifyDockWidget(history, cables);
    findings->raise();
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({left, inspector}, {270, 330}, Qt::Horizontal);
    resizeDocks({inspector, explain}, {420, 380}, Qt::Vertical);
    resizeDocks({findings}, {170}, Qt::Vertical);
}

void MainWindow::drawCables() {
    if (auto* dock = qobject_cast<QDockWidget*>(cables_->parentWidget())) {
        dock->show();
        dock->raise();
    }
    cables_->drawCables();
}

void MainWindow::buildStatusBar() {
    message_ = new QLabel(this);
    selectionLabel_ = new QLabel(this);
    progress_ = new QProgressBar(this);
    progress_->setRange(0, 0);
    progress_->setFixedWidth(90);
    progress_->setTextVisible(false);
    progress_->hide();
    statusBar()->addWidget(message_, 1);
    statusBar()->addPermanentWidget(progress_);
    statusBar()->addPermanentWidget(selectionLabel_);
    connect(&workspace_->selection(), &views::Selection::changed, this, [this] {
        const auto& objects = workspace_->selection().objects();
        QString text;
        if (objects.size() == 1)
            text = QString::fromStdString(analytics::objectName(*workspace_->snapshot(), objects.front()));
        else if (!objects.empty())
            text = tr("%n selected", nullptr, static_cast<int>(objects.size()));
        selectionLabel_->setText(text);
    });
}

void MainWindow::showMessage(const QString& text, bool refused) {
    message_->setText(refused ? tr("Not done: %1").arg(text) : text);
    QPalette p = message_->palette();
    p.setColor(QPalette::WindowText, refused ? workspace_->theme().error : workspace_->theme().textMuted);
    message_->setPalette(p);
}

views::CanvasWidget* MainWindow::currentCanvas() const {
    if (tabs_->currentWidget() == elevation_) return &elevation_->canvas();
    if (tabs_->currentWidget() == fabric_) return &fabric_->canvas();
    return hall_;
}

void MainWindow::fitViews() {
    hall_->fitAll();
    elevation_->canvas().fitAll();
    fabric_->canvas().fitAll();
}

void MainWindow::showStartPage(bool on) {
    if (on) startPage_->refresh();
    stack_->setCurrentIndex(on ? 1 : 0);
}

/// Shows an object in the current view if it can, else in the view that shows it best.
void MainWindow::reveal(const views::ObjectRef& object) {
    using Kind = views::ObjectRef::Kind;
    showStartPage(false);
    if (object.kind == Kind::Fabric || object.kind == Kind::Cable) {
        tabs_->setCurrentWidget(fabric_);
        fabric_->reveal(object);
        return;
    }
    if (object.kind == Kind::Device) {
        if (tabs_->currentWidget() == fabric_ && fabric_->reveal(object)) return;
        tabs_->setCurrentWidget(elevation_);
        elevation_->reveal(object);
        return;
    }
    if (tabs_->currentWidget() == elevation_ && elevation_->reveal(object)) return;
    tabs_->setCurrentWidget(hall_);
    if (!hall_->reveal(object))
        showMessage(tr("%1 is not drawn on the floor; its properties are in the inspector.")
                        .arg(QString::fromStdString(analytics::objectName(*workspace_->snapshot(), object))));
}

void MainWindow::placeFromPalette(views::PaletteItem item, const QString& key) {
    const model::SnapshotPtr s = workspace_->snapshot();
    const std::vector<RackId> racks = workspace_->selection().racks();
    if (item == views::PaletteItem::Device) {
        if (racks.empty())
            return showMessage(tr("Select a rack first: a device goes into the design of the selected rack."),
                               true);
        const model::DeviceType* type = workspace_->catalog().device(key.toStdString());
        for (int u = 1; type && u <= 60; ++u) {
            model::Slot slot;
            slot.u = u;
            if (!workspace_->preview(model::addCatalogDevice(workspace_->catalog(), type->key,
                                                             s->racks.at(racks.front()).design, slot)))
                continue;
            workspace_->commitPreview();
            return showMessage(tr("Placed %1 at U%2").arg(QString::fromStdString(type->name)).arg(u));
        }
        return showMessage(tr("No free rack units for it in this rack. Make room, or choose another rack."),
                           true);
    }
    const std::vector<HallId> halls = s->halls.ids();
    if (halls.empty())
        return showMessage(tr("There is no hall to stand it in. Add one with Insert ▸ Hall."), true);
    const model::Hall& hall = s->halls.at(halls.front());
    // Beside the selected rack, else the first free tile of the hall, row by row.
    std::vector<model::FloorPoint> candidates;
    if (!racks.empty()) {
        const model::Rack& r = s->racks.at(racks.back());
        candidates.push_back({r.position.x + model::footprint(*s, r).width, r.position.y});
    }
    const int tile = hall.tile > 0 ? hall.tile : 600;
    for (int y = tile; y < hall.depth; y += tile)
        for (int x = tile; x < hall.width; x += tile)
            candidates.push_back({x, y});
    for (const model::FloorPoint at : candidates) {
        model::Rack rack;
        rack.hall = racks.empty() ? halls.front() : s->racks.at(racks.back()).hall;
        rack.position = at;
        if (!racks.empty()) rack.row = s->racks.at(racks.back()).row;
        if (!workspace_->preview(model::placeCatalogRack(workspace_->catalog(), key.toStdString(), rack)))
            continue;
        workspace_->commitPreview();
        const std::uint32_t last = workspace_->snapshot()->racks.end();
        workspace_->selection().replace({views::rackObject(RackId{last - 1})});
        return showMessage(
            tr("Placed %1")
                .arg(QString::fromStdString(workspace_->snapshot()->racks.at(RackId{last - 1}).name)));
    }
    showMessage(tr("The hall has no free place for it. Enlarge the hall, or move racks."), true);
}

void MainWindow::updateTitle() {
    const QString name = QString::fromStdString(document_->snapshot()->site->name);
    const QString file = document_->path().isEmpty() ? QString() : QStringLiteral(" — ") + document_->path();
    setWindowTitle(name + file + QStringLiteral("[*]"));
    setWindowModified(document_->modified());
}

void MainWindow::applyTheme() {
    views::applyTheme(*static_cast<QApplication*>(QApplication::instance()), workspace_->theme());
    view_->tintIcons();
    file_->tintIcons();
    edit_->tintIcons();
}

void MainWindow::start(const QString& path) {
    if (file_->offerRecovery()) return showStartPage(false);
    if (!path.isEmpty() && file_->openFile(path)) return;
    showStartPage(path.isEmpty());
}

void MainWindow::closeEvent(QCloseEvent* e) {
    if (!file_->mayDiscard()) return e->ignore();
    file_->finish();
    view_->save();
    e->accept();
}

}  // namespace rackloom::app
