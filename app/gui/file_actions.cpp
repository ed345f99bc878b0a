// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/file_actions.h"

#include "app/cli/report_writer.h"
#include "app/gui/import_dialog.h"
#include "app/gui/main_window.h"
#include "app/gui/start_page.h"
#include "model/document/document.h"
#include "model/storage/design_file.h"
#include "model/templates/templates.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {
const QString kFilter = QStringLiteral("Rackloom designs (*.rackloom)");
}

FileActions::FileActions(MainWindow& window) : QObject(&window), window_(window) {
    QMenu* menu = window.menuBar()->addMenu(tr("&File"));
    const auto action = [&](const QString& text, const QKeySequence& key, auto slot) {
        QAction* a = menu->addAction(text);
        a->setShortcut(key);
        connect(a, &QAction::triggered, this, slot);
        return a;
    };
    new_ = action(tr("&New from template…"), QKeySequence::New, &FileActions::newFromTemplate);
    open_ = action(tr("&Open…"), QKeySequence::Open, &FileActions::open);
    recent_ = menu->addMenu(tr("Open &recent"));
    connect(recent_, &QMenu::aboutToShow, this, &FileActions::fillRecent);
    action(tr("&Import a network…"), QKeySequence(Qt::CTRL | Qt::Key_I), &FileActions::importNetwork);
    menu->addSeparator();
    save_ = action(tr("&Save"), QKeySequence::Save, &FileActions::save);
    saveAs_ = action(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &FileActions::saveAs);
    menu->addSeparator();
    export_ = action(tr("&Export report…"), QKeySequence(Qt::CTRL | Qt::Key_E), &FileActions::exportReport);
    menu->addSeparator();
    action(tr("&Quit"), QKeySequence::Quit, [this] { window_.close(); });
    auto* bar = window.addToolBar(tr("Main tools"));
    bar->setObjectName(QStringLiteral("Main tools"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->addActions({new_, open_, save_, export_});
    bar->addSeparator();

    auto& page = *window.findChild<StartPage*>();
    connect(&page, &StartPage::createRequested, this, [this, &page] { createFrom(page.chooser()); });
    connect(&page, &StartPage::openRequested, this, &FileActions::open);
    connect(&page, &StartPage::recentRequested, this, [this](const QString& path) { openFile(path); });
    connect(&autosave_, &QTimer::timeout, this, &FileActions::autosave);
    autosave_.start(std::chrono::seconds(20));
    tintIcons();
}

void FileActions::tintIcons() {
    const views::Theme& t = window_.workspace().theme();
    new_->setIcon(views::themeIcon(QStringLiteral("file-plus"), t));
    open_->setIcon(views::themeIcon(QStringLiteral("folder-open"), t));
    save_->setIcon(views::themeIcon(QStringLiteral("device-floppy"), t));
    export_->setIcon(views::themeIcon(QStringLiteral("report-analytics"), t));
}

void FileActions::refuse(const QString& what, const QString& why) {
    QMessageBox::warning(&window_, what, why);
    window_.showMessage(why, true);
}

bool FileActions::mayDiscard() {
    if (!window_.document().modified()) return true;
    const auto answer = QMessageBox::question(
        &window_, tr("Unsaved changes"),
        tr("Save the changes to “%1” first?")
            .arg(QString::fromStdString(window_.document().recorded()->site->name)),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) return save();
    return answer == QMessageBox::Discard;
}

void FileActions::newFromTemplate() {
    QDialog dialog(&window_);
    dialog.setWindowTitle(tr("New from template"));
    dialog.resize(720, 460);
    auto* column = new QVBoxLayout(&dialog);
    auto* chooser = new TemplateChooser(window_.workspace(), &dialog);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &dialog);
    buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    column->addWidget(chooser, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    connect(chooser, &TemplateChooser::accepted, &dialog, &QDialog::accept);
    if (dialog.exec() == QDialog::Accepted) createFrom(*chooser);
}

void FileActions::createFrom(TemplateChooser& chooser) {
    if (!mayDiscard()) return;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    Result<model::Snapshot> built = model::buildTemplate(
        window_.workspace().catalog(), chooser.chosen().toStdString(), chooser.parameters());
    QApplication::restoreOverrideCursor();
    if (!built) return refuse(tr("Template not created"), QString::fromStdString(built.error().text()));
    window_.document().adopt(std::make_shared<const model::Snapshot>(std::move(built).value()),
                             "New from template", true);
    window_.showStartPage(false);
    window_.fitViews();
    window_.showMessage(
        tr("Created. Click any number above for its explanation; drag racks to see the numbers follow."));
}

bool FileActions::openFile(const QString& path) {
    const Result<void> opened = window_.document().open(path);
    if (!opened) {
        refuse(tr("Could not open the design"), QString::fromStdString(opened.error().text()));
        return false;
    }
    rememberFile(path);
    window_.showStartPage(false);
    window_.fitViews();
    window_.showMessage(tr("Opened %1").arg(path));
    return true;
}

void FileActions::open() {
    if (!mayDiscard()) return;
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Open design"),
                                                      QFileInfo(window_.document().path()).absolutePath(),
                                                      kFilter + tr(";;All files (*)"));
    if (!path.isEmpty()) openFile(path);
}

void FileActions::importNetwork() {
    auto* dialog = new ImportDialog(window_.workspace(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::drawn, this, [this, dialog](const model::SnapshotPtr& design) {
        if (!mayDiscard()) return;
        take(design);
        dialog->close();
    });
    dialog->show();
}

void FileActions::take(const model::SnapshotPtr& design) {
    window_.document().adopt(design, "Import", true);
    window_.showStartPage(false);
    window_.fitViews();
    window_.showMessage(
        tr("%1, as a new design. Save it to keep it.").arg(QString::fromStdString(design->site->name)));
}

bool FileActions::save() {
    if (window_.document().path().isEmpty()) return saveAs();
    const Result<void> saved = window_.document().save();
    if (!saved) {
        refuse(tr("Could not save"), QString::fromStdString(saved.error().text()));
        return false;
    }
    finish();
    window_.showMessage(tr("Saved %1").arg(window_.document().path()));
    return true;
}

bool FileActions::saveAs() {
    QString suggested = window_.document().path();
    if (suggested.isEmpty())
        suggested = QString::fromStdString(window_.document().recorded()->site->name)
                        .simplified()
                        .replace(QLatin1Char('/'), QLatin1Char('-')) +
                    QStringLiteral(".rackloom");
    QString path = QFileDialog::getSaveFileName(&window_, tr("Save as"), suggested, kFilter);
    if (path.isEmpty()) return false;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".rackloom");
    const Result<void> saved = window_.document().saveAs(path);
    if (!saved) {
        refuse(tr("Could not save"), QString::fromStdString(saved.error().text()));
        return false;
    }
    rememberFile(path);
    finish();
    window_.showMessage(tr("Saved %1").arg(path));
    return true;
}

void FileActions::exportReport() {
    const QString base = window_.document().path().isEmpty()
                             ? QStringLiteral("design")
                             : QFileInfo(window_.document().path()).completeBaseName();
    QString path = QFileDialog::getSaveFileName(&window_, tr("Export report"), base + QStringLiteral(".pdf"),
                                                tr("PDF (*.pdf);;Web page (*.html)"));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".pdf");
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const Result<void> written =
        window_.reportWriter().write(*window_.document().recorded(), window_.workspace().report(),
                                     window_.workspace().catalog(), {path.toStdString(), Paper::A4});
    QApplication::restoreOverrideCursor();
    if (!written)
        return refuse(tr("Could not write the report"), QString::fromStdString(written.error().text()));
    window_.showMessage(tr("Wrote the report %1").arg(path));
}

void FileActions::fillRecent() {
    recent_->clear();
    for (const QString& path : recentFiles())
        connect(recent_->addAction(path), &QAction::triggered, this, [this, path] {
            if (mayDiscard()) openFile(path);
        });
    if (recent_->isEmpty()) recent_->addAction(tr("No recent designs"))->setEnabled(false);
}

void FileActions::autosave() {
    const model::Document& d = window_.document();
    if (!d.modified() || autosaved_ == d.recorded().get()) return;
    const Result<void> kept = recovery_.write(*d.recorded(), d.path().toStdString());
    if (kept)
        autosaved_ = d.recorded().get();
    else
        window_.showMessage(tr("Autosave failed: %1").arg(QString::fromStdString(kept.error().text())), true);
}

bool FileActions::offerRecovery() {
    for (const model::Recoverable& left : model::recoverableDesigns()) {
        const QString name =
            left.original.empty() ? tr("an unsaved design") : QString::fromStdString(left.original);
        const auto answer = QMessageBox::question(
            &window_, tr("Recover design"),
            tr("Rackloom ended unexpectedly while editing %1. Recover what was autosaved?").arg(name),
            QMessageBox::Yes | QMessageBox::No, QMessageBox::Yes);
        if (answer == QMessageBox::No) {
            model::discard(left);
            continue;
        }
        Result<model::SnapshotPtr> snapshot = model::loadDesign(left.path);
        if (!snapshot) {
            refuse(tr("Could not recover"), QString::fromStdString(snapshot.error().text()));
            continue;
        }
        window_.document().adoptRecovered(snapshot.value(), QString::fromStdString(left.original));
        model::discard(left);
        autosave();
        window_.fitViews();
        window_.showMessage(tr("Recovered %1. Save it to keep it.").arg(name));
        return true;
    }
    return false;
}

void FileActions::finish() {
    recovery_.discard();
    autosaved_ = nullptr;
}

}  // namespace rackloom::app
