// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "analytics/reliability/library.h"
#include "analytics/report_text.h"
#include "app/gui/edit_actions.h"
#include "app/gui/facility_actions.h"
#include "app/gui/file_actions.h"
#include "app/gui/place_commands.h"
#include "app/gui/start_page.h"
#include "app/gui/view_actions.h"
#include "model/document/document.h"
#include "views/cabling/cable_panel.h"
#include "views/charts/charts_panel.h"
#include "views/cooling/cooling_view.h"
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
#include "views/power/one_line_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>

namespace rackloom::app {

MainWindow::MainWindow(std::shared_ptr<const model::Catalog> catalog, ReportWriter& reportWriter,
                       QWidget* parent)
    : QMainWindow(parent),
      reportWriter_(reportWriter),
      document_(std::make_unique<model::Document>()),
      workspace_(new views::Workspace(*document_, std::move(catalog), this)) {
    setObjectName(QStringLiteral("MainWindow"));
    setDockNestingEnabled(true);
    resize(QSize(1500, 940).boundedTo(screen()->availableSize()));
    std::vector<std::pair<std::string, QString>> rates;
    for (const analytics::Calibration& c : analytics::calibrations())
        rates.emplace_back(c.id, QString::fromStdString(c.title));
    workspace_->offerCalibrations(std::move(rates));
    buildViews();
    buildDocks();
    buildStatusBar();
    file_ = new FileActions(*this);
    edit_ = new EditActions(*this);
    facility_ = new FacilityActions(*this, edit_->editMenu(), edit_->insertMenu());
    view_ = new ViewActions(*this);
    buildFigures();
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
        progress_->setToolTip(step.isEmpty() ? QString() : tr("Computing: %1").arg(step));
        computing_->setText(step.isEmpty() ? QString() : tr("Computing: %1").arg(step));
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
    oneLine_ = new views::OneLineView(*workspace_, tabs_);
    cooling_ = new views::CoolingView(*workspace_, tabs_);
    tabs_->setTabToolTip(tabs_->addTab(oneLine_, tr("One-line")),
                         tr("How power reaches the racks: load, limit and the worst loss (Alt+4)"));
    tabs_->setTabToolTip(tabs_->addTab(cooling_, tr("Cooling")),
                         tr("How heat leaves the racks: loops, units and plant (Alt+5)"));
    charts_ = new views::ChartsPanel(*workspace_, tabs_);
    tabs_->setTabToolTip(tabs_->addTab(charts_, tr("Charts")),
                         tr("Where power, heat, time and money go, as drawings"));
    // Opening a rack in the hall shows its devices; opening a device or switch shows it in its rack.
    connect(hall_, &views::CanvasWidget::activated, this, [this](const views::ObjectRef& o) {
        if (o.kind != views::ObjectRef::Kind::Rack) return;
        tabs_->setCurrentWidget(elevation_);
        elevation_->reveal(o);
    });
    startPage_ = new StartPage(*workspace_, this);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(tabs_);
    stack_->addWidget(startPage_);
    setCentralWidget(stack_);
}

/// Across the whole window, so that eight figures have room for their digits.
void MainWindow::buildFigures() {
    addToolBarBreak();
    figures_ = addToolBar(tr("Key figures"));
    figures_->setObjectName(QStringLiteral("Key figures"));
    figures_->setMovable(false);
    auto* strip = new views::KpiStrip(*workspace_, figures_);
    strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    figures_->addWidget(strip);
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
    resizeDocks({left, inspector}, {270, 350}, Qt::Horizontal);
    resizeDocks({inspector, explain}, {420, 380}, Qt::Vertical);
    resizeDocks({findings}, {230}, Qt::Vertical);
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
    computing_ = new QLabel(this);
    statusBar()->addPermanentWidget(computing_);
    statusBar()->addPermanentWidget(progress_);
    statusBar()->addPermanentWidget(selectionLabel_);
    connect(&workspace_->selection(), &views::Selection::changed, this, [this] {
        const auto& objects = workspace_->selection().objects();
        QString text;
        if (objects.size() == 1)
            text = QString::fromStdString(analytics::objectName(*workspace_->snapshot(), objects.front()));
        else if (!objects.empty())
            text = tr("%1 selected").arg(objects.size());
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
    if (tabs_->currentWidget() == oneLine_) return &oneLine_->canvas();
    if (tabs_->currentWidget() == cooling_) return &cooling_->canvas();
    return hall_;
}

void MainWindow::fitViews() {
    hall_->fitWhenSeen();
    elevation_->canvas().fitWhenSeen();
    fabric_->canvas().fitWhenSeen();
    oneLine_->startAgain();
    cooling_->startAgain();
}

void MainWindow::showStartPage(bool on) {
    if (on) startPage_->refresh();
    stack_->setCurrentIndex(on ? 1 : 0);
    // Panels and figures of a design would only distract from the choice.
    if (on == layout_.isEmpty()) {
        if (on) {
            layout_ = saveState(1);
            for (QDockWidget* dock : findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly))
                dock->hide();
            figures_->hide();
        } else {
            restoreState(layout_, 1);
            figures_->show();
            layout_.clear();
        }
    }
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
    if (tabs_->currentWidget() == oneLine_ && oneLine_->reveal(object)) return;
    if (tabs_->currentWidget() == cooling_ && cooling_->reveal(object)) return;
    if (object.kind == Kind::PowerNode) {
        tabs_->setCurrentWidget(oneLine_);
        oneLine_->reveal(object);
        return;
    }
    if (object.kind == Kind::CoolingLoop || object.kind == Kind::CoolingUnit) {
        tabs_->setCurrentWidget(cooling_);
        cooling_->reveal(object);
        return;
    }
    tabs_->setCurrentWidget(hall_);
    if (!hall_->reveal(object))
        showMessage(tr("%1 is not drawn on the floor; its properties are in the inspector.")
                        .arg(QString::fromStdString(analytics::objectName(*workspace_->snapshot(), object))));
}

void MainWindow::placeFromPalette(views::PaletteItem item, const QString& key) {
    const model::DeviceType* type = workspace_->catalog().device(key.toStdString());
    const bool inRack = !type || type->form.mount == model::Mount::Rack;
    if (item == views::PaletteItem::Device && !inRack && type->heatRemoval) {
        tabs_->setCurrentWidget(cooling_);
        cooling_->addUnit(key);
    } else if (item == views::PaletteItem::Device && !inRack && !type->link) {
        tabs_->setCurrentWidget(oneLine_);
        oneLine_->addElement(key);
    } else if (item == views::PaletteItem::Device)
        placeDevice(*this, key);
    else
        placeRack(*this, key);
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
