// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: puts the views around one document and wires them. Actions are made by the *_actions files, one
// family each; what they do to the design are edits, what they do to the window are slots here.
#pragma once

#include "views/palette/palette_mime.h"
#include "views/workspace/workspace.h"

#include <QMainWindow>

#include <memory>

class QLabel;
class QProgressBar;
class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace rackloom::model {
class Document;
}
namespace rackloom::views {
class AnalysisFeed;
class CablePanel;
class CanvasWidget;
class CoolingView;
class ChartsPanel;
class ElevationView;
class FabricView;
class HallView;
class OneLineView;
}  // namespace rackloom::views

namespace rackloom::app {

class FileActions;
class ReportWriter;
class EditActions;
class FacilityActions;
class ViewActions;
class StartPage;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(std::shared_ptr<const model::Catalog> catalog, ReportWriter& reportWriter,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Offers recovery, then opens `path` or shows the start page.
    void start(const QString& path);

    views::Workspace& workspace() const { return *workspace_; }
    ReportWriter& reportWriter() const { return reportWriter_; }
    model::Document& document() const { return *document_; }
    views::HallView& hallView() const { return *hall_; }
    views::OneLineView& oneLine() const { return *oneLine_; }
    views::CoolingView& cooling() const { return *cooling_; }
    FacilityActions& facility() const { return *facility_; }
    views::CanvasWidget* currentCanvas() const;
    QTabWidget& tabs() const { return *tabs_; }
    void showStartPage(bool on);
    /// Places of panels and tool bars, as they are while a design is shown.
    QByteArray arrangement() const { return layout_.isEmpty() ? saveState(1) : layout_; }
    void fitViews();
    /// Shows the cables and asks between which devices to draw more.
    void drawCables();
    /// A message that stays until the next one; refusals also flash.
    void showMessage(const QString& text, bool refused = false);
    /// Places a catalogue entry where the selection says (Enter in the palette).
    void placeFromPalette(views::PaletteItem item, const QString& key);

protected:
    void closeEvent(QCloseEvent*) override;

private:
    void buildViews();
    void buildFigures();
    void buildDocks();
    void buildStatusBar();
    void reveal(const views::ObjectRef& object);
    void updateTitle();
    void applyTheme();

    ReportWriter& reportWriter_;
    std::unique_ptr<model::Document> document_;
    views::Workspace* workspace_;
    views::AnalysisFeed* feed_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    StartPage* startPage_ = nullptr;
    views::HallView* hall_ = nullptr;
    views::ElevationView* elevation_ = nullptr;
    views::FabricView* fabric_ = nullptr;
    views::OneLineView* oneLine_ = nullptr;
    views::CoolingView* cooling_ = nullptr;
    views::CablePanel* cables_ = nullptr;
    views::ChartsPanel* charts_ = nullptr;
    FileActions* file_ = nullptr;
    EditActions* edit_ = nullptr;
    FacilityActions* facility_ = nullptr;
    ViewActions* view_ = nullptr;
    QToolBar* figures_ = nullptr;
    QByteArray layout_;  ///< where panels were before the start page hid them
    QLabel *message_ = nullptr, *computing_ = nullptr, *selectionLabel_ = nullptr;
    QProgressBar* progress_ = nullptr;
};

}  // namespace rackloom::app
