// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view_actions.h"

#include "app/gui/about_dialog.h"
#include "app/gui/main_window.h"
#include "views/canvas/canvas_widget.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QTabWidget>
#include <QToolBar>

namespace rackloom::app {

using views::Overlay;
using views::ThemeMode;

ViewActions::ViewActions(MainWindow& window) : QObject(&window), window_(window) {
    buildViewMenu();
    buildHelpMenu();
    tintIcons();
}

void ViewActions::buildViewMenu() {
    QMenu* menu = window_.menuBar()->addMenu(tr("&View"));
    const auto action = [&](const QString& text, const QKeySequence& key, auto slot) {
        QAction* a = menu->addAction(text);
        a->setShortcut(key);
        connect(a, &QAction::triggered, this, slot);
        return a;
    };
    zoomIn_ = action(tr("Zoom &in"), QKeySequence::ZoomIn, [this] { window_.currentCanvas()->zoomBy(1.25); });
    zoomOut_ =
        action(tr("Zoom &out"), QKeySequence::ZoomOut, [this] { window_.currentCanvas()->zoomBy(0.8); });
    fit_ = action(tr("&Fit everything"), QKeySequence(Qt::CTRL | Qt::Key_0),
                  [this] { window_.currentCanvas()->fitAll(); });
    action(tr("Fit &selection"), QKeySequence(Qt::CTRL | Qt::Key_1),
           [this] { window_.currentCanvas()->fitSelection(); });
    menu->addSeparator();
    // F5 and on are the overlays'.
    for (int i = 0; i < window_.tabs().count(); ++i) {
        const QKeySequence number(Qt::ALT | (Qt::Key_1 + i)), key(Qt::Key_F2 + i);
        QAction* show = action(tr("Show %1").arg(window_.tabs().tabText(i).toLower()), number, [this, i] {
            window_.showStartPage(false);
            window_.tabs().setCurrentIndex(i);
            QWidget* page = window_.tabs().currentWidget();
            views::CanvasWidget* canvas = window_.currentCanvas();
            (page == canvas || page->isAncestorOf(canvas) ? canvas : page)->setFocus();
        });
        if (i < 3) show->setShortcuts({key, number});
    }
    menu->addSeparator();
    buildOverlays(*menu->addMenu(tr("&Overlay")));
    buildThemes(*menu->addMenu(tr("&Theme")));
    QMenu* panels = menu->addMenu(tr("&Panels"));
    for (QDockWidget* dock : window_.findChildren<QDockWidget*>())
        panels->addAction(dock->toggleViewAction());
    action(tr("F&ull screen"), QKeySequence(Qt::Key_F11),
           [this] { window_.setWindowState(window_.windowState() ^ Qt::WindowFullScreen); });
    action(tr("Start pa&ge"), QKeySequence(), [this] { window_.showStartPage(true); });
    auto* bar = window_.findChild<QToolBar*>(QStringLiteral("Main tools"));
    bar->addSeparator();
    bar->addActions({zoomOut_, zoomIn_, fit_});
}

void ViewActions::buildOverlays(QMenu& menu) {
    overlays_ = new QActionGroup(this);
    struct Kind {
        QString text;
        Overlay overlay;
        QKeySequence key;
    };
    const auto shifted = [](Qt::Key key) { return QKeySequence(Qt::SHIFT | key); };
    const Kind kinds[] = {{tr("&No overlay"), Overlay::None, Qt::Key_F5},
                          {tr("&Power of each rack"), Overlay::Power, Qt::Key_F6},
                          {tr("&Heat of each rack"), Overlay::Heat, Qt::Key_F7},
                          {tr("&Weight of each rack"), Overlay::Weight, Qt::Key_F8},
                          {tr("&Findings of each rack"), Overlay::Findings, Qt::Key_F9},
                          {tr("Power &margin after a loss"), Overlay::Margin, shifted(Qt::Key_F5)},
                          {tr("&Redundancy of the supply"), Overlay::Redundancy, shifted(Qt::Key_F6)},
                          {tr("&Blast set of the selection"), Overlay::Blast, shifted(Qt::Key_F7)},
                          {tr("&Unused supply of each rack"), Overlay::Stranded, shifted(Qt::Key_F8)},
                          {tr("&Load of the fabric's cables"), Overlay::Load, shifted(Qt::Key_F9)},
                          {tr("&Traffic through the fabric"), Overlay::Critical, shifted(Qt::Key_F4)}};
    for (const Kind& kind : kinds) {
        QAction* a = menu.addAction(kind.text);
        a->setCheckable(true);
        a->setShortcut(kind.key);
        a->setChecked(kind.overlay == Overlay::None);
        overlays_->addAction(a);
        // Show what is tinted: the hall plan, or the fabric.
        connect(a, &QAction::triggered, this, [this, o = kind.overlay] {
            window_.workspace().updateOverlay(o);
            if (o == Overlay::None) return;
            window_.showStartPage(false);
            window_.tabs().setCurrentIndex(ofFabric(o) ? 2 : 0);
        });
    }
}

void ViewActions::buildThemes(QMenu& menu) {
    themes_ = new QActionGroup(this);
    const std::pair<QString, ThemeMode> modes[] = {{tr("&Light"), ThemeMode::Light},
                                                   {tr("&Dark"), ThemeMode::Dark},
                                                   {tr("&High contrast"), ThemeMode::HighContrast}};
    for (const auto& [text, mode] : modes) {
        QAction* a = menu.addAction(text);
        a->setCheckable(true);
        a->setData(static_cast<int>(mode));
        themes_->addAction(a);
        connect(a, &QAction::triggered, this, [this, m = mode] {
            window_.workspace().updateTheme(views::makeTheme(m));
            QSettings().setValue(QStringLiteral("theme"), static_cast<int>(m));
        });
    }
}

void ViewActions::buildHelpMenu() {
    QMenu* menu = window_.menuBar()->addMenu(tr("&Help"));
    QAction* keys = menu->addAction(tr("&Mouse and keys"));
    keys->setShortcut(QKeySequence::HelpContents);
    connect(keys, &QAction::triggered, this, &ViewActions::showShortcuts);
    QAction* about = menu->addAction(tr("&About Rackloom"));
    connect(about, &QAction::triggered, this,
            [this] { AboutDialog(window_.workspace().catalog(), &window_).exec(); });
}

void ViewActions::showShortcuts() {
    QMessageBox box(
        QMessageBox::NoIcon, tr("Mouse and keys"),
        tr("<table cellpadding='3' width='520'>"
           "<tr><td><b>Drag</b></td><td>move what is selected; Ctrl copies, Alt frees it from the grid, "
           "Escape gives up</td></tr>"
           "<tr><td><b>Drag on empty floor</b></td><td>select with a box; Ctrl or Shift extends</td></tr>"
           "<tr><td><b>Middle button, or Space and drag</b></td><td>pan</td></tr>"
           "<tr><td><b>Wheel</b></td><td>zoom at the pointer; with Shift scroll sideways</td></tr>"
           "<tr><td><b>Arrow keys</b></td><td>nudge the selection, with Shift by a tile; nothing selected: "
           "pan</td></tr>"
           "<tr><td><b>Double click</b></td><td>open a rack in the elevation</td></tr>"
           "<tr><td><b>Alt+1 … Alt+6</b></td><td>hall plan, rack elevation, fabric, one-line, cooling, "
           "charts; the first three also F2, F3, F4</td></tr>"
           "<tr><td><b>F5 … F9</b></td><td>no overlay, power, heat, weight, findings; with Shift: margin, "
           "redundancy, blast set, unused supply, load</td></tr>"
           "<tr><td><b>Ctrl+K</b></td><td>find any command; <b>Ctrl+G</b> any object</td></tr>"
           "<tr><td><b>Click on a number</b></td><td>where it comes from; right click: pin "
           "it or show another</td></tr></table>"),
        QMessageBox::Close, &window_);
    box.exec();
}

void ViewActions::tintIcons() {
    const views::Theme& t = window_.workspace().theme();
    zoomIn_->setIcon(views::themeIcon(QStringLiteral("zoom-in"), t));
    zoomOut_->setIcon(views::themeIcon(QStringLiteral("zoom-out"), t));
    fit_->setIcon(views::themeIcon(QStringLiteral("maximize"), t));
    for (QAction* a : themes_->actions())
        a->setChecked(a->data().toInt() == static_cast<int>(t.mode));
}

void ViewActions::restore() {
    const QSettings settings;
    const int mode = settings.value(QStringLiteral("theme"), 0).toInt();
    window_.workspace().updateTheme(views::makeTheme(mode == 1   ? ThemeMode::Dark
                                                     : mode == 2 ? ThemeMode::HighContrast
                                                                 : ThemeMode::Light));
    window_.restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    window_.restoreState(settings.value(QStringLiteral("docks")).toByteArray(), 1);
}

void ViewActions::save() const {
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), window_.saveGeometry());
    settings.setValue(QStringLiteral("docks"), window_.arrangement());
}

}  // namespace rackloom::app
